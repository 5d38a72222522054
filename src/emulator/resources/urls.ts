import type { Operation } from '../mutate/operation.ts'
import { utf8Bytes } from './texts.ts'

const MAX_FINAL_URL_BYTES = 2084

/** Refuses what cannot be an ad's landing page. */
export function checkFinalUrl(op: Operation, url: string, field: string): void {
  const refuse = (code: Parameters<Operation['refuse']>[0], message: string): void =>
    op.refuse(code, field, message, { trigger: url })
  const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(url)?.[1]?.toLowerCase()
  if (utf8Bytes(url) > MAX_FINAL_URL_BYTES)
    return refuse('stringLengthError.TOO_LONG', `A final URL has at most ${MAX_FINAL_URL_BYTES} bytes.`)
  if (scheme === undefined)
    return refuse(
      'urlFieldError.MISSING_PROTOCOL_IN_FINAL_URL',
      'The final URL starts with neither http:// nor https://.',
    )
  if (scheme !== 'http' && scheme !== 'https')
    return refuse('urlFieldError.INVALID_PROTOCOL_IN_FINAL_URL', `The protocol ${scheme} is not allowed.`)
  if (/^https?:\/\/($|[/?#])/i.test(url))
    return refuse('urlFieldError.MISSING_HOST_IN_FINAL_URL', 'The final URL has no host.')
  if (/\s/.test(url) || !URL.canParse(url))
    return refuse('urlFieldError.MALFORMED_FINAL_URL', 'The final URL is malformed.')
  const { hostname } = new URL(url)
  if (!/\.[a-z][a-z0-9-]+\.?$/i.test(hostname))
    return refuse('urlFieldError.INVALID_TLD_IN_FINAL_URL', 'The host has no valid top-level domain.')
  return undefined
}

/** Refuses a tracking template that could not lead to the landing page. */
export function checkTrackingTemplate(op: Operation, template: string, field: string): void {
  if (template === '') return
  if (!/\{(?:lpurl|unescapedlpurl|escapedlpurl)/i.test(template)) {
    op.refuse(
      'urlFieldError.MISSING_TRACKING_URL_TEMPLATE_TAG',
      field,
      'A tracking template needs a tag like {lpurl}.',
      { trigger: template },
    )
  } else if (!/^(https?:\/\/|\{)/i.test(template)) {
    op.refuse(
      'urlFieldError.MISSING_PROTOCOL_IN_TRACKING_URL_TEMPLATE',
      field,
      'A tracking template starts with a protocol or a tag.',
      { trigger: template },
    )
  }
}
