import type { AnyBlock } from '@slack/types'
import type { StateValues } from '../page/protocol.ts'
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

/** An interactive element, and the block it is in. */
export interface PlacedElement {
  readonly block_id: string
  readonly element: Element
  /** Does using it tell the app? An input tells nobody before it is submitted, unless it has `dispatch_action`. */
  readonly dispatches: boolean
  /** Is it the element of an input block, and must it be filled in? */
  readonly input: 'required' | 'optional' | undefined
}

/** All interactive elements in these blocks, with the block they are in. */
export function elementsOf(blocks: readonly unknown[]): PlacedElement[] {
  return blocks.flatMap((block) => {
    if (!isRecord(block)) return []
    const isInput = block.type === 'input'
    const about = {
      block_id: String(block.block_id),
      dispatches: !isInput || block.dispatch_action === true,
      input: isInput ? (block.optional === true ? ('optional' as const) : ('required' as const)) : undefined,
    }
    const inside = [block.elements, block.actions].flatMap((one) => (Array.isArray(one) ? one : []))
    const own = [...inside, block.accessory, block.element]
      .filter(isRecord)
      .filter((element) => typeof element.action_id === 'string')
      .map((element) => ({ ...about, element }))
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
  number_input: { field: 'value', initial: 'initial_value' },
  email_text_input: { field: 'value', initial: 'initial_value' },
  url_text_input: { field: 'value', initial: 'initial_value' },
  rich_text_input: { field: 'rich_text_value', initial: 'initial_value' },
  file_input: { field: 'files', initial: '' },
}

const withListedOptions = new Set([
  'static_select',
  'overflow',
  'radio_buttons',
  'checkboxes',
  'multi_static_select',
])

/** What stands in this element by what is said of it: nothing is null or []; undefined: it does not say. */
function chosenIn(element: Element, said: Element | undefined): unknown {
  const chosen = chosenField[String(element.type)]
  if (chosen === undefined || said === undefined || said.type !== element.type) return undefined
  const value = offered(element, said[chosen.field])
  if (value === NOT_OFFERED) return undefined
  return value === undefined || value === '' ? null : value
}

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
  const choice = offered(element, given[chosen.field])
  if (choice === NOT_OFFERED) return { error: `That is not among the choices.` }
  if (element[chosen.initial] !== undefined) base[chosen.initial] = element[chosen.initial]
  return { action: { ...base, [chosen.field]: choice ?? null } }
}

/** The one value that using an element adds to what is held of its surroundings. */
export function valueOfAction(action: Element): StateValues {
  const type = String(action.type)
  const chosen = chosenField[type]
  if (chosen === undefined || type === 'overflow') return {}
  return {
    [String(action.block_id)]: { [String(action.action_id)]: { type, [chosen.field]: action[chosen.field] } },
  }
}

const NOT_OFFERED = Symbol('not offered')

/** The element's own words for what was chosen, where it lists its choices. */
function offered(element: Element, choice: unknown): unknown {
  if (!withListedOptions.has(String(element.type)) || !choice) return choice
  const options = new Map(optionsOf(element).map((option) => [valueOf(option), option]))
  const given: readonly unknown[] = Array.isArray(choice) ? choice : [choice]
  const found = given.map((one) => options.get(valueOf(one)))
  if (found.includes(undefined)) return NOT_OFFERED
  return Array.isArray(choice) ? found : found[0]
}

function valueOf(option: unknown): unknown {
  return isRecord(option) ? option.value : undefined
}

/** `state.values`: where everything one can choose or type into stands, by what is held or else initially. */
export function stateOf(blocks: readonly unknown[], held: StateValues): StateValues {
  const values: Record<string, Record<string, StateValues[string][string]>> = {}
  for (const { block_id, element } of elementsOf(blocks)) {
    const type = String(element.type)
    const chosen = chosenField[type]
    if (chosen === undefined || type === 'overflow') continue
    const action_id = String(element.action_id)
    const at = chosenIn(element, own(own(held, block_id) ?? {}, action_id))
    const stands = at === undefined ? element[chosen.initial] : at
    const inBlock = (values[block_id] ??= {})
    inBlock[action_id] = { type, [chosen.field]: stands ?? (chosen.field.endsWith('s') ? [] : null) }
  }
  return values
}

function own<T>(record: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined
}
