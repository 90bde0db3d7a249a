import { freshId, h } from './dom.js'
import { send } from './server.js'
import { toast } from './toast.js'

/**
 * @import { TroubleView } from '../protocol.ts'
 * @import { Store } from './store.js'
 */

/** @type {readonly [TroubleView['mode'], string, string][]} */
const modes = [
  ['none', 'Works', ''],
  ['down', 'Is down', 'no answer to any call'],
  ['rate-limited', 'Rate-limited', '429, too many requests'],
  ['error-500', 'Server error', '500'],
  ['html', 'Answers HTML', 'a page instead of data'],
  ['broken-json', 'Broken JSON', 'cut off in the middle'],
  ['refused', 'Key refused', 'wrong key or address'],
]

/** @type {readonly [TroubleView['mode'], string, string][]} */
const writeModes = [
  ['drop-before-write', 'Drops before a write', 'not done, no answer'],
  ['drop-after-write', 'Drops after a write', 'done, but no answer'],
  ['error-before-write', 'Fails before a write', '500, and not done'],
  ['error-after-write', 'Fails after a write', '500, but done'],
  ['slow-write', 'Slow write', 'done, and answered after the delay'],
  ['late-write', 'Late write', 'done only after the delay'],
]

const delays = [0, 1000, 5000, 15_000]
/** What a slow write takes unless something else is chosen. */
const SLOW_MS = 15_000

/** @type {TroubleView} */
const well = { mode: 'none', delayMs: 0 }
const isSlow = (mode) => mode === 'slow-write' || mode === 'late-write'

/**
 * The switches of CAKE's troubles.
 *
 * @param {Store} store
 * @param {HTMLElement} box
 */
export function troubleFields(store, box) {
  const now = () => store.view?.trouble ?? well
  const once = h('input', { type: 'checkbox', onchange: () => void change({}) })
  const change = (what) => {
    const { mode, delayMs } = { ...now(), ...what }
    const isOn = mode !== 'none' || delayMs > 0
    return setTrouble(store, { mode, delayMs, ...(once.checked && isOn ? { times: 1 } : {}) })
  }
  const pickMode = (mode) => {
    const { mode: before, delayMs } = now()
    // The delay that came with a slow write goes with it.
    const rest = isSlow(before) && !isSlow(mode) ? 0 : delayMs
    void change({ mode, delayMs: isSlow(mode) ? rest || SLOW_MS : rest })
  }
  const name = freshId('mode')
  const general = radios(name, 'How it behaves', modes, pickMode)
  const writes = radios(name, 'Trouble with changes alone', writeModes, pickMode)
  const folded = h(
    'details',
    { class: 'radios' },
    h('summary', {}, 'Trouble with changes alone'),
    writes.node,
  )
  writes.node.querySelector('legend').classList.add('only-read')
  const waits = delays.map((ms) => [ms, ms === 0 ? 'none' : `${ms / 1000} s`, ''])
  const delay = radios(freshId('delay'), 'Delay of each answer', waits, (ms) => void change({ delayMs: ms }))
  const onceRow = h('label', { class: 'radio' }, once, h('span', {}, 'Once only, then all is well'))
  box.append(general.node, folded, delay.node, h('div', { class: 'radios' }, onceRow))
  const draw = () => {
    const { mode, delayMs, times } = now()
    for (const input of [...general.inputs, ...writes.inputs]) input.checked = input.value === mode
    if (writes.inputs.some((input) => input.checked)) folded.open = true
    for (const input of delay.inputs) input.checked = Number(input.value) === delayMs
    // Where nothing is on, it stays as it was set, for the next trouble.
    if (mode !== 'none' || delayMs > 0) once.checked = times !== undefined
  }
  store.on('view', draw)
  store.on('trouble', draw)
}

function radios(name, label, options, pick) {
  const inputs = options.map(([value]) =>
    h('input', { type: 'radio', name, value: String(value), onchange: () => pick(value) }),
  )
  const rows = options.map(([, words, more], index) =>
    h('label', { class: 'radio' }, inputs[index], h('span', {}, words, more ? h('small', {}, more) : null)),
  )
  const node = h(
    'fieldset',
    { class: `radios radios-${label.split(' ')[0].toLowerCase()}` },
    h('legend', {}, label),
    h('div', { class: 'radio-rows' }, ...rows),
  )
  return { inputs, node }
}

/** @param {Store} store @param {TroubleView} trouble */
export async function setTrouble(store, trouble) {
  const answer = await send('trouble', trouble)
  if (answer.ok) return
  toast(answer.error)
  // The switch goes back to what is.
  if (store.view) store.apply({ type: 'trouble', trouble: store.view.trouble })
}

/** What ails CAKE, in words, or null. @param {TroubleView} trouble */
export function troubleWords({ mode, delayMs, times }) {
  const found = [...modes, ...writeModes].find(([value]) => value === mode)
  const name = mode === 'none' ? null : found?.[1].toLowerCase()
  const delay =
    delayMs > 0
      ? `${isSlow(mode) ? 'takes' : 'answers'} ${delayMs / 1000} s${isSlow(mode) ? '' : ' late'}`
      : null
  const words = [name, delay].filter(Boolean).join(', ')
  if (words === '') return null
  return times === undefined ? words : `${words}, ${times === 1 ? 'once' : `${times} times`}`
}
