import { at, backdrop, circle, type Frame, glow, hills, noise, shadow, svg, unitOf } from './svg.ts'

/** A bicycle before a skyline in the evening. */
export function eveningRide(frame: Frame): string {
  const { width, height } = frame
  const unit = unitOf(frame)
  const road = height * 0.5 + unit * 0.3
  const scale = unit * 0.23
  return svg(
    frame,
    backdrop(frame, [
      [0, '#2b2d5e'],
      [0.4, '#a4508b'],
      [0.62, '#f58a6b'],
      [0.78, '#ffd28e'],
    ]) +
      glow('sun', width * 0.5, road - unit * 0.2, unit * 0.62, '#ffe3a8') +
      circle(width * 0.5, road - unit * 0.24, unit * 0.2, '#ffedc2') +
      skyline(frame, road, { seed: 3, tallest: 0.46, fill: '#8a4c83', lit: '#ffcf8f' }) +
      skyline(frame, road, { seed: 21, tallest: 0.27, fill: '#4f3168', lit: '#ffdca0' }) +
      `<rect y="${road}" width="${width}" height="${height}" fill="#2a2144"/>` +
      `<rect y="${road}" width="${width}" height="${unit * 0.012}" fill="#6d4a80"/>` +
      stripes(frame, road + unit * 0.13) +
      shadow(width * 0.5, road + unit * 0.035, scale * 1.7, unit * 0.018, 0.45) +
      at(width * 0.5, road + unit * 0.03 - scale * 0.66, scale, bicycle('#fff3da', '#1b1430')),
  )
}

/** A bicycle in two tones of mint. */
export function mintStudio(frame: Frame): string {
  const { width, height } = frame
  const unit = unitOf(frame)
  const floor = height * 0.5 + unit * 0.25
  const scale = unit * 0.27
  return svg(
    frame,
    backdrop(frame, [
      [0, '#d8f2e6'],
      [1, '#b2e2d0'],
    ]) +
      circle(width * 0.5, floor - unit * 0.25, unit * 0.37, '#ffd166', 'opacity="0.95"') +
      hills(frame, { level: 0.5 + (0.2 * unit) / height, rise: 0.1, seed: 9, fill: '#8fd0b8' }) +
      `<rect y="${floor}" width="${width}" height="${height}" fill="#5fb79a"/>` +
      shadow(width * 0.5, floor + unit * 0.035, scale * 1.6, unit * 0.018, 0.22) +
      at(width * 0.5, floor + unit * 0.03 - scale * 0.66, scale, bicycle('#ef5b4c', '#22403a')),
  )
}

export function bikesLogo(frame: Frame): string {
  const unit = unitOf(frame)
  const spokes = Array.from(
    { length: 8 },
    (_, index) => `<path d="M0,0 L0,-0.92" transform="rotate(${index * 45})"/>`,
  )
  return svg(
    frame,
    `<rect width="100%" height="100%" fill="#ef5b4c"/>${at(
      unit * 0.5,
      unit * 0.5,
      unit * 0.34,
      `<g stroke="#fff" stroke-width="0.05" opacity="0.85">${spokes.join('')}</g><circle r="0.95" fill="none" stroke="#fff" stroke-width="0.17"/><circle r="0.2" fill="#fff"/><path d="M-0.95,0 A0.95,0.95 0 0 1 0,-0.95" fill="none" stroke="#ffd166" stroke-width="0.17"/>`,
    )}`,
  )
}

interface Skyline {
  seed: number
  /** As a share of the shorter side. */
  tallest: number
  fill: string
  lit: string
}

