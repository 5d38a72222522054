import { Text } from '@mantine/core'
import type { Ad, AdGroup } from '../../contract/campaign-parts.ts'
import { TYPES } from '../../contract/rules/campaign-types.ts'
import { AD_TYPES_OF } from '../../contract/words.ts'
import { newId } from '../client/ids.ts'
import { askToConfirm } from '../ui/confirm.ts'
import { AD_TYPE_LABELS, groupNoun } from '../ui/part-labels.ts'
import { Later } from '../ui/later.tsx'
import { Section } from '../ui/section.tsx'
import { AdFields } from './ad-fields.tsx'
import { GroupFields } from './ad-group-fields.tsx'
import { AdImages } from './ad-images.tsx'
import { AD_SHAPES } from './ad-shapes.ts'
import { CarouselCards } from './carousel-cards.tsx'
import { blankAd, blankAdGroup } from './draft.ts'
import { useForm } from './form-context.tsx'
import { KeywordEditor } from './keyword-editor.tsx'
import { SiblingBar } from './sibling-bar.tsx'

export interface Place {
  group: number
  ad: number
}

interface AdGroupsSectionProps {
  place: Place
  onPlace: (place: Place) => void
}

const copyOfAd = (ad: Ad): Ad => ({ ...ad, id: newId(), name: ad.name === '' ? '' : `${ad.name} copy` })

function copyOfGroup(group: AdGroup, taken: ReadonlySet<string>): AdGroup {
  let name = `${group.name} copy`
  for (let number = 2; taken.has(name); number += 1) name = `${group.name} copy ${number}`
  return { ...group, id: newId(), name, ads: group.ads.map((ad) => ({ ...ad, id: newId() })) }
}

function askToRemove(title: string, onConfirm: () => void): void {
  const text = 'Its texts and the choice of its images go with it. The images stay in the library.'
  askToConfirm({ title, text, confirm: 'Remove', cancel: 'Keep it', isDanger: true, onConfirm })
}

/** The ad groups and ads, or the asset groups. With one of each there is nothing to choose and the switches stay away. */
export function AdGroupsSection({ place, onPlace }: AdGroupsSectionProps) {
  const { document, change } = useForm()
  const { adGroups, campaignType: type } = document
  const group = adGroups[place.group]
  const noun = groupNoun(type)
  const setGroups = (edit: (groups: AdGroup[]) => AdGroup[]) =>
    change((before) => ({ ...before, adGroups: edit(before.adGroups) }))

  const add = (next: AdGroup) => {
    setGroups((groups) => [...groups, next])
    onPlace({ group: adGroups.length, ad: 0 })
  }
  const removeGroup = () =>
    askToRemove(`Remove the ${noun} “${group?.name}”?`, () => {
      onPlace({ group: Math.max(0, place.group - 1), ad: 0 })
      setGroups((groups) => groups.filter((_, index) => index !== place.group))
    })
  const capital = `${noun.charAt(0).toUpperCase()}${noun.slice(1)}`
  return (
    <>
      <SiblingBar
        label={`${capital}s`}
        names={adGroups.map(({ name }, index) => name || `${capital} ${index + 1}`)}
        chosen={place.group}
        onChoose={(index) => onPlace({ group: index, ad: 0 })}
        add={{
          label: `Add ${noun}`,
          run: () => add(blankAdGroup(adGroups.length + 1, type)),
          disabled: adGroups.length >= 100,
        }}
        copy={
          group === undefined || adGroups.length >= 100
            ? null
            : {
                label: `Copy this ${noun}`,
                run: () => add(copyOfGroup(group, new Set(adGroups.map(({ name }) => name)))),
              }
        }
        remove={adGroups.length > 1 ? { label: `Remove this ${noun}`, run: removeGroup } : null}
      />
      {group === undefined ? (
        <Text c="dimmed" size="sm" pb="md">
          This campaign has no {noun}. Add one to write {type === 'PERFORMANCE_MAX' ? 'its assets' : 'an ad'}.
        </Text>
      ) : (
        <GroupBody key={group.id} group={group} place={place} onPlace={onPlace} setGroups={setGroups} />
      )}
    </>
  )
}

interface GroupBodyProps extends AdGroupsSectionProps {
  group: AdGroup
  setGroups: (edit: (groups: AdGroup[]) => AdGroup[]) => void
}

