import { ActionIcon, Button, Group, Menu, Modal, Text, TextInput, Tooltip } from '@mantine/core'
import { IconBraces } from '@tabler/icons-react'
import { useRef, useState } from 'react'
import type { CampaignType } from '../../contract/words.ts'
import { useFocusBack } from '../ui/use-focus-back.ts'
import classes from './url-builder.module.css'
import {
  joinTemplate,
  landingOf,
  otherParts,
  splitTemplate,
  trackedOf,
  UTM_NAMES,
  type UtmName,
  usualValues,
  VALUE_TRACKS,
  valueOf,
  withValue,
} from './url-parameters.ts'

const LABELS: Record<UtmName, string> = {
  utm_source: 'Source',
  utm_medium: 'Medium',
  utm_campaign: 'Campaign',
  utm_content: 'Content',
  utm_term: 'Term',
}

export interface UrlBuilderProps {
  kind: 'suffix' | 'template'
  text: string
  campaignType: CampaignType
  /** Of the first ad; null: it has none yet. */
  finalUrl: string | null
  onUse: (text: string | null) => void
  onClose: () => void
}

/** Builds the parameters of every click and shows where one leads. What it does not know stays as it is written. */
export function UrlBuilder({ kind, text, campaignType, finalUrl, onUse, onClose }: UrlBuilderProps) {
  const isSuffix = kind === 'suffix'
  const { head, query: written } = isSuffix ? { head: '', query: text } : splitTemplate(text)
  const [query, setQuery] = useState(written)
  useFocusBack()
  const built = isSuffix ? query : joinTemplate({ head, query })
  const landing = finalUrl ?? 'https://www.example.com/'
  const others = otherParts(query)
  const change = (name: UtmName, value: string) => setQuery((before) => withValue(before, name, value))
  const fillUsual = () =>
    setQuery((before) =>
      Object.entries(usualValues(campaignType)).reduce(
        (now, [name, value]) => ((valueOf(now, name) ?? '') === '' ? withValue(now, name, value) : now),
        before,
      ),
    )
  return (
    <Modal opened onClose={onClose} title="UTM parameters" size="lg">
      <Group justify="space-between" mb="sm" gap="xs">
        <Text size="sm" c="dimmed" maw={400}>
          Analytics tells by them where a visit came from. Google fills in what stands in braces.
        </Text>
        <Button variant="default" onClick={fillUsual}>
          Fill in the usual
        </Button>
      </Group>
      <div className={classes.fields}>
        {UTM_NAMES.map((name) => (
          <Parameter
            key={name}
            name={name}
            value={valueOf(query, name) ?? ''}
            campaignType={campaignType}
            onChange={(value) => change(name, value)}
          />
        ))}
      </div>
      <dl className={classes.result}>
        {others.length > 0 && (
          <>
            <dt>Kept as they are</dt>
            <dd>{others.join(' & ')}</dd>
          </>
        )}
        <dt>{isSuffix ? 'The suffix' : 'The template'}</dt>
        <dd>{built === '' ? 'empty' : built}</dd>
        <dt>
          {isSuffix ? 'A click leads to' : 'A click goes first to'}, for example
          {finalUrl === null && ' (the first ad has no final URL yet)'}
        </dt>
        <dd>{isSuffix ? landingOf(landing, built) : trackedOf(landing, built === '' ? '{lpurl}' : built)}</dd>
      </dl>
      <Group justify="flex-end" gap="xs" mt="lg">
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
        <Button
          onClick={() => {
            onUse(built === '' ? null : built)
            onClose()
          }}
        >
          Use it
        </Button>
      </Group>
    </Modal>
  )
}

interface ParameterProps {
  name: UtmName
  value: string
  campaignType: CampaignType
  onChange: (value: string) => void
}

function Parameter({ name, value, campaignType, onChange }: ParameterProps) {
  const input = useRef<HTMLInputElement>(null)
  const tracks = VALUE_TRACKS.filter(({ searchOnly }) => searchOnly !== true || campaignType === 'SEARCH')
  /** Puts it where the caret is, or was last. */
  const insert = (track: string) => {
    const at = input.current?.selectionEnd ?? value.length
    onChange(`${value.slice(0, at)}${track}${value.slice(at)}`)
  }
  return (
    <TextInput
      ref={input}
      label={`${LABELS[name]} (${name})`}
      autoComplete="off"
      spellCheck={false}
      data-autofocus={name === 'utm_source' || undefined}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      rightSectionPointerEvents="all"
      rightSection={
        <Menu position="bottom-end" width={320}>
          <Menu.Target>
            <Tooltip label="Let Google fill in">
              <ActionIcon
                variant="subtle"
                color="gray"
                size={26}
                aria-label={`Let Google fill in: ${LABELS[name]}`}
              >
                <IconBraces size={15} />
              </ActionIcon>
            </Tooltip>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Label>Google fills in at each click</Menu.Label>
            {tracks.map((track) => (
              <Menu.Item key={track.name} onClick={() => insert(track.name)}>
                <Text size="sm" span ff="monospace">
                  {track.name}
                </Text>
                <Text size="xs" c="dimmed">
                  {track.label}
                </Text>
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      }
    />
  )
}
