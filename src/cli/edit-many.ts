import { readFile } from 'node:fs/promises'
import { text as readAll } from 'node:stream/consumers'
import pc from 'picocolors'
import { AppError } from '../base/errors.ts'
import type { CampaignEditsResult } from '../contract/campaign-edits.ts'
import { routes } from '../contract/routes.ts'
import { withApi } from './api-client.ts'
import { readEdits } from './read-edits.ts'

interface Common {
  workspace?: string
  json?: true
}

/** `gacm campaign edit-many`: fields of up to 2,500 campaigns at once, all or none. */
export async function editMany({
  workspace,
  json,
  file,
  dryRun = false,
  note,
}: Common & { file: string; dryRun?: boolean; note?: string }): Promise<void> {
  const what = file === '-' ? 'Standard input' : file
  const text = await (file === '-' ? readAll(process.stdin) : readFile(file, 'utf8')).catch(
    (error: unknown) => {
      throw new AppError('invalid_request', `${what} cannot be read: ${(error as Error).message}`)
    },
  )
  const edits = readEdits(text, what)
  await withApi(workspace, async (call) => {
    const body = { edits, dryRun, ...(note === undefined ? {} : { note }) }
    const result = await call(routes.editCampaigns, { body })
    if (json) process.stdout.write(`${JSON.stringify(result)}\n`)
    else process.stdout.write([...linesOf(result), summaryOf(result, dryRun)].join(''))
    if (result.items.some(({ outcome }) => outcome === 'REFUSED')) process.exitCode = 3
  })
}

/** `gacm campaign undo-edit`: takes back what an edit changed, but for what was changed since. */
export async function undoEdit(id: string, { workspace, json }: Common): Promise<void> {
  await withApi(workspace, async (call) => {
    const result = await call(routes.undoCampaignEdit, { params: { id } })
    if (json) process.stdout.write(`${JSON.stringify(result)}\n`)
    else process.stdout.write([...linesOf(result), summaryOf(result, false)].join(''))
  })
}

/** What a person has to know of: what is refused or left, and what preflight says. */
function linesOf({ items }: CampaignEditsResult): string[] {
  const line = (mark: string, place: string, { message, fix }: { message: string; fix: string }): string =>
    `${mark} ${pc.bold(place)}: ${message} ${fix}\n`
  return items.flatMap(({ id, error, fields }) => [
    ...(error === null ? [] : [line(pc.red('error  '), id, error)]),
    ...fields.flatMap(({ field, error: wrong, warnings }) => [
      ...(wrong === null ? [] : [line(pc.red('error  '), `${id} ${field}`, wrong)]),
      ...warnings.map((found) => line(pc.yellow('warning'), `${id} ${field}`, found)),
    ]),
  ])
}

function summaryOf({ editId, changed, items }: CampaignEditsResult, dryRun: boolean): string {
  const counted = `${changed} of ${items.length} ${items.length === 1 ? 'campaign' : 'campaigns'}`
  if (dryRun) return `${counted} would change. Nothing was saved.\n`
  return editId === null
    ? 'Nothing changed.\n'
    : `${counted} changed. To take it back: gacm campaign undo-edit ${editId}\n`
}
