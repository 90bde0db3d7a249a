import { h } from './dom.js'
import { cakeMark, icon } from './icons.js'
import { openMenu } from './menu.js'
import { avatar } from './people.js'
import { themeButton } from './theme.js'

/** @import { Store } from './store.js' */

/**
 * The bar at the top: the drawers' buttons, the name, whom one acts as, and the theme.
 *
 * @param {Store} store
 * @param {HTMLElement} bar
 * @param {{ actAs: (person: string) => void, toggleChannels: HTMLElement, togglePanel: HTMLElement }} parts
 */
export function topbar(store, bar, { actAs, toggleChannels, togglePanel }) {
  const switcher = h('button', {
    type: 'button',
    class: 'act-as',
    'aria-haspopup': 'menu',
    'aria-expanded': 'false',
  })
  const status = h('span', { class: 'connection', role: 'status' })
  switcher.addEventListener('click', () => openMenu(switcher, people(store, actAs), 'Act as'))
  bar.append(
    toggleChannels,
    h(
      'span',
      { class: 'brand' },
      cakeMark(),
      h('span', { class: 'brand-name' }, 'CAKE'),
      h('span', { class: 'brand-more' }, 'sandbox workspace'),
    ),
    status,
    h('span', { class: 'topbar-gap' }),
    switcher,
    themeButton(),
    togglePanel,
  )
  store.on('view', () => drawSwitcher(switcher, store.view.me))
  store.on('connection', () => {
    status.textContent = store.connection === 'lost' ? 'Reconnecting…' : ''
  })
}

function drawSwitcher(switcher, me) {
  switcher.setAttribute('aria-label', `Act as: ${me.name}, ${me.title}`)
  const words = h(
    'span',
    { class: 'act-words' },
    h('span', { class: 'act-name' }, me.name),
    h('span', { class: 'act-title' }, me.title),
  )
  switcher.replaceChildren(avatar(me), words, icon('chevron'))
}

function people(store, actAs) {
  return (store.view?.people ?? [])
    .filter((one) => !one.isBot)
    .map((one) => ({
      label: [
        avatar(one),
        h('span', { class: 'menu-words' }, h('b', {}, one.name), h('span', {}, one.title)),
      ],
      checked: one.id === store.as,
      choose: () => actAs(one.id),
    }))
}
