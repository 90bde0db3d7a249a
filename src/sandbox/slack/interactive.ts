import type { AnyBlock } from '@slack/types'
import { isRecord } from './block-kit/schema.ts'
import { optionsOf } from './block-kit/objects.ts'

type Element = Record<string, unknown>

/** Slack gives every block an id, and every interactive element an action id, where the app gave none. */
export function nameBlocks(blocks: readonly AnyBlock[], newId: (prefix: string) => string): AnyBlock[] {
  return blocks.map((block) => {
    const named: AnyBlock & Element = { block_id: newId(''), ...block }
    const nameElement = (element: unknown): unknown =>
      isRecord(element) && element.type !== 'image' && named.type !== 'context'
        ? { action_id: newId(''), ...element }
        : element
    if (named.type === 'actions' && Array.isArray(named.elements))
      named.elements = named.elements.map(nameElement)
    if (isRecord(named.accessory)) named.accessory = nameElement(named.accessory)
    if (isRecord(named.element)) named.element = nameElement(named.element)
    if (Array.isArray(named.child_blocks)) named.child_blocks = nameBlocks(named.child_blocks, newId)
    return named
  })
}

/** All interactive elements in these blocks, with the block they are in. */
export function elementsOf(blocks: readonly unknown[]): { block_id: string; element: Element }[] {
  return blocks.flatMap((block) => {
    if (!isRecord(block)) return []
    const block_id = String(block.block_id)
    const inside = [block.elements, block.actions].flatMap((one) => (Array.isArray(one) ? one : []))
    const own = [...inside, block.accessory, block.element]
      .filter(isRecord)
      .filter((element) => typeof element.action_id === 'string')
      .map((element) => ({ block_id, element }))
    return [...own, ...(Array.isArray(block.child_blocks) ? elementsOf(block.child_blocks) : [])]
  })
}

/** What is chosen in an element, by the field that Slack says it in. */
const chosenField: Readonly<Record<string, { readonly field: string; readonly initial: string }>> = {
  static_select: { field: 'selected_option', initial: 'initial_option' },
  external_select: { field: 'selected_option', initial: 'initial_option' },
  overflow: { field: 'selected_option', initial: '' },
  radio_buttons: { field: 'selected_option', initial: 'initial_option' },
  checkboxes: { field: 'selected_options', initial: 'initial_options' },
  multi_static_select: { field: 'selected_options', initial: 'initial_options' },
  multi_external_select: { field: 'selected_options', initial: 'initial_options' },
  users_select: { field: 'selected_user', initial: 'initial_user' },
  multi_users_select: { field: 'selected_users', initial: 'initial_users' },
  conversations_select: { field: 'selected_conversation', initial: 'initial_conversation' },
  multi_conversations_select: { field: 'selected_conversations', initial: 'initial_conversations' },
  channels_select: { field: 'selected_channel', initial: 'initial_channel' },
  multi_channels_select: { field: 'selected_channels', initial: 'initial_channels' },
  datepicker: { field: 'selected_date', initial: 'initial_date' },
  timepicker: { field: 'selected_time', initial: 'initial_time' },
  datetimepicker: { field: 'selected_date_time', initial: 'initial_date_time' },
  plain_text_input: { field: 'value', initial: 'initial_value' },
}

const withListedOptions = new Set([
  'static_select',
  'overflow',
  'radio_buttons',
  'checkboxes',
  'multi_static_select',
])

/**
 * The action as Slack reports it: what the element says, never the browser (a button's `value` is the message's),
 * and of the browser only what was chosen. Gives a sentence when the choice is not one the element offers.
 */
export function actionOf(
  element: Element,
  block_id: string,
  given: Element,
): { action: Element } | { error: string } {
  const type = String(element.type)
  const base: Element = { type, action_id: element.action_id, block_id }
  for (const name of ['text', 'value', 'url', 'style', 'confirm', 'placeholder'])
    if (element[name] !== undefined) base[name] = element[name]
  const chosen = chosenField[type]
  if (chosen === undefined) return { action: base }
  const choice = given[chosen.field]
  if (withListedOptions.has(type) && !isOffered(element, choice))
    return { error: `That is not among the choices.` }
  if (element[chosen.initial] !== undefined) base[chosen.initial] = element[chosen.initial]
  return { action: { ...base, [chosen.field]: choice ?? null } }
}

function isOffered(element: Element, choice: unknown): boolean {
  const values = new Set(optionsOf(element).map(valueOf))
  const given: readonly unknown[] = Array.isArray(choice) ? choice : choice ? [choice] : []
  return given.every((one) => values.has(valueOf(one)))
}

function valueOf(option: unknown): unknown {
  return isRecord(option) ? option.value : undefined
}

/** `state.values`: what every chooser in these blocks stands at, earlier choices of this person counted. */
export function stateOf(blocks: readonly unknown[], earlier: readonly Element[]): Record<string, Element> {
  const values: Record<string, Element> = {}
  for (const { block_id, element } of elementsOf(blocks)) {
    const type = String(element.type)
    const chosen = chosenField[type]
    if (chosen === undefined || type === 'overflow') continue
    const last = earlier.findLast((one) => one.action_id === element.action_id && one.block_id === block_id)
    const at: unknown = last ? last[chosen.field] : element[chosen.initial]
    const inBlock = (values[block_id] ??= {})
    inBlock[String(element.action_id)] = {
      type,
      [chosen.field]: at ?? (chosen.field.endsWith('s') ? [] : null),
    }
  }
  return values
}
