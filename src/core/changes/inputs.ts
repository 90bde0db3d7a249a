import type { AnyBlock, InputBlock } from '@slack/types'
import { option, pick } from '../../blocks/pick.ts'
import { line } from '../../blocks/text.ts'
import { inWords, type Field, type Value } from './fields.ts'

/** The action of every field that is not chosen by letters: those say in theirs what they choose from. */
const VALUE = 'value'
const PREFIX = 'field'
export const REASON = 'reason'
/** Slack takes so many characters in an input: https://docs.slack.dev/reference/block-kit/block-elements/plain-text-input-element */
const LONGEST = 3000

/** What was typed or chosen, as text, by the keys of its fields. */
export type Typed = Readonly<Record<string, string>>

/**
 * The block id of a field. Slack keeps what was typed under a block id, so a field whose choices depend on another has
 * that in its id: with another offer there is another field.
 */
export function blockId(field: Field): string {
  const of = field.as === 'pick' && field.offer !== undefined ? [field.offer] : []
  return [PREFIX, field.name, ...of].join(':')
}

/** What stands after the prefix in a field's block id: its name, and for a field of one offer the offer. */
export function keyOf(block: string): string | undefined {
  const [prefix, ...key] = block.split(':')
  return prefix === PREFIX ? key.join(':') : undefined
}

/** What was typed into a field, or said to it by its name; what was chosen for another offer is not for this one. */
export function typedInto(field: Field, typed: Typed): string | undefined {
  return typed[keyOf(blockId(field)) ?? field.name] ?? typed[field.name]
}

/**
 * A field as an input of a form.
 * @param called what the chosen thing is called
 * @param dispatches whether choosing it changes the form
 */
export function inputBlock(field: Field, value: Value, called?: string, dispatches = false): InputBlock {
  return {
    type: 'input',
    block_id: blockId(field),
    optional: field.optional ?? false,
    label: { type: 'plain_text', text: line(field.label, 2000) },
    ...(field.hint ? { hint: { type: 'plain_text', text: line(field.hint, 2000) } } : {}),
    ...(dispatches ? { dispatch_action: true } : {}),
    element: element(field, value, called),
  }
}

function element(field: Field, value: Value, called?: string): InputBlock['element'] {
  const typed = value === null ? {} : { initial_value: asTyped(field, value).slice(0, LONGEST) }
  switch (field.as) {
    case 'pick': {
      const { kind, offer } = field
      const chosen =
        value === null ? undefined : { value: String(value), text: inWords(field, value, called) }
      return pick({ kind, offer, placeholder: 'Name or id …', chosen })
    }
    case 'choice': {
      const options = field.choices.map((choice) => option(choice.label, choice.value))
      const initial = options.find((each) => each.value === value)
      return { type: 'static_select', action_id: VALUE, options, ...(initial && { initial_option: initial }) }
    }
    case 'day':
      return {
        type: 'datepicker',
        action_id: VALUE,
        ...(value === null ? {} : { initial_date: String(value) }),
      }
    case 'text':
      return {
        type: 'plain_text_input',
        action_id: VALUE,
        // What CAKE has may be longer than what it takes; it has to fit in all the same.
        max_length: Math.min(Math.max(field.max, String(value ?? '').length), LONGEST),
        ...(field.long ? { multiline: true } : {}),
        ...typed,
      }
    case 'money':
    case 'url':
    case 'whole':
      return { type: 'plain_text_input', action_id: VALUE, ...typed }
  }
}

/** A value as people would type it: `18.50`. */
function asTyped(field: Field, value: string | number): string {
  const isCents = field.as === 'money' && typeof value === 'number' && Number.isInteger(value * 10)
  return isCents && !Number.isInteger(value) ? value.toFixed(2) : String(value)
}

/** Why somebody asks for it, for those who judge it and for the record. */
export function reasonBlock(reason: string | null): AnyBlock {
  const field: Field = { name: REASON, label: 'Reason', as: 'text', max: 500, long: true }
  return inputBlock(field, reason)
}

