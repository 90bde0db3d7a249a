import { freshId, h } from './dom.js'
import { confirmed } from './dialog.js'
import { icon } from './icons.js'
import { send } from './server.js'
import { toast } from './toast.js'

/**
 * @import { CallView, TroubleView } from '../protocol.ts'
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
  ['drop-after-write', 'Drops after a write', 'done, but no answer'],
]

const delays = [0, 1000, 5000, 15_000]

const CALLS_SHOWN = 100

/**
 * The panel with CAKE's side: what ails it, and the calls it had.
 *
 * @param {Store} store
 * @param {HTMLElement} panel
 * @param {() => void} close
 */
export function cakePanel(store, panel, close) {
  const trouble = h('div', { class: 'trouble' })
  const calls = callList(store)
  const closer = h(
    'button',
    { type: 'button', class: 'tool', 'aria-label': 'Close the CAKE panel', onclick: close },
    icon('close'),
  )
  const resetter = h(
    'button',
    { type: 'button', class: 'button', onclick: () => void reset() },
    icon('reset'),
    'Reset the workspace',
  )
  panel.append(
    h('header', { class: 'side-head' }, h('h2', {}, 'CAKE network'), closer),
    h('div', { class: 'panel-scroll' }, trouble, ...calls.nodes),
    h('footer', { class: 'panel-foot' }, resetter),
  )
  const fields = troubleFields(store, trouble)
  store.on('view', () => {
    calls.draw()
    fields.draw()
  })
  store.on('calls', calls.draw)
  store.on('trouble', fields.draw)
}

function callList(store) {
  const count = h('span', { class: 'side-sub' })
  const list = h('ol', { class: 'calls', 'aria-label': 'CAKE calls, newest first' })
  const none = h(
    'p',
    { class: 'calls-none' },
    'No call yet. Ask for an offer, and CAKE’s answers show up here.',
  )
  const draw = () => {
    const newest = (store.view?.calls ?? []).toReversed()
    none.hidden = newest.length > 0
    count.textContent = newest.length > 0 ? String(newest.length) : ''
    list.replaceChildren(...newest.slice(0, CALLS_SHOWN).map(callNode))
  }
  return { nodes: [h('div', { class: 'calls-head' }, h('h3', {}, 'Calls', count)), none, list], draw }
}

/** @param {CallView} call */
function callNode(call) {
  const kind = call.status === 0 || call.status >= 400 ? 'bad' : 'good'
  const [endpoint, query] = call.path.split('?', 2)
  return h(
    'li',
    { class: 'call', title: new Date(call.at).toLocaleTimeString() },
    h('span', { class: `call-method${call.method === 'GET' ? '' : ' call-write'}` }, call.method),
    h('span', { class: 'call-path' }, ...breakable(endpoint, /(?<=\/)/)),
    h('span', { class: `call-status call-${kind}` }, call.status === 0 ? 'dropped' : String(call.status)),
    h('span', { class: 'call-ms' }, `${Math.round(call.ms)} ms`),
    query ? h('span', { class: 'call-query' }, ...breakable(query, /(?=&)/)) : null,
  )
}

/** Text that may be broken into lines at these places. @param {string} text @param {RegExp} at */
const breakable = (text, at) => text.split(at).flatMap((part) => [part, h('wbr')])

/** @param {Store} store @param {TroubleView} trouble */
export async function setTrouble(store, trouble) {
  const answer = await send('trouble', trouble)
  if (answer.ok) return
  toast(answer.error)
  // The switch goes back to what is.
  if (store.view) store.apply({ type: 'trouble', trouble: store.view.trouble })
}

function troubleFields(store, box) {
  const now = () => store.view?.trouble ?? { mode: 'none', delayMs: 0 }
  const radios = (name, label, options, pick) => {
    const inputs = options.map(([value]) =>
      h('input', { type: 'radio', name, value: String(value), onchange: () => pick(value) }),
    )
    const rows = options.map(([, words, more], index) =>
      h('label', { class: 'radio' }, inputs[index], h('span', {}, words, more ? h('small', {}, more) : null)),
    )
    const legend = h('legend', {}, label)
    return {
      inputs,
      node: h(
        'fieldset',
        { class: `radios radios-${label.split(' ')[0].toLowerCase()}` },
        legend,
        h('div', { class: 'radio-rows' }, ...rows),
      ),
    }
  }
  const mode = radios(
    freshId('mode'),
    'How it behaves',
    modes,
    (value) => void setTrouble(store, { ...now(), mode: value }),
  )
  const waits = delays.map((ms) => [ms, ms === 0 ? 'none' : `${ms / 1000} s`, ''])
  const delay = radios(
    freshId('delay'),
    'Delay of each answer',
    waits,
    (value) => void setTrouble(store, { ...now(), delayMs: value }),
  )
  box.append(mode.node, delay.node)
  const draw = () => {
    for (const input of mode.inputs) input.checked = input.value === now().mode
    for (const input of delay.inputs) input.checked = Number(input.value) === now().delayMs
  }
  return { draw }
}

async function reset() {
  const sure = await confirmed(
    {
      title: { text: 'Reset the workspace?' },
      text: {
        type: 'plain_text',
        text: 'Messages, CAKE’s data and its troubles go back to how they were at the start.',
      },
      confirm: { text: 'Reset' },
      deny: { text: 'Keep it' },
      style: 'danger',
    },
    null,
  )
  if (!sure) return
  const answer = await send('reset', {})
  if (!answer.ok) toast(answer.error)
}

/** What ails CAKE, in words, or null. @param {TroubleView} trouble */
export function troubleWords({ mode, delayMs }) {
  const name = mode === 'none' ? null : modes.find(([value]) => value === mode)?.[1].toLowerCase()
  const delay = delayMs > 0 ? `answers ${delayMs / 1000} s late` : null
  return [name, delay].filter(Boolean).join(', ') || null
}
