import { localDateTime } from './clock.ts'
import { type Message, textOf, type Value } from './schema.ts'
import type { Change, Row, State, Table } from './state.ts'
import type { Caller } from './world.ts'

/** What the change history tells about, and the field that holds it. Labels are not part of it. */
const KINDS: Partial<Record<Table, { type: string; field: string }>> = {
  campaign: { type: 'CAMPAIGN', field: 'campaign' },
  campaign_budget: { type: 'CAMPAIGN_BUDGET', field: 'campaignBudget' },
  campaign_criterion: { type: 'CAMPAIGN_CRITERION', field: 'campaignCriterion' },
  ad_group: { type: 'AD_GROUP', field: 'adGroup' },
  ad_group_ad: { type: 'AD_GROUP_AD', field: 'adGroupAd' },
  ad_group_criterion: { type: 'AD_GROUP_CRITERION', field: 'adGroupCriterion' },
  asset: { type: 'ASSET', field: 'asset' },
  campaign_asset: { type: 'CAMPAIGN_ASSET', field: 'campaignAsset' },
}

/** Notes who changed what in the running transaction, as rows that `change_event` is queried from. */
export function recordChanges(state: State, { account, clientType, userEmail }: Caller, nowMs: number): void {
  for (const [index, change] of state.changes().entries()) {
    const event = describe(state, change)
    if (!event) continue
    const name = `customers/${account.id}/changeEvents/${nowMs * 1000}~${state.commits}~${index}`
    const micros = String(nowMs % 1000).padStart(3, '0')
    const changeDateTime = `${localDateTime(nowMs, account.timeZone)}.${micros}000`
    const data = { ...event, resourceName: name, changeDateTime, clientType, userEmail }
    state.put({ table: 'change_event', name, customerId: account.id, data, createdAtMs: nowMs })
  }
}

function describe(state: State, { before, after }: Change): Message | undefined {
  const row = after ?? before
  const kind = row && KINDS[row.table]
  if (!row || !kind) return undefined
  const operation = operationOf(before, after)
  const changed = operation === 'REMOVE' ? [] : changedFields(before?.data, after?.data)
  if (operation === 'UPDATE' && changed.length === 0) return undefined
  const subject = subjectOf(row, kind, operation, changed)
  return {
    changeResourceType: subject.type,
    changeResourceName: subject.name,
    resourceChangeOperation: operation,
    ...(changed.length === 0 ? {} : { changedFields: changed.map(subject.path).join(',') }),
    ...(before
      ? { oldResource: { [subject.field]: only(subject.of(before.data), changed.map(subject.path)) } }
      : {}),
    ...(after && operation !== 'REMOVE'
      ? { newResource: { [subject.field]: only(subject.of(after.data), changed.map(subject.path)) } }
      : {}),
    ...parentsOf(state, row),
  }
}

interface Subject {
  type: string
  field: string
  name: string
  path: (path: string) => string
  of: (data: Message) => Message
}

/** An ad that changed inside its ad group is a change of the ad. */
function subjectOf(
  row: Row,
  kind: { type: string; field: string },
  operation: string,
  changed: readonly string[],
): Subject {
  const ad = row.data['ad'] as Message | undefined
  if (ad && operation === 'UPDATE' && changed.every((path) => path.startsWith('ad.'))) {
    return {
      type: 'AD',
      field: 'ad',
      name: textOf(ad, 'resourceName'),
      path: (path) => path.slice('ad.'.length),
      of: (data) => data['ad'] as Message,
    }
  }
  return { ...kind, name: row.name, path: (path) => path, of: (data) => data }
}

function operationOf(before: Row | undefined, after: Row | undefined): 'CREATE' | 'UPDATE' | 'REMOVE' {
  if (!before) return 'CREATE'
  return !after || (after.data['status'] === 'REMOVED' && before.data['status'] !== 'REMOVED')
    ? 'REMOVE'
    : 'UPDATE'
}

function parentsOf(state: State, { table, name, data }: Row): Message {
  const adGroup = table === 'ad_group' ? name : textOf(data, 'adGroup')
  const campaign =
    table === 'campaign' ? name : textOf(data, 'campaign') || textOf(state.find(adGroup)?.data, 'campaign')
  return {
    ...(campaign === '' ? {} : { campaign }),
    ...(adGroup === '' ? {} : { adGroup }),
    ...(table === 'asset' ? { asset: name } : {}),
  }
}

/** Paths of the leaves in which two messages differ. */
function changedFields(before: Message | undefined, after: Message | undefined, prefix = ''): string[] {
  const fields = new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])
  return [...fields].flatMap((field) => {
    const [old, now] = [before?.[field], after?.[field]]
    if (JSON.stringify(old) === JSON.stringify(now)) return []
    return isMessage(old) || isMessage(now)
      ? changedFields(
          isMessage(old) ? old : undefined,
          isMessage(now) ? now : undefined,
          `${prefix}${field}.`,
        )
      : [`${prefix}${field}`]
  })
}

/** The message with these leaves alone, and its name. */
function only(message: Message, paths: readonly string[]): Message {
  const result: Message =
    message['resourceName'] === undefined ? {} : { resourceName: message['resourceName'] }
  for (const path of paths) copyPath(message, result, path.split('.'))
  return result
}

function copyPath(from: Message, to: Message, [field = '', ...rest]: string[]): void {
  const value = from[field]
  if (value === undefined) return
  if (rest.length === 0 || !isMessage(value)) to[field] = value
  else {
    const inner = isMessage(to[field]) ? to[field] : {}
    to[field] = inner
    copyPath(value, inner, rest)
  }
}

function isMessage(value: Value | undefined): value is Message {
  return typeof value === 'object' && !Array.isArray(value)
}
