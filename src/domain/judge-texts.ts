import type { Rights } from '../contract/actions.ts'
import type { CampaignDocument } from '../contract/campaign.ts'
import type { EditVerdict, EditWarning } from '../contract/campaign-edits.ts'
import { preflight } from '../contract/preflight.ts'
import type { EditedText, ReplacedItem } from '../contract/replace-texts.ts'
import type { EditableCampaign } from '../store/campaign-edits.ts'
import type { ChangedDocument, KeptDocument } from '../store/replaced-texts.ts'
import { changedFields } from './campaign-document.ts'
import { publishedFacts } from './campaign-plan.ts'
import { type DocumentText, textsOf } from './document-texts.ts'
import { contextOf, keyOf, obstacleTo, schemaVerdict, warningOf } from './judge-edits.ts'
import { adGroupCriteria, campaignCriteria } from './plan/desired-targets.ts'
import type { Baseline } from './plan/resource.ts'

/** A document with texts changed, and each of them. */
export interface TextChanges {
  after: CampaignDocument
  texts: EditedText[]
}

const FIX = 'Change it in the campaign, or look for something else.'

/** Changes the texts of a document; what cannot stand in its place is left, with the reason. `undefined`: this one stays. */
export function changeTexts(
  document: CampaignDocument,
  wantedOf: (text: DocumentText) => string | undefined,
): TextChanges {
  const after = structuredClone(document)
  const texts: EditedText[] = []
  const taken: [DocumentText, EditedText][] = []
  for (const text of textsOf(after)) {
    const wanted = wantedOf(text)
    if (wanted === undefined || wanted === text.value) continue
    const value = wanted === '' && text.schema.safeParse(null).success ? null : wanted
    const error = schemaVerdict(text.schema, value, FIX)
    const edited = { path: text.path, before: text.value || null, after: value, error, warnings: [] }
    texts.push(edited)
    if (error !== null) continue
    if (text.isTaken?.(value ?? '')) taken.push([text, edited])
    else text.set(value)
  }
  // Again: what stood in its way may be another one by now.
  for (const [text, edited] of taken) {
    if (text.isTaken!(edited.after ?? '')) edited.error = TAKEN
    else text.set(edited.after)
  }
  return { after, texts }
}

const TAKEN: EditVerdict = {
  code: 'taken',
  message: 'The list has this one already, and would have it twice.',
  fix: 'Take one of the two out in the campaign.',
}

export interface JudgedTexts {
  item: ReplacedItem
  /** What is to be saved; undefined where nothing is, or nothing can be. */
  changed: ChangedDocument | undefined
}

export interface TextsToJudge {
  id: string
  /** The version that was seen. */
  version: number | undefined
  kept: KeptDocument | undefined
  changes: TextChanges
  campaign: EditableCampaign | undefined
  baseline: unknown
}

/** The verdict on every text of one campaign that is to change: what the form would refuse, and what preflight would say. */
export function judgeTexts(
  { id, version, kept, changes, campaign, baseline }: TextsToJudge,
  { rights, now }: { rights: Rights; now: Date },
): JudgedTexts {
  // What was read beside each other is of one version, or somebody was faster.
  const error = obstacleTo({ version: version ?? kept?.version }, campaign, rights)
  const { after, texts } = changes
  const item = {
    id,
    name: campaign?.head.name ?? null,
    campaignType: campaign?.head.campaignType ?? null,
    version: campaign?.version ?? null,
    publishedVersion: campaign?.head.publishedVersion ?? null,
    error,
    texts,
  }
  const good = texts.filter((text) => text.error === null)
  if (kept === undefined || campaign === undefined || error !== null)
    return { item: { ...item, outcome: 'REFUSED' }, changed: undefined }
  if (good.length === 0)
    return { item: { ...item, outcome: texts.length === 0 ? 'UNCHANGED' : 'REFUSED' }, changed: undefined }
  addWarnings(good, { before: kept.document, after, campaign, baseline, now })
  return { item: { ...item, outcome: 'CHANGED' }, changed: changedOf(kept, after) }
}

function changedOf({ id, version, document }: KeptDocument, after: CampaignDocument): ChangedDocument {
  const before = new Map([...textsOf(document)].map(({ key, value }) => [key, value]))
  const texts = [...textsOf(after)].filter(({ key, value }) => before.get(key) !== value)
  const keywords = texts.filter(({ place }) => place === 'KEYWORDS')
  const owners = ownersOf(texts)
  const aimed = ownersOf(keywords)
  const groups = after.adGroups
  return {
    id,
    version,
    document: after,
    changedFields: changedFields(document, after),
    adGroupIds: groups.filter((group) => owners.has(group.id)).map((group) => group.id),
    adIds: groups.flatMap(({ ads }) => ads.filter((ad) => owners.has(ad.id)).map((ad) => ad.id)),
    criteriaOf: [
      ...(aimed.has('negativeKeywords') ? [id] : []),
      ...groups.filter((group) => aimed.has(group.id)).map((group) => group.id),
    ],
  }
}

/** The ids of their ad groups and ads; of a text of the campaign itself its field. */
const ownersOf = (texts: readonly DocumentText[]): Set<string | undefined> =>
  new Set(texts.map(({ key }) => key.split('.')[0]))

interface Looked {
  before: CampaignDocument
  after: CampaignDocument
  campaign: EditableCampaign
  baseline: unknown
  now: Date
}

/**
 * What preflight says of each text as it will be. What the change brings about elsewhere, such as two headlines that are the same
 * now, is said at the first one. Images are not looked at: no text changes what is said of them.
 */
function addWarnings(texts: readonly EditedText[], { before, after, campaign, baseline, now }: Looked): void {
  const published = baseline === undefined ? null : publishedFacts(before, baseline as Baseline)
  const context = { ...contextOf(campaign, now), published }
  const known = new Set(preflight(before, context).map(keyOf))
  for (const finding of preflight(after, context)) {
    const own = texts.find(({ path }) => path === finding.path)
    const place = own ?? (known.has(keyOf(finding)) ? undefined : texts[0])
    place?.warnings.push(warningOf(finding))
  }
  const made = madeAtGoogle(before, baseline)
  for (const text of texts) if (made.has(text.path)) text.warnings.push(MADE_ANEW)
}

/** The keywords that Google has, by their paths: with another text they are others. */
function madeAtGoogle(document: CampaignDocument, baseline: unknown): Set<string> {
  const known = (baseline ?? {}) as Baseline
  const criteria = [
    ...campaignCriteria(document),
    ...document.adGroups.flatMap((group, index) => adGroupCriteria(group, index, '')),
  ]
  return new Set(criteria.filter(({ key }) => key in known).map(({ path }) => path))
}

const MADE_ANEW: EditWarning = {
  severity: 'warning',
  code: 'keyword_made_anew',
  message:
    'Google changes no text of a keyword: this one is removed there, and another begins without its history.',
  fix: 'Leave it out to keep its history.',
}

/** It was changed again, or is not there any more. */
export const CHANGED_SINCE: EditVerdict = {
  code: 'changed_since',
  message: 'It was changed again since.',
  fix: 'Set it by hand if it is to go back too.',
}
