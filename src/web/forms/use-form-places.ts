import { useCallback, useMemo, useState } from 'react'
import type { CampaignDocument } from '../../contract/campaign.ts'
import type { Place } from '../../contract/places.ts'
import { usePlaces } from '../components/use-places.ts'
import { NO_PLACES, type Places } from '../ui/place-words.ts'

interface FormPlaces {
  places: Places
  notePlaces: (places: readonly Place[]) => void
}

/** What is known of the places of a document, and of those that somebody has just found. */
export function useFormPlaces(accountId: string, document: CampaignDocument): FormPlaces {
  const named = usePlaces(accountId, document)
  const [noted, setNoted] = useState<Places>(NO_PLACES)
  const notePlaces = useCallback((found: readonly Place[]) => {
    setNoted((before) => new Map([...before, ...found.map((place) => [place.id, place] as const)]))
  }, [])
  const places = useMemo(() => (noted.size === 0 ? named : new Map([...noted, ...named])), [noted, named])
  return { places, notePlaces }
}
