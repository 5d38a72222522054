import { expect, it } from 'vitest'
import { capOwner, usedPercent, usesWords } from './spend-words.ts'

it('a cap is told in the currency of the account, whatever the size of the amounts', () => {
  expect(usesWords('340000000', '500000000', 'USD', 'day')).toBe('uses $340.00 of $500.00 a day')
  expect(usesWords('1000000', '9223372036854775807', 'JPY', 'month')).toBe(
    'uses ¥1 of ¥9,223,372,036,855 a month',
  )
})

it('what is over a cap fills its bar and no more', () => {
  expect(usedPercent('0', '7')).toBe(0)
  expect(usedPercent('340', '500')).toBe(68)
  expect(usedPercent('9223372036854775807', '1')).toBe(100)
})

it('a cap is of an account or of a currency', () => {
  expect(capOwner({ accountName: 'Garden', currencyCode: 'USD' })).toBe('Garden')
  expect(capOwner({ accountName: null, currencyCode: 'EUR' })).toBe('All accounts in EUR')
})
