const ID = /^[A-Za-z0-9_-]{11}$/
const HOSTS = /^(?:www\.|m\.|music\.)?(?:youtube\.com|youtube-nocookie\.com)$/
const PATHS = /^\/(?:shorts|embed|live|v|e)\/([^/]+)/

/** The id of a YouTube video, from the id itself or from any address that YouTube gives out; null: it is none. */
export function youtubeIdOf(written: string): string | null {
  const text = written.trim()
  if (ID.test(text)) return text
  const url = urlOf(text)
  if (url === null) return null
  const host = url.hostname.toLowerCase()
  const id =
    host === 'youtu.be'
      ? url.pathname.split('/')[1]
      : HOSTS.test(host)
        ? (url.searchParams.get('v') ?? PATHS.exec(url.pathname)?.[1])
        : undefined
  return id !== undefined && ID.test(id) ? id : null
}

function urlOf(text: string): URL | null {
  try {
    return new URL(/^https?:\/\//i.test(text) ? text : `https://${text}`)
  } catch {
    return null
  }
}
