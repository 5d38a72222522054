import { at, backdrop, circle, type Frame, glow, gradient, hills, noise, shadow, svg, unitOf } from './svg.ts'

/** Speech bubbles that overlap: people talking. */
export function conversation(frame: Frame): string {
  const { width, height } = frame
  const unit = unitOf(frame)
  const spread = Math.min(width, unit * 1.35)
  const rise = Math.min(height, unit * 1.25)
  const place = (x: number, y: number, size: number, body: string): string =>
    at(width * 0.5 + x * spread, height * 0.5 + y * rise, unit * size, body)
  return svg(
    frame,
    backdrop(frame, [
      [0, '#3b2a8c'],
      [1, '#7a5bd6'],
    ]) +
      glow('light', width * 0.5, height * 0.46, unit * 0.72, '#b9a2ff', 0.55) +
      dots(frame) +
      place(-0.2, -0.16, 0.25, bubble('#ffcf5c', '#7a4b00', -1)) +
      place(0.2, -0.06, 0.27, bubble('#ff7b6b', '#6d1420', 1)) +
      place(-0.12, 0.2, 0.29, bubble('#fdfbff', '#4a3a9b', -1)) +
      place(0.27, 0.3, 0.15, bubble('#4fd1c5', '#0d4f4a', 1)),
  )
}

/** An open book above which the sun of another country rises. */
export function openBook(frame: Frame): string {
  const { width, height } = frame
  const unit = unitOf(frame)
  const y = height * 0.5 + unit * 0.2
  const arcs = ['#ffcf5c', '#ff9f68', '#ff7b6b'].map((colour, index) => {
    return `<circle r="${1.02 - index * 0.22}" fill="${colour}"/>`
  })
  return svg(
    frame,
    backdrop(frame, [
      [0, '#cfeaf7'],
      [1, '#f4f0ff'],
    ]) +
      at(width * 0.5, y - unit * 0.06, unit * 0.36, arcs.join('')) +
      hills(frame, { level: (y + unit * 0.04) / height, rise: 0.14, seed: 4, fill: '#7ec8b5' }) +
      hills(frame, { level: (y + unit * 0.1) / height, rise: 0.1, seed: 15, fill: '#4aa899' }) +
      `<rect y="${y + unit * 0.16}" width="${width}" height="${height}" fill="#4a3a9b"/>` +
      shadow(width * 0.5, y + unit * 0.215, unit * 0.42, unit * 0.03, 0.3) +
      at(width * 0.5, y, unit * 0.4, book()),
  )
}

export function languagesLogo(frame: Frame): string {
  const unit = unitOf(frame)
  return svg(
    frame,
    `<rect width="100%" height="100%" fill="#4a3a9b"/>${at(
      unit * 0.44,
      unit * 0.43,
      unit * 0.25,
      '<rect x="-1" y="-0.75" width="2" height="1.5" rx="0.5" fill="#ffcf5c"/><path d="M-0.6,0.5 L-0.75,1.15 L0,0.7 Z" fill="#ffcf5c"/>',
    )}${at(
      unit * 0.6,
      unit * 0.59,
      unit * 0.2,
      '<rect x="-1.12" y="-0.87" width="2.24" height="1.74" rx="0.6" fill="#4a3a9b"/><rect x="-1" y="-0.75" width="2" height="1.5" rx="0.5" fill="#fff"/><path d="M0.6,0.5 L0.8,1.15 L0,0.7 Z" fill="#fff"/><circle cx="-0.45" r="0.15" fill="#4a3a9b"/><circle r="0.15" fill="#4a3a9b"/><circle cx="0.45" r="0.15" fill="#4a3a9b"/>',
    )}`,
  )
}

/** `side` is where its tail hangs. The lines in it stand for words of no language. */
function bubble(fill: string, ink: string, side: 1 | -1): string {
  const line = (y: number, from: number, length: number): string =>
    `<rect x="${from}" y="${y}" width="${length}" height="0.13" rx="0.065" fill="${ink}" opacity="0.75"/>`
  return (
    `<rect x="-1" y="-0.7" width="2" height="1.36" rx="0.36" fill="${fill}"/><path d="M${side * 0.3},0.6 L${side * 0.72},1.02 L${side * 0.78},0.5 Z" fill="${fill}"/>` +
    line(-0.37, -0.64, 1.2) +
    line(-0.08, -0.64, 0.92) +
    line(0.21, -0.64, 0.6)
  )
}

function dots(frame: Frame): string {
  const unit = unitOf(frame)
  const random = noise(8)
  return Array.from({ length: 44 }, () =>
    circle(
      random() * frame.width,
      random() * frame.height,
      unit * (0.003 + random() * 0.007),
      '#d9ceff',
      'opacity="0.45"',
    ),
  ).join('')
}

function book(): string {
  const lines = [-0.08, 0.08, 0.24].map((y, index) => {
    const end = [0.78, 0.7, 0.5][index] ?? 0.5
    const line = `M0.16,${y} Q${(0.16 + end) / 2},${y - 0.12} ${end},${y - 0.06}`
    return `<path d="${line}"/><path d="${line}" transform="scale(-1 1)"/>`
  })
  return (
    gradient('page', [
      [0, '#ffffff'],
      [1, '#e9e4f7'],
    ]) +
    '<path d="M-1.04,-0.2 L0,-0.06 L1.04,-0.2 L1.04,0.52 L0,0.56 L-1.04,0.52 Z" fill="#2c2266"/>' +
    '<path d="M0,-0.22 C0.25,-0.44 0.7,-0.44 0.96,-0.32 L0.96,0.42 C0.7,0.3 0.25,0.3 0,0.5 Z" fill="url(#page)"/>' +
    '<path d="M0,-0.22 C-0.25,-0.44 -0.7,-0.44 -0.96,-0.32 L-0.96,0.42 C-0.7,0.3 -0.25,0.3 0,0.5 Z" fill="url(#page)"/>' +
    '<path d="M0,-0.22 L0,0.5" stroke="#b9aee0" stroke-width="0.03"/>' +
    `<g fill="none" stroke="#a79bd8" stroke-width="0.035" stroke-linecap="round">${lines.join('')}</g>`
  )
}
