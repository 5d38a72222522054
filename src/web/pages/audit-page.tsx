import { Button, Group, NativeSelect, Text, TextInput } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { AUDIT_WORDS, auditWords } from '../../contract/audit-actions.ts'
import type { AuditEntry } from '../../contract/audit.ts'
import { auditQuery, type AuditSearch, downloadAudit } from '../client/audit-query.ts'
import { SettingsFrame } from '../components/settings-frame.tsx'
import { SettingsList, SettingsRow } from '../components/settings-list.tsx'
import classes from '../components/settings.module.css'
import { reasonOf, useDeed } from '../components/use-deed.ts'
import { useSession } from '../components/use-session.ts'
import { auditValue } from '../ui/audit-value.ts'
import { pathWords } from '../ui/field-path.ts'
import { formatMoment } from '../ui/format.ts'
import { Section } from '../ui/section.tsx'

const DOORS = [
  { value: '', label: 'any door' },
  { value: 'web', label: 'in the browser' },
  { value: 'api', label: 'by the API' },
  { value: 'cli', label: 'on the command line' },
  { value: 'system', label: 'by the program itself' },
]
const FIELDS = [
  ['actor', 'Who', 'E-mail address or name of an API key'],
  ['entityId', 'Campaign or other thing', 'Its id'],
  ['requestId', 'Request id', 'From an error or the log'],
] as const

const ACTIONS = Object.entries<Record<string, string>>(AUDIT_WORDS).map(([group, words]) => ({
  group,
  items: Object.entries(words).map(([value, label]) => ({ value, label })),
}))

/** Who did what in the workspace, for administrators. */
export function AuditPage() {
  const { workspace, actions } = useSession()
  const mayNot = reasonOf(actions, 'readAudit')
  const search = useSearch({ from: '/app/audit' })
  const list = useInfiniteQuery({ ...auditQuery(search), enabled: mayNot === null })
  return (
    <SettingsFrame
      title="Audit log"
      under={`Who did what in ${workspace.name}, through which door and by which request.`}
    >
      {mayNot === null ? (
        <>
          <SearchForm key={JSON.stringify(search)} search={search} />
          <Section title="Entries, the newest first">
            <SettingsList
              query={list}
              itemsOf={({ pages }) => pages.flatMap(({ items }) => items)}
              empty="Nothing fits. Take something out of the search."
            >
              {(entry) => <EntryRow key={entry.seq} entry={entry} />}
            </SettingsList>
            {list.hasNextPage && (
              <Button
                variant="default"
                mt="sm"
                loading={list.isFetchingNextPage}
                onClick={() => void list.fetchNextPage()}
              >
                Older entries
              </Button>
            )}
          </Section>
        </>
      ) : (
        <Text size="sm" c="dimmed">
          {mayNot}
        </Text>
      )}
    </SettingsFrame>
  )
}

function SearchForm({ search }: { search: AuditSearch }) {
  const navigate = useNavigate()
  const { doIt, isBusy } = useDeed()
  const [wanted, setWanted] = useState<AuditSearch>(search)
  const set = (field: keyof AuditSearch, value: string) =>
    setWanted((before) => {
      const { [field]: _, ...others } = before
      return value === '' ? others : { ...others, [field]: value }
    })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const trimmed = Object.entries(wanted).map(([field, value]: [string, string]) => [field, value.trim()])
    void navigate({ to: '/audit', search: Object.fromEntries(trimmed) as AuditSearch })
  }
  const save = (format: 'csv' | 'ndjson') => doIt({ run: () => downloadAudit(search, format) })
  return (
    <Section title="Search">
      <form className={classes.form} onSubmit={submit}>
        {FIELDS.map(([field, label, placeholder]) => (
          <TextInput
            key={field}
            label={label}
            placeholder={placeholder}
            autoComplete="off"
            value={wanted[field] ?? ''}
            onChange={(event) => set(field, event.currentTarget.value)}
          />
        ))}
        <NativeSelect
          label="What"
          data={actionsWith(wanted.action)}
          value={wanted.action ?? ''}
          onChange={(event) => set('action', event.currentTarget.value)}
        />
        <NativeSelect
          label="Door"
          data={DOORS}
          value={wanted.door ?? ''}
          onChange={(event) => set('door', event.currentTarget.value)}
        />
        {(['from', 'to'] as const).map((field) => (
          <TextInput
            key={field}
            type="date"
            label={field === 'from' ? 'From' : 'To'}
            value={wanted[field] ?? ''}
            onChange={(event) => set(field, event.currentTarget.value)}
          />
        ))}
        <Button type="submit">Search</Button>
      </form>
      <Group gap="xs" mt="sm">
        <Button variant="default" size="xs" loading={isBusy} onClick={() => save('csv')}>
          Save as CSV
        </Button>
        <Button variant="default" size="xs" loading={isBusy} onClick={() => save('ndjson')}>
          Save as NDJSON
        </Button>
      </Group>
    </Section>
  )
}

function EntryRow({ entry }: { entry: AuditEntry }) {
  const { seq, at, actor, door, action, name, changes, requestId } = entry
  return (
    <SettingsRow
      title={
        <>
          <b title={action}>{auditWords(action)}</b>
          {name !== null && ` · ${name}`}
        </>
      }
      facts={
        <>
          {`${actor} · ${formatMoment(at)} · ${DOORS.find(({ value }) => value === door)?.label ?? door}`}
          {requestId !== null && ` · request ${requestId}`}
          {changes.length > 0 && (
            <ul aria-label={`Changes of entry ${seq}`}>
              {changes.map(({ field, before, after }) => (
                <li key={field}>
                  {pathWords(field)}: <del>{auditValue(field, before)}</del> <span aria-hidden>→</span>
                  <span className="visually-hidden">becomes</span> <ins>{auditValue(field, after)}</ins>
                </li>
              ))}
            </ul>
          )}
        </>
      }
    >
      <span className="tabular">{seq}</span>
    </SettingsRow>
  )
}

/** Every action by its group; one that an address names and this version does not know stays to be seen. */
function actionsWith(wanted: string | undefined) {
  const isKnown = wanted === undefined || auditWords(wanted) !== wanted
  return [
    { value: '', label: 'anything' },
    ...(isKnown ? [] : [{ value: wanted, label: wanted }]),
    ...ACTIONS,
  ]
}
