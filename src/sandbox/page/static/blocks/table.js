import { h } from '../dom.js'
import { withEmoji } from '../emoji.js'
import { withLines } from '../inline.js'
import { richText } from '../rich-text.js'

/** @import { DrawContext } from './context.js' */

/**
 * A table's cell as nodes.
 *
 * @param {any} cell raw_text, raw_number or rich_text
 * @param {DrawContext} context
 * @returns {(Node | string)[]}
 */
export function cellContent(cell, context) {
  if (cell?.type === 'rich_text') return [richText(cell, context)]
  if (cell?.type === 'raw_text' || cell?.type === 'raw_number') {
    return withLines(String(cell.text ?? cell.value ?? ''), (line) => withEmoji(line, false))
  }
  return [context.unknown(cell?.type)]
}

/**
 * What a cell says, without its looks: for sorting and filtering.
 *
 * @param {any} cell
 * @returns {string}
 */
export function cellText(cell) {
  if (cell?.type !== 'rich_text') return String(cell?.text ?? cell?.value ?? '')
  const words = (one) =>
    one.elements ? one.elements.map(words).join(' ') : (one.text ?? one.url ?? one.name ?? '')
  return words(cell).trim()
}

/**
 * A `table` block: the first row is the head.
 *
 * @param {any} block
 * @param {DrawContext} context
 */
export function tableBlock(block, context) {
  const settings = block.column_settings ?? []
  const [head = [], ...body] = block.rows ?? []
  const look = (index) => {
    const { align, is_wrapped: wrapped } = settings[index] ?? {}
    return `align-${['center', 'right'].includes(align) ? align : 'left'}${wrapped === true ? ' wrapped' : ''}`
  }
  const row = (cells, tag) =>
    h(
      'tr',
      {},
      ...cells.map((cell, index) =>
        h(tag, { class: look(index), scope: tag === 'th' ? 'col' : null }, ...cellContent(cell, context)),
      ),
    )
  return h(
    'div',
    { class: 'table-scroll', tabindex: '0', role: 'region', 'aria-label': 'Table' },
    h(
      'table',
      { class: 'table' },
      h('thead', {}, row(head, 'th')),
      h('tbody', {}, ...body.map((cells) => row(cells, 'td'))),
    ),
  )
}
