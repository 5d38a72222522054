import type { CSSVariablesResolver, MantineColorsTuple } from '@mantine/core'
import { Badge, Button, createTheme, Input, Menu, Modal, Notification, Tooltip } from '@mantine/core'

const iris: MantineColorsTuple = [
  '#f3f4ff',
  '#e6e7fe',
  '#ccd0fb',
  '#b1b6f7',
  '#9096f0',
  '#6f76e6',
  '#5a5fdb',
  '#4e50c9',
  '#4243ab',
  '#33348a',
]

const dark: MantineColorsTuple = [
  '#e4e6eb',
  '#b9bdc8',
  '#9ba1af',
  '#4d5361',
  '#353a46',
  '#282c35',
  '#1d2027',
  '#15171c',
  '#101216',
  '#0b0c0f',
]

const COLOURS = ['iris', 'gray', 'red', 'orange', 'yellow', 'green', 'teal', 'blue', 'grape'] as const

/** Backgrounds of badges and notes, for light and dark: a tint, not a colour. */
const TINTS: Record<(typeof COLOURS)[number], readonly [day: string, night: string]> = {
  iris: ['#eceefe', '#25284a'],
  gray: ['#eef0f3', '#282c35'],
  red: ['#fdeeee', '#341b1e'],
  orange: ['#fff2e6', '#33220f'],
  yellow: ['#fff7df', '#2f280f'],
  green: ['#e9f7ed', '#15291c'],
  teal: ['#e4f6f1', '#10291f'],
  blue: ['#e9f2fd', '#14253c'],
  grape: ['#f7eefb', '#2c1c34'],
}

/** What opens beside a button takes the room that is left up to the edge of the window, and no more. */
export const WITHIN_THE_WINDOW = { size: { padding: 8 } }

/** Dense by default: this is a tool that people sit in front of all day. */
export const theme = createTheme({
  primaryColor: 'iris',
  primaryShade: { light: 7, dark: 6 },
  autoContrast: true,
  luminanceThreshold: 0.35,
  colors: { iris, dark },
  fontFamily: "'Inter Variable', system-ui, -apple-system, 'Segoe UI', sans-serif",
  fontFamilyMonospace: "ui-monospace, 'SF Mono', Menlo, Consolas, monospace",
  fontSizes: { xs: '0.75rem', sm: '0.8125rem', md: '0.875rem', lg: '1rem', xl: '1.125rem' },
  headings: {
    fontWeight: '620',
    sizes: {
      h1: { fontSize: '1.25rem', lineHeight: '1.35' },
      h2: { fontSize: '1rem', lineHeight: '1.4' },
      h3: { fontSize: '0.875rem', lineHeight: '1.45' },
    },
  },
  defaultRadius: 'md',
  radius: { xs: '3px', sm: '5px', md: '7px', lg: '10px', xl: '14px' },
  focusRing: 'auto',
  respectReducedMotion: true,
  cursorType: 'pointer',
  components: {
    Button: Button.extend({ defaultProps: { size: 'xs' } }),
    Badge: Badge.extend({ defaultProps: { radius: 'sm', tt: 'none', fw: 550 } }),
    Input: Input.extend({ defaultProps: { size: 'sm' } }),
    // Lists that nobody has opened are neither made nor placed. By name: the first page has none, and need not load it.
    Combobox: { defaultProps: { keepMounted: false } },
    Tooltip: Tooltip.extend({ defaultProps: { withArrow: true, openDelay: 250, multiline: true, maw: 320 } }),
    // The kit's close buttons are icons without a name.
    Notification: Notification.extend({
      defaultProps: { closeButtonProps: { 'aria-label': 'Dismiss' } },
      // The kit's grey under a title is too pale.
      styles: { description: { color: 'var(--mantine-color-dimmed)' } },
    }),
    // Beside what opens it, and so in a landmark of the page; the first item has the focus, instead of a placeholder that no
    // menu may hold. Fixed, so that nothing that scrolls cuts it off; longer than the room that there is, it scrolls itself.
    Menu: Menu.extend({
      defaultProps: {
        withinPortal: false,
        floatingStrategy: 'fixed',
        withInitialFocusPlaceholder: false,
        middlewares: WITHIN_THE_WINDOW,
      },
      styles: { dropdown: { overflowY: 'auto' } },
    }),
    Modal: Modal.extend({
      defaultProps: {
        centered: true,
        padding: 'lg',
        closeButtonProps: { 'aria-label': 'Close' },
        // The kit's <header> would be a second banner of the page.
        attributes: { header: { role: 'presentation' } },
      },
    }),
  },
})

/** What the kit's own colours lack for WCAG AA: dimmed text, placeholders, errors and the light variant. */
export const cssVariables: CSSVariablesResolver = () => {
  const light: Record<string, string> = {}
  const darkScheme: Record<string, string> = {}
  for (const colour of COLOURS) {
    light[`--mantine-color-${colour}-light-color`] = `var(--mantine-color-${colour}-9)`
    light[`--mantine-color-${colour}-outline`] = `var(--mantine-color-${colour}-9)`
    darkScheme[`--mantine-color-${colour}-light-color`] = `var(--mantine-color-${colour}-2)`
    darkScheme[`--mantine-color-${colour}-outline`] = `var(--mantine-color-${colour}-3)`
  }
  for (const [colour, [day, night]] of Object.entries(TINTS)) {
    light[`--mantine-color-${colour}-light`] = day
    light[`--mantine-color-${colour}-light-hover`] = day
    darkScheme[`--mantine-color-${colour}-light`] = night
    darkScheme[`--mantine-color-${colour}-light-hover`] = night
  }
  return {
    variables: {},
    light: {
      ...light,
      '--mantine-color-dimmed': '#565d6b',
      '--mantine-color-placeholder': '#6b7280',
      '--mantine-color-error': '#c01c28',
      '--mantine-color-anchor': 'var(--mantine-color-iris-7)',
      '--mantine-color-gray-light-color': '#40464f',
      '--mantine-color-yellow-light-color': '#7a4d00',
      '--mantine-color-orange-light-color': '#93370d',
      '--mantine-color-green-light-color': '#1b6b2f',
      '--mantine-color-teal-light-color': '#0b6650',
      '--gacm-line': '#e4e6ea',
      '--gacm-panel': '#ffffff',
      '--gacm-sunken': '#f6f7f9',
      '--gacm-hover': '#f2f3f7',
      '--gacm-chosen': '#eceefe',
      '--gacm-good': '#1f7a38',
      '--gacm-warn': '#8f5600',
      '--gacm-bad': '#c01c28',
    },
    dark: {
      ...darkScheme,
      '--mantine-color-dimmed': '#a3a9b6',
      '--mantine-color-placeholder': '#8d94a3',
      '--mantine-color-error': '#ff8f8f',
      '--mantine-color-anchor': 'var(--mantine-color-iris-3)',
      '--gacm-line': '#2a2e38',
      '--gacm-panel': '#1a1d23',
      '--gacm-sunken': '#101216',
      '--gacm-hover': '#21252d',
      '--gacm-chosen': '#25284a',
      '--gacm-good': '#6fcf87',
      '--gacm-warn': '#f1b64f',
      '--gacm-bad': '#ff8f8f',
    },
  }
}
