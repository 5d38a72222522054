import { at, backdrop, circle, type Frame, glow, gradient, noise, peaks, shadow, svg, unitOf } from './svg.ts'

/** A tent below mountains at dawn. */
export function dawnCamp(frame: Frame): string {
  const { width, height } = frame
  const unit = unitOf(frame)
  const sun = { x: width * 0.66, y: height * 0.4 }
  return svg(
    frame,
    backdrop(frame, [
      [0, '#17375e'],
      [0.38, '#7d6f9c'],
      [0.56, '#f2a07b'],
      [0.7, '#ffdca8'],
    ]) +
      glow('sun', sun.x, sun.y, unit * 0.5, '#ffe9b8') +
      circle(sun.x, sun.y, unit * 0.075, '#fff4d6') +
      peaks(frame, { level: 0.52, rise: 0.5, seed: 11, fill: '#8f86ad' }) +
      peaks(frame, { level: 0.61, rise: 0.42, seed: 29, fill: '#5f6f95' }) +
      peaks(frame, { level: 0.7, rise: 0.3, seed: 7, fill: '#36506f' }) +
      peaks(frame, { level: 0.8, rise: 0.12, seed: 43, fill: '#1d3a46' }) +
      forest(frame, 0.83) +
      peaks(frame, { level: 0.9, rise: 0.05, seed: 5, fill: '#10262b' }) +
      glow('lamp', width * 0.4, height * 0.88, unit * 0.26, '#ffc56b', 0.55) +
      at(width * 0.4, height * 0.92, unit * 0.15, tent()),
  )
}

/** A rucksack on a plain ground. */
export function rucksack(frame: Frame): string {
  const { width, height } = frame
  const unit = unitOf(frame)
  return svg(
    frame,
    backdrop(frame, [
      [0, '#f3e7d0'],
      [1, '#e2c89c'],
    ]) +
      circle(width * 0.5, height * 0.48, unit * 0.4, '#f08a4b', 'opacity="0.9"') +
      peaks(frame, { level: 0.5 + (0.28 * unit) / height, rise: 0.16, seed: 17, fill: '#cfae7c' }) +
      peaks(frame, { level: 0.5 + (0.37 * unit) / height, rise: 0.08, seed: 31, fill: '#b8935d' }) +
      shadow(width * 0.5, height * 0.5 + unit * 0.385, unit * 0.25, unit * 0.022, 0.28) +
      at(width * 0.5, height * 0.5 + unit * 0.03, unit * 0.37, pack()),
  )
}

export function outdoorLogo(frame: Frame): string {
  const unit = unitOf(frame)
  return svg(
    frame,
    `<rect width="100%" height="100%" fill="#17454a"/>${circle(unit * 0.66, unit * 0.33, unit * 0.085, '#f6c177')}${at(
      unit * 0.5,
      unit * 0.5,
      unit * 0.36,
      '<path d="M-1,0.62 L-0.28,-0.55 L0.08,0.04 L0.3,-0.3 L1,0.62 Z" fill="#f4efe3"/><path d="M-0.28,-0.55 L-0.47,-0.24 L-0.33,-0.13 L-0.24,-0.22 L-0.12,-0.1 L-0.04,-0.16 Z" fill="#8fb9ac"/>',
    )}`,
  )
}

function tent(): string {
  return (
    gradient('tent', [
      [0, '#ffd489'],
      [1, '#f08a4b'],
    ]) +
    '<path d="M-1.25,0.1 L-0.12,-1 L0.1,-1 L-0.35,0.1 Z" fill="#c2572f"/>' +
    '<path d="M-0.35,0.1 L0.1,-1 L1.05,0.1 Z" fill="url(#tent)"/>' +
    '<path d="M0.14,0.1 L0.12,-0.62 L0.52,0.1 Z" fill="#7b3420"/>'
  )
}

function forest({ width, height }: Frame, level: number): string {
  const unit = unitOf({ width, height })
  const random = noise(77)
  const trees: string[] = []
  for (let x = -0.02; x < 1.02; x += (0.018 + random() * 0.03) * (unit / width)) {
    const size = unit * (0.045 + random() * 0.055)
    trees.push(at(x * width, height * (level + random() * 0.03), size, TREE))
  }
  return trees.join('')
}

const TREE =
  '<path d="M0,-1 L0.22,-0.55 L0.12,-0.55 L0.32,-0.1 L0.18,-0.1 L0.42,0.5 L-0.42,0.5 L-0.18,-0.1 L-0.32,-0.1 L-0.12,-0.55 L-0.22,-0.55 Z" fill="#173037"/>'

function pack(): string {
  return (
    '<path d="M-0.2,-0.86 C-0.2,-1.12 0.2,-1.12 0.2,-0.86" fill="none" stroke="#15393d" stroke-width="0.07"/>' +
    '<rect x="-0.62" y="0.1" width="0.3" height="0.66" rx="0.12" fill="#1b4b50"/>' +
    '<rect x="0.32" y="0.1" width="0.3" height="0.66" rx="0.12" fill="#1b4b50"/>' +
    '<rect x="-0.5" y="-0.9" width="1" height="1.85" rx="0.36" fill="#256a6b"/>' +
    '<path d="M-0.5,-0.52 C-0.5,-0.98 0.5,-0.98 0.5,-0.52 L0.5,-0.16 Q0,0.06 -0.5,-0.16 Z" fill="#2f8381"/>' +
    '<rect x="-0.34" y="0.22" width="0.68" height="0.54" rx="0.12" fill="#1f5a5c"/>' +
    '<rect x="-0.34" y="0.3" width="0.68" height="0.07" fill="#174548"/>' +
    '<rect x="-0.25" y="-0.3" width="0.07" height="0.46" fill="#f6c177"/><rect x="0.18" y="-0.3" width="0.07" height="0.46" fill="#f6c177"/>' +
    '<rect x="-0.27" y="-0.02" width="0.11" height="0.12" rx="0.02" fill="#15393d"/><rect x="0.16" y="-0.02" width="0.11" height="0.12" rx="0.02" fill="#15393d"/>'
  )
}
