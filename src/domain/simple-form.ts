import type { CampaignCreate, CampaignPatch } from '../contract/campaign.ts'
import { nearestMarketingField } from '../contract/images.ts'
import { resolveAsset } from './assets.ts'
import type { SimpleForm } from './campaign-document.ts'
import type { Actor, Context } from './context.ts'

/** Finds or fetches the two images that the simple form names by URL. */
export async function resolveSimpleForm(
  ctx: Context,
  actor: Actor,
  body: CampaignCreate | CampaignPatch,
): Promise<SimpleForm> {
  const { adGroupName, adHeadline, adDescription, businessName, finalUrl, assetUrl, logoUrl } = body
  const simple: SimpleForm = { adGroupName, adHeadline, adDescription, businessName, finalUrl }
  if (assetUrl != null) {
    const asset = await resolveAsset(ctx, actor, assetUrl, 'assetUrl')
    simple.image = { assetId: asset.id, field: nearestMarketingField(asset) }
  }
  if (logoUrl != null) simple.logoAssetId = (await resolveAsset(ctx, actor, logoUrl, 'logoUrl')).id
  return simple
}
