import { countryPlace, placeWords } from '../../contract/place-words.ts'
import type { Place } from '../../contract/places.ts'

/** What is known of places, by id; countries need not be among them. */
export type Places = ReadonlyMap<string, Place>

export const NO_PLACES: Places = new Map()

/** A place as people know it: by its id where nothing else is known. */
export function placeName(id: string, places: Places): string {
  const place = countryPlace(id) ?? places.get(id)
  return place === undefined ? `Place ${id}` : placeWords(place)
}

/** As the titles of a plan are, which have the id: "In location 1003854", "Not in location 1003854". */
const TITLE = /^((?:In|Not in) )location (\d+)$/
const CONSTANT = /^geoTargetConstants\/(\d+)$/

/** A title of a plan with the name in the place of the id. */
export function placeTitle(title: string, places: Places): string {
  return title.replace(TITLE, (whole, before: string, id: string) =>
    places.has(id) ? `${before}${placeName(id, places)}` : whole,
  )
}

/** The ids of places that a document, a plan or a change of either names, but for those of countries. */
export function placeIdsIn(value: unknown): string[] {
  const found = new Set<string>()
  collect(value, found)
  return [...found].filter((id) => countryPlace(id) === undefined).sort()
}

function collect(value: unknown, found: Set<string>): void {
  if (typeof value === 'string') {
    const id = CONSTANT.exec(value)?.[1] ?? TITLE.exec(value)?.[2]
    if (id !== undefined) found.add(id)
  } else if (Array.isArray(value)) {
    for (const each of value) collect(each, found)
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, each] of Object.entries(value)) {
      if (key === 'geoTargetId' && typeof each === 'string') found.add(each)
      else collect(each, found)
    }
  }
}

/** The ids of a paste, as Google's API or a file writes them; none where anything else is in it. */
export function placeIdsOf(pasted: string): string[] {
  const ids = pasted
    .split(/[\s,;]+/)
    .filter(Boolean)
    .map((written) => /^(?:geoTargetConstants\/)?([1-9]\d{3,9})$/.exec(written)?.[1])
  return ids.includes(undefined) ? [] : (ids as string[])
}
