import { Link } from '@tanstack/react-router'
import type { Campaign } from '../../contract/campaign.ts'
import { type Reason, reasonOf, reviewWords } from '../ui/google-standing.ts'
import classes from './campaign-overview.module.css'
import { googleCampaignUrl } from '../ui/google-address.ts'
import { useAccount } from './use-session.ts'

/** Why Google shows it less than it could, or not at all, and what to do about it. */
export function WhyNot({ campaign }: { campaign: Campaign }) {
  const reasons = campaign.google.primaryStatusReasons.map(reasonOf)
  if (reasons.length === 0) return null
  return (
    <ul className={classes.reasons} aria-label="Why">
      {reasons.map((reason) => (
        <li key={reason.words}>
          <b>Because {reason.words}.</b>
          {reason.todo !== null && <span> {reason.todo}</span>}
          <Where campaign={campaign} reason={reason} />
        </li>
      ))}
    </ul>
  )
}

function Where({ campaign, reason: { where } }: { campaign: Campaign; reason: Reason }) {
  const account = useAccount(campaign.accountId)
  const mayEdit = campaign.actions.some(({ action, allowed }) => action === 'edit' && allowed)
  if (where === 'editor' && mayEdit) {
    return (
      <>
        {' '}
        <Link to="/campaigns/$campaignId/edit" params={{ campaignId: campaign.id }}>
          Edit
        </Link>
      </>
    )
  }
  const { googleCampaignId } = campaign
  if (where !== 'google' || account?.environment !== 'GOOGLE' || googleCampaignId === null) return null
  return (
    <>
      {' '}
      <a href={googleCampaignUrl(account.customerId, googleCampaignId)} target="_blank" rel="noreferrer">
        Open Google Ads
      </a>
    </>
  )
}

/** How many ads stand how. Each says it for itself too, with its policies. */
export function AdReviews({ campaign }: { campaign: Campaign }) {
  const counted = Map.groupBy(
    campaign.google.ads.map((ad) => reviewWords(ad)?.words ?? 'not read yet'),
    (words) => words,
  )
  if (counted.size === 0) return null
  return (
    <>
      <dt>{campaign.campaignType === 'PERFORMANCE_MAX' ? 'Asset groups' : 'Ads'}</dt>
      <dd>{[...counted].map(([words, own]) => `${own.length} ${words.toLowerCase()}`).join(', ')}</dd>
    </>
  )
}
