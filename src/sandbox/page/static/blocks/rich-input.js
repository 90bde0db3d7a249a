import { h } from '../dom.js'
import { keyOf } from '../form.js'

/** @import { DrawContext } from './context.js' */

const marks = { bold: '*', italic: '_', strike: '~', code: '`' }
const BULLET = '• '

/**
 * A field for formatted text: written with Slack's marks, sent as a rich_text block.
 *
 * @param {any} element
 * @param {DrawContext} context
 * @param {string} blockId
 * @param {string} [label]
 */
export function richInput(element, context, blockId, label) {
  const field = h('textarea', {
    class: 'field-control field-text',
    rows: Math.max(4, element.min_lines ?? 0),
    placeholder: element.placeholder?.text,
    'aria-label': label ?? element.placeholder?.text ?? 'Text',
    'data-action': keyOf(blockId, element),
    'data-field': true,
    value: written(context.form.read(blockId, element)),
  })
  field.addEventListener('input', () =>
    context.form.write(blockId, element, field.value.trim() === '' ? null : richTextOf(field.value)),
  )
  const help = h(
    'div',
    { class: 'input-hint' },
    'Write *bold*, _italic_, ~strike~, `code`, and • for a list.',
  )
  return h('div', {}, field, help)
}

/** What was written, as a rich_text block. @param {string} text */
function richTextOf(text) {
  const elements = []
  for (const line of text.split('\n')) {
    const isItem = /^\s*[•*-]\s+/.test(line)
    const type = isItem ? 'rich_text_list' : 'rich_text_section'
    const last = elements.at(-1)
    const pieces = piecesOf(isItem ? line.replace(/^\s*[•*-]\s+/, '') : line)
    if (isItem) {
      const item = { type: 'rich_text_section', elements: pieces }
      if (last?.type === type) last.elements.push(item)
      else elements.push({ type, style: 'bullet', elements: [item] })
    } else if (last?.type === type) last.elements.push({ type: 'text', text: '\n' }, ...pieces)
    else elements.push({ type, elements: pieces })
  }
  return { type: 'rich_text', elements }
}

/** A line as runs of text, each with its style; marks in marks are not read. */
function piecesOf(line) {
  const pieces = []
  const found = line.matchAll(
    /(?<![\p{L}\p{N}])([*_~`])(?=\S)(?<words>[^\n]*?\S)\1(?![\p{L}\p{N}])|https?:\/\/\S+/gu,
  )
  let from = 0
  const plain = (to) => to > from && pieces.push({ type: 'text', text: line.slice(from, to) })
  for (const match of found) {
    plain(match.index)
    from = match.index + match[0].length
    const style = Object.keys(marks).find((name) => marks[name] === match[1])
    if (style) pieces.push({ type: 'text', text: match.groups.words, style: { [style]: true } })
    else pieces.push({ type: 'link', url: match[0] })
  }
  plain(line.length)
  return pieces
}

/** A rich_text block as one would have written it. */
function written(block) {
  const piece = (one) => {
    const text = one.text ?? one.url ?? one.name ?? ''
    const style = Object.keys(marks).find((name) => one.style?.[name])
    return style ? `${marks[style]}${text}${marks[style]}` : text
  }
  const part = (one) =>
    one.type === 'rich_text_list'
      ? (one.elements ?? []).map((item) => BULLET + part(item)).join('\n')
      : (one.elements ?? []).map(piece).join('')
  return (block?.elements ?? []).map(part).join('\n')
}
