import type { PlanOperation } from '../../contract/publication.ts'
import { Fold, Json } from '../ui/fold.tsx'
import { groupPlan, planFieldWords, planValueWords } from '../ui/plan-words.ts'
import { readable } from '../ui/labels.ts'
import classes from './plan-tree.module.css'

const SIGNS = { create: '+', update: '~', remove: '−' } as const
const WORDS = { create: 'Create', update: 'Change', remove: 'Remove' } as const

interface PlanTreeProps {
  operations: readonly PlanOperation[]
  groupNames: readonly string[]
  currencyCode: string
}

/** Every operation that publishing sends, grouped as people think of a campaign. */
export function PlanTree({ operations, groupNames, currencyCode }: PlanTreeProps) {
  return (
    <div className={classes.tree}>
      {groupPlan(operations, groupNames).map((group) => (
        <section key={group.key} aria-label={group.title} className={classes.group}>
          <h2 className={classes.title}>{group.title}</h2>
          {group.operations.map((operation, index) => (
            <Operation
              key={`${operation.resource} ${operation.path} ${index}`}
              operation={operation}
              currencyCode={currencyCode}
            />
          ))}
        </section>
      ))}
    </div>
  )
}

function Operation({ operation, currencyCode }: { operation: PlanOperation; currencyCode: string }) {
  const { action, resource, title, changes, payload } = operation
  return (
    <article className={classes.operation} data-action={action}>
      <div className={classes.head}>
        <span className={classes.sign} aria-hidden>
          {SIGNS[action]}
        </span>
        <span className="visually-hidden">{WORDS[action]}</span>
        <b>{title}</b>
        <span className={classes.resource}>{readable(resource)}</span>
      </div>
      {changes.length > 0 && (
        <dl className={classes.changes}>
          {changes.map(({ field, from, to }) => (
            <div key={field}>
              <dt>{planFieldWords(field)}</dt>
              <dd>
                {action === 'update' && (
                  <>
                    <del>{planValueWords(field, from, currencyCode)}</del>
                    <span aria-hidden> → </span>
                    <span className="visually-hidden">becomes</span>
                  </>
                )}
                {action === 'remove' ? (
                  <del>{planValueWords(field, from ?? to, currencyCode)}</del>
                ) : (
                  <ins>{planValueWords(field, to, currencyCode)}</ins>
                )}
              </dd>
            </div>
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
