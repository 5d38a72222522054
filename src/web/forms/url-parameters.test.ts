import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  joinTemplate,
  landingOf,
  otherParts,
  splitTemplate,
  trackedOf,
  UTM_NAMES,
  usualValues,
  valueOf,
  withValue,
} from './url-parameters.ts'

describe('parameters', () => {
  test('are read as people write them', () => {
    expect(valueOf('a=1&utm_campaign=spring%20sale+now&b', 'utm_campaign')).toBe('spring sale now')
    expect(valueOf('utm_source=&x', 'utm_source')).toBe('')
    expect(valueOf('xutm_source=1', 'utm_source')).toBeUndefined()
    expect(valueOf('utm_source=100%', 'utm_source'), 'not to be decoded').toBe('100%')
  })

  test('are changed in their place, added at the end, and taken out when empty', () => {
    expect(withValue('a=1&utm_source=old&b=%7bX', 'utm_source', 'new')).toBe('a=1&utm_source=new&b=%7bX')
    expect(withValue('a=1', 'utm_source', 'x')).toBe('a=1&utm_source=x')
    expect(withValue('utm_source=x&a=1', 'utm_source', '')).toBe('a=1')
    expect(withValue('utm_source=x', 'utm_source', '')).toBe('')
  })

  test('that stand twice stand once after a change', () => {
    expect(withValue('utm_source=a&b=1&utm_source=c', 'utm_source', 'd')).toBe('utm_source=d&b=1')
  })

  test('keep the braces of Google and escape what would end them', () => {
    expect(withValue('', 'utm_campaign', '{campaignid} a&b#c')).toBe('utm_campaign={campaignid}%20a%26b%23c')
    expect(withValue('', 'utm_campaign', '{keyword:none}')).toBe('utm_campaign={keyword:none}')
    expect(withValue('', 'utm_campaign', '{not closed')).toBe('utm_campaign=%7Bnot%20closed')
  })

  test('that nobody knows keep every letter, whatever is done to the others', () => {
    const part = fc.stringMatching(/^[a-z]{1,5}(=[A-Za-z0-9%+{}.~-]{0,8})?$/)
    const change = fc.tuple(fc.constantFrom(...UTM_NAMES), fc.string())
    fc.assert(
      fc.property(fc.array(part), fc.array(change), (parts, changes) => {
        const before = parts.join('&')
        const after = changes.reduce((query, [name, value]) => withValue(query, name, value), before)
        expect(otherParts(after)).toEqual(otherParts(before))
      }),
    )
  })

  test('come back as they were typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (value) => {
        expect(valueOf(withValue('a=1', 'utm_term', value), 'utm_term')).toBe(value)
      }),
    )
  })

  test('that are usual have a keyword where people search', () => {
    expect(usualValues('SEARCH').utm_term).toBe('{keyword}')
    expect(usualValues('DEMAND_GEN').utm_term).toBeUndefined()
  })
})

describe('a tracking template', () => {
  test.each(['', 'https://t.example/?url={lpurl}&x=1', '{lpurl}?utm_source=a', 'https://t.example/{lpurl}'])(
    'is the same when nothing is changed: %s',
    (template) => expect(joinTemplate(splitTemplate(template))).toBe(template),
  )

  test('begins with the landing page where there was none', () => {
    const { head, query } = splitTemplate('')
    expect(joinTemplate({ head, query: withValue(query, 'utm_source', 'google') })).toBe(
      '{lpurl}?utm_source=google',
    )
  })

  test('leads where Google would lead', () => {
    expect(trackedOf('https://a.example/?p=1', '{lpurl}?utm_campaign={campaignid}')).toBe(
      'https://a.example/?p=1&utm_campaign=21000000001',
    )
    expect(trackedOf('https://a.example/?p=1', 'https://t.example/?url={lpurl}')).toBe(
      'https://t.example/?url=https%3A%2F%2Fa.example%2F%3Fp%3D1',
    )
  })
})

test('a suffix goes behind what the landing page has already, and before its anchor', () => {
  expect(landingOf('https://a.example/x', 'utm_source=google')).toBe('https://a.example/x?utm_source=google')
  expect(landingOf('https://a.example/x?y=1#z', 'a={creative}')).toBe(
    'https://a.example/x?y=1&a=700000000001#z',
  )
  expect(landingOf('https://a.example/x', '')).toBe('https://a.example/x')
  expect(landingOf('https://a.example/', 'a={unknown}')).toBe('https://a.example/?a={unknown}')
})
