import { createContext, use } from 'react'
import type { Asset } from '../../contract/asset.ts'
import type { CampaignDocument } from '../../contract/campaign.ts'
import type { Place } from '../../contract/places.ts'
import type { Account } from '../../contract/session.ts'
import type { Places } from '../ui/place-words.ts'
import type { Problem } from './problems.ts'
import { problemsAt } from './problems.ts'

export interface FormContextValue {
  account: Account
  document: CampaignDocument
  change: (edit: (document: CampaignDocument) => CampaignDocument) => void
  problems: readonly Problem[]
  /** Whether Google has this campaign already: some of it is fixed then. */
  isPublished: boolean
  /** Whether the problems of this path are shown beside it already; the side list always has them. */
  isShown: (path: string) => boolean
  /** Notes that a field holds text which is no value yet; null: it is one again. */
  setUnread: (path: string, message: string | null) => void
  assets: ReadonlyMap<string, Asset>
  /** What is known of places, by id. */
  places: Places
  /** Keeps what a search found, so that what is chosen of it has its name at once. */
  notePlaces: (places: readonly Place[]) => void
  addAssets: (assets: readonly Asset[]) => void
}

export const FormContext = createContext<FormContextValue | null>(null)

export function useForm(): FormContextValue {
  const value = use(FormContext)
  if (value === null) throw new Error('A field stands outside of a form.')
  return value
}

interface FieldProps {
  'data-field': string
  error: string | undefined
  /** What is no error but worth knowing. */
  advice: string | undefined
}

/** What a field shows of the problems at its path. */
export function useField(path: string, reach: 'exact' | 'within' = 'exact'): FieldProps {
  const { problems, isShown } = useForm()
  const own = isShown(path) ? problemsAt(problems, path, reach) : []
  const words = (severity: Problem['severity']): string | undefined => {
    const said = own
      .filter((problem) => problem.severity === severity)
      .map(({ message, fix }) => `${message} ${fix}`.trim())
    return said.length === 0 ? undefined : said.join(' ')
  }
  return { 'data-field': path, error: words('error'), advice: words('warning') }
}
