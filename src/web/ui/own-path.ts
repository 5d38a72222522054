/** The path of ours that an address asks to go on to; undefined where it would leave the site. */
export function ownPath(next: string | undefined, origin: string): string | undefined {
  if (next === undefined || !next.startsWith('/')) return undefined
  // Browsers read `\` as `/` and leave tabs and line ends out, so only their own reading tells where it leads.
  const url = URL.parse(next, origin)
  return url?.origin === origin && !url.pathname.startsWith('//')
    ? `${url.pathname}${url.search}${url.hash}`
    : undefined
}
