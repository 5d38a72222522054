import { useCallback, useDeferredValue, useEffect, useMemo, useRef, useState } from 'react'
import type { ReactNode, RefObject } from 'react'
import type { Asset } from '../../contract/asset.ts'
import type { CampaignDocument } from '../../contract/campaign.ts'
import type { Finding } from '../../contract/publication.ts'
import type { PublishedFacts } from '../../contract/preflight-context.ts'
import { preflight } from '../../contract/preflight.ts'
import type { Account } from '../../contract/session.ts'
import type { FieldError } from '../client/problem-words.ts'
import { AdPreview } from '../components/ad-preview.tsx'
import { brandOf } from '../components/ad-parts.ts'
import { nearestField, placeOf, valueAt } from '../ui/field-path.ts'
import { Later, LaterContext, type LaterQueue, makeLaterQueue } from '../ui/later.tsx'
import type { Place } from './ad-groups-section.tsx'
import { AdGroupsSection } from './ad-groups-section.tsx'
import classes from './campaign-form.module.css'
import { ChecksPanel, SectionRail } from './checks-panel.tsx'
import { blankAd, tidy } from './draft.ts'
import { FormContext, useForm } from './form-context.tsx'
import { Undoing } from '../components/use-undo.tsx'
import { AdvancedSection, CampaignSection, DeclarationSection } from './head-sections.tsx'
import { AutomationSection } from './automation-switches.tsx'
import { BiddingSection } from './bidding-section.tsx'
import { BrandSection } from './brand-section.tsx'
import { BudgetSection } from './budget-section.tsx'
import { NegativesSection, NetworksSection, ProductsSection } from './campaign-sections.tsx'
import { PlacesSection } from './places-fields.tsx'
import type { Problem } from './problems.ts'
import { gatherProblems, sectionsOf } from './problems.ts'
import type { Editor } from './use-editor.ts'
import { useFormPlaces } from './use-form-places.ts'
import { useTakenNames } from './use-taken-names.ts'

interface CampaignFormProps {
  editor: Editor
  account: Account
  /** undefined: nothing is saved yet. */
  campaignId?: string
  onAccount: ((id: string) => void) | null
  /** Images that the campaign uses already. */
  assets: readonly Asset[]
  published: PublishedFacts | null
  /** What Google refused of this very revision: said at its field until the field is changed. */
  refused?: readonly FieldError[]
  /** A field to start at: from a finding or an error of Google's. */
  startAt: string | undefined
  /** Show every problem beside its field, not only where somebody has typed. */
  showAll: boolean
  renderHeader: (facts: HeaderFacts) => ReactNode
}

interface HeaderFacts {
  problems: readonly Problem[]
  showAll: () => void
  goTo: (path: string) => void
}

const NOTHING_REFUSED: readonly FieldError[] = []

export function CampaignForm({
  editor,
  account,
  campaignId,
  onAccount,
  assets,
  published,
  refused = NOTHING_REFUSED,
  startAt,
  showAll,
  renderHeader,
}: CampaignFormProps) {
  const { document, change, serverErrors } = editor
  const root = useRef<HTMLDivElement>(null)
  const [place, setPlace] = useState<Place>(() => placeIn(startAt ?? ''))
  const [added, setAdded] = useState<readonly Asset[]>([])
  const [unread, setUnreadMap] = useState<ReadonlyMap<string, string>>(new Map())
  const [touched, setTouched] = useState<ReadonlySet<string>>(new Set())
  const [everything, setEverything] = useState(showAll)
  const [later] = useState(makeLaterQueue)

  const known = useMemo(
    () => new Map([...assets, ...added].map((asset) => [asset.id, asset])),
    [assets, added],
  )
  const settled = useDeferredValue(document)
  const takenNames = useTakenNames(document, campaignId)
  const { places, notePlaces } = useFormPlaces(account.id, settled)
  const findings = useMemo<Finding[]>(
    () =>
      preflight(tidy(settled), {
        account,
        today: account.today,
        assets: known,
        places,
        takenNames,
        published,
      }),
    [settled, account, known, places, takenNames, published],
  )
  const [atStart] = useState(document)
  const stillRefused = useMemo(
    () => refused.filter(({ path }) => same(valueAt(atStart, path), valueAt(settled, path))),
    [refused, atStart, settled],
  )
  const problems = useMemo(
    () => gatherProblems({ findings, serverErrors: [...serverErrors, ...stillRefused], unread }),
    [findings, serverErrors, stillRefused, unread],
  )

  const setUnread = useCallback((path: string, message: string | null) => {
    setUnreadMap((before) => {
      if ((before.get(path) ?? null) === message) return before
      const next = new Map(before)
      if (message === null) next.delete(path)
      else next.set(path, message)
      return next
    })
  }, [])
  const addAssets = useCallback((more: readonly Asset[]) => setAdded((before) => [...before, ...more]), [])
  const isShown = useCallback((path: string) => everything || touched.has(path), [everything, touched])
  const context = useMemo(
    () => ({
      account,
      document,
      change,
      problems,
      isPublished: published !== null,
      isShown,
      setUnread,
      assets: known,
      places,
      notePlaces,
      addAssets,
    }),
    [
      account,
      document,
      change,
      problems,
      published,
      isShown,
      setUnread,
      known,
      places,
      notePlaces,
      addAssets,
    ],
  )

  const focusField = useGoingToField({ root, later, setPlace, startAt })

  return (
    <FormContext value={context}>
      <div
        ref={root}
        className={classes.page}
        // On typing, not on leaving: a message that appears between the press and the release of the mouse moves the
        // button away from under it.
        onInput={(event) => {
          const field = (event.target as HTMLElement).closest<HTMLElement>('[data-field]')?.dataset['field']
          if (field !== undefined)
            setTouched((before) => (before.has(field) ? before : new Set(before).add(field)))
        }}
      >
        {renderHeader({ problems, showAll: () => setEverything(true), goTo: focusField })}
        <div className={classes.columns}>
          <SectionRail problems={problems} type={document.campaignType} onJump={() => later.flush()} />
          <div className={classes.form}>
            <FormSections onAccount={onAccount} later={later} place={place} onPlace={setPlace} />
          </div>
          <FormSide
            later={later}
            document={settled}
            place={place}
            assets={known}
            problems={problems}
            onFocus={focusField}
          />
        </div>
      </div>
    </FormContext>
  )
}

