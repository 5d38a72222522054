import type { CropRequest } from '../../contract/asset.ts'
import { type PixelSize, type Ratio, RATIOS } from '../../contract/images.ts'

/** A frame of a shape: how large, of the largest that fits, and where, of the room that it leaves. All from 0 to 1. */
export interface Frame {
  size: number
  x: number
  y: number
}

export const WHOLE: Frame = { size: 1, x: 0.5, y: 0.5 }

const within = (value: number, least: number, most: number): number => Math.min(most, Math.max(least, value))

/** The pixels inside the frame: never less than one, never outside of the image, and of the shape to the pixel. */
export function partOf(image: PixelSize, ratio: Ratio, { size, x, y }: Frame): CropRequest {
  const [wide, high] = RATIOS[ratio]
  const largest = Math.min(image.width, Math.floor((image.height * wide) / high))
  const width = within(Math.round(largest * size), 1, image.width)
  const height = within(Math.round((width * high) / wide), 1, image.height)
  return {
    left: Math.round((image.width - width) * within(x, 0, 1)),
    top: Math.round((image.height - height) * within(y, 0, 1)),
    width,
    height,
  }
}

/** The frame moved by so many pixels of the image. Where it fills a side there is no room to move along it. */
export function moved(image: PixelSize, ratio: Ratio, frame: Frame, by: { x: number; y: number }): Frame {
  const { width, height } = partOf(image, ratio, frame)
  const along = (at: number, step: number, room: number) => (room === 0 ? at : within(at + step / room, 0, 1))
  return {
    ...frame,
    x: along(frame.x, by.x, image.width - width),
    y: along(frame.y, by.y, image.height - height),
  }
}
