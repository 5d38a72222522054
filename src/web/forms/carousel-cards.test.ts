import { expect, test } from 'vitest'
import { withCardImages } from './card-images.tsx'

const square = (id: string) => ({ id, width: 600, height: 600 })
const wide = (id: string) => ({ id, width: 1200, height: 628 })

test('images fill the cards shape by shape, and make new cards while there is room', () => {
  const cards = withCardImages([], [wide('w1'), square('s1'), wide('w2'), wide('w3'), square('s2')], 2)
  expect(
    cards.map(({ marketingImage, squareMarketingImage }) => [marketingImage, squareMarketingImage]),
  ).toEqual([
    ['w1', 's1'],
    ['w2', 's2'],
  ])
})

test('an image of no allowed shape stands as landscape, where the rules speak of it', () => {
  expect(withCardImages([], [{ id: 'x', width: 900, height: 700 }], 10)[0]?.marketingImage).toBe('x')
})
