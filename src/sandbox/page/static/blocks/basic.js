import { h } from '../dom.js'
import { icon } from '../icons.js'
import { markdown } from '../markdown.js'
import { drawElement } from './elements.js'
import { picture, text } from './text.js'

/** @import { DrawContext } from './context.js' */

/** @param {any} block @param {DrawContext} context */
export function headerBlock(block, context) {
  const level = [1, 2, 3, 4].includes(block.level) ? block.level : 1
  return h(`h${level + 2}`, { class: `heading heading-${level}` }, ...text(block.text, context))
}

/** @param {any} block @param {DrawContext} context */
export function sectionBlock(block, context) {
  const fields = (block.fields ?? []).map((field) => h('div', { class: 'field' }, ...text(field, context)))
  const body = h(
    'div',
    { class: 'section-body' },
    block.text ? h('div', { class: 'text' }, ...text(block.text, context)) : null,
    fields.length > 0 ? h('div', { class: 'fields' }, ...fields) : null,
  )
  if (!block.accessory) return body
  const accessory =
    block.accessory.type === 'image'
      ? picture(block.accessory, 'accessory-image')
      : drawElement(block.accessory, context, block.block_id)
  return h('div', { class: 'section' }, body, h('div', { class: 'accessory' }, accessory))
}

/** @param {any} block @param {DrawContext} context */
export function contextBlock(block, context) {
  const element = (one) =>
    one.type === 'image'
      ? picture(one, 'context-image')
      : h('span', { class: 'context-text' }, ...text(one, context))
  return h('div', { class: 'context' }, ...(block.elements ?? []).map(element))
}

export function dividerBlock() {
  return h('hr', { class: 'divider' })
}

/** @param {any} block @param {DrawContext} context */
export function imageBlock(block, context) {
  return h(
    'figure',
    { class: 'image' },
    block.title ? h('figcaption', {}, ...text(block.title, context)) : null,
    picture(block, 'image-picture'),
  )
}

/** @param {any} block */
export function markdownBlock(block) {
  return h('div', { class: 'markdown' }, markdown(String(block.text)))
}

const alertIcons = { default: 'info', info: 'info', warning: 'alert', error: 'error', success: 'success' }
const alertWords = { default: 'Note', info: 'Info', warning: 'Warning', error: 'Error', success: 'Done' }

/** @param {any} block @param {DrawContext} context */
export function alertBlock(block, context) {
  const level = Object.hasOwn(alertIcons, block.level ?? '') ? block.level : 'default'
  return h(
    'div',
    { class: `alert alert-${level}`, role: 'note', 'aria-label': alertWords[level] },
    icon(alertIcons[level]),
    h('div', {}, ...text(block.text, context)),
  )
}
