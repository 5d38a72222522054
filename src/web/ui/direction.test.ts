import { expect, it } from 'vitest'
import { directionOf } from './direction.ts'

it('a text runs as its first letter does', () => {
  expect(directionOf('Spring starts here')).toBe('ltr')
  expect(directionOf('50% تخفيضات الصيف')).toBe('rtl')
  expect(directionOf('מבצעי קיץ, up to 50%')).toBe('rtl')
  expect(directionOf('夏のセール')).toBe('ltr')
  expect(directionOf('Ärger')).toBe('ltr')
  expect(directionOf('50 %')).toBe('ltr')
})