interface Going {
  root: RefObject<HTMLDivElement | null>
  later: LaterQueue
  setPlace: (place: Place) => void
  startAt: string | undefined
}

/** Goes to a field that somebody asks for, and to the one that the page was opened for: what is not made yet is made first. */
function useGoingToField({ root, later, setPlace, startAt }: Going): (path: string) => void {
  const focusField = useCallback(
    (path: string) => {
      if (placeOf(path).group !== null) setPlace(placeIn(path))
      later.flush()
      setTimeout(() => focusIn(root.current, path), 60)
    },
    [root, later, setPlace],
  )
  useEffect(() => {
    if (startAt === undefined) return undefined
    const timer = setTimeout(() => {
      later.flush()
      focusIn(root.current, startAt)
    }, 120)
    return () => clearTimeout(timer)
  }, [root, startAt, later])
  return focusField
}

interface FormSectionsProps extends Pick<CampaignFormProps, 'onAccount'> {
  later: LaterQueue
  place: Place
  onPlace: (place: Place) => void
}

/** The sections that a campaign of this type has; those below the first are made one after the other. */
function FormSections({ onAccount, later, place, onPlace }: FormSectionsProps) {
  const { document } = useForm()
  const has = useMemo(
    () => new Set(sectionsOf(document.campaignType).map(({ id }) => id)),
    [document.campaignType],
  )
  return (
    <Undoing>
      <CampaignSection onAccount={onAccount} />
      <LaterContext value={later}>
        <Later height={320}>
          <BudgetSection />
        </Later>
        <Later height={250}>
          <BiddingSection />
        </Later>
        <Later height={260}>
          {has.has('networks') && <NetworksSection />}
          <DeclarationSection />
        </Later>
        {has.has('places') && (
          <Later height={280}>
            <PlacesSection />
          </Later>
        )}
        {has.has('products') && (
          <Later height={200}>
            <ProductsSection />
          </Later>
        )}
        {has.has('brand') && (
          <Later height={400}>
            <BrandSection />
          </Later>
        )}
        <Later height={2000}>
          <AdGroupsSection place={place} onPlace={onPlace} />
        </Later>
        <Later height={500}>
          {has.has('negatives') && <NegativesSection />}
          {has.has('automation') && <AutomationSection />}
          <AdvancedSection />
        </Later>
      </LaterContext>
    </Undoing>
  )
}

interface FormSideProps {
  later: LaterQueue
  document: CampaignDocument
  place: Place
  assets: ReadonlyMap<string, Asset>
  problems: readonly Problem[]
  onFocus: (path: string) => void
}

/** The preview and the checks: beside the form, or on a narrow screen below all of it, and made after it. */
function FormSide({ later, document, place, assets, problems, onFocus }: FormSideProps) {
  const [isNarrow] = useState(() => window.matchMedia('(max-width: 62em)').matches)
  const group = document.adGroups[place.group]
  const ad = group?.ads[place.ad] ?? null
  return (
    <aside className={classes.side} aria-label="Preview and checks">
      <LaterContext value={isNarrow ? later : null}>
        <Later height={420}>
          <AdPreview
            ad={ad ?? blankAd(document.campaignType)}
            brand={brandOf(document)}
            channels={document.campaignType === 'DEMAND_GEN' ? (group ?? null) : null}
            assets={assets}
          />
        </Later>
        <Later height={300}>
          <ChecksPanel problems={problems} type={document.campaignType} onFocus={onFocus} />
        </Later>
      </LaterContext>
    </aside>
  )
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)

function placeIn(path: string): Place {
  const { group, ad } = placeOf(path)
  return { group: group ?? 0, ad: ad ?? 0 }
}

/** Brings the field of a path into view and puts the caret into it. */
function focusIn(root: HTMLElement | null, path: string): void {
  if (root === null) return
  const elements = [...root.querySelectorAll<HTMLElement>('[data-field]')]
  const nearest = nearestField(
    elements.map((element) => element.dataset['field'] ?? ''),
    path,
  )
  const element = elements.find((each) => each.dataset['field'] === nearest)
  if (element === undefined) return
  const inner = element.matches('input, textarea, select, button')
    ? element
    : (element.querySelector<HTMLElement>('input, textarea, button') ?? element)
  element.scrollIntoView({ block: 'center' })
  inner.focus({ preventScroll: true })
}
