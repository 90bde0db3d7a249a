import { h } from './dom.js'
import { icon } from './icons.js'
import { avatar } from './people.js'

/** @import { Store } from './store.js' */

/**
 * The channels and the bot.
 *
 * @param {Store} store
 * @param {HTMLElement} nav
 * @param {() => void} chosen after a channel was chosen: the drawer closes
 */
export function sidebar(store, nav, chosen) {
  const channels = h('ul', { class: 'places', 'aria-label': 'Channels' })
  const apps = h('ul', { class: 'places', 'aria-label': 'Apps' })
  nav.append(
    h('h2', { class: 'places-title', 'aria-hidden': 'true' }, 'Channels'),
    channels,
    h('h2', { class: 'places-title', 'aria-hidden': 'true' }, 'Apps'),
    apps,
    h(
      'p',
      { class: 'places-note' },
      'A workspace inside the process: nothing leaves this computer, and everything is forgotten when it stops.',
    ),
  )
  const draw = () => {
    const all = store.view?.channels ?? []
    const open = (channel) => {
      openPlace(store, channel)
      chosen()
    }
    const focus = keepFocus(nav)
    channels.replaceChildren(
      ...all.filter((one) => one.kind === 'channel').map((one) => place(store, one, open)),
    )
    apps.replaceChildren(...all.filter((one) => one.kind === 'dm').map((one) => place(store, one, open)))
    focus()
  }
  store.on('view', draw)
  store.on('place', draw)
  store.on('unread', draw)
}

/** Opens a channel; an app opens at its Home, or where something new was said. */
export function openPlace(store, channel) {
  const atHome = channel.kind === 'dm' && !store.unread.has(channel.id)
  store.openChannel(channel.id, atHome ? 'home' : 'messages')
}

function keepFocus(nav) {
  const id = nav.contains(document.activeElement) ? document.activeElement.getAttribute('data-channel') : null
  return () => id && nav.querySelector(`[data-channel="${CSS.escape(id)}"]`)?.focus({ preventScroll: true })
}

function place(store, channel, open) {
  const unread = store.unread.has(channel.id)
  const here = channel.id === store.channel
  const bot = store.view?.people.find((one) => one.isBot)
  const sign = channel.kind === 'dm' ? avatar(bot) : icon('hash')
  return h(
    'li',
    {},
    h(
      'button',
      {
        type: 'button',
        class: `place${unread ? ' is-unread' : ''}`,
        'data-channel': channel.id,
        'aria-current': here ? 'page' : null,
        onclick: () => open(channel),
      },
      sign,
      h('span', { class: 'place-name' }, channel.name),
      unread ? h('span', { class: 'unread-dot', role: 'img', 'aria-label': 'unread' }) : null,
    ),
  )
}
