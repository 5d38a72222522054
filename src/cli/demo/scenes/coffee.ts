import { at, backdrop, circle, type Frame, glow, gradient, noise, shadow, svg, unitOf } from './svg.ts'

/** A steaming cup on a table, the morning behind it. */
export function morningCup(frame: Frame): string {
  const { width, height } = frame
  const unit = unitOf(frame)
  const table = height * 0.5 + unit * 0.24
  return svg(
    frame,
    backdrop(frame, [
      [0, '#f7e3c8'],
      [1, '#f1c9a0'],
    ]) +
      glow('light', width * 0.3, height * 0.2, unit * 0.8, '#fff6e4', 0.8) +
      circle(width * 0.5, height * 0.45, unit * 0.36, '#d9704a') +
      `<rect x="0" y="${table}" width="${width}" height="${height}" fill="#6b3f2a"/>` +
      `<rect x="0" y="${table}" width="${width}" height="${unit * 0.02}" fill="#82503a"/>` +
      shadow(width * 0.5, table + unit * 0.055, unit * 0.34, unit * 0.025, 0.3) +
      at(width * 0.5, table, unit * 0.24, cup()),
  )
}

/** A bag of coffee with beans around it. */
export function coffeeBag(frame: Frame): string {
  const { width, height } = frame
  const unit = unitOf(frame)
  const random = noise(19)
  const beans = Array.from({ length: 26 }, () => {
    const x = random() * width
    const y = height * 0.5 + unit * (0.3 + random() * 0.32)
    return `<g transform="rotate(${Math.round(random() * 180)} ${Math.round(x)} ${Math.round(y)})">${at(x, y, unit * 0.032, BEAN)}</g>`
  })
  return svg(
    frame,
    backdrop(frame, [
      [0, '#21463c'],
      [1, '#122a25'],
    ]) +
      glow('light', width * 0.5, height * 0.42, unit * 0.62, '#7fb59b', 0.5) +
      beans.slice(0, 15).join('') +
      shadow(width * 0.5, height * 0.5 + unit * 0.4, unit * 0.28, unit * 0.03, 0.35) +
      at(width * 0.5, height * 0.5, unit * 0.4, bag()) +
      beans.slice(15).join(''),
  )
}

export function coffeeLogo(frame: Frame): string {
  const unit = unitOf(frame)
  return svg(
    frame,
    `<rect width="100%" height="100%" fill="#f3e2c7"/>${circle(unit * 0.5, unit * 0.5, unit * 0.38, '#5a3323')}<g transform="rotate(28 ${unit * 0.5} ${unit * 0.5})">${at(
      unit * 0.5,
      unit * 0.5,
      unit * 0.24,
      '<ellipse rx="0.74" ry="1" fill="#f3e2c7"/><path d="M0.1,-1 C-0.5,-0.35 0.5,0.3 -0.1,1" fill="none" stroke="#5a3323" stroke-width="0.17"/>',
    )}</g>`,
  )
}

const BEAN =
  '<ellipse rx="0.72" ry="1" fill="#6f4430"/><ellipse rx="0.5" ry="0.8" cx="-0.1" cy="-0.08" fill="#7f523b"/><path d="M0.08,-0.95 C-0.4,-0.3 0.4,0.3 -0.08,0.95" fill="none" stroke="#3b2118" stroke-width="0.16"/>'

function cup(): string {
  const steam = (x: number, opacity: number): string =>
    `<path d="M${x},-1.45 C${x - 0.32},-1.85 ${x + 0.34},-2.1 ${x},-2.6" fill="none" stroke="#fff8ec" stroke-width="0.11" stroke-linecap="round" opacity="${opacity}"/>`
  return (
    gradient('cup', [
      [0, '#fffaf1'],
      [1, '#e8d5bd'],
    ]) +
    steam(-0.35, 0.5) +
    steam(0.02, 0.8) +
    steam(0.38, 0.5) +
    '<path d="M0.8,-0.95 C1.5,-1.05 1.5,-0.2 0.66,-0.3" fill="none" stroke="#efdfc9" stroke-width="0.17"/>' +
    '<path d="M-0.92,-1.15 L0.92,-1.15 C0.92,-0.35 0.62,0.06 0.36,0.1 L-0.36,0.1 C-0.62,0.06 -0.92,-0.35 -0.92,-1.15 Z" fill="url(#cup)"/>' +
    '<ellipse cy="-1.15" rx="0.92" ry="0.17" fill="#fffaf1"/><ellipse cy="-1.14" rx="0.8" ry="0.12" fill="#5a3323"/>' +
    '<path d="M-0.5,-1.16 C-0.2,-1.24 0.2,-1.08 0.5,-1.15" fill="none" stroke="#a9744f" stroke-width="0.06"/>' +
    '<path d="M-1.35,0.08 L1.35,0.08 C1.2,0.26 0.7,0.3 0,0.3 C-0.7,0.3 -1.2,0.26 -1.35,0.08 Z" fill="#f4e6d2"/>'
  )
}

function bag(): string {
  return (
    gradient('bag', [
      [0, '#e0835a'],
      [1, '#bf5b38'],
    ]) +
    '<path d="M-0.56,-0.82 L0.56,-0.82 L0.62,0.96 Q0,1.06 -0.62,0.96 Z" fill="url(#bag)"/>' +
    '<path d="M-0.56,-0.82 L-0.44,-0.82 L-0.5,0.99 L-0.62,0.96 Z" fill="#fff" opacity="0.14"/><path d="M0.56,-0.82 L0.44,-0.82 L0.5,0.99 L0.62,0.96 Z" fill="#000" opacity="0.12"/>' +
    '<rect x="-0.58" y="-1" width="1.16" height="0.2" rx="0.03" fill="#a94d2d"/><rect x="-0.7" y="-0.93" width="1.4" height="0.06" rx="0.03" fill="#f6dfb8"/>' +
    '<rect x="-0.36" y="-0.34" width="0.72" height="0.92" rx="0.06" fill="#fbf0dc"/>' +
    `<g transform="translate(0 0) rotate(24)">${at(0.03, -0.02, 0.19, BEAN)}</g>` +
    '<rect x="-0.22" y="0.31" width="0.44" height="0.045" rx="0.02" fill="#5a3323"/><rect x="-0.14" y="0.41" width="0.28" height="0.04" rx="0.02" fill="#c9a27c"/>'
  )
}
