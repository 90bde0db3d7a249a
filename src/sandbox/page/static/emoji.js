import { h, svg } from './dom.js'

/** The names used here, with their characters. Any other `:name:` stays as it is written. */
const characters = {
  alarm_clock: '⏰',
  arrow_down: '⬇️',
  arrow_down_small: '🔽',
  arrow_right: '➡️',
  arrow_up: '⬆️',
  arrow_up_small: '🔼',
  bar_chart: '📊',
  bell: '🔔',
  birthday: '🎂',
  bulb: '💡',
  cake: '🍰',
  calendar: '📅',
  chart_with_downwards_trend: '📉',
  chart_with_upwards_trend: '📈',
  clipboard: '📋',
  clock3: '🕒',
  eyes: '👀',
  fire: '🔥',
  gear: '⚙️',
  hourglass_flowing_sand: '⏳',
  link: '🔗',
  lock: '🔒',
  mag: '🔍',
  memo: '📝',
  moneybag: '💰',
  page_facing_up: '📄',
  pencil2: '✏️',
  repeat: '🔁',
  rocket: '🚀',
  smile: '😄',
  star: '⭐',
  tada: '🎉',
  thumbsup: '👍',
  '+1': '👍',
  thumbsdown: '👎',
  '-1': '👎',
  wave: '👋',
  wrench: '🔧',
  zap: '⚡',
}

/** Signs that carry a state. They are drawn, so that they look the same where no emoji font is installed. */
const drawn = {
  large_green_circle: ['circle', 'green', '🟢'],
  red_circle: ['circle', 'red', '🔴'],
  large_yellow_circle: ['circle', 'yellow', '🟡'],
  large_orange_circle: ['circle', 'orange', '🟠'],
  large_blue_circle: ['circle', 'blue', '🔵'],
  large_purple_circle: ['circle', 'purple', '🟣'],
  white_circle: ['circle', 'white', '⚪'],
  black_circle: ['circle', 'black', '⚫'],
  white_check_mark: ['check', 'green', '✅'],
  heavy_check_mark: ['check', 'green', '✔️'],
  x: ['cross', 'red', '❌'],
  no_entry: ['bar', 'red', '⛔'],
  warning: ['triangle', 'yellow', '⚠️'],
  rotating_light: ['triangle', 'red', '🚨'],
  pause_button: ['pause', 'blue', '⏸️'],
  double_vertical_bar: ['pause', 'blue', '⏸'],
  hourglass: ['hourglass', 'grey', '⌛'],
  clock4: ['clock', 'grey', '🕓'],
  wastebasket: ['bin', 'grey', '🗑️'],
  question: ['question', 'red', '❓'],
  information_source: ['letter', 'blue', 'ℹ️'],
}

