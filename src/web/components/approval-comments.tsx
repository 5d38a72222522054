import { Badge, Button, Group, Stack, Text, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { pathWords } from '../ui/field-path.ts'
import { formatAgo } from '../ui/format.ts'
import classes from '../pages/approvals.module.css'

export interface ShownComment {
  key: string
  by: string
  path: string
  body: string
  wantsChanges: boolean
  createdAt: string
  resolved: boolean
  onResolve?: () => void
}

export interface Said {
  path: string
  body: string
  wantsChanges: boolean
}

interface CommentListProps {
  comments: readonly ShownComment[]
  /** It stands at the field that it is about. */
  isPlaced?: boolean
}

/** What was said about a request, oldest first. */
export function CommentList({ comments, isPlaced = false }: CommentListProps) {
  if (comments.length === 0)
    return (
      <Text size="sm" c="dimmed">
        Nothing was said yet.
      </Text>
    )
  return (
    <Stack gap="sm">
      {comments.map(({ key, by, path, body, wantsChanges, createdAt, resolved, onResolve }) => (
        <div key={key} className={classes.comment}>
          <Group gap={8}>
            <Text size="sm" fw={600}>
              {by}
            </Text>
            <Text size="xs" c="dimmed">
              {formatAgo(createdAt)}
            </Text>
            {wantsChanges && (
              <Badge size="xs" color="orange" variant="light">
                wants changes
              </Badge>
            )}
            {resolved && (
              <Badge size="xs" color="green" variant="light">
                done
              </Badge>
            )}
            {onResolve !== undefined && (
              <Button size="compact-xs" variant="subtle" onClick={onResolve}>
                {resolved ? 'Open again' : 'Mark as done'}
              </Button>
            )}
          </Group>
          {path !== '' && !isPlaced && (
            <Text size="xs" c="dimmed" title={path}>
              about {pathWords(path)}
            </Text>
          )}
          <Text size="sm">{body}</Text>
        </div>
      ))}
    </Stack>
  )
}

interface CommentFormProps {
  isBusy: boolean
  /** Why changes cannot be asked for; null: they can. */
  changesReason: string | null
  onSay: (said: Said, done: () => void) => void
}

/** Says something about the whole or a field, and asks for changes with it. */
export function CommentForm({ isBusy, changesReason, onSay }: CommentFormProps) {
  const [body, setBody] = useState('')
  const [path, setPath] = useState('')
  const say = (wantsChanges: boolean) =>
    onSay({ path: path.trim(), body, wantsChanges }, () => {
      setBody('')
      setPath('')
    })
  const isEmpty = body.trim() === ''
  return (
    <Stack gap="xs">
      <Textarea
        label="Say something"
        value={body}
        maxLength={4000}
        autosize
        minRows={2}
        onChange={(event) => setBody(event.currentTarget.value)}
      />
      <TextInput
        label="About which field"
        description="Empty: the whole"
        placeholder="adGroups[0].ads[0].headlines[0].text"
        value={path}
        maxLength={200}
        onChange={(event) => setPath(event.currentTarget.value)}
      />
      <Group gap="xs">
        <Button variant="default" disabled={isEmpty} loading={isBusy} onClick={() => say(false)}>
          Comment
        </Button>
        {changesReason === null && (
          <Button
            variant="light"
            color="orange"
            disabled={isEmpty}
            loading={isBusy}
            onClick={() => say(true)}
          >
            Ask for changes
          </Button>
        )}
      </Group>
    </Stack>
  )
}
