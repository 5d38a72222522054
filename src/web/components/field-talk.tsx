import { Button, Group, Stack, Textarea, UnstyledButton } from '@mantine/core'
import { IconMessage } from '@tabler/icons-react'
import { createContext, type ReactNode, useContext, useId, useState } from 'react'
import classes from '../pages/approvals.module.css'
import { CommentList, type Said, type ShownComment } from './approval-comments.tsx'

interface FieldTalk {
  comments: readonly ShownComment[]
  /** false: what was said is read, and nothing is added. */
  isOpen: boolean
  /** Why changes cannot be asked for; null: they can. */
  changesReason: string | null
  isBusy: boolean
  onSay: (said: Said, done: () => void) => void
}

const TalkContext = createContext<FieldTalk | null>(null)

/** Below it, a field that is shown can be commented on where it stands. */
export function FieldTalkProvider({ talk, children }: { talk: FieldTalk; children: ReactNode }) {
  return <TalkContext value={talk}>{children}</TalkContext>
}

interface TalkedFieldProps {
  /** The field of the campaign, as comments name it. */
  path: string
  /** What the field is called. */
  label: string
  /** Its value, or what becomes of it. */
  children: ReactNode
}

/** A line of a definition list: name and value of a field, what was said about it, and, by a click on its name, room to say more. */
export function TalkedField({ path, label, children }: TalkedFieldProps) {
  const talk = useContext(TalkContext)
  const [isSaying, setSaying] = useState(false)
  const id = useId()
  if (talk === null) {
    return (
      <div>
        <dt>{label}</dt>
        <dd>{children}</dd>
      </div>
    )
  }
  const comments = talk.comments.filter((comment) => comment.path === path)
  return (
    <div data-talked={comments.length > 0 || undefined}>
      <dt>
        {talk.isOpen ? (
          <UnstyledButton
            className={classes.talk}
            aria-label={`${label}, comment on it`}
            aria-expanded={isSaying}
            aria-controls={id}
            title="Comment on this field"
            onClick={() => setSaying(!isSaying)}
          >
            {label} <IconMessage size={13} aria-hidden />
          </UnstyledButton>
        ) : (
          label
        )}
      </dt>
      <dd>
        {children}
        <div id={id}>
          {(comments.length > 0 || isSaying) && (
            <Stack gap="xs" mt={6} mb={6}>
              {comments.length > 0 && <CommentList comments={comments} isPlaced />}
              {isSaying && <FieldForm path={path} label={label} talk={talk} onEnd={() => setSaying(false)} />}
            </Stack>
          )}
        </div>
      </dd>
    </div>
  )
}

interface FieldFormProps {
  path: string
  label: string
  talk: FieldTalk
  onEnd: () => void
}

function FieldForm({ path, label, talk, onEnd }: FieldFormProps) {
  const [body, setBody] = useState('')
  const isEmpty = body.trim() === ''
  const say = (wantsChanges: boolean) => talk.onSay({ path, body, wantsChanges }, onEnd)
  return (
    <Stack gap={6} onKeyDown={(event) => event.key === 'Escape' && onEnd()}>
      <Textarea
        aria-label={`Comment on ${label}`}
        value={body}
        maxLength={4000}
        autosize
        minRows={2}
        autoFocus
        onChange={(event) => setBody(event.currentTarget.value)}
      />
      <Group gap="xs">
        <Button
          size="xs"
          variant="default"
          disabled={isEmpty}
          loading={talk.isBusy}
          onClick={() => say(false)}
        >
          Comment here
        </Button>
        {talk.changesReason === null && (
          <Button
            size="xs"
            variant="light"
            color="orange"
            disabled={isEmpty}
            loading={talk.isBusy}
            onClick={() => say(true)}
          >
            Ask for changes here
          </Button>
        )}
        <Button size="xs" variant="subtle" onClick={onEnd}>
          Cancel
        </Button>
      </Group>
    </Stack>
  )
}
