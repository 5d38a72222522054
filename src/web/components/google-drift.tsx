import { Button } from '@mantine/core'
import { IconArrowsDiff } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { authorWords, type CampaignDrift } from '../../contract/drift.ts'
import { call } from '../client/call.ts'
import { lineOf } from '../client/problem-words.ts'
import { audienceTitle, titlesAudience } from '../ui/audience-words.ts'
import { placeTitle } from '../ui/place-words.ts'
import { planFieldWords, planValueWords } from '../ui/plan-words.ts'
import classes from './google-drift.module.css'
import { useAudienceName } from './use-audiences.ts'
import { usePlaces } from './use-places.ts'
import { useAccount } from './use-session.ts'

interface GoogleDriftProps {
  campaignId: string
  accountId: string
}

/** What somebody changed at Google since the last publication: asked for by a person, as it costs Google's operations. */
export function GoogleDrift({ campaignId, accountId }: GoogleDriftProps) {
  const account = useAccount(accountId)
  const drift = useQuery({
    queryKey: ['campaign', campaignId, 'drift'],
    queryFn: ({ signal }) => call('readDrift', { params: { id: campaignId }, signal }),
    enabled: false,
  })
  const place = useRef<HTMLDivElement>(null)
  const navigate = useNavigate()
  const { deed } = useSearch({ from: '/app/campaigns/$campaignId' })
  const isAsked = deed === 'compare'
  const { refetch } = drift
  // Asked for by the palette. Once: a reload does not ask Google again.
  useEffect(() => {
    if (!isAsked) return
    void navigate({ to: '.', search: ({ deed: _, ...search }) => search, replace: true })
    place.current?.scrollIntoView({ block: 'center' })
    void refetch()
  }, [isAsked, navigate, refetch])
  return (
    <div className={classes.drift} ref={place}>
      <Button
        variant="default"
        size="compact-sm"
        leftSection={<IconArrowsDiff size={14} aria-hidden />}
        loading={drift.isFetching}
        onClick={() => void drift.refetch()}
      >
        Compare with Google
      </Button>
      <div role="status">
        {drift.error !== null && <p>Google could not be compared: {lineOf(drift.error)}</p>}
        {drift.data !== undefined && drift.error === null && (
          <Found drift={drift.data} accountId={accountId} currencyCode={account?.currencyCode ?? 'USD'} />
        )}
      </div>
    </div>
  )
}

interface FoundProps {
  drift: CampaignDrift
  accountId: string
  currencyCode: string
}

function Found({ drift, accountId, currencyCode }: FoundProps) {
  const audience = useAudienceName(
    accountId,
    drift.changes.some(({ title }) => titlesAudience(title)),
  )
  const places = usePlaces(accountId, drift.changes)
  const names = { currencyCode, audience, places }
  if (drift.isRemoved) return <p>The campaign was removed at Google.</p>
  if (drift.changes.length === 0) return <p>Google has it as it was last published.</p>
  return (
    <ul aria-label="Changed at Google">
      {drift.changes.map((change, index) => (
        <li key={`${change.title} ${change.field} ${index}`}>
          <b>{placeTitle(audienceTitle(change.title, audience), places)}</b>
          {change.kind === 'removed' ? (
            ' was removed.'
          ) : (
            <>
              {`: ${planFieldWords(change.field)} `}
              <del>{planValueWords(change.field, change.before, names)}</del>
              {' → '}
              <ins>{planValueWords(change.field, change.now, names)}</ins>
            </>
          )}
          {change.by !== null && <span className={classes.who}>{authorWords(change.by)}</span>}
        </li>
      ))}
    </ul>
  )
}
