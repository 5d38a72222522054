import type { Asset } from '../../contract/asset.ts'
import classes from './document-view.module.css'

/** Images of a campaign by their ids. One that an older state used and the campaign does not any more is asked for by its id. */
export function Pictures({ ids, assets }: { ids: readonly string[]; assets: readonly Asset[] }) {
  if (ids.length === 0) return null
  const byId = new Map(assets.map((asset) => [asset.id, asset]))
  return (
    <div className={classes.images}>
      {ids.map((id, index) => (
        <img
          // The same image may stand in two places.
          key={`${id} ${index}`}
          src={byId.get(id)?.url ?? `/api/v1/assets/${id}/content`}
          alt={byId.get(id)?.name ?? ''}
          loading="lazy"
        />
      ))}
    </div>
  )
}
