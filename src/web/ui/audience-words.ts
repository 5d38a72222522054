/** The name of an audience by its id; undefined where it is not known. */
export type AudienceName = (id: string) => string | undefined

/** One audience as people know it. */
export function audienceWords(id: string, nameOf: AudienceName): string {
  return nameOf(id) ?? `Audience ${id}`
}

/** As the titles of a plan begin, which have the id: "Audience 77", "Audience 77 as a signal". */
const TITLE = /^Audience (\d+)(?=$| as a signal$)/

export const titlesAudience = (title: string): boolean => TITLE.test(title)

/** A title of a plan with the name in the place of the id. */
export function audienceTitle(title: string, nameOf: AudienceName): string {
  return title.replace(TITLE, (whole, id: string) => {
    const name = nameOf(id)
    return name === undefined ? whole : `Audience ${name}`
  })
}

/** The id that somebody typed, or of `customers/123/audiences/456`, as Google's API writes it; null: no id. */
export function audienceIdOf(written: string): string | null {
  const [, id] = /^(?:customers\/\d+\/audiences\/)?([1-9]\d{0,17})$/.exec(written.trim()) ?? []
  return id ?? null
}

/** The ids of a paste; none where anything else is in it. */
export function audienceIdsOf(pasted: string): string[] {
  const ids = pasted
    .split(/[\s,;]+/)
    .filter(Boolean)
    .map(audienceIdOf)
  return ids.includes(null) ? [] : (ids as string[])
}
