import { h } from './dom.js'

/**
 * @import { MailView } from '../protocol.ts'
 * @import { Store } from './store.js'
 */

/**
 * The e-mails CAKE has sent to affiliates, the newest first; not there as long as there is none.
 *
 * @param {Store} store
 */
export function mailSection(store) {
  const list = h('ol', { class: 'mails', 'aria-label': 'E-mails CAKE has sent, newest first' })
  const box = h('section', { class: 'panel-part', hidden: true }, h('h3', {}, 'E-mails'), list)
  const draw = () => {
    const mails = (store.view?.mails ?? []).toReversed()
    box.hidden = mails.length === 0
    list.replaceChildren(...mails.map(mailNode))
  }
  store.on('view', draw)
  store.on('mails', draw)
  return box
}

/** @param {MailView} mail */
function mailNode({ at, affiliate_id: id, affiliate_name: name, about }) {
  return h(
    'li',
    { title: new Date(at).toLocaleString() },
    'CAKE e-mailed the affiliate ',
    h('b', {}, name),
    ` (${id}): ${about}`,
  )
}
