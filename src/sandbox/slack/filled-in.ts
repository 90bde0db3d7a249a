import type { AnyBlock } from '@slack/types'
import type { StateValues } from '../page/protocol.ts'
import { elementsOf } from './interactive.ts'

type Element = Record<string, unknown>

/**
 * What Slack itself says under the inputs of a form, by block_id, before it sends the form to the app.
 * Limits: https://docs.slack.dev/reference/block-kit/block-elements
 */
export function missingIn(blocks: readonly AnyBlock[], values: StateValues): Record<string, string> {
  const errors: Record<string, string> = {}
  for (const { block_id, element, input } of elementsOf(blocks)) {
    if (input === undefined) continue
    const value = contentOf(values[block_id]?.[String(element.action_id)])
    const problem = isEmpty(value)
      ? input === 'required' && 'Please complete this required field.'
      : problemWith(element, value)
    if (problem) errors[block_id] = problem
  }
  return errors
}

/** What stands in it, whatever the kind of the element calls it. */
function contentOf(state: Element | undefined): unknown {
  if (state === undefined) return null
  const { type: _type, ...chosen } = state
  return Object.values(chosen)[0] ?? null
}

function isEmpty(value: unknown): boolean {
  return value === null || value === '' || (Array.isArray(value) && value.length === 0)
}

function problemWith(element: Element, value: unknown): string | undefined {
  if (Array.isArray(value)) {
    const max = Number(element.max_selected_items ?? Infinity)
    return value.length > max ? `Choose no more than ${max}.` : undefined
  }
  if (typeof value !== 'string') return undefined
  return checks[String(element.type)]?.(element, value)
}

const checks: Readonly<Record<string, (element: Element, value: string) => string | undefined>> = {
  plain_text_input: ({ min_length: min = 0, max_length: max = 3000 }, { length }) => {
    if (length < Number(min)) return `This must be at least ${Number(min)} characters.`
    return length > Number(max) ? `This must be no more than ${Number(max)} characters.` : undefined
  },
  number_input: (element, value) => {
    const form = element.is_decimal_allowed === true ? /^-?\d+(\.\d+)?$/ : /^-?\d+$/
    if (!form.test(value)) return 'Please enter a valid number.'
    const { min_value: min = -Infinity, max_value: max = Infinity } = element
    if (Number(value) < Number(min)) return `This must be at least ${Number(min)}.`
    return Number(value) > Number(max) ? `This must be no more than ${Number(max)}.` : undefined
  },
  email_text_input: (_element, value) =>
    /^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(value) ? undefined : 'Please enter a valid email address.',
  url_text_input: (_element, value) =>
    /^https?:\/\//.test(value) && URL.canParse(value) ? undefined : 'Please enter a valid URL.',
}
