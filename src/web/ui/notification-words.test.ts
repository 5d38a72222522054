import { describe, expect, it } from 'vitest'
import { NOTIFICATION_KINDS } from '../../contract/words.ts'
import { NOTIFICATION_GROUPS, notificationWords } from './notification-words.ts'

describe('a notification in words', () => {
  it('says what happened to which campaign', () => {
    const facts = { campaignName: 'Spring', publicationKind: 'PAUSE' } as const
    expect(notificationWords({ kind: 'PUBLICATION_SUCCEEDED', facts })).toEqual({
      title: '“Spring” was paused at Google',
      text: '',
      tone: 'good',
    })
    expect(
      notificationWords({
        kind: 'CAMPAIGN_CHANGED_AT_GOOGLE',
        facts: { campaignName: 'Spring', googleStatus: 'PAUSED' },
      }),
    ).toMatchObject({
      title: '“Spring” was changed at Google',
      text: 'Not from here: it is paused there now.',
    })
  })

  it('writes the amounts of a message as its reader does', () => {
    const facts = {
      campaigns: 2,
      message: 'Stopped: “Spring” would spend 1250 USD more.',
      amounts: [{ text: '1250 USD', micros: '1250000000', currencyCode: 'USD' }],
    }
    expect(notificationWords({ kind: 'BATCH_STOPPED', facts }).text).toBe(
      'Stopped: “Spring” would spend $1,250.00 more.',
    )
  })

  it('counts where it is about several', () => {
    expect(notificationWords({ kind: 'CAMPAIGN_REMOVED_AT_GOOGLE', facts: { campaigns: 12 } }).title).toBe(
      '12 campaigns were removed at Google',
    )
    expect(
      notificationWords({ kind: 'AD_DISAPPROVED', facts: { campaignName: 'Spring', ads: 1 } }).title,
    ).toBe('Google disapproved an ad of “Spring”')
    expect(notificationWords({ kind: 'AD_DISAPPROVED', facts: { campaigns: 7, ads: 9 } }).title).toBe(
      'Google disapproved 9 ads of 7 campaigns',
    )
  })

  it('says how the campaigns of a batch fared', () => {
    const facts = { campaigns: 10, done: 7, failed: 1, stopped: 2, message: 'Stopped.' }
    expect(notificationWords({ kind: 'BATCH_STOPPED', facts })).toMatchObject({
      title: 'A batch of 10 was stopped',
      text: 'Stopped. 7 at Google, 1 did not get through, 2 not begun.',
    })
    expect(notificationWords({ kind: 'BATCH_FINISHED', facts: { campaigns: 3, done: 3 } })).toMatchObject({
      text: '3 at Google',
      tone: 'good',
    })
  })

  it.each(NOTIFICATION_KINDS)('has a sentence without facts, too: %s', (kind) => {
    const { title, text } = notificationWords({ kind, facts: {} })
    expect(title.length).toBeGreaterThan(8)
    expect(`${title} ${text}`).not.toMatch(/undefined|null|NaN/)
  })
})

it('the settings have every kind once', () => {
  expect(NOTIFICATION_GROUPS.flatMap(({ kinds }) => kinds).toSorted()).toEqual([...NOTIFICATION_KINDS].sort())
})
