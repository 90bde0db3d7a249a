import { h } from '../dom.js'
import { keyOf } from '../form.js'
import { change } from './act.js'

/** @import { DrawContext } from './context.js' */

const asOption = (sign) => (one) => ({ value: one.id, text: { type: 'plain_text', text: sign + one.name } })

/** What may be chosen, in its groups; those that hold an id instead of an option among them. */
const choices = {
  static_select: listed,
  multi_static_select: listed,
  users_select: people,
  multi_users_select: people,
  channels_select: channels,
  multi_channels_select: channels,
  conversations_select: channels,
  multi_conversations_select: channels,
}

/**
 * @param {any} element
 * @param {DrawContext} context
 * @returns {{ label?: any, options: readonly any[] }[]}
 */
export const groupsOf = (element, context) => choices[element.type](element, context)

/** True: an element of this type holds ids, not options. @param {any} element */
export const holdsIds = (element) => !/static|external/.test(element.type)

function listed(element) {
  return element.option_groups ?? [{ options: element.options ?? [] }]
}

function people(_, context) {
  return [{ options: context.people.map(asOption('')) }]
}

function channels(_, context) {
  return [{ options: context.channels.filter((one) => one.kind === 'channel').map(asOption('#')) }]
}

/**
 * A select that offers all it has: the browser's own.
 *
 * @param {any} element
 * @param {DrawContext} context
 * @param {string} blockId
 * @param {string} [label]
 */
export function select(element, context, blockId, label) {
  const options = groupsOf(element, context).flatMap((group) => group.options ?? [])
  const node = selectNode(element, context, blockId, label)
  const show = () => {
    const held = context.form.read(blockId, element)
    node.value = held?.value ?? held ?? ''
  }
  const changed = async () => {
    const option = options.find((one) => one.value === node.value) ?? null
    const held = option && holdsIds(element) ? option.value : option
    if (!(await change(node, element, context, blockId, held))) show()
  }
  show()
  node.addEventListener('change', () => void changed())
  return h('span', { class: 'select' }, node)
}

function selectNode(element, context, blockId, label) {
  const placeholder = element.placeholder?.text ?? 'Choose…'
  const node = h(
    'select',
    {
      class: 'field-control',
      'aria-label': label ?? placeholder,
      'data-action': keyOf(blockId, element),
      'data-field': true,
    },
    h('option', { value: '', disabled: !context.inInput }, placeholder),
  )
  for (const group of groupsOf(element, context)) {
    const made = (group.options ?? []).map((one) => h('option', { value: one.value }, one.text.text))
    if (group.label) node.append(h('optgroup', { label: group.label.text }, ...made))
    else node.append(...made)
  }
  return node
}