function skyline(frame: Frame, ground: number, { seed, tallest, fill, lit }: Skyline): string {
  const unit = unitOf(frame)
  const random = noise(seed)
  const shapes: string[] = []
  for (let x = -unit * 0.03; x < frame.width; ) {
    const wide = unit * (0.06 + random() * 0.08)
    const high = unit * tallest * (0.35 + random() * 0.65)
    shapes.push(
      `<rect x="${Math.round(x)}" y="${Math.round(ground - high)}" width="${Math.ceil(wide) + 1}" height="${Math.ceil(high)}" fill="${fill}"/>`,
    )
    const pane = unit * 0.011
    for (let row = ground - high + pane * 1.6; row < ground - pane * 3; row += pane * 2.6) {
      for (let column = x + pane * 1.3; column < x + wide - pane * 1.6; column += pane * 2.2) {
        if (random() > 0.7) {
          shapes.push(
            `<rect x="${Math.round(column)}" y="${Math.round(row)}" width="${Math.round(pane)}" height="${Math.round(pane * 1.3)}" fill="${lit}" opacity="0.75"/>`,
          )
        }
      }
    }
    x += wide
  }
  return shapes.join('')
}

function stripes({ width, height }: Frame, y: number): string {
  const unit = unitOf({ width, height })
  const marks: string[] = []
  for (let x = unit * 0.02; x < width; x += unit * 0.2) {
    marks.push(
      `<rect x="${Math.round(x)}" y="${Math.round(y)}" width="${Math.round(unit * 0.11)}" height="${Math.round(unit * 0.014)}" rx="3" fill="#8f6fa3" opacity="0.7"/>`,
    )
  }
  return marks.join('')
}

/** Axles at -1 and 1, wheels of 0.66. */
function bicycle(frame: string, tyre: string): string {
  const spokes = Array.from(
    { length: 9 },
    (_, index) => `<path d="M0,-0.62 L0,0.62" transform="rotate(${index * 20})"/>`,
  )
  const wheel = (x: number): string =>
    `<g transform="translate(${x} 0)"><g stroke="${tyre}" stroke-width="0.012" opacity="0.6">${spokes.join('')}</g><circle r="0.62" fill="none" stroke="${tyre}" stroke-width="0.085"/><circle r="0.07" fill="${tyre}"/></g>`
  return (
    wheel(-1) +
    wheel(1) +
    `<path d="M-1.5,-0.52 A0.72,0.72 0 0 1 -0.36,-0.34" fill="none" stroke="${frame}" stroke-width="0.06" stroke-linecap="round"/>` +
    `<g fill="none" stroke="${frame}" stroke-width="0.1" stroke-linecap="round" stroke-linejoin="round"><path d="M-1,0 L-0.12,0.04 L-0.42,-0.92 Z"/><path d="M-0.12,0.04 L0.68,-0.78"/><path d="M-0.36,-0.72 C0,-0.42 0.4,-0.62 0.66,-0.86"/><path d="M1,0 L0.62,-1.02"/></g>` +
    `<path d="M-0.42,-0.92 L-0.48,-1.1" stroke="${tyre}" stroke-width="0.07"/><path d="M-0.76,-1.15 Q-0.45,-1.22 -0.2,-1.12 Q-0.36,-1.03 -0.56,-1.02 Z" fill="${tyre}"/>` +
    `<path d="M0.62,-1.02 L0.56,-1.22 C0.5,-1.32 0.3,-1.3 0.18,-1.22" fill="none" stroke="${tyre}" stroke-width="0.075" stroke-linecap="round" stroke-linejoin="round"/>` +
    `<path d="M0.74,-1.12 L1.36,-1.12 L1.26,-0.72 L0.82,-0.72 Z" fill="#c98f52"/><path d="M0.76,-1.02 L1.33,-1.02 M0.78,-0.9 L1.3,-0.9" stroke="#8a5a2b" stroke-width="0.03"/>` +
    `<circle cx="-0.12" cy="0.04" r="0.15" fill="none" stroke="${tyre}" stroke-width="0.05"/><path d="M-0.12,0.04 L0.06,0.28 M-0.02,0.29 L0.15,0.29" stroke="${tyre}" stroke-width="0.06" stroke-linecap="round"/>`
  )
}
