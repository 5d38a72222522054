import { Alert, Button, Group, Text } from '@mantine/core'
import { IconAlertCircle, IconCheck, IconCloudUpload, IconListCheck } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { scrollTo } from '../ui/scroll.ts'
import { EditClash, GivenUp } from './edit-clash.tsx'
import classes from './editor-header.module.css'
import type { Editor, SaveState } from './use-editor.ts'

interface EditorHeaderProps {
  title: string
  aside?: ReactNode
  editor: Editor
  errors: number
  currencyCode: string
  /** Leads to a field by its path. */
  onGo: (path: string) => void
  onReview: () => void
  onSave: (() => void) | null
  /** Of a form that began with words that nobody had saved: an empty one instead. */
  onStartOver: (() => void) | null
}

/** Stays on top while the form scrolls: what this is, whether it is saved, and the way on. */
export function EditorHeader({
  title,
  aside,
  editor,
  errors,
  currencyCode,
  onGo,
  onReview,
  onSave,
  onStartOver,
}: EditorHeaderProps) {
  return (
    <div className={classes.header}>
      <div className={classes.row}>
        <Group gap={10} miw={0}>
          <h1 className={classes.title}>{title}</h1>
          {aside}
          <SaveWords state={editor.state} />
        </Group>
        <Group gap={6} wrap="nowrap">
          <Button
            variant="subtle"
            color="gray"
            hiddenFrom="md"
            px={8}
            leftSection={<IconListCheck size={15} aria-hidden />}
            onClick={() => scrollTo('checks')}
          >
            {errors} open
          </Button>
          {onSave !== null && (
            <Button variant="default" onClick={onSave} loading={editor.state.kind === 'saving'}>
              Save draft
            </Button>
          )}
          <Button onClick={onReview}>Review and publish</Button>
        </Group>
      </div>
      {onStartOver !== null && editor.state.kind === 'new' && (
        <Alert color="gray" variant="light" mt="xs" py={6}>
          <Group justify="space-between">
            <Text size="sm">You had typed this and not saved it. It is here again.</Text>
            <Button variant="default" size="xs" onClick={onStartOver}>
              Start over
            </Button>
          </Group>
        </Alert>
      )}
      {editor.state.kind === 'failed' && (
        <Alert
          color="red"
          variant="light"
          title={`Not saved: ${editor.state.title.toLowerCase()}`}
          icon={<IconAlertCircle size={18} />}
          mt="xs"
        >
          <Group justify="space-between">
            <Text size="sm">
              {editor.state.offline
                ? 'The server does not answer. It is saved as soon as it does, while this page is open.'
                : `${editor.state.detail} What you typed is still here.`}
            </Text>
            <Button variant="default" onClick={() => void editor.save()}>
              Try again
            </Button>
          </Group>
        </Alert>
      )}
      {editor.state.kind === 'clash' && (
        <EditClash
          key={editor.state.fields.join()}
          state={editor.state}
          editor={editor}
          currencyCode={currencyCode}
          onGo={onGo}
        />
      )}
      {editor.givenUp !== null && <GivenUp fields={editor.givenUp} onTakeBack={editor.takeBack} />}
    </div>
  )
}

function SaveWords({ state }: { state: SaveState }) {
  const words: Record<SaveState['kind'], string> = {
    new: 'Not saved yet',
    saved: 'Saved',
    unsaved: 'Saving…',
    saving: 'Saving…',
    failed: 'Not saved',
    clash: 'Waiting for you',
    'signed-out': 'Signed out',
  }
  const Icon = state.kind === 'saved' ? IconCheck : IconCloudUpload
  return (
    <Text
      size="xs"
      c={state.kind === 'failed' || state.kind === 'clash' ? 'var(--gacm-bad)' : 'dimmed'}
      role="status"
      className={classes.state}
    >
      <Icon size={14} aria-hidden />
      {words[state.kind]}
    </Text>
  )
}
