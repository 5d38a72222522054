import fc from 'fast-check'
import { expect, test } from 'vitest'
import { hasRatio, type Ratio, RATIOS } from '../../contract/images.ts'
import { moved, partOf, WHOLE } from './crop-frame.ts'

const ratios = Object.keys(RATIOS) as Ratio[]

test('the largest frame of a shape touches two sides and stands in the middle', () => {
  expect(partOf({ width: 1000, height: 1000 }, '1.91:1', WHOLE)).toEqual({
    left: 0,
    top: 238,
    width: 1000,
    height: 524,
  })
  expect(partOf({ width: 1000, height: 500 }, '1:1', WHOLE)).toEqual({
    left: 250,
    top: 0,
    width: 500,
    height: 500,
  })
})

test('whatever is asked for, the part is inside the image, and has the shape where there are pixels enough', () => {
  const side = fc.integer({ min: 1, max: 6000 })
  const share = fc.double({ min: -1, max: 2, noNaN: true })
  fc.assert(
    fc.property(
      side,
      side,
      fc.constantFrom(...ratios),
      share,
      share,
      share,
      (width, height, ratio, size, x, y) => {
        const part = partOf({ width, height }, ratio, { size, x, y })
        for (const value of Object.values(part)) expect(Number.isInteger(value)).toBe(true)
        expect(part.left).toBeGreaterThanOrEqual(0)
        expect(part.top).toBeGreaterThanOrEqual(0)
        expect(part.width).toBeGreaterThan(0)
        expect(part.height).toBeGreaterThan(0)
        expect(part.left + part.width).toBeLessThanOrEqual(width)
        expect(part.top + part.height).toBeLessThanOrEqual(height)
        if (part.width >= 120 && part.height >= 120 && size <= 1) expect(hasRatio(part, ratio)).toBe(true)
      },
    ),
  )
})

test('a frame moves by pixels of the image, and stops at its edge', () => {
  const image = { width: 1000, height: 500 }
  const right = moved(image, '1:1', WHOLE, { x: 100, y: 70 })
  expect(partOf(image, '1:1', right)).toMatchObject({ left: 350, top: 0 })
  expect(partOf(image, '1:1', moved(image, '1:1', right, { x: 9000, y: 0 }))).toMatchObject({ left: 500 })
})
