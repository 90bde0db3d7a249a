/** @import { StateValues } from '../protocol.ts' */

/**
 * What each kind of element holds: the name it has in Slack's `state.values`, where it starts, and what stands for
 * nothing. https://docs.slack.dev/reference/views#state
 */
const kinds = {
  channels_select: ['selected_channel', 'initial_channel', null],
  checkboxes: ['selected_options', 'initial_options', []],
  conversations_select: ['selected_conversation', 'initial_conversation', null],
  datepicker: ['selected_date', 'initial_date', null],
  datetimepicker: ['selected_date_time', 'initial_date_time', null],
  email_text_input: ['value', 'initial_value', null],
  external_select: ['selected_option', 'initial_option', null],
  file_input: ['files', '', []],
  multi_channels_select: ['selected_channels', 'initial_channels', []],
  multi_conversations_select: ['selected_conversations', 'initial_conversations', []],
  multi_external_select: ['selected_options', 'initial_options', []],
  multi_static_select: ['selected_options', 'initial_options', []],
  multi_users_select: ['selected_users', 'initial_users', []],
  number_input: ['value', 'initial_value', null],
  plain_text_input: ['value', 'initial_value', null],
  radio_buttons: ['selected_option', 'initial_option', null],
  rich_text_input: ['rich_text_value', 'initial_value', null],
  static_select: ['selected_option', 'initial_option', null],
  timepicker: ['selected_time', 'initial_time', null],
  url_text_input: ['value', 'initial_value', null],
  users_select: ['selected_user', 'initial_user', null],
}

/** A block's id, or what stands for it where the app gave none. @param {any} block @param {number} index */
export const blockIdOf = (block, index) => String(block?.block_id ?? `block-${index}`)

/** What tells an element from all others around it; it is also the `data-action` of its control. */
export const keyOf = (blockId, element) => `${blockId} ${element.action_id}`

/**
 * What the elements of a message, of Home or of a modal hold. It outlives the nodes: what was typed is still there
 * when the blocks around it are drawn anew.
 */
export class Form {
  #sticky
  /** @type {Map<string, { blockId: string, element: any, held: unknown }>} */
  #kept = new Map()
  /** Told the block_id when something in it was changed. @type {(blockId: string) => void} */
  onChange = () => {}

  /**
   * @param {boolean} sticky true, as in Slack's views: what an element holds is kept as long as its block_id and
   *   action_id are there, whatever it would start with now. False, for messages: only while it stays the same.
   */
  constructor(sticky) {
    this.#sticky = sticky
  }

  /** Takes the blocks that are there from now on. @param {readonly any[]} blocks */
  settle(blocks) {
    const before = this.#kept
    this.#kept = new Map()
    for (const { blockId, element } of statefulIn(blocks)) {
      const key = keyOf(blockId, element)
      const old = before.get(key)
      const keeps = old && this.#keeps(old.element, element) && isOffered(old.held, element)
      this.#kept.set(key, { blockId, element, held: keeps ? old.held : startOf(element) })
    }
  }

  #keeps(before, now) {
    return before.type === now.type && (this.#sticky || JSON.stringify(before) === JSON.stringify(now))
  }

  /** What an element holds, without its name. @param {string} blockId @param {any} element */
  read(blockId, element) {
    const kept = this.#kept.get(keyOf(blockId, element))
    return kept ? kept.held : startOf(element)
  }

  /** @param {string} blockId @param {any} element @param {unknown} held */
  write(blockId, element, held) {
    this.#kept.set(keyOf(blockId, element), { blockId, element, held })
    this.onChange(blockId)
  }

  /** @returns {StateValues} as Slack sends them */
  values() {
    const values = {}
    for (const { blockId, element, held } of this.#kept.values()) {
      values[blockId] ??= {}
      values[blockId][element.action_id] = { type: element.type, ...sent(element, held) }
    }
    return values
  }
}

/**
 * What an element holds under the name Slack has for it, e.g. `{ selected_date: '2026-01-31' }`.
 *
 * @param {any} element
 * @param {unknown} held
 */
export function sent(element, held) {
  const [name] = kinds[element.type]
  // Slack leaves an empty rich text out.
  return element.type === 'rich_text_input' && held === null ? {} : { [name]: held }
}

function startOf(element) {
  const [, initial, nothing] = kinds[element.type] ?? ['', '', null]
  return element[initial] ?? nothing
}

/** A choice that is no longer among the listed ones is not kept. */
function isOffered(held, element) {
  const listed = element.options ?? element.option_groups?.flatMap((group) => group.options ?? [])
  if (!listed || held === null) return true
  return [held].flat().every((one) => listed.some((option) => option.value === one.value))
}

/** The elements that hold something, each with the block it is in. @param {readonly any[]} blocks */
function statefulIn(blocks) {
  return blocks.flatMap((block, index) => {
    const elements = [block?.element, block?.accessory, ...(block?.elements ?? [])]
    const own = elements
      .filter((element) => Object.hasOwn(kinds, element?.type ?? ''))
      .map((element) => ({ blockId: blockIdOf(block, index), element }))
    return [...own, ...statefulIn(block?.child_blocks ?? [])]
  })
}
