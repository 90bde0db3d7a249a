import { h } from '../dom.js'
import { act } from './act.js'

/** @import { DrawContext } from './context.js' */

/**
 * How each kind of select names its choices, and how it sends the one chosen. `option` sends the whole option,
 * the others an id.
 */
const kinds = {
  static_select: { key: 'selected_option', initial: 'initial_option', choices: (element) => element.options },
  external_select: {
    key: 'selected_option',
    initial: 'initial_option',
    choices: (element) => [element.initial_option],
  },
  users_select: {
    key: 'selected_user',
    initial: 'initial_user',
    choices: (_, context) => context.people.map(asOption('')),
  },
  channels_select: { key: 'selected_channel', initial: 'initial_channel', choices: channelOptions },
  conversations_select: {
    key: 'selected_conversation',
    initial: 'initial_conversation',
    choices: channelOptions,
  },
  multi_static_select: {
    key: 'selected_options',
    initial: 'initial_options',
    choices: (element) => element.options,
  },
  multi_users_select: {
    key: 'selected_users',
    initial: 'initial_users',
    choices: (_, context) => context.people.map(asOption('')),
  },
  multi_channels_select: { key: 'selected_channels', initial: 'initial_channels', choices: channelOptions },
  multi_conversations_select: {
    key: 'selected_conversations',
    initial: 'initial_conversations',
    choices: channelOptions,
  },
}

const asOption = (sign) => (one) => ({ value: one.id, text: { type: 'plain_text', text: sign + one.name } })

function channelOptions(_, context) {
  return context.channels.filter((one) => one.kind === 'channel').map(asOption('#'))
}

/** @param {any} element @param {DrawContext} context @param {string} blockId @param {string} [label] */
export function select(element, context, blockId, label) {
  const kind = kinds[element.type]
  const { node, options } = selectNode(element, context, blockId, label)
  const initial = valueOf(element[kind.initial])
  node.value = initial
  let shown = initial
  const send = async () => {
    const option = options.find((one) => one.value === node.value)
    const sent = kind.key === 'selected_option' ? option : node.value
    const done = await act(node, element, context, blockId, { type: element.type, [kind.key]: sent })
    if (done) shown = node.value
    else node.value = shown
  }
  node.addEventListener('change', () => void send())
  return h('span', { class: 'select' }, node)
}

/** @param {any} element @param {DrawContext} context @param {string} blockId @param {string} [label] */
export function multiSelect(element, context, blockId, label) {
  const kind = kinds[element.type]
  const { node, options } = selectNode(element, context, blockId, label)
  node.multiple = true
  const initial = (element[kind.initial] ?? []).map(valueOf)
  for (const option of node.options) option.selected = initial.includes(option.value)
  const send = async () => {
    const values = [...node.selectedOptions].map((one) => one.value)
    const sent =
      kind.key === 'selected_options' ? options.filter((one) => values.includes(one.value)) : values
    await act(node, element, context, blockId, { type: element.type, [kind.key]: sent })
  }
  node.addEventListener('change', () => void send())
  return h('span', { class: 'select select-multiple' }, node)
}

const valueOf = (initial) => (typeof initial === 'object' ? initial.value : initial) ?? ''

function selectNode(element, context, blockId, label) {
  const groups = element.option_groups ?? [{ options: kinds[element.type].choices(element, context) }]
  const options = groups.flatMap((group) => group.options ?? []).filter(Boolean)
  const placeholder = element.placeholder?.text ?? 'Choose…'
  const node = h('select', {
    class: 'field-control',
    'aria-label': label ?? placeholder,
    'data-action': `${blockId} ${element.action_id}`,
  })
  if (!element.type.startsWith('multi_'))
    node.append(h('option', { value: '', disabled: true, selected: true }, placeholder))
  for (const group of groups) {
    const made = (group.options ?? [])
      .filter(Boolean)
      .map((one) => h('option', { value: one.value }, one.text.text))
    if (group.label) node.append(h('optgroup', { label: group.label.text }, ...made))
    else node.append(...made)
  }
  return { node, options }
}
