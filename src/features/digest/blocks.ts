import type { AnyBlock, InputBlock, PlainTextOption } from '@slack/types'
import { option } from '../../blocks/pick.ts'
import { line } from '../../blocks/text.ts'
import { fieldId } from './fields.ts'

type Element = InputBlock['element']

interface Asking {
  readonly hint?: string
  readonly optional?: true
  /** Choosing it draws the form anew. */
  readonly dispatches?: true
}

/** A field of the form: its block id is what it is read by. */
export function field(
  key: readonly string[],
  label: string,
  element: Element,
  asking: Asking = {},
): AnyBlock {
  const { hint, optional = false, dispatches } = asking
  return {
    type: 'input',
    block_id: fieldId(...key),
    optional,
    label: { type: 'plain_text', text: line(label, 2000) },
    ...(hint === undefined ? {} : { hint: { type: 'plain_text', text: line(hint, 2000) } }),
    ...(dispatches ? { dispatch_action: true } : {}),
    element,
  }
}

interface Choice {
  readonly value: string
  readonly label: string
}

/** Words to choose from, by what they are called when that is they themselves. */
export function asChoices(all: readonly string[], labels: Readonly<Record<string, string>> = {}): Choice[] {
  return all.map((value) => ({
    value,
    label: labels[value] ?? value.charAt(0).toUpperCase() + value.slice(1),
  }))
}

/** One of a few. */
export function one(action_id: string, choices: readonly Choice[], chosen: string): Element {
  const options = choices.map(({ label, value }) => option(label, value))
  const initial_option = options.find(({ value }) => value === chosen)
  return { type: 'static_select', action_id, options, ...(initial_option ? { initial_option } : {}) }
}

/** Any of a few, all in sight. */
export function boxes(action_id: string, choices: readonly Choice[], chosen: readonly string[]): Element {
  return { type: 'checkboxes', action_id, ...among(choices, chosen) }
}

/** Any of many. */
export function several(action_id: string, choices: readonly Choice[], chosen: readonly string[]): Element {
  return { type: 'multi_static_select', action_id, ...among(choices, chosen) }
}

function among(choices: readonly Choice[], chosen: readonly string[]) {
  const options = choices.map(({ label, value }): PlainTextOption => option(label, value))
  const initial_options = options.filter(({ value }) => chosen.includes(value ?? ''))
  return { options, ...(initial_options.length > 0 ? { initial_options } : {}) }
}

/** A whole number; Slack itself says what is out of bounds. */
export function whole(
  action_id: string,
  value: number,
  { least, most }: { least: number; most: number },
): Element {
  return {
    type: 'number_input',
    is_decimal_allowed: false,
    action_id,
    initial_value: String(value),
    min_value: String(least),
    max_value: String(most),
  }
}

/** One thing that is so or is not. */
export function yes(action_id: string, label: string, isSo: boolean): Element {
  return boxes(action_id, [{ value: 'yes', label }], isSo ? ['yes'] : [])
}
