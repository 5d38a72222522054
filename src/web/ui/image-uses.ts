import type { LibraryAsset } from '../../contract/asset.ts'

type Counts = LibraryAsset['usedBy']

const many = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`

/** How much an image is used: "3 campaigns, 1 template", "100 campaigns or more", "not used". */
export function usesInShort({ campaigns, templates, isMore }: Counts): string {
  const parts = [
    ...(campaigns > 0 ? [`${many(campaigns, 'campaign')}${isMore ? ' or more' : ''}`] : []),
    ...(templates > 0 ? [many(templates, 'template')] : []),
  ]
  return parts.length === 0 ? 'not used' : parts.join(', ')
}

/** Whether it is nothing's loss. */
export const isUnused = ({ campaigns, templates }: Counts): boolean => campaigns + templates === 0
