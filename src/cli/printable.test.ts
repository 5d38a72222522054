import { expect, test } from 'vitest'
import { printable } from './printable.ts'

test('what a terminal would carry out is shown as a sign, and no line of a comment looks like one of ours', () => {
  expect(printable('a\u001b[2Jb\u009b31mc\u202ed\u2066e')).toBe('a\ufffd[2Jb\ufffd31mc\ufffdd\ufffde')
  expect(printable('Nice.\nState      APPROVED')).toBe('Nice.\n           State      APPROVED')
  expect(printable('Ünïcode, 日本語, עברית \u200e')).toBe('Ünïcode, 日本語, עברית \u200e')
})
