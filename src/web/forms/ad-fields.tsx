import { Select, SimpleGrid } from '@mantine/core'
import type { Ad } from '../../contract/campaign-parts.ts'
import { CALL_TO_ACTION_TEXT } from '../../contract/reference/calls-to-action.ts'
import { CALLS_TO_ACTION } from '../../contract/words.ts'
import { Section } from '../ui/section.tsx'
import { AD_SHAPES } from './ad-shapes.ts'
import { ColourField } from './colour-field.tsx'
import { EntryList } from './entry-list.tsx'
import { TextField } from './fields.tsx'
import { useField, useForm } from './form-context.tsx'
import { TextList } from './text-list.tsx'
import { youtubeIdOf } from './youtube-address.ts'

interface AdFieldsProps {
  ad: Ad
  path: string
  onChange: (edit: (ad: Ad) => Ad) => void
}

/** The words of one ad, and its videos. */
export function AdFields({ ad, path, onChange }: AdFieldsProps) {
  const shape = AD_SHAPES[ad.adType]
  return (
    <Section id="ad" title={shape.title} text={shape.text}>
      {shape.texts.map((text) => (
        <TextList
          key={text.property}
          path={`${path}.${text.property}`}
          shape={text}
          texts={ad[text.property]}
          onChange={(texts) => onChange((before) => ({ ...before, [text.property]: texts }))}
        />
      ))}
      {shape.videos !== null && (
        <EntryList
          path={`${path}.youtubeVideos`}
          label="Videos"
          noun="video"
          hint="Videos that stand at YouTube, public or unlisted. Paste one address a line, or several."
          placeholder="https://www.youtube.com/watch?v=…"
          entries={ad.youtubeVideos}
          max={shape.videos.max}
          separator={/\s+/}
          read={youtubeIdOf}
          unreadable="This is no address of a YouTube video. Copy it from YouTube’s own “Share”."
          href={(id) => `https://www.youtube.com/watch?v=${id}`}
          onChange={(edit) =>
            onChange((before) => ({ ...before, youtubeVideos: edit(before.youtubeVideos) }))
          }
        />
      )}
      <AdFacts ad={ad} path={path} onChange={onChange} />
    </Section>
  )
}

function AdFacts({ ad, path, onChange }: AdFieldsProps) {
  const { document } = useForm()
  const shape = AD_SHAPES[ad.adType]
  const hasBrand = ad.adType === 'ASSET_GROUP' && document.brandGuidelines
  // Search and Performance Max show the parts as a path, YouTube as a breadcrumb.
  const isPath = !ad.adType.startsWith('DEMAND_GEN')
  const [first, second] = isPath ? ['Display path 1', 'Display path 2'] : ['Breadcrumb 1', 'Breadcrumb 2']
  return (
    <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="md">
      {shape.businessName !== null && !hasBrand && (
        <TextField
          path={`${path}.businessName`}
          label="Business name"
          width={shape.businessName}
          value={ad.businessName}
          onChange={(businessName) => onChange((before) => ({ ...before, businessName }))}
        />
      )}
      <TextField
        path={`${path}.finalUrl`}
        label="Final URL"
        type="url"
        placeholder="https://www.example.com/spring"
        value={ad.finalUrl}
        onChange={(finalUrl) => onChange((before) => ({ ...before, finalUrl }))}
      />
      {shape.path !== null && (
        <>
          <TextField
            path={`${path}.path1`}
            label={first}
            placeholder="herbs"
            width={shape.path}
            hint="Shown after the address of your site."
            value={ad.path1}
            onChange={(path1) => onChange((before) => ({ ...before, path1 }))}
          />
          <TextField
            path={`${path}.path2`}
            label={second}
            placeholder="spring"
            width={shape.path}
            hint="Needs a first part."
            value={ad.path2}
            onChange={(path2) => onChange((before) => ({ ...before, path2 }))}
          />
        </>
      )}
      {shape.callToAction && <CallToActionSelect ad={ad} path={path} onChange={onChange} />}
      {shape.colours && (
        <>
          <ColourField
            path={`${path}.mainColor`}
            label="Main colour"
            value={ad.mainColor}
            onChange={(mainColor) => onChange((before) => ({ ...before, mainColor }))}
          />
          <ColourField
            path={`${path}.accentColor`}
            label="Accent colour"
            value={ad.accentColor}
            onChange={(accentColor) => onChange((before) => ({ ...before, accentColor }))}
          />
        </>
      )}
      {ad.adType !== 'ASSET_GROUP' && (
        <TextField
          path={`${path}.name`}
          label="Internal name of the ad"
          placeholder="Only your team sees it"
          hint={document.campaignType === 'DEMAND_GEN' ? 'Fixed once the ad is published.' : undefined}
          value={ad.name}
          onChange={(name) => onChange((before) => ({ ...before, name: name ?? '' }))}
        />
      )}
    </SimpleGrid>
  )
}

function CallToActionSelect({ ad, path, onChange }: AdFieldsProps) {
  const { advice: _, ...callToAction } = useField(`${path}.callToAction`)
  return (
    <Select
      {...callToAction}
      label="Call to action"
      placeholder="Google chooses"
      clearable
      searchable
      data={CALLS_TO_ACTION.map((value) => ({ value, label: CALL_TO_ACTION_TEXT[value] }))}
      value={ad.callToAction}
      onChange={(value) =>
        onChange((before) => ({
          ...before,
          callToAction: CALLS_TO_ACTION.find((each) => each === value) ?? null,
        }))
      }
    />
  )
}
