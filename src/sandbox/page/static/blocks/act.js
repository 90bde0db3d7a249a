import { confirmed } from '../dialog.js'

/** @import { DrawContext } from './context.js' */

/**
 * Sends what a person did with an element, after its confirm dialog if it has one, and shows on the element that it
 * is under way. A second click in that time does nothing.
 *
 * @param {HTMLElement} control
 * @param {any} element
 * @param {DrawContext} context
 * @param {string} blockId
 * @param {Record<string, unknown> & { type: string }} what the part of the action that the element's type adds
 * @returns {Promise<boolean>} false: it was not done, so a field goes back to what it showed before
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
