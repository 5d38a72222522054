import sharp from 'sharp'
import { IMAGE_LIMITS } from '../../contract/images.ts'
import type { ImageField } from '../../contract/words.ts'
import { BRANDS } from './brands.ts'
import { bikesLogo, eveningRide, mintStudio } from './scenes/bikes.ts'
import { coffeeBag, coffeeLogo, morningCup } from './scenes/coffee.ts'
import { conversation, languagesLogo, openBook } from './scenes/languages.ts'
import { dawnCamp, outdoorLogo, rucksack } from './scenes/outdoor.ts'
import type { Frame } from './scenes/svg.ts'

/** What a picture shows. Every scene can be drawn in every shape. */
const SCENES = {
  'outdoor-dawn': dawnCamp,
  'outdoor-rucksack': rucksack,
  'coffee-cup': morningCup,
  'coffee-bag': coffeeBag,
  'bikes-evening': eveningRide,
  'bikes-mint': mintStudio,
  'languages-talk': conversation,
  'languages-book': openBook,
} satisfies Record<string, (frame: Frame) => string>
export type Scene = keyof typeof SCENES

const LOGOS = {
  'outdoor-logo': outdoorLogo,
  'coffee-logo': coffeeLogo,
  'bikes-logo': bikesLogo,
  'languages-logo': languagesLogo,
} satisfies Record<string, (frame: Frame) => string>
export type Logo = keyof typeof LOGOS

export type MarketingShape = 'landscape' | 'square' | 'portrait' | 'tall'
/** `snapshot` is the 4:3 of a camera, which no field of an ad takes. */
export type Shape = MarketingShape | 'snapshot'

const FIELD_OF: Record<MarketingShape, ImageField> = {
  landscape: 'MARKETING_IMAGE',
  square: 'SQUARE_MARKETING_IMAGE',
  portrait: 'PORTRAIT_MARKETING_IMAGE',
  tall: 'TALL_PORTRAIT_MARKETING_IMAGE',
}

export type PictureName = `${Scene}-${Shape}.jpg` | `${Logo}.png`

export interface Picture {
  name: PictureName
  draw: () => Promise<Buffer>
}

const SHAPES: readonly MarketingShape[] = ['landscape', 'square', 'portrait']

/**
 * The image library of the demo. The start waits while it is drawn, and tall pictures take the longest: each brand has
 * one, of its first scene.
 */
export const PICTURES: readonly Picture[] = [
  ...(Object.keys(SCENES) as Scene[]).flatMap((scene) => SHAPES.map((shape) => photo(scene, shape))),
  ...Object.values(BRANDS).flatMap(({ scenes, logo }) => [photo(scenes[0], 'tall'), mark(logo)]),
  photo('outdoor-dawn', 'snapshot'),
]

function photo(scene: Scene, shape: Shape): Picture {
  const frame =
    shape === 'snapshot' ? { width: 1200, height: 900 } : IMAGE_LIMITS[FIELD_OF[shape]].recommended
  const draw = async (): Promise<Buffer> =>
    await sharp(Buffer.from(SCENES[scene](frame)))
      .jpeg({ quality: 80 })
      .toBuffer()
  return { name: `${scene}-${shape}.jpg`, draw }
}

function mark(name: Logo): Picture {
  const draw = async (): Promise<Buffer> =>
    await sharp(Buffer.from(LOGOS[name](IMAGE_LIMITS.LOGO.recommended)))
      .png({ palette: true, colours: 32 })
      .toBuffer()
  return { name: `${name}.png`, draw }
}