function GroupBody({ group, place, onPlace, setGroups }: GroupBodyProps) {
  const { document } = useForm()
  const type = document.campaignType
  const path = `adGroups[${place.group}]`
  const ad = group.ads[place.ad]
  const setGroup = (edit: (group: AdGroup) => AdGroup) =>
    setGroups((groups) => groups.map((each, index) => (index === place.group ? edit(each) : each)))
  const setAd = (edit: (ad: Ad) => Ad) =>
    setGroup((before) => ({
      ...before,
      ads: before.ads.map((each, index) => (index === place.ad ? edit(each) : each)),
    }))
  return (
    <>
      <Later height={700}>
        <GroupFields group={group} path={path} onChange={setGroup} />
      </Later>
      {type === 'SEARCH' && (
        <Later height={400}>
          <Section
            id="keywords"
            title="Keywords"
            text="Searches that the ads are shown for. A changed keyword is a new one to Google: its history stays with the old."
          >
            <KeywordEditor
              path={`${path}.keywords`}
              keywords={group.keywords}
              onChange={(edit) => setGroup((before) => ({ ...before, keywords: [...edit(before.keywords)] }))}
            />
          </Section>
        </Later>
      )}
      {type !== 'PERFORMANCE_MAX' && (
        <AdBar group={group} place={place} onPlace={onPlace} setGroup={setGroup} />
      )}
      {ad === undefined && type === 'PERFORMANCE_MAX' && (
        <SiblingBar
          label="Assets"
          names={[]}
          chosen={0}
          onChoose={() => undefined}
          add={{
            label: 'Add assets',
            run: () => setGroup((before) => ({ ...before, ads: [blankAd(type)] })),
          }}
          remove={null}
        />
      )}
      {ad !== undefined && <AdBody key={ad.id} ad={ad} path={`${path}.ads[${place.ad}]`} onChange={setAd} />}
    </>
  )
}

interface AdBodyProps {
  ad: Ad
  path: string
  onChange: (edit: (ad: Ad) => Ad) => void
}

function AdBody(props: AdBodyProps) {
  return (
    <>
      <Later height={900}>
        <AdFields {...props} />
      </Later>
      {AD_SHAPES[props.ad.adType].cards && (
        <Later height={500}>
          <CarouselCards {...props} />
        </Later>
      )}
      <Later height={600}>
        <AdImages {...props} />
      </Later>
    </>
  )
}

interface AdBarProps extends AdGroupsSectionProps {
  group: AdGroup
  setGroup: (edit: (group: AdGroup) => AdGroup) => void
}

/** The ads of a group; what a new one is, is chosen when it is added and stays. */
function AdBar({ group, place, onPlace, setGroup }: AdBarProps) {
  const { document } = useForm()
  const type = document.campaignType
  const ad = group.ads[place.ad]
  const isFull = group.ads.length >= TYPES[type].ads.max
  const addAd = (next: Ad) => {
    setGroup((before) => ({ ...before, ads: [...before.ads, next] }))
    onPlace({ ...place, ad: group.ads.length })
  }
  const removeAd = () =>
    askToRemove(`Remove ad ${place.ad + 1}?`, () => {
      onPlace({ ...place, ad: Math.max(0, place.ad - 1) })
      setGroup((before) => ({ ...before, ads: before.ads.filter((_, index) => index !== place.ad) }))
    })
  const types = AD_TYPES_OF[type]
  const label = group.ads.length === 0 ? 'Add an ad' : 'Add another ad'
  return (
    <SiblingBar
      label="Ads"
      names={group.ads.map(
        ({ name, adType }, index) => name || `${AD_TYPE_LABELS[adType].label} ${index + 1}`,
      )}
      chosen={place.ad}
      onChoose={(index) => onPlace({ ...place, ad: index })}
      add={
        types.length === 1
          ? { label, run: () => addAd(blankAd(type)), disabled: isFull }
          : {
              label,
              disabled: isFull,
              choices: types.map((adType) => ({
                ...AD_TYPE_LABELS[adType],
                run: () => addAd(blankAd(type, adType)),
              })),
            }
      }
      copy={ad === undefined || isFull ? null : { label: 'Copy this ad', run: () => addAd(copyOfAd(ad)) }}
      remove={group.ads.length > 1 ? { label: 'Remove this ad', run: removeAd } : null}
    />
  )
}
