/** A picture's size in pixels. Scenes place everything relative to it, so that one scene fills every shape. */
export interface Frame {
  width: number
  height: number
}

export type Stop = readonly [offset: number, colour: string]

/** The shorter side: the unit of everything that must not be stretched. */
export function unitOf({ width, height }: Frame): number {
  return Math.min(width, height)
}

export function svg({ width, height }: Frame, body: string): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">${body}</svg>`
}

/** The whole frame in a gradient from top to bottom. */
export function backdrop({ width, height }: Frame, stops: readonly Stop[]): string {
  return `${gradient('backdrop', stops)}<rect width="${width}" height="${height}" fill="url(#backdrop)"/>`
}

export function gradient(id: string, stops: readonly Stop[]): string {
  return `<linearGradient id="${id}" x1="0" y1="0" x2="0" y2="1">${stopsOf(stops)}</linearGradient>`
}

/** A disc of light that fades towards its edge. */
export function glow(
  id: string,
  x: number,
  y: number,
  radius: number,
  colour: string,
  strength = 0.9,
): string {
  const stops = `<stop offset="0" stop-color="${colour}" stop-opacity="${strength}"/><stop offset="1" stop-color="${colour}" stop-opacity="0"/>`
  return `<radialGradient id="${id}">${stops}</radialGradient>${circle(x, y, radius, `url(#${id})`)}`
}

export function circle(x: number, y: number, radius: number, fill: string, more = ''): string {
  return `<circle cx="${round(x)}" cy="${round(y)}" r="${round(radius)}" fill="${fill}" ${more}/>`
}

export function shadow(x: number, y: number, radiusX: number, radiusY: number, opacity = 0.18): string {
  return `<ellipse cx="${round(x)}" cy="${round(y)}" rx="${round(radiusX)}" ry="${round(radiusY)}" fill="#000" opacity="${opacity}"/>`
}

/** Draws in units of `scale` around a point. */
export function at(x: number, y: number, scale: number, body: string): string {
  return `<g transform="translate(${round(x)} ${round(y)}) scale(${round(scale)})">${body}</g>`
}

/** Numbers from 0 to 1 that are the same on every run. */
export function noise(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296
    return state / 4_294_967_296
  }
}

export interface Ridge {
  /** Where it runs, from the top of the frame, as a share of its height. */
  level: number
  /** How far it rises and falls, as a share of the shorter side. */
  rise: number
  seed: number
  fill: string
}

/** Peaks: a line broken at its middle again and again, each time by less. */
export function peaks(frame: Frame, { level, rise, seed, fill }: Ridge): string {
  const random = noise(seed)
  let heights = [random() - 0.5, random() - 0.5, random() - 0.5]
  for (let size = 0.55; heights.length < 120; size *= 0.55) {
    heights = heights.flatMap((height, index) => {
      const next = heights[index + 1]
      return next === undefined ? [height] : [height, (height + next) / 2 + (random() - 0.5) * size]
    })
  }
  return ridgeOf(frame, heights, { level, rise, fill })
}

/** Rolling hills. */
export function hills(frame: Frame, { level, rise, seed, fill }: Ridge): string {
  const phase = noise(seed)() * 6
  const heights = Array.from({ length: 60 }, (_, index) => {
    const x = (index / 59) * 6 * (frame.width / unitOf(frame))
    return (Math.sin(x * 0.55 + phase) + Math.sin(x * 1.1 + phase * 2.3) * 0.45) / 3
  })
  return ridgeOf(frame, heights, { level, rise, fill })
}

function ridgeOf(
  { width, height }: Frame,
  heights: readonly number[],
  { level, rise, fill }: Omit<Ridge, 'seed'>,
): string {
  const unit = unitOf({ width, height })
  const points = heights.map((value, index) => {
    return `${round((index / (heights.length - 1)) * width)},${round(level * height + value * rise * unit)}`
  })
  return `<path d="M0,${height} L${points.join(' ')} L${width},${height} Z" fill="${fill}"/>`
}

export function round(value: number): number {
  return Math.round(value * 100) / 100
}

function stopsOf(stops: readonly Stop[]): string {
  return stops.map(([offset, colour]) => `<stop offset="${offset}" stop-color="${colour}"/>`).join('')
}
