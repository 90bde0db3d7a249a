import {
  all,
  boolean,
  exactlyOne,
  isRecord,
  list,
  literal,
  object,
  pattern,
  rule,
  string,
  typed,
  type Check,
} from './schema.ts'

/** Composition objects: https://docs.slack.dev/reference/block-kit/composition-objects */

export const id = string({ max: 255 })
export const url = all(string({ max: 3000 }), (value, pointer, { report }) => {
  if (typeof value === 'string' && value !== '' && !URL.canParse(value)) report('invalid url', pointer)
})
export const date = pattern(/^\d{4}-\d{2}-\d{2}$/, 'must be a date of the form YYYY-MM-DD')
export const time = pattern(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time of the form HH:mm')

const type = (name: string): { type: Check } => ({ type: literal(name) })

export function plainText(max: number): Check {
  return typed({
    plain_text: object({
      required: { ...type('plain_text'), text: string({ max }) },
      optional: { emoji: boolean },
    }),
  })
}

export function anyText(max: number): Check {
  return typed({ plain_text: plainText(max), mrkdwn: mrkdwn(max) })
}

export function mrkdwn(max: number): Check {
  return typed({
    mrkdwn: object({
      required: { ...type('mrkdwn'), text: string({ max }) },
      optional: { verbatim: boolean },
    }),
  })
}

/** value 150 by the documentation; the SDK's comment of 75 is stale. */
function optionOf(text: Check): Check {
  return object({
    required: { text, value: string({ max: 150 }) },
    optional: { description: plainText(75), url },
  })
}

export const option = optionOf(plainText(75))
/** Checkboxes and radio buttons also take mrkdwn. */
export const richOption = object({
  required: { text: anyText(75), value: string({ max: 150 }) },
  optional: { description: anyText(75) },
})

export const optionGroup = object({
  required: { label: plainText(75), options: list(option, { max: 100 }) },
})

export const confirm = object({
  required: { text: anyText(300) },
  optional: {
    title: plainText(100),
    confirm: plainText(30),
    deny: plainText(30),
    style: literal('primary', 'danger'),
  },
})

export const dispatchActionConfig = object({
  optional: { trigger_actions_on: list(literal('on_enter_pressed', 'on_character_entered')) },
})

export const conversationFilter = all(
  object({
    optional: {
      include: list(literal('im', 'mpim', 'private', 'public')),
      exclude_external_shared_channels: boolean,
      exclude_bot_users: boolean,
    },
  }),
  rule((filter) => (Object.keys(filter).length === 0 ? 'must not be empty' : undefined)),
)

export const slackFile = all(object({ optional: { id: string(), url } }), exactlyOne('id', 'url'))

/** The initial option must be one of the options, word for word. */
export function initialAmongOptions(name: 'initial_option' | 'initial_options'): Check {
  return rule((element) => {
    const initial = element[name]
    if (initial === undefined) return undefined
    const known = new Set(optionsOf(element).map((one) => JSON.stringify(one)))
    const given: readonly unknown[] = Array.isArray(initial) ? initial : [initial]
    return given.every((one) => known.has(JSON.stringify(one)))
      ? undefined
      : `${name} must be among the options`
  })
}

/** All options of a select, groups unfolded. */
export function optionsOf(element: Record<string, unknown>): readonly unknown[] {
  const options: unknown = element.options
  if (Array.isArray(options)) return options
  const groups: unknown = element.option_groups
  if (!Array.isArray(groups)) return []
  return groups.flatMap((group: unknown): unknown[] =>
    isRecord(group) && Array.isArray(group.options) ? group.options : [],
  )
}
