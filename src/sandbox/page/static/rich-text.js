import { h, outLink } from './dom.js'
import { slackDate } from './dates.js'
import { emoji, withEmoji } from './emoji.js'
import { withLines } from './inline.js'
import { broadcast } from './mrkdwn.js'

/** @import { DrawContext } from './blocks/context.js' */

const tags = { bold: 'strong', italic: 'em', strike: 's', underline: 'u' }

/**
 * A rich_text block as nodes.
 *
 * @param {{ elements?: readonly any[] }} block
 * @param {DrawContext} context
 */
export function richText(block, context) {
  return h('div', { class: 'rich-text' }, ...(block.elements ?? []).map((element) => part(element, context)))
}

function part(element, context) {
  const inside = () => (element.elements ?? []).map((piece) => inline(piece, context))
  if (element.type === 'rich_text_section') return h('div', { class: 'rich-section' }, ...inside())
  if (element.type === 'rich_text_quote') return h('blockquote', { class: 'quote' }, ...inside())
  if (element.type === 'rich_text_preformatted') {
    return h(
      'pre',
      { class: 'pre', tabindex: '0' },
      ...(element.elements ?? []).map((piece) => preformatted(piece)),
    )
  }
  if (element.type === 'rich_text_list') return list(element, context)
  return context.unknown(element.type)
}

const preformatted = (piece) =>
  piece.type === 'link' ? outLink(piece.url, piece.text ?? piece.url) : (piece.text ?? '')

function list(element, context) {
  const ordered = element.style === 'ordered'
  const indent = Math.min(8, Math.max(0, Number(element.indent) || 0))
  const items = (element.elements ?? []).map((item) => h('li', {}, part(item, context)))
  const border = element.border ? ' bordered' : ''
  const made = h(
    ordered ? 'ol' : 'ul',
    { class: `list indent-${indent} level-${indent % 3}${border}` },
    ...items,
  )
  if (ordered && element.offset) made.setAttribute('start', String(Number(element.offset) + 1))
  return made
}

/** One element of a section, with its style around it. */
function inline(piece, context) {
  const style = piece.style ?? {}
  let node = content(piece, context, style.code === true)
  for (const [name, tag] of Object.entries(tags)) if (style[name] === true) node = h(tag, {}, node)
  return node
}

const makers = {
  text: (piece, context, code) =>
    code
      ? h('code', { class: 'code' }, String(piece.text ?? ''))
      : h('span', {}, ...withLines(String(piece.text ?? ''), (line) => withEmoji(line, false))),
  link: (piece, context, code) => {
    const label = piece.text ?? piece.url
    return outLink(piece.url, code ? h('code', { class: 'code' }, label) : label)
  },
  user: (piece, context) => context.user(piece.user_id, null),
  channel: (piece, context) => context.channel(piece.channel_id, null),
  emoji: (piece) => emoji(piece.name, piece.unicode) ?? h('span', {}, `:${piece.name}:`),
  broadcast: (piece) => broadcast(piece.range),
  usergroup: (piece, context) => h('span', { class: 'mention' }, `@${context.group(piece.usergroup_id)}`),
  team: (piece) => h('span', { class: 'mention' }, `@${piece.team_id}`),
  date: (piece) => {
    const text = slackDate(Number(piece.timestamp), String(piece.format ?? '')) ?? piece.fallback ?? ''
    return piece.url ? outLink(piece.url, text) : h('time', { class: 'date' }, text)
  },
  color: (piece) => {
    const swatch = h('span', { class: 'swatch', 'aria-hidden': 'true' })
    swatch.style.backgroundColor = String(piece.value)
    return h('span', { class: 'colour' }, h('code', { class: 'code' }, String(piece.value)), swatch)
  },
}

function content(piece, context, code) {
  const make = Object.hasOwn(makers, piece.type) ? makers[piece.type] : null
  return make ? make(piece, context, code) : context.unknown(piece.type)
}
