import type { EditedItem } from '../contract/campaign-edits.ts'

/** The version that an edit of many made of a campaign, and the newest one that says what Google has. */
export function savedAs(
  { id, version }: { id: string; version: number },
  { publishedVersion }: Pick<EditedItem, 'publishedVersion'>,
  asPublished: ReadonlySet<string>,
): Pick<EditedItem, 'version' | 'publishedVersion'> {
  return { version: version + 1, publishedVersion: asPublished.has(id) ? version + 1 : publishedVersion }
}