const shapes = {
  circle: [['circle', { cx: 10, cy: 10, r: 8 }]],
  check: [
    ['rect', { x: 1.5, y: 1.5, width: 17, height: 17, rx: 4 }],
    ['path', { class: 'emoji-cut', d: 'M5.500 10.500l3 3 6-7' }],
  ],
  cross: [['path', { class: 'emoji-stroke', d: 'M4 4l12 12M16 4L4 16' }]],
  bar: [
    ['circle', { cx: 10, cy: 10, r: 8.5 }],
    ['path', { class: 'emoji-cut', d: 'M5.500 10h9' }],
  ],
  triangle: [
    [
      'path',
      {
        d: 'M10 1.500c.6 0 1 .3 1.300.8l7.500 13.700c.6 1-.1 2.200-1.300 2.200h-15c-1.200 0-1.900-1.200-1.300-2.200L8.700 2.300c.3-.5.7-.8 1.300-.8z',
      },
    ],
    ['path', { class: 'emoji-ink', d: 'M10 7v5M10 15v.01' }],
  ],
  pause: [
    ['rect', { x: 1.5, y: 1.5, width: 17, height: 17, rx: 4 }],
    ['path', { class: 'emoji-cut', d: 'M7.500 6.500v7M12.500 6.500v7' }],
  ],
  clock: [
    ['circle', { cx: 10, cy: 10, r: 8.5 }],
    ['path', { class: 'emoji-cut', d: 'M10 5v5l2.500 3.500' }],
  ],
  hourglass: [
    [
      'path',
      {
        d: 'M4 1.500h12v2.500h-1.200c0 3-1.600 4.700-3.300 6 1.700 1.300 3.300 3 3.300 6H16v2.500H4V16h1.200c0-3 1.600-4.700 3.300-6-1.700-1.300-3.300-3-3.300-6H4z',
      },
    ],
  ],
  bin: [['path', { d: 'M7.500 1.500h5l.7 1.500H17v2H3V3h3.800zM4 6.500h12l-1 12H5z' }]],
  question: [
    ['circle', { cx: 10, cy: 10, r: 8.5 }],
    [
      'path',
      {
        class: 'emoji-cut',
        d: 'M7.500 7.500a2.500 2.500 0 1 1 3.700 2.200c-.8.5-1.200 1-1.200 2M10 14.600v.01',
      },
    ],
  ],
  letter: [
    ['rect', { x: 1.5, y: 1.5, width: 17, height: 17, rx: 4 }],
    ['path', { class: 'emoji-cut', d: 'M10 9v5.500M10 5.800v.01' }],
  ],
}

const nameOfCharacter = new Map(
  Object.entries(drawn).flatMap(([name, [, , char]]) => [
    [char, name],
    [char.replace('\uFE0F', ''), name],
  ]),
)

/**
 * An emoji by its name, or null if the name is not known here.
 *
 * @param {string} name without the colons
 * @param {string} [unicode] hex code points as in Slack's rich text, e.g. `1f512` or `2194-fe0f`
 */
export function emoji(name, unicode) {
  const sign = Object.hasOwn(drawn, name) ? drawn[name] : null
  const props = { class: 'emoji', role: 'img', 'aria-label': name.replaceAll('_', ' ') }
  if (sign) return h('span', props, picture(sign[0], sign[1]))
  const text = fromCodePoints(unicode) ?? (Object.hasOwn(characters, name) ? characters[name] : null)
  return text === null ? null : h('span', props, text)
}

function picture(shape, colour) {
  const parts = shapes[shape].map(([tag, props]) => svg(tag, props))
  return svg(
    'svg',
    { viewBox: '0 0 20 20', class: `emoji-drawn emoji-${colour}`, 'aria-hidden': 'true' },
    ...parts,
  )
}

function fromCodePoints(unicode) {
  if (!/^[0-9a-f]{2,6}(-[0-9a-f]{2,6})*$/i.test(unicode ?? '')) return null
  const points = unicode.split('-').map((point) => Number.parseInt(point, 16))
  return points.every((point) => point <= 0x10ffff) ? String.fromCodePoint(...points) : null
}

const pattern = new RegExp(
  `:([a-z0-9_+-]+):|(${[...nameOfCharacter.keys()].toSorted((a, b) => b.length - a.length).join('|')})`,
  'gu',
)

/**
 * Text as nodes, with `:emoji:` names and the signs that are drawn put in place. Everything else stays text.
 *
 * @param {string} text
 * @param {boolean} [names] false: only signs, `:names:` stay
 * @returns {(Node | string)[]}
 */
export function withEmoji(text, names = true) {
  const nodes = []
  let from = 0
  for (const match of text.matchAll(pattern)) {
    const known = match[1] ? names && emoji(match[1]) : emoji(nameOfCharacter.get(match[2]) ?? '')
    if (!known) continue
    nodes.push(text.slice(from, match.index), known)
    from = match.index + match[0].length
  }
  nodes.push(text.slice(from))
  return nodes.filter((node) => node !== '')
}
