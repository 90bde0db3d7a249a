import type { Suggestions } from '../../page/protocol.ts'
import { option, optionGroup } from './objects.ts'
import { all, exactlyOne, list, object } from './schema.ts'

const answer = all(
  object({
    optional: {
      options: list(option, { min: 0, max: 100 }),
      option_groups: list(optionGroup, { min: 0, max: 100 }),
    },
  }),
  exactlyOne('options', 'option_groups'),
)

/**
 * The answer to a `block_suggestion`, or why Slack does not take it
 * (https://docs.slack.dev/reference/block-kit/block-elements/select-menu-element#external_select).
 */
export function readSuggestions(body: unknown): Suggestions | { readonly problems: readonly string[] } {
  const problems: string[] = []
  answer(body, '', {
    surface: 'modal',
    report: (problem, pointer) => problems.push(`${problem} [json-pointer:${pointer || '/'}]`),
  })
  if (problems.length > 0) return { problems }
  // Just checked, field by field.
  return { ok: true, ...(body as object) } as Suggestions
}
