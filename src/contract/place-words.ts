import type { Place } from './places.ts'
import { COUNTRIES, type Country, countryByGeoTargetId } from './reference/countries.ts'

function placeOfCountry({ geoTargetId, name, code }: Country): Place {
  return {
    id: geoTargetId,
    name,
    canonicalName: name,
    countryCode: code,
    targetType: 'Country',
    status: 'ENABLED',
  }
}

/** A country by its id, of the table that everybody has. */
export function countryPlace(id: string): Place | undefined {
  const country = countryByGeoTargetId(id)
  return country && placeOfCountry(country)
}

/** The countries that somebody may mean, those whose name begins so first. */
export function countriesNamed(typed: string): Place[] {
  const wanted = plain(typed)
  const found = COUNTRIES.filter(({ name }) => plain(name).includes(wanted))
  const begins = ({ name }: Country): number => (plain(name).startsWith(wanted) ? 0 : 1)
  return found.sort((a, b) => begins(a) - begins(b)).map(placeOfCountry)
}

/** Without accents and capitals, so that "cote" finds Côte d'Ivoire. */
const plain = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().trim()

/** "Berlin, Germany - City"; a country is its name alone. */
export function placeWords({ id, canonicalName, targetType }: Place): string {
  if (canonicalName === '') return `Place ${id}`
  const name = canonicalName.replaceAll(/,\s*/g, ', ')
  return targetType === 'Country' || targetType === '' ? name : `${name} - ${targetType}`
}
