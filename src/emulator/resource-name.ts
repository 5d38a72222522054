export interface ResourceName {
  customerId: string
  collection: string
  /** `123`, `-1` before it exists, or `12~34` and `12~34~LOGO` where the key has parts. */
  key: string
}

export function parseResourceName(name: string): ResourceName | undefined {
  const [, customerId, collection, key] =
    /^customers\/(\d+)\/([A-Za-z]+)\/(-?\d+(?:~-?\w+){0,2})$/.exec(name) ?? []
  return customerId === undefined || collection === undefined || key === undefined
    ? undefined
    : { customerId, collection, key }
}

export function resourceName(customerId: string, collection: string, key: string): string {
  return `customers/${customerId}/${collection}/${key}`
}

export function isTemporary(name: string): boolean {
  return parseResourceName(name)?.key.startsWith('-') ?? false
}

/** The last part: `123` of `customers/1/campaigns/123`. */
export function keyOf(name: string): string {
  return name.slice(name.lastIndexOf('/') + 1)
}
