import type { Asset } from '../../contract/asset.ts'
import type { DocumentChange } from '../../contract/document-diff.ts'
import type { CampaignType } from '../../contract/words.ts'
import { changeTitle, valueEntries } from '../ui/document-words.ts'
import classes from './history.module.css'
import { useAudienceName } from './use-audiences.ts'
import { usePlaces } from './use-places.ts'

interface RevisionChangesProps {
  changes: readonly DocumentChange[]
  assets: readonly Asset[]
  accountId: string
  currencyCode: string
  campaignType: CampaignType
}

/** What a revision changed: each field with its old and its new value. */
export function RevisionChanges({
  changes,
  assets,
  accountId,
  currencyCode,
  campaignType,
}: RevisionChangesProps) {
  const byId = new Map(assets.map(({ id, name }) => [id, name]))
  const audience = useAudienceName(
    accountId,
    changes.some(({ path }) => /\.audiences\b/.test(path)),
  )
  const places = usePlaces(accountId, changes)
  const names = { currencyCode, asset: (id: string) => byId.get(id), audience, places }
  return (
    <dl className={classes.changes} aria-label="Changes">
      {changes.map((change) => {
        const { path, kind, before, after } = change
        const [old, now] = [valueEntries(path, before, names), valueEntries(path, after, names)]
        return (
          <div key={`${kind} ${path}`}>
            <dt>{changeTitle(change, campaignType)}</dt>
            <dd>
              {kind === 'added' && <ins>added: {now.join(', ')}</ins>}
              {kind === 'removed' && <del>removed: {old.join(', ')}</del>}
              {kind === 'changed' && <Change old={old} now={now} />}
            </dd>
          </div>
        )
      })}
    </dl>
  )
}

/** Lists entry by entry, so that one new headline among fifteen is seen. */
function Change({ old, now }: { old: readonly string[]; now: readonly string[] }) {
  const gone = old.filter((entry) => !now.includes(entry))
  const come = now.filter((entry) => !old.includes(entry))
  const isList = old.length > 1 || now.length > 1
  if (isList && (gone.length > 0 || come.length > 0)) {
    return (
      <ul>
        {gone.map((entry) => (
          <li key={`- ${entry}`}>
            <del>− {entry}</del>
          </li>
        ))}
        {come.map((entry) => (
          <li key={`+ ${entry}`}>
            <ins>+ {entry}</ins>
          </li>
        ))}
      </ul>
    )
  }
  if (isList) return <span>the same, in another order</span>
  return (
    <>
      {old.length === 0 ? <span className={classes.none}>not set</span> : <del>{old[0]}</del>}
      <span aria-hidden> → </span>
      <span className="visually-hidden">becomes</span>
      {now.length === 0 ? <span className={classes.none}>not set</span> : <ins>{now[0]}</ins>}
    </>
  )
}
