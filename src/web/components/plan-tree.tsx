import type { PlanOperation } from '../../contract/publication.ts'
import type { CampaignType } from '../../contract/words.ts'
import { audienceTitle, titlesAudience } from '../ui/audience-words.ts'
import { Fold, Json } from '../ui/fold.tsx'
import {
  bundlePlan,
  groupPlan,
  listChange,
  type PlanBundle,
  planFieldWords,
  type PlanNames,
  planValueWords,
  resourceWords,
  toldChanges,
} from '../ui/plan-words.ts'
import { placeTitle } from '../ui/place-words.ts'
import classes from './plan-tree.module.css'
import { TalkedField } from './field-talk.tsx'
import { useAudienceName } from './use-audiences.ts'
import { usePlaces } from './use-places.ts'

const SIGNS = { create: '+', update: '~', remove: '−' } as const
const WORDS = { create: 'Create', update: 'Change', remove: 'Remove' } as const

interface PlanTreeProps {
  operations: readonly PlanOperation[]
  campaignType: CampaignType
  groupNames: readonly string[]
  accountId: string
  currencyCode: string
}

/** Every operation that publishing sends, grouped as people think of a campaign. */
export function PlanTree({ operations, campaignType, groupNames, accountId, currencyCode }: PlanTreeProps) {
  const audience = useAudienceName(
    accountId,
    operations.some(({ title }) => titlesAudience(title)),
  )
  const places = usePlaces(accountId, operations)
  const names = { currencyCode, audience, places }
  const named = operations.map((each) => ({
    ...each,
    title: placeTitle(audienceTitle(each.title, audience), places),
  }))
  return (
    <div className={classes.tree}>
      {groupPlan(named, groupNames, campaignType).map((group) => (
        <section key={group.key} aria-label={`Operations: ${group.title}`} className={classes.group}>
          <h2 className={classes.title}>{group.title}</h2>
          {bundlePlan(group.operations).map((entry, index) =>
            'operations' in entry ? (
              <Bundle key={`${entry.action} ${entry.title}`} bundle={entry} />
            ) : (
              <Operation key={`${entry.resource} ${entry.path} ${index}`} operation={entry} names={names} />
            ),
          )}
        </section>
      ))}
    </div>
  )
}

const SHOWN = 12

/** Many of a kind: how many, what each is called, and what is sent for all of them. */
function Bundle({ bundle: { action, title, operations } }: { bundle: PlanBundle }) {
  const list = (shown: readonly PlanOperation[]) => (
    <ul className={classes.bundle}>
      {shown.map((operation, index) => (
        <li key={`${operation.path} ${index}`}>{operation.title}</li>
      ))}
    </ul>
  )
  return (
    <article className={classes.operation} data-action={action}>
      <div className={classes.head}>
        <span className={classes.sign} aria-hidden>
          {SIGNS[action]}
        </span>
        <span className="visually-hidden">{WORDS[action]}</span>
        <b>{title}</b>
      </div>
      {list(operations.slice(0, SHOWN))}
      {operations.length > SHOWN && (
        <div className={classes.raw}>
          <Fold label={`${operations.length - SHOWN} more`}>{list(operations.slice(SHOWN))}</Fold>
        </div>
      )}
      <div className={classes.raw}>
        <Fold label="What is sent">
          <Json value={operations.map(({ payload }) => payload)} />
        </Fold>
      </div>
    </article>
  )
}

function Operation({ operation, names }: { operation: PlanOperation; names: PlanNames }) {
  const { action, resource, title, payload } = operation
  const changes = toldChanges(operation)
  return (
    <article className={classes.operation} data-action={action}>
      <div className={classes.head}>
        <span className={classes.sign} aria-hidden>
          {SIGNS[action]}
        </span>
        <span className="visually-hidden">{WORDS[action]}</span>
        <b>{title}</b>
        <span className={classes.resource}>{resourceWords(resource)}</span>
      </div>
      {changes.length > 0 && (
        <dl className={classes.changes}>
          {changes.map(({ field, from, to }) => (
            <TalkedField
              key={field}
              path={documentPath(operation.path ?? '', field)}
              label={planFieldWords(field)}
            >
              <Change action={action} field={field} from={from} to={to} names={names} />
            </TalkedField>
          ))}
        </dl>
      )}
      <div className={classes.raw}>
        <Fold label="What is sent">
          <Json value={payload} />
        </Fold>
      </div>
    </article>
  )
}

/** Where the campaign has another word for it than Google. */
const DOCUMENT_FIELDS: Readonly<Record<string, string>> = {
  amountMicros: 'dailyBudgetMicros',
  totalAmountMicros: 'totalBudgetMicros',
}

/** The field of the campaign that a line of the plan tells, as comments name it. */
function documentPath(part: string, field: string): string {
  const last = field.split('.').at(-1)!
  const own = DOCUMENT_FIELDS[last] ?? last
  return part === '' || part === own ? own : `${part}.${own}`
}

interface ChangeProps {
  action: PlanOperation['action']
  field: string
  from: unknown
  to: unknown
  names: PlanNames
}

/** Old and new value of one field. */
function Change({ action, field, from, to, names }: ChangeProps) {
  const words = (value: unknown) => planValueWords(field, value, names)
  if (action === 'create') return <ins>{words(to)}</ins>
  if (action === 'remove') return <del>{words(from ?? to)}</del>
  const list = listChange(field, from, to, names)
  if (list !== null) {
    return list.map(({ text, fate }, index) => (
      <div key={`${text} ${index}`}>
        {fate === 'removed' && <del>{text}</del>}
        {fate === 'added' && <ins>{text}</ins>}
        {fate === 'kept' && text}
      </div>
    ))
  }
  return (
    <>
      <del>{words(from)}</del>
      <span aria-hidden> → </span>
      <span className="visually-hidden">becomes</span>
      <ins>{words(to)}</ins>
    </>
  )
}
