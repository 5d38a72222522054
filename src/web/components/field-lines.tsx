import type { CampaignDocument } from '../../contract/campaign.ts'
import type { Ad } from '../../contract/campaign-parts.ts'
import { CALL_TO_ACTION_TEXT } from '../../contract/reference/calls-to-action.ts'
import classes from '../pages/approvals.module.css'
import { pathWords } from '../ui/field-path.ts'
import type { Places } from '../ui/place-words.ts'
import { documentFacts } from './document-facts.ts'
import { TalkedField } from './field-talk.tsx'

interface FieldLinesProps {
  document: CampaignDocument
  currencyCode: string
  places: Places
}

/** A version field by field: what the campaign says of itself, and every text of its ads. */
export function FieldLines({ document, currencyCode, places }: FieldLinesProps) {
  const facts = documentFacts(document, currencyCode, places).filter(({ value }) => value !== null)
  return (
    <dl className={classes.fields}>
      {facts.map(({ fields, label, value }) => (
        <TalkedField key={label} path={fields[0]!} label={label}>
          {value}
        </TalkedField>
      ))}
      {document.adGroups.flatMap(({ ads }, group) =>
        ads.flatMap((ad, index) =>
          linesOf(ad, `adGroups[${group}].ads[${index}]`).map(([path, value]) => (
            <TalkedField key={path} path={path} label={pathWords(path, document.campaignType)}>
              {value}
            </TalkedField>
          )),
        ),
      )}
    </dl>
  )
}

/** What an ad says, each with its path. */
function linesOf(ad: Ad, at: string): (readonly [path: string, value: string])[] {
  const texts = (['headlines', 'longHeadlines', 'descriptions'] as const).flatMap((field) =>
    ad[field].map(({ text }, index) => [`${at}.${field}[${index}].text`, text] as const),
  )
  const cards = ad.cards.map(({ headline }, index) => [`${at}.cards[${index}].headline`, headline] as const)
  const others = [
    [`${at}.businessName`, ad.businessName],
    [`${at}.callToAction`, ad.callToAction === null ? null : CALL_TO_ACTION_TEXT[ad.callToAction]],
    [`${at}.finalUrl`, ad.finalUrl],
  ] as const
  return [...texts, ...cards, ...others].flatMap(([path, value]) =>
    value === null || value === undefined || value === '' ? [] : [[path, value] as const],
  )
}
