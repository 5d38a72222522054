import { Alert, Button, Group, Loader, Text } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback, useState } from 'react'
import type { ReplacedItem, ReplaceTextsResult } from '../../contract/replace-texts.ts'
import { call } from '../client/call.ts'
import { newId } from '../client/ids.ts'
import { lineOf } from '../client/problem-words.ts'
import type { CampaignFilters } from '../client/queries.ts'
import { formatCount } from '../ui/format.ts'
import { adoptEdits } from './adopt-edits.ts'
import type { WrittenReplace } from './replace-fields.tsx'
import { lineKeyOf, ReplaceVerdicts } from './replace-verdicts.tsx'
import { campaignsInWords, deedOfEdit } from './undo-edit.ts'
import { NOTHING_LEFT, useJudgedTicks } from './use-judged-ticks.ts'
import type { Undo } from './use-undo.tsx'

interface ReplacePreviewProps {
  /** What is looked through: these campaigns, or a list. */
  of: { ids: readonly string[] } | { filters: CampaignFilters }
  written: WrittenReplace
  undo: Undo
  onClose: () => void
}

/** Every text that would change, each with its verdict, and the button that changes those that can be. */
export function ReplacePreview({ of, written, undo, onClose }: ReplacePreviewProps) {
  const [id] = useState(newId)
  const [left, setLeft] = useState<ReadonlySet<string>>(NOTHING_LEFT)
  const queries = useQueryClient()
  const wanted = { ...written, in: [...written.in] }
  const judged = useQuery({
    queryKey: ['replace-preview', id],
    queryFn: async ({ signal }) =>
      await call('replaceTexts', { body: { ...wanted, ...targetOf(of), dryRun: true }, signal }),
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
  })
  const ticks = useJudgedTicks(id, written, judged.data, left)
  const apply = useMutation({
    // On the versions that were judged: whoever changes one of them meanwhile is not written over.
    mutationFn: async (campaigns: ReturnType<typeof chosenOf>) =>
      await call('replaceTexts', {
        body: { ...wanted, campaigns: campaigns.map(({ count: _, ...campaign }) => campaign) },
      }),
    onSuccess: (done) => {
      adoptEdits(queries, done.items)
      const { editId } = done
      if (editId !== null)
        undo.done(`${campaignsInWords(done.changed)} changed.`, deedOfEdit(queries, editId))
      if (leftOf(done).length === 0) onClose()
      else void judged.refetch()
    },
    onError: () => void judged.refetch(),
  })
  const onLeave = useCallback((keys: readonly string[], isLeft: boolean) => {
    const changed = new Set(keys)
    setLeft((before) => (isLeft ? before.union(changed) : before.difference(changed)))
  }, [])
  if (judged.isPending) {
    return (
      <Group role="status" gap="sm">
        <Loader size="sm" /> <Text size="sm">Looking through the campaigns</Text>
      </Group>
    )
  }
  if (judged.isError) return <Closing onClose={onClose} words={lineOf(judged.error)} />
  const overtaken = apply.data === undefined ? [] : leftOf(apply.data)
  const notice =
    overtaken.length > 0 ? (
      <Alert color="yellow" mb="sm" title="Some campaigns stay as they are" role="alert">
        {overtaken
          .map(({ name, error }) => `“${name ?? 'A campaign that is gone'}”: ${error?.message}`)
          .join(' ')}
      </Alert>
    ) : apply.isError ? (
      <Alert color="red" mb="sm" title="Nothing was changed" role="alert">
        {lineOf(apply.error)} Look at it again: below is how it stands now.
      </Alert>
    ) : null
  const good = ticks.items.filter(({ outcome }) => outcome === 'CHANGED')
  const chosen = chosenOf(good, left)
  const texts = chosen.reduce((sum, { count }) => sum + count, 0)
  return (
    <>
      {notice}
      <Text size="sm" role="status" mb="xs">
        {summaryOf(judged.data)}
      </Text>
      {judged.data.items.length > 0 && (
        <ReplaceVerdicts items={ticks.items} order={judged.data.items} left={left} onLeave={onLeave} />
      )}
      {ticks.error !== null && (
        <Alert color="red" mt="sm" title="What is left out could not be judged anew" role="alert">
          {lineOf(ticks.error)} Tick or untick a line to ask again.
        </Alert>
      )}
      <Group justify="flex-end" gap="xs" mt="lg">
        <Button variant="default" onClick={onClose} data-autofocus={good.length === 0 || undefined}>
          {good.length === 0 ? 'Close' : 'Cancel'}
        </Button>
        {good.length > 0 && (
          <Button
            loading={apply.isPending || ticks.isAsking}
            autoFocus
            disabled={texts === 0 || ticks.error !== null}
            onClick={() => apply.mutate(chosen)}
          >
            Change {texts === 0 ? 'nothing' : textsInWords(texts)}
          </Button>
        )}
      </Group>
    </>
  )
}

/** What changes of each campaign, on the version that was judged: all of its texts but those that are left out. */
function chosenOf(good: readonly ReplacedItem[], left: ReadonlySet<string>) {
  return good
    .map(({ id, version, texts }) => {
      const able = texts.filter(({ error }) => error === null).map(({ path }) => path)
      const leave = able.filter((path) => left.has(lineKeyOf(id, path)))
      return { id, version: version!, leave, count: able.length - leave.length }
    })
    .filter(({ count }) => count > 0)
}

function targetOf(of: ReplacePreviewProps['of']) {
  if ('ids' in of) return { campaigns: of.ids.map((id) => ({ id })) }
  const { archived, sort: _, ...filter } = of.filters
  return { filter: { ...filter, archived: archived === true ? ('true' as const) : ('false' as const) } }
}

/** Those that could not be changed after all: somebody was faster. */
const leftOf = ({ items }: ReplaceTextsResult): ReplacedItem[] => items.filter(({ error }) => error !== null)

function summaryOf({ looked, changed, texts, items }: ReplaceTextsResult): string {
  const found = items.flatMap((item) => item.texts).length
  if (items.length === 0) return `Found nowhere in ${campaignsInWords(looked).toLowerCase()}.`
  const refused = found - texts
  const changes =
    texts === 0
      ? 'Nothing can be changed'
      : `${capitalised(textsInWords(texts))} of ${campaignsInWords(changed).toLowerCase()} ${texts === 1 ? 'changes' : 'change'}`
  return refused === 0 ? `${changes}.` : `${changes}, ${textsInWords(refused)} refused and left out.`
}

const textsInWords = (texts: number): string => (texts === 1 ? 'one text' : `${formatCount(texts)} texts`)

const capitalised = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1)

function Closing({ words, onClose }: { words: string; onClose: () => void }) {
  return (
    <>
      <Text size="sm" role="alert">
        {words}
      </Text>
      <Group justify="flex-end" mt="lg">
        <Button variant="default" onClick={onClose} data-autofocus>
          Close
        </Button>
      </Group>
    </>
  )
}
