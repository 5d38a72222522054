import { assetGroupNameKey, childrenKey } from '../indexes.ts'
import type { Operation, ResourceRules } from '../mutate/operation.ts'
import { keyOf, resourceName } from '../resource-name.ts'
import { type Message, textOf } from '../schema.ts'
import type { Row } from '../state.ts'
import { checkAssetsAtEnd } from './asset-group-assets.ts'
import { characters, checkText } from './texts.ts'
import { checkFinalUrl } from './urls.ts'

const MAX_NAME = 128
const MAX_PATH = 15
const MAX_PER_CAMPAIGN = 100

export const assetGroupRules: ResourceRules = {
  table: 'asset_group',
  type: 'resources.AssetGroup',
  collection: 'assetGroups',
  noun: 'asset_group',
  create(op, data) {
    if (!op.require(data, 'campaign', 'campaign')) return undefined
    const campaign = op.referenced(textOf(data, 'campaign'), 'campaign', 'campaign')
    if (!campaign || !checkCampaign(op, campaign)) return undefined
    data['status'] ??= 'ENABLED'
    checkAssetGroup(op, data, campaign)
    checkCount(op, campaign)
    const key = op.state.newId()
    checkAssetsAtEnd(op, resourceName(op.customerId, 'assetGroups', key))
    return { key, data: { ...data, id: key } }
  },
  update(op, before, next) {
    const campaign = op.state.find(textOf(before.data, 'campaign'))
    if (!campaign || !checkCampaign(op, campaign)) return
    checkAssetGroup(op, next, campaign, before)
    if (next['status'] === 'REMOVED') checkLast(op, campaign)
    // Another landing page is reviewed.
    if (JSON.stringify(next['finalUrls']) !== JSON.stringify(before.data['finalUrls']))
      op.state.put({ ...before, reviewedFromMs: op.scope.nowMs })
  },
  remove(op, row) {
    const campaign = op.state.find(textOf(row.data, 'campaign'))
    if (!campaign || !checkCampaign(op, campaign)) return
    checkLast(op, campaign)
    op.state.put({ ...row, data: { ...row.data, status: 'REMOVED' } })
  },
}

/** Asset groups of a campaign that are not removed. */
export function liveAssetGroups(op: Operation, campaign: string): Row[] {
  return op.state
    .lookUp(childrenKey('asset_group', campaign))
    .filter(({ data }) => data['status'] !== 'REMOVED')
}

function checkCampaign(op: Operation, campaign: Row): boolean {
  if (campaign.data['advertisingChannelType'] !== 'PERFORMANCE_MAX') {
    op.refuse(
      'assetGroupError.CANNOT_ADD_ASSET_GROUP_FOR_CAMPAIGN_TYPE',
      'campaign',
      `A ${textOf(campaign.data, 'advertisingChannelType')} campaign has no asset groups.`,
      { trigger: campaign.name },
    )
  } else if (campaign.data['status'] === 'REMOVED') {
    op.refuse(
      'assetGroupError.CANNOT_MUTATE_ASSET_GROUP_FOR_REMOVED_CAMPAIGN',
      'campaign',
      'The campaign is removed.',
      { trigger: campaign.name },
    )
  }
  return !op.failed
}

function checkAssetGroup(op: Operation, data: Message, campaign: Row, before?: Row): void {
  if (op.require(data, 'name', 'name')) checkName(op, textOf(data, 'name'), campaign, before)
  const urls = (data['finalUrls'] ?? []) as string[]
  if (urls.length === 0)
    op.refuse('assetGroupError.FINAL_URL_REQUIRED', 'final_urls', 'The asset group needs a final URL.')
  for (const [index, url] of urls.entries()) checkFinalUrl(op, url, `final_urls[${index}]`)
  const mobileUrls = (data['finalMobileUrls'] ?? []) as string[]
  for (const [index, url] of mobileUrls.entries()) checkFinalUrl(op, url, `final_mobile_urls[${index}]`)
  if (textOf(data, 'path2') !== '' && textOf(data, 'path1') === '') {
    op.refuse('assetGroupError.PATH1_REQUIRED_WHEN_PATH2_IS_SET', 'path1', 'The second path needs the first.')
  }
  for (const path of ['path1', 'path2']) checkText(op, textOf(data, path), path, MAX_PATH)
}

function checkName(op: Operation, name: string, campaign: Row, before: Row | undefined): void {
  const others = op.state.lookUp(assetGroupNameKey(campaign.name, name))
  if (characters(name) > MAX_NAME)
    op.refuse('stringLengthError.TOO_LONG', 'name', `A name has at most ${MAX_NAME} characters.`, {
      trigger: name,
    })
  else if (others.some((row) => row.name !== before?.name)) {
    const message = 'Another asset group of the campaign has this name.'
    op.refuse('assetGroupError.DUPLICATE_NAME', 'name', message, { trigger: name })
  }
}

function checkCount(op: Operation, campaign: Row): void {
  const existingCount = liveAssetGroups(op, campaign.name).length
  if (existingCount < MAX_PER_CAMPAIGN) return
  const resourceCountDetails = {
    enclosingId: keyOf(campaign.name),
    enclosingResource: 'CAMPAIGN',
    limit: MAX_PER_CAMPAIGN,
    existingCount,
  }
  const message = `A campaign has at most ${MAX_PER_CAMPAIGN} asset groups.`
  op.refuse('resourceCountLimitExceededError.CAMPAIGN_LIMIT', 'campaign', message, {
    details: { resourceCountDetails },
  })
}

/** Another one may come in the same request. */
function checkLast(op: Operation, campaign: Row): void {
  op.checkAtEnd(`asset groups of ${campaign.name}`, () => {
    if (op.state.find(campaign.name)?.data['status'] === 'REMOVED') return
    if (liveAssetGroups(op, campaign.name).length > 0) return
    op.refuse(
      'assetGroupError.CANNOT_REMOVE_ALL_ASSET_GROUPS_FROM_CAMPAIGN',
      'status',
      'It is the last asset group of the campaign.',
    )
  })
}