/** What Slack sends of a form's inputs: https://docs.slack.dev/reference/interaction-payloads/view-interactions-payload */
export type ViewValues = Readonly<
  Record<
    string,
    Readonly<
      Record<
        string,
        {
          readonly value?: string | null
          readonly selected_option?: { readonly value?: string } | null
          readonly selected_date?: string | null
          readonly selected_users?: readonly string[] | null
          readonly selected_options?: readonly { readonly value?: string }[] | null
          readonly selected_conversation?: string | null
          readonly selected_conversations?: readonly string[] | null
          readonly selected_time?: string | null
        }
      >
    >
  >
>

type Input = ViewValues[string][string]

/** What stands in a form's fields, as text by the fields' keys. */
export function typedIn(values: ViewValues): Record<string, string> {
  const typed: Record<string, string> = {}
  for (const [block, actions] of Object.entries(values)) {
    const key = keyOf(block)
    const [input] = Object.values(actions)
    const text = textIn(input)
    if (key !== undefined && text !== undefined) typed[key] = text
  }
  return typed
}

function textIn(input: Input | undefined): string | undefined {
  return input?.value ?? input?.selected_option?.value ?? input?.selected_date ?? undefined
}

/**
 * What stands in all inputs of a form. Slack may leave out what nobody has touched since the form was last changed
 * (https://github.com/slackapi/bolt-js/issues/1073): that is what it was filled with.
 */
export function standingIn(blocks: readonly AnyBlock[], values: ViewValues): ViewValues {
  const filled = blocks.flatMap((block) => {
    if (block.type !== 'input' || !('element' in block) || block.block_id === undefined) return []
    const filled = block.element as Filled
    const input: Input = {
      value: filled.initial_value,
      selected_option: filled.initial_option,
      selected_options: filled.initial_options,
      selected_date: filled.initial_date,
      selected_time: filled.initial_time,
      selected_users: filled.initial_users,
      selected_conversation: filled.initial_conversation,
      selected_conversations: filled.initial_conversations,
    }
    return [[block.block_id, { [VALUE]: input }] as const]
  })
  return { ...Object.fromEntries(filled), ...values }
}

interface Filled {
  readonly initial_value?: string
  readonly initial_option?: Input['selected_option']
  readonly initial_options?: Input['selected_options']
  readonly initial_date?: string
  readonly initial_time?: string
  readonly initial_users?: readonly string[]
  readonly initial_conversation?: string
  readonly initial_conversations?: readonly string[]
}

/** The blocks of a form with what stands in them now, for when they have to be put up again. */
export function withTyped(blocks: readonly AnyBlock[], values: ViewValues): AnyBlock[] {
  return blocks.map((block) => {
    if (block.type !== 'input' || !('element' in block)) return block
    const [input] = Object.values(values[block.block_id ?? ''] ?? {})
    return input
      ? ({ ...block, element: { ...bare(block.element), ...initial(input, block.element) } } as InputBlock)
      : block
  })
}

function bare(element: InputBlock['element']): object {
  return Object.fromEntries(Object.entries(element).filter(([key]) => !key.startsWith('initial_')))
}

/** Slack takes as chosen only an option that is, sign for sign, one of those the element lists. */
function listed<O extends { readonly value?: string }>(chosen: O, element: object): O {
  const options = 'options' in element ? (element.options as readonly O[]) : []
  return options.find(({ value }) => value === chosen.value) ?? chosen
}

function initial(input: Input, element: object): object {
  const { value, selected_option, selected_options, selected_date, selected_time } = input
  const { selected_users, selected_conversation, selected_conversations } = input
  return {
    ...(value ? { initial_value: value } : {}),
    ...(selected_option ? { initial_option: listed(selected_option, element) } : {}),
    ...(selected_date ? { initial_date: selected_date } : {}),
    ...(selected_time ? { initial_time: selected_time } : {}),
    ...(selected_users?.length ? { initial_users: selected_users } : {}),
    ...(selected_options?.length
      ? { initial_options: selected_options.map((one) => listed(one, element)) }
      : {}),
    ...(selected_conversation ? { initial_conversation: selected_conversation } : {}),
    ...(selected_conversations?.length ? { initial_conversations: selected_conversations } : {}),
  }
}
