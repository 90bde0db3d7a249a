import { h } from '../dom.js'
import { blockIdOf } from '../form.js'
import {
  alertBlock,
  contextBlock,
  dividerBlock,
  headerBlock,
  imageBlock,
  markdownBlock,
  sectionBlock,
} from './basic.js'
import { cardBlock, carouselBlock, containerBlock } from './card.js'
import { chartBlock } from './chart.js'
import { dataTableBlock } from './data-table.js'
import { drawElement } from './elements.js'
import { inputBlock } from './input.js'
import { tableBlock } from './table.js'
import { richText } from '../rich-text.js'
import { unknownNote } from './context.js'

/** @import { DrawContext } from './context.js' */

const makers = {
  actions: (block, context) =>
    h(
      'div',
      { class: 'actions' },
      ...(block.elements ?? []).map((one) => drawElement(one, context, block.block_id)),
    ),
  alert: alertBlock,
  card: cardBlock,
  carousel: carouselBlock,
  container: (block, context) => containerBlock(block, context, drawBlocks),
  context: contextBlock,
  context_actions: (block, context) => makers.actions(block, context),
  data_table: dataTableBlock,
  data_visualization: chartBlock,
  divider: dividerBlock,
  header: headerBlock,
  image: imageBlock,
  input: inputBlock,
  markdown: markdownBlock,
  rich_text: richText,
  section: sectionBlock,
  table: tableBlock,
}

/**
 * Blocks as Slack draws them. A block that is not known here, or that cannot be drawn, leaves a note that names
 * its type: the rest of the message is shown all the same.
 *
 * @param {readonly any[]} blocks
 * @param {DrawContext} context
 * @returns {HTMLElement}
 */
export function drawBlocks(blocks, context) {
  return h('div', { class: 'blocks' }, ...blocks.map((block, index) => drawBlock(block, context, index)))
}

/** @param {any} block @param {DrawContext} context @param {number} index its place, which names it if nothing else does */
export function drawBlock(block, context, index) {
  const type = String(block?.type)
  if (!Object.hasOwn(makers, type)) return unknownNote(type)
  try {
    const named = { ...block, block_id: blockIdOf(block, index) }
    return h('div', { class: `block block-${type}` }, makers[type](named, context))
  } catch (error) {
    console.error(`The ${type} block could not be drawn.`, error)
    return unknownNote(type)
  }
}
