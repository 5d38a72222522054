import type { AssetAutomation, ImageField, PinnedField } from '../words.ts'
import type { Dated } from './finding.ts'

/** What Google asks of an ad of one type, as data; the checks in ads.ts read it. What is left out an ad of the type does not have. */

export interface TextRule extends Dated {
  property: 'headlines' | 'longHeadlines' | 'descriptions'
  noun: string
  min: number
  max: number
  width: number
  /** One of them has to be this narrow. */
  narrowest?: number
  /** Where one can be pinned to. The first `always` of these places are in every ad that is shown. */
  pins?: { places: readonly PinnedField[]; always: number }
  /** Whether two that differ in capitals alone are the same. */
  ignoresCase?: boolean
  source: string
}

export interface Limit {
  width: number
  source: string
}

export interface Count {
  min: number
  /** Left out: as many as the fields together may have. */
  max?: number
  source: string
}

export interface AdRule {
  /** As people call it, with its article left out. */
  noun: string
  source: string
  paths?: Limit
  businessName?: Limit
  callToAction?: true
  texts: readonly TextRule[]
  /** Whether texts may hold placeholders in braces, like {KeyWord:Shoes}. */
  placeholders?: true
  images: Partial<Record<ImageField, Count>>
  /** A landscape or a square image is needed, and either is advised. */
  eitherShape?: { source: string }
  /** Fields that have a limit together. */
  together?: readonly { fields: readonly ImageField[]; noun: string; max: number; source: string }[]
  /** Name and logos are the campaign's, and not this ad's. */
  brandOfCampaign?: true
  videos?: Required<Count>
  cards?: true
  colors?: { source: string }
  automations?: readonly AssetAutomation[]
}
