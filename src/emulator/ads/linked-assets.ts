import type { Operation } from '../mutate/operation.ts'
import { listOf, type Message, textOf } from '../schema.ts'

interface Linked {
  json: string
  field: string
  /** Of the assets that belong in the list. */
  type: string
  min: number
  max: number
}

/** Checks a list of links to assets that are no images. */
export function checkLinkedAssets(op: Operation, ad: Message, { json, field, type, min, max }: Linked): void {
  const links = listOf(ad, json)
  if (links.length < min) op.refuse('fieldError.REQUIRED', field, 'The required field was not present.')
  if (links.length > max)
    op.refuse('collectionSizeError.TOO_MANY', field, `At most ${max} belong here.`, {
      trigger: String(links.length),
    })
  const seen = new Set<string>()
  for (const [index, link] of links.entries()) {
    const at = `${field}[${index}].asset`
    const name = textOf(link, 'asset')
    if (seen.has(name))
      op.refuse('distinctError.DUPLICATE_ELEMENT', at, 'The asset stands twice in this list.', {
        trigger: name,
      })
    else checkLinkedAsset(op, name, type, at)
    seen.add(name)
  }
}

/** Checks one link to an asset of that type. */
export function checkLinkedAsset(op: Operation, name: string, type: string, field: string): void {
  const asset = op.referenced(name, 'asset', field)
  if (!asset || asset.data['type'] === type) return
  op.refuse(
    'assetLinkError.FIELD_TYPE_INCOMPATIBLE_WITH_ASSET_TYPE',
    field,
    `An asset of the type ${type} belongs here.`,
    { trigger: asset.name },
  )
}
