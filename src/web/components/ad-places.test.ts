import { describe, expect, test } from 'vitest'
import { type AdType, type Channel, CHANNELS } from '../../contract/words.ts'
import { blankAd } from '../forms/draft.ts'
import { type Channels, surfacesOf } from './ad-places.ts'

const labels = (...of: Parameters<typeof surfacesOf>) => surfacesOf(...of).map(({ label }) => label)
const all: Channels = { channelStrategy: 'ALL_CHANNELS', selectedChannels: [] }

describe('where an ad is shown', () => {
  test('a Demand Gen ad in every channel, in those of Google, or in those that are chosen', () => {
    const ad = blankAd('DEMAND_GEN')
    expect(labels(ad, all)).toEqual(['YouTube', 'Shorts', 'Discover', 'Gmail', 'Display'])
    expect(labels(ad, { ...all, channelStrategy: 'ALL_OWNED_AND_OPERATED_CHANNELS' })).not.toContain(
      'Display',
    )
    const chosen = { channelStrategy: 'SELECTED_CHANNELS', selectedChannels: ['GMAIL', 'DISPLAY'] } as const
    expect(labels(ad, { ...chosen, selectedChannels: [...chosen.selectedChannels] })).toEqual([
      'Gmail',
      'Display',
    ])
  })

  test('a carousel and products in each feed', () => {
    for (const type of ['DEMAND_GEN_CAROUSEL', 'DEMAND_GEN_PRODUCT'] as const)
      expect(labels(blankAd('DEMAND_GEN', type), all)).toEqual(['YouTube', 'Discover', 'Gmail'])
  })

  test('a video ad in every channel but Maps, which has none', () => {
    const ad = blankAd('DEMAND_GEN', 'DEMAND_GEN_VIDEO_RESPONSIVE')
    const only = (channel: Channel) =>
      labels(ad, { channelStrategy: 'SELECTED_CHANNELS', selectedChannels: [channel] })
    expect(CHANNELS.map((channel) => [channel, ...only(channel)].join(' '))).toEqual([
      'YOUTUBE_IN_STREAM In-stream',
      'YOUTUBE_IN_FEED In-feed',
      'YOUTUBE_SHORTS Shorts',
      'DISCOVER Discover',
      'GMAIL Gmail',
      'DISPLAY Display',
      'MAPS',
    ])
  })

  test('in-stream videos, Discover and carousels look differently on a wide screen', () => {
    const wide = (type: AdType) =>
      surfacesOf(blankAd('DEMAND_GEN', type), all).flatMap(({ label, Desktop }) => (Desktop ? [label] : []))
    expect(wide('DEMAND_GEN_VIDEO_RESPONSIVE')).toEqual(['In-stream', 'In-feed', 'Gmail'])
    expect(wide('DEMAND_GEN_MULTI_ASSET')).toEqual(['YouTube', 'Discover', 'Gmail'])
    expect(wide('DEMAND_GEN_CAROUSEL')).toEqual(['YouTube', 'Discover', 'Gmail'])
  })

  test('an asset group with videos where videos are shown, and in Search on both screens', () => {
    const group = blankAd('PERFORMANCE_MAX')
    expect(labels(group, null)).not.toContain('In-stream')
    expect(labels({ ...group, youtubeVideos: ['dQw4w9WgXcQ'] }, null)).toEqual(
      expect.arrayContaining(['In-stream', 'Shorts', 'Display', 'Upright']),
    )
    expect(surfacesOf(group, null).find(({ label }) => label === 'Search')?.Desktop).toBeDefined()
  })
})
