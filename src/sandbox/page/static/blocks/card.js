import { h } from '../dom.js'
import { icon } from '../icons.js'
import { richText } from '../rich-text.js'
import { drawElement } from './elements.js'
import { picture, text } from './text.js'

/** @import { DrawContext } from './context.js' */

/** @param {any} block @param {DrawContext} context */
export function cardBlock(block, context) {
  const line = (object, className) =>
    object ? h('div', { class: className }, ...text(object, context)) : null
  const actions = (block.actions ?? []).map((one) => drawElement(one, context, block.block_id))
  return h(
    'div',
    { class: 'card' },
    block.hero_image ? picture(block.hero_image, 'card-hero') : null,
    h(
      'div',
      { class: 'card-head' },
      block.icon ? picture(block.icon, 'card-icon') : null,
      h('div', {}, line(block.title, 'card-title'), line(block.subtitle, 'card-subtitle')),
    ),
    line(block.body, 'card-body'),
    line(block.subtext, 'card-subtext'),
    actions.length > 0 ? h('div', { class: 'actions' }, ...actions) : null,
  )
}

/** @param {any} block @param {DrawContext} context */
export function carouselBlock(block, context) {
  const cards = (block.elements ?? []).map((card) =>
    h('li', {}, cardBlock({ ...card, block_id: card.block_id ?? block.block_id }, context)),
  )
  return h('ul', { class: 'carousel', tabindex: '0', 'aria-label': 'Cards' }, ...cards)
}

/**
 * @param {any} block
 * @param {DrawContext} context
 * @param {(blocks: readonly any[], context: DrawContext) => HTMLElement} drawBlocks given, since blocks hold blocks
 */
export function containerBlock(block, context, drawBlocks) {
  const heading = h(
    'div',
    { class: 'container-heading' },
    block.icon ? picture(block.icon, 'card-icon') : null,
    h(
      'div',
      {},
      h(
        'div',
        { class: 'card-title' },
        ...(block.rich_text_title ? [richText(block.rich_text_title, context)] : text(block.title, context)),
      ),
      block.subtitle ? h('div', { class: 'card-subtitle' }, ...text(block.subtitle, context)) : null,
    ),
  )
  const children = drawBlocks(block.child_blocks ?? [], context)
  if (block.is_collapsible !== true) return h('div', { class: 'container' }, heading, children)
  return h(
    'details',
    { class: 'container', open: block.default_collapsed !== true },
    h('summary', {}, icon('chevron'), heading),
    children,
  )
}
