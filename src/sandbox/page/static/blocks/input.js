import { h } from '../dom.js'
import { drawElement } from './elements.js'
import { text } from './text.js'

/** @import { DrawContext } from './context.js' */

/**
 * A field with its label. Only with `dispatch_action` does a change reach the app at once, as in Slack.
 *
 * @param {any} block
 * @param {DrawContext} context
 */
export function inputBlock(block, context) {
  const sends = block.dispatch_action === true
  const quiet = { ...context, act: () => Promise.resolve(true) }
  const element = { ...block.element, dispatches: sends }
  return h(
    'div',
    { class: 'input' },
    h(
      'div',
      { class: 'input-label' },
      ...text(block.label, context),
      block.optional === true ? h('span', { class: 'optional' }, ' (optional)') : null,
    ),
    drawElement(element, sends ? context : quiet, block.block_id, block.label?.text),
    block.hint ? h('div', { class: 'input-hint' }, ...text(block.hint, context)) : null,
  )
}
