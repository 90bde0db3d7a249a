import { h } from './dom.js'
import { confirmed } from './dialog.js'
import { icon } from './icons.js'
import { clockSection } from './panel-clock.js'
import { mailSection } from './panel-mails.js'
import { troubleFields } from './panel-trouble.js'
import { send } from './server.js'
import { toast } from './toast.js'

/**
 * @import { CallView } from '../protocol.ts'
 * @import { Store } from './store.js'
 */

const CALLS_SHOWN = 100

/**
 * The panel with CAKE's side: the time there, what ails it, the e-mails it sent and the calls it had.
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
    h('div', { class: 'panel-scroll' }, clockSection(store), trouble, mailSection(store), ...calls.nodes),
    h('footer', { class: 'panel-foot' }, resetter),
  )
  troubleFields(store, trouble)
  store.on('view', calls.draw)
  store.on('calls', calls.draw)
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

async function reset() {
  const sure = await confirmed(
    {
      title: { text: 'Reset the workspace?' },
      text: {
        type: 'plain_text',
        text: 'Messages, CAKE’s data and its troubles go back to how they were at the start. The bot’s own record stays.',
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
