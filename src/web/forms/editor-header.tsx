import { Alert, Button, Group, Text } from '@mantine/core'
import { IconAlertCircle, IconCheck, IconCloudUpload, IconListCheck } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import type { Campaign, CampaignDocument } from '../../contract/campaign.ts'
import { valueEntries } from '../ui/document-words.ts'
import { fieldLabel, groupNoun } from '../ui/part-labels.ts'
import { scrollTo } from '../ui/scroll.ts'
import classes from './editor-header.module.css'
import type { DraftField } from './draft.ts'
import type { Editor, SaveState } from './use-editor.ts'

interface EditorHeaderProps {
  title: string
  aside?: ReactNode
  editor: Editor
  errors: number
  currencyCode: string
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
        <Clash state={editor.state} editor={editor} currencyCode={currencyCode} />
      )}
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

interface ClashProps {
  state: Extract<SaveState, { kind: 'clash' }>
  editor: Editor
  currencyCode: string
}

/** Both people's words side by side; nothing is lost until somebody chooses. */
function Clash({ state, editor, currencyCode }: ClashProps) {
  return (
    <Alert
      color="orange"
      variant="light"
      title="Somebody else saved meanwhile"
      icon={<IconAlertCircle size={18} />}
      mt="xs"
    >
      <Text size="sm" mb="xs">
        Their other edits are in already. You both changed {state.fields.length === 1 ? 'this' : 'these'}:
      </Text>
      <dl className={classes.clash}>
        {state.fields.map((field) => (
          <div key={field}>
            <dt>{fieldLabel(field)}</dt>
            <dd>
              <b>Yours:</b> {valueWords(field, editor.document, currencyCode)}
            </dd>
            <dd>
              <b>Theirs:</b> {valueWords(field, state.theirs, currencyCode)}
            </dd>
          </div>
        ))}
      </dl>
      <Group gap="xs" mt="sm">
        <Button onClick={() => editor.resolve('mine')}>Keep mine</Button>
        <Button variant="default" onClick={() => editor.resolve('theirs')}>
          Take theirs
        </Button>
      </Group>
    </Alert>
  )
}

function valueWords(field: DraftField, document: CampaignDocument | Campaign, currencyCode: string): string {
  if (field === 'adGroups') {
    const ads = document.adGroups.flatMap((group) => group.ads)
    const texts = ads
      .flatMap(({ headlines, descriptions }) => [...headlines, ...descriptions])
      .map(({ text }) => text)
    const noun = groupNoun(document.campaignType)
    return `${document.adGroups.length} ${noun}s, ${ads.length} ads: ${texts.filter(Boolean).slice(0, 6).join(' · ') || 'no texts'}`
  }
  const entries = valueEntries(field, document[field], {
    currencyCode,
    asset: () => undefined,
    audience: () => undefined,
  })
  const more = entries.length - MOST_ENTRIES
  const said = entries.slice(0, MOST_ENTRIES).join(' · ') || 'nothing'
  return more > 0 ? `${said} and ${more} more` : said
}

const MOST_ENTRIES = 12
