import pc from 'picocolors'
import { AppError } from '../base/errors.ts'
import type { ReplacePlace } from '../contract/replace-places.ts'
import type { ReplaceTextsResult } from '../contract/replace-texts.ts'
import { routes } from '../contract/routes.ts'
import { withApi } from './api-client.ts'
import { printable } from './printable.ts'

interface ReplaceOptions {
  workspace?: string
  json?: true
  find: string
  by: string
  in?: string
  name?: string
  matchCase?: true
  wholeWords?: true
  dryRun?: true
  note?: string
  leaveOut?: string[]
}

/** `gacm campaign replace`: a text in names, ad texts and URLs of many campaigns, as one edit. */
export async function replaceMany(ids: string[], options: ReplaceOptions): Promise<void> {
  const { workspace, json, find, by, name, note } = options
  const places = (options.in ?? 'names,texts,urls').split(',').map((place) => place.trim().toUpperCase())
  const dryRun = options.dryRun === true
  await withApi(workspace, async (call) => {
    const asked =
      ids.length > 0
        ? { campaigns: ids.map((id) => ({ id })) }
        : { filter: { archived: 'false' as const, ...(name === undefined ? {} : { q: name }) } }
    const body = {
      in: places as ReplacePlace[],
      find,
      by,
      matchCase: options.matchCase === true,
      wholeWords: options.wholeWords === true,
      ...(note === undefined ? {} : { note }),
    }
    const replace = async (of: typeof asked | ReturnType<typeof without>, isDry: boolean) =>
      await call(routes.replaceTexts, { body: { ...body, ...of, dryRun: isDry } })
    const { leaveOut } = options
    const result =
      leaveOut === undefined
        ? await replace(asked, dryRun)
        : await replace(without(await replace(asked, true), leaveOut), dryRun)
    if (json) process.stdout.write(`${JSON.stringify(result)}\n`)
    else process.stdout.write([...linesOf(result), summaryOf(result, dryRun)].join(''))
    if (result.items.some(({ error, texts }) => error !== null || texts.some((text) => text.error !== null)))
      process.exitCode = 3
  })
}

/** What is left of a dry run, on its versions, without these campaigns and texts: `ID` or `ID:path`. */
function without({ items }: ReplaceTextsResult, leaveOut: readonly string[]) {
  const known = new Set(items.flatMap(({ id, texts }) => [id, ...texts.map(({ path }) => `${id}:${path}`)]))
  const unknown = leaveOut.find((one) => !known.has(one))
  if (unknown !== undefined) {
    const message = `--leave-out ${printable(unknown)}: nothing like this would change. A dry run tells the campaigns and texts.`
    throw new AppError('invalid_request', message)
  }
  const left = new Set(leaveOut)
  const campaigns = items
    .filter(({ id, version }) => version !== null && !left.has(id))
    .map(({ id, version, texts }) => ({
      id,
      version: version!,
      leave: texts.map(({ path }) => path).filter((path) => left.has(`${id}:${path}`)),
    }))
  if (campaigns.length === 0) throw new AppError('invalid_request', 'All that would change is left out.')
  return { campaigns }
}

/** Every text that changes, and what a person has to know of: what is left, and what preflight says. */
function linesOf({ items }: ReplaceTextsResult): string[] {
  return items.flatMap(({ id, name, error, texts }) => [
    `${pc.bold(printable(name ?? id))} ${pc.dim(id)}\n`,
    ...(error === null ? [] : [`  ${pc.red('left   ')} ${error.message} ${error.fix}\n`]),
    ...texts.flatMap((text) => [
      `  ${text.path}: ${printable(text.before ?? '')} → ${printable(text.after ?? '')}\n`,
      ...(text.error === null ? [] : [`  ${pc.red('left   ')} ${text.error.message} ${text.error.fix}\n`]),
      ...text.warnings.map(({ message, fix }) => `  ${pc.yellow('warning')} ${message} ${fix}\n`),
    ]),
  ])
}

function summaryOf({ editId, looked, changed, texts }: ReplaceTextsResult, dryRun: boolean): string {
  const counted = `${texts} ${texts === 1 ? 'text' : 'texts'} in ${changed} of ${looked} ${looked === 1 ? 'campaign' : 'campaigns'}`
  if (dryRun) return `${counted} would change. Nothing was saved.\n`
  return editId === null
    ? 'Nothing changed.\n'
    : `${counted} changed. To take it back: gacm campaign undo-edit ${editId}\n`
}
