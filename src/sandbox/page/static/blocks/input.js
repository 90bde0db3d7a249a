import { freshId, h } from '../dom.js'
import { drawElement } from './elements.js'
import { text } from './text.js'

/** @import { DrawContext } from './context.js' */

/**
 * A field with its label, its hint and a place for what is wrong with it. Only with `dispatch_action` does a change
 * reach the app at once, as in Slack.
 *
 * @param {any} block
 * @param {DrawContext} context
 */
export function inputBlock(block, context) {
  const sends = block.dispatch_action === true
  const inside = { ...context, dispatches: sends, inInput: true }
  const drawn = drawElement(block.element, inside, block.block_id, block.label?.text)
  const field = drawn.matches('[data-field]') ? drawn : drawn.querySelector('[data-field]')
  const hint = block.hint
    ? h('div', { class: 'input-hint', id: freshId('hint') }, ...text(block.hint, context))
    : null
  const error = h('div', { class: 'input-error', id: freshId('error'), hidden: true })
  if (field) describe(field, block, hint)
  const label = h(
    field?.matches('input, select, textarea') ? 'label' : 'div',
    { class: 'input-label', for: field?.id, 'aria-hidden': field ? 'true' : null },
    ...text(block.label, context),
    block.optional === true ? h('span', { class: 'optional' }, ' (optional)') : null,
  )
  return h('div', { class: 'input', 'data-block': block.block_id }, label, drawn, error, hint)
}

function describe(field, block, hint) {
  field.id ||= freshId('field')
  field.setAttribute('aria-required', String(block.optional !== true))
  if (hint) field.setAttribute('aria-describedby', hint.id)
}

/**
 * Says under an input what is wrong with it, or no longer.
 *
 * @param {Element} input as inputBlock makes it
 * @param {string | undefined} sentence
 */
export function showError(input, sentence) {
  const field = input.querySelector('[data-field]')
  const error = input.querySelector('.input-error')
  const hint = input.querySelector(':scope > .input-hint')
  error.hidden = sentence === undefined
  error.textContent = sentence ?? ''
  input.classList.toggle('is-wrong', sentence !== undefined)
  if (!field) return
  const described = [sentence === undefined ? null : error.id, hint?.id].filter(Boolean).join(' ')
  if (described === '') field.removeAttribute('aria-describedby')
  else field.setAttribute('aria-describedby', described)
  if (sentence === undefined) field.removeAttribute('aria-invalid')
  else field.setAttribute('aria-invalid', 'true')
}
