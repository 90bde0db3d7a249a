import { confirmed } from '../dialog.js'
import { sent } from '../form.js'

/** @import { DrawContext } from './context.js' */

/**
 * Sends the click of a button, after its confirm dialog if it has one, and shows on it that it is under way. A
 * second click in that time does nothing.
 *
 * @param {HTMLElement} control
 * @param {any} element
 * @param {DrawContext} context
 * @param {string} blockId
 * @param {Record<string, unknown> & { type: string }} what the part of the action that the element's type adds
 * @returns {Promise<boolean>} false: it was not done
 */
export async function act(control, element, context, blockId, what) {
  if (control.getAttribute('aria-busy') === 'true') return false
  if (element.confirm && !(await confirmed(element.confirm, context))) return false
  control.setAttribute('aria-busy', 'true')
  try {
    return await context.act({ action_id: String(element.action_id ?? ''), block_id: blockId, ...what })
  } finally {
    control.removeAttribute('aria-busy')
  }
}

/** The last thing each control sent: what it sends next waits for it, so that they arrive in their order. */
const turns = new WeakMap()

/**
 * Holds what an element was changed to, and sends it where the element does so at once.
 *
 * @param {HTMLElement} control
 * @param {any} element
 * @param {DrawContext} context
 * @param {string} blockId
 * @param {unknown} held
 * @returns {Promise<boolean>} false: it was refused and is not held, so the control goes back to what it showed before
 */
export function change(control, element, context, blockId, held) {
  const before = context.form.read(blockId, element)
  context.form.write(blockId, element, held)
  if (!context.dispatches) return Promise.resolve(true)
  const turn = (turns.get(control) ?? Promise.resolve()).then(() =>
    dispatch(control, element, context, blockId, held, before),
  )
  turns.set(control, turn)
  return turn
}

async function dispatch(control, element, context, blockId, held, before) {
  const what = { type: element.type, ...sent(element, held) }
  const done = await act(control, element, context, blockId, what)
  if (!done) context.form.write(blockId, element, before)
  return done
}
