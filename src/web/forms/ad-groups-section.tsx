import { ActionIcon, Button, Group, Menu, SegmentedControl, Text } from '@mantine/core'
import { IconCopy, IconDots, IconPlus, IconTrash } from '@tabler/icons-react'
import type { Ad, AdGroup } from '../../contract/campaign-parts.ts'
import { newId } from '../client/ids.ts'
import { askToConfirm } from '../ui/confirm.ts'
import { AdFields } from './ad-fields.tsx'
import { AudienceFields } from './ad-group-fields.tsx'
import { AdImages } from './ad-images.tsx'
import { blankAd, blankAdGroup } from './draft.ts'
import { useForm } from './form-context.tsx'
import classes from './ad-groups-section.module.css'

export interface Place {
  group: number
  ad: number
}

interface AdGroupsSectionProps {
  place: Place
  onPlace: (place: Place) => void
}

const copyOfAd = (ad: Ad): Ad => ({ ...ad, id: newId(), name: ad.name === '' ? '' : `${ad.name} copy` })

function askToRemove(title: string, onConfirm: () => void): void {
  const text = 'Its texts and the choice of its images go with it. The images stay in the library.'
  askToConfirm({ title, text, confirm: 'Remove', cancel: 'Keep it', isDanger: true, onConfirm })
}

/** The ad groups and ads. With one of each there is nothing to choose and the switches stay away. */
export function AdGroupsSection({ place, onPlace }: AdGroupsSectionProps) {
  const { document, change } = useForm()
  const { adGroups } = document
  const group = adGroups[place.group]
  const setGroups = (edit: (groups: AdGroup[]) => AdGroup[]) =>
    change((before) => ({ ...before, adGroups: edit(before.adGroups) }))

  const addGroup = () => {
    setGroups((groups) => [...groups, blankAdGroup(groups.length + 1, document.campaignType)])
    onPlace({ group: adGroups.length, ad: 0 })
  }
  const removeGroup = () =>
    askToRemove(`Remove the ad group “${group?.name}”?`, () => {
      onPlace({ group: Math.max(0, place.group - 1), ad: 0 })
      setGroups((groups) => groups.filter((_, index) => index !== place.group))
    })

  return (
    <>
      <Bar
        label="Ad groups"
        names={adGroups.map(({ name }, index) => name || `Ad group ${index + 1}`)}
        chosen={place.group}
        onChoose={(index) => onPlace({ group: index, ad: 0 })}
        add={{ label: 'Add ad group', run: addGroup, disabled: adGroups.length >= 100 }}
        remove={adGroups.length > 1 ? { label: 'Remove this ad group', run: removeGroup } : null}
      />
      {group === undefined ? (
        <Text c="dimmed" size="sm" pb="md">
          This campaign has no ad group. Add one to write an ad.
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
  const path = `adGroups[${place.group}]`
  const ad = group.ads[place.ad]
  const setGroup = (edit: (group: AdGroup) => AdGroup) =>
    setGroups((groups) => groups.map((each, index) => (index === place.group ? edit(each) : each)))
  const setAd = (edit: (ad: Ad) => Ad) =>
    setGroup((before) => ({
      ...before,
      ads: before.ads.map((each, index) => (index === place.ad ? edit(each) : each)),
    }))
  const addAd = (next: Ad) => {
    setGroup((before) => ({ ...before, ads: [...before.ads, next] }))
    onPlace({ ...place, ad: group.ads.length })
  }
  const removeAd = () =>
    askToRemove(`Remove ad ${place.ad + 1}?`, () => {
      onPlace({ ...place, ad: Math.max(0, place.ad - 1) })
      setGroup((before) => ({ ...before, ads: before.ads.filter((_, index) => index !== place.ad) }))
    })
  return (
    <>
      <AudienceFields group={group} path={path} onChange={setGroup} />
      <Bar
        label="Ads"
        names={group.ads.map(({ name }, index) => name || `Ad ${index + 1}`)}
        chosen={place.ad}
        onChoose={(index) => onPlace({ ...place, ad: index })}
        add={{
          label: 'Add another ad',
          run: () => addAd(blankAd(document.campaignType)),
          disabled: group.ads.length >= 50,
        }}
        copy={ad === undefined ? null : { label: 'Copy this ad', run: () => addAd(copyOfAd(ad)) }}
        remove={group.ads.length > 1 ? { label: 'Remove this ad', run: removeAd } : null}
      />
      {ad !== undefined && (
        <>
          <AdFields key={`${ad.id} texts`} ad={ad} path={`${path}.ads[${place.ad}]`} onChange={setAd} />
          <AdImages key={ad.id} ad={ad} path={`${path}.ads[${place.ad}]`} onChange={setAd} />
        </>
      )}
    </>
  )
}

interface Act {
  label: string
  run: () => void
  disabled?: boolean
}

interface BarProps {
  label: string
  names: readonly string[]
  chosen: number
  onChoose: (index: number) => void
  add: Act
  copy?: Act | null
  remove: Act | null
}

/** The switch between siblings, and what can be done to them. */
function Bar({ label, names, chosen, onChoose, add, copy = null, remove }: BarProps) {
  return (
    <Group justify="space-between" gap="xs" className={classes.bar}>
      {names.length > 1 ? (
        <div className={classes.switch}>
          <SegmentedControl
            aria-label={label}
            size="xs"
            data={names.map((name, index) => ({ value: String(index), label: name }))}
            value={String(chosen)}
            onChange={(value) => onChoose(Number(value))}
          />
        </div>
      ) : (
        <Text size="sm" c="dimmed">
          {names[0] ?? `No ${label.toLowerCase()}`}
        </Text>
      )}
      <Group gap={4}>
        <Button
          variant="subtle"
          size="compact-xs"
          leftSection={<IconPlus size={13} aria-hidden />}
          disabled={add.disabled === true}
          onClick={add.run}
        >
          {add.label}
        </Button>
        {(copy ?? remove) !== null && (
          <Menu position="bottom-end">
            <Menu.Target>
              <ActionIcon
                variant="subtle"
                color="gray"
                size={24}
                aria-label={`More for ${label.toLowerCase()}`}
              >
                <IconDots size={15} />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              {copy !== null && (
                <Menu.Item leftSection={<IconCopy size={14} aria-hidden />} onClick={copy.run}>
                  {copy.label}
                </Menu.Item>
              )}
              {remove !== null && (
                <Menu.Item leftSection={<IconTrash size={14} aria-hidden />} onClick={remove.run}>
                  {remove.label}
                </Menu.Item>
              )}
            </Menu.Dropdown>
          </Menu>
        )}
      </Group>
    </Group>
  )
}
