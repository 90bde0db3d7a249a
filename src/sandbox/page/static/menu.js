import { anchorTo, whileMoving } from './anchor.js'
import { h } from './dom.js'
import { icon } from './icons.js'

/** @typedef {{ label: (Node | string)[], choose: () => void, checked?: boolean }} MenuItem */

/** @type {(() => void) | null} */
let closeOpenMenu = null

/**
 * Opens a menu below (or above) the button that was used. Arrow keys, Home, End and letters move in it; Escape and
 * a click elsewhere close it and give the focus back.
 *
 * @param {HTMLElement} opener
 * @param {readonly MenuItem[]} items
 * @param {string} label
 */
export function openMenu(opener, items, label) {
  const wasOpen = opener.getAttribute('aria-expanded') === 'true'
  closeOpenMenu?.()
  if (wasOpen) return
  const abort = new AbortController()
  const menu = h('div', { class: 'menu', role: 'menu', 'aria-label': label })
  const close = (focusBack) => {
    abort.abort()
    menu.remove()
    opener.setAttribute('aria-expanded', 'false')
    closeOpenMenu = null
    if (focusBack) opener.focus()
  }
  closeOpenMenu = () => close(false)
  menu.append(...items.map((item) => itemNode(item, () => close(true))))
  menu.addEventListener('keydown', (event) => onKey(event, menu, close))
  document.addEventListener('pointerdown', (event) => closeIfOutside(event, menu, opener, close), {
    signal: abort.signal,
  })
  // It goes with its button: what has the focus is scrolled into view just after it was used.
  const follow = () => anchorTo(menu, opener)
  whileMoving(follow, abort.signal)
  ;(opener.closest('dialog') ?? document.body).append(menu)
  follow()
  opener.setAttribute('aria-expanded', 'true')
  const first = menu.querySelector('[aria-checked="true"]') ?? menu.firstElementChild
  first?.focus({ preventScroll: true })
}

function itemNode(item, close) {
  const radio = item.checked !== undefined
  const choose = () => {
    close()
    item.choose()
  }
  return h(
    'button',
    {
      type: 'button',
      class: 'menu-item',
      tabindex: '-1',
      role: radio ? 'menuitemradio' : 'menuitem',
      'aria-checked': radio ? String(item.checked) : null,
      onclick: choose,
    },
    ...item.label,
    item.checked === true ? icon('check') : null,
  )
}

function closeIfOutside(event, menu, opener, close) {
  if (!menu.contains(event.target) && !opener.contains(event.target)) close(false)
}

function onKey(event, menu, close) {
  const items = [...menu.children]
  const at = items.indexOf(document.activeElement)
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 }[event.key]
  if (to !== undefined) items.at(to % items.length)?.focus()
  else if (event.key === 'Escape' || event.key === 'Tab') close(true)
  else {
    const found = items.find((item) => item.textContent.toLowerCase().startsWith(event.key.toLowerCase()))
    if (event.key.length !== 1 || event.key === ' ' || !found) return
    found.focus()
  }
  event.preventDefault()
  event.stopPropagation()
}
