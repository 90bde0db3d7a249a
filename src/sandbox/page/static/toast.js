import { h } from './dom.js'
import { icon } from './icons.js'
import { topLayer } from './layer.js'

const SHOWN_MS = 8000

/**
 * A sentence for a while at the foot of the page, read out as it comes. It stays as long as the pointer or the
 * focus is on it.
 *
 * @param {string} sentence
 */
export function toast(sentence) {
  const box = topLayer().querySelector(':scope > .toasts')
  const node = h('div', { class: 'toast' }, icon('alert'), h('span', {}, sentence))
  const close = () => node.remove()
  node.append(
    h('button', { type: 'button', class: 'tool', 'aria-label': 'Dismiss', onclick: close }, icon('close')),
  )
  const later = () => (node.matches(':hover, :focus-within') ? setTimeout(later, SHOWN_MS) : close())
  setTimeout(later, SHOWN_MS)
  box.replaceChildren(...[...box.children].slice(-2), node)
}

/** Words that are only read out. @param {string} words */
export function announce(words) {
  topLayer().querySelector(':scope > .announcer').textContent = words
}
