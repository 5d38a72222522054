/** Publications whose end this page tells by itself, so that a notification of the same need not. */
const told = new Set<string>()

export function willTellHere(publicationId: string): void {
  told.add(publicationId)
}

export function isToldHere(publicationId: string): boolean {
  return told.has(publicationId)
}
