import type { CampaignEditsResult } from '../../contract/campaign-edits.ts'
import { findingWords } from '../ui/finding-words.ts'
import type { CellChange, CellValue } from '../ui/cell-edit.ts'
import { isEditable } from '../ui/cell-edit.ts'
import type { ColumnKey } from '../ui/columns.ts'
import type { EditPlan } from '../ui/edit-plan.ts'

/** What became of one planned cell: ours and the server's judgement in one. */
export interface Verdict {
  id: string
  name: string
  accountId: string
  key: ColumnKey
  before: CellValue
  /** What it becomes; of a refused one what was written. */
  after: CellValue
  /** `after` is words of somebody, and not a value. */
  isText: boolean
  refused: string | null
  /** What preflight would say about it. */
  warnings: readonly string[]
}

/** Refused ones first: nobody should have to look for them. Cells that say so already are left out. */
export function verdictsOf(plan: EditPlan, result: CampaignEditsResult | null): Verdict[] {
  const judged = new Map(result?.items.map((item) => [item.id, item]))
  const verdicts = plan.cells.flatMap(({ item, key, seen: words, text, value, refused }): Verdict[] => {
    const cell = { id: item.id, name: item.name, accountId: item.accountId, key }
    const seen = isEditable(key) ? item[key] : words
    if (refused !== null) return [{ ...cell, before: seen, after: text, isText: true, refused, warnings: [] }]
    const answer = judged.get(item.id)
    const field = answer?.fields.find((one) => one.field === key)
    const error = answer?.error ?? field?.error ?? null
    const before = field === undefined ? seen : field.before
    if (error === null && before === value) return []
    const why = error === null ? null : Object.values(findingWords(error)).join(' ').trim()
    const warnings = field?.warnings.map((warning) => findingWords(warning).message) ?? []
    return [{ ...cell, before, after: value, isText: false, refused: why, warnings }]
  })
  return verdicts.toSorted((a, b) => Number(a.refused === null) - Number(b.refused === null))
}

/** What can be saved, on the versions that were judged: whoever changes one of them meanwhile is not written over. */
export function goodEdits(
  verdicts: readonly Verdict[],
  result: CampaignEditsResult | null,
): { id: string; version?: number; set: CellChange }[] {
  const versions = new Map(result?.items.map(({ id, version }) => [id, version]))
  const sets = new Map<string, CellChange>()
  for (const { id, key, after, refused } of verdicts) {
    if (refused === null && isEditable(key)) sets.set(id, { ...sets.get(id), [key]: after })
  }
  return [...sets].map(([id, set]) => {
    const version = versions.get(id)
    return version == null ? { id, set } : { id, version, set }
  })
}
