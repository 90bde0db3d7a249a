import { h } from './dom.js'

/** Dialogs that can say something themselves: see {@link voices}. */
const SPEAKING = 'dialog[open]:has(> .toasts)'

/**
 * The dialog on top, or the page: only what is in there can be used and is read out.
 *
 * @returns {Element}
 */
export function topLayer() {
  return [...document.querySelectorAll(SPEAKING)].at(-1) ?? document.body
}

/** What a dialog needs so that {@link topLayer} finds where to say something. */
export const voices = () => [
  h('div', { class: 'toasts', role: 'status' }),
  h('div', { class: 'announcer only-read', 'aria-live': 'polite' }),
]
