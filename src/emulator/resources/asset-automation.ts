import type { Operation } from '../mutate/operation.ts'
import { type Message, textOf } from '../schema.ts'

const FIELD = 'asset_automation_settings'
const TEXTS = 'TEXT_ASSET_AUTOMATION'
const FINAL_URLS = 'FINAL_URL_EXPANSION_TEXT_ASSET_AUTOMATION'
/** What Google may make by itself for a kind of campaign, and whether it does where nothing is said. */
const OFFERED: Readonly<Record<string, { types: readonly string[]; byDefault: boolean }>> = {
  PERFORMANCE_MAX: {
    types: [
      TEXTS,
      FINAL_URLS,
      'GENERATE_ENHANCED_YOUTUBE_VIDEOS',
      'GENERATE_IMAGE_ENHANCEMENT',
      'GENERATE_IMAGE_EXTRACTION',
    ],
    byDefault: true,
  },
  SEARCH: { types: [TEXTS, FINAL_URLS], byDefault: false },
}

/** Checks what a campaign lets Google make by itself. */
export function checkAutomation(op: Operation, settings: readonly Message[], channel: string): void {
  const offered = OFFERED[channel]
  if (settings.length === 0 || !offered) return
  const chosen = checkChoices(op, settings, FIELD, offered.types, (type, field) => {
    const message = `A ${channel} campaign does not have ${type}.`
    op.refuse('campaignError.INCOMPATIBLE_CAMPAIGN_FIELD', field, message, { trigger: type })
  })
  const isOn = (type: string): boolean => chosen.get(type) ?? offered.byDefault
  if (isOn(FINAL_URLS) && !isOn(TEXTS)) {
    op.refuse(
      'campaignError.DYNAMIC_TEXT_ASSET_CANNOT_OPT_OUT_WITH_FINAL_URL_EXPANSION_OPT_IN',
      FIELD,
      'Texts cannot be opted out of while final URLs are expanded.',
    )
  }
}

/** Checks a list of choices by type, none of them made twice, and returns what was chosen. */
export function checkChoices(
  op: Operation,
  settings: readonly Message[],
  path: string,
  offered: readonly string[],
  refuseType: (type: string, field: string) => void,
): ReadonlyMap<string, boolean> {
  const chosen = new Map<string, boolean>()
  for (const [index, setting] of settings.entries()) {
    const at = `${path}[${index}]`
    const field = `${at}.asset_automation_type`
    const type = textOf(setting, 'assetAutomationType')
    op.require(setting, 'assetAutomationType', field)
    op.require(setting, 'assetAutomationStatus', `${at}.asset_automation_status`)
    if (type !== '' && !offered.includes(type)) refuseType(type, field)
    if (chosen.has(type)) {
      const message = 'The setting stands twice in this list.'
      op.refuse('distinctError.DUPLICATE_TYPE', field, message, { trigger: type })
    }
    chosen.set(type, setting['assetAutomationStatus'] === 'OPTED_IN')
  }
  return chosen
}
