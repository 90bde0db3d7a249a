import { id } from './objects.ts'
import { boolean, list, literal, number, object, string, typed, type Check, type Fields } from './schema.ts'

/** https://docs.slack.dev/reference/block-kit/blocks/rich-text-block */

const style = object({
  optional: {
    bold: boolean,
    italic: boolean,
    strike: boolean,
    underline: boolean,
    code: boolean,
    highlight: boolean,
    client_highlight: boolean,
    unlink: boolean,
  },
})

function element(type: string, required: Fields, optional: Fields = {}): Check {
  return object({ required: { type: literal(type), ...required }, optional: { style, ...optional } })
}

const text = element('text', { text: string() })
const link = element('link', { url: string({ max: 3000 }) }, { text: string(), unsafe: boolean })

const inline = typed({
  text,
  link,
  emoji: element('emoji', { name: string() }, { unicode: string(), url: string(), skin_tone: number() }),
  user: element('user', { user_id: string() }),
  usergroup: element('usergroup', { usergroup_id: string() }),
  channel: element('channel', { channel_id: string() }),
  team: element('team', { team_id: string() }),
  broadcast: element('broadcast', { range: literal('here', 'channel', 'everyone') }),
  color: element('color', { value: string() }),
  date: element(
    'date',
    { timestamp: number({ integer: true }), format: string() },
    { url: string({ max: 3000 }), fallback: string() },
  ),
})

const border = literal(0, 1)
const section = object({
  required: { type: literal('rich_text_section'), elements: list(inline, { min: 0 }) },
})

const part = typed({
  rich_text_section: section,
  rich_text_list: object({
    required: {
      type: literal('rich_text_list'),
      style: literal('bullet', 'ordered'),
      elements: list(section),
    },
    optional: {
      indent: number({ min: 0, max: 8, integer: true }),
      offset: number({ min: 0, integer: true }),
      border,
    },
  }),
  rich_text_quote: object({
    required: { type: literal('rich_text_quote'), elements: list(inline, { min: 0 }) },
    optional: { border },
  }),
  rich_text_preformatted: object({
    required: { type: literal('rich_text_preformatted'), elements: list(typed({ text, link }), { min: 0 }) },
    optional: { border, language: string() },
  }),
})

export const richText: Check = typed({
  rich_text: object({
    required: { type: literal('rich_text'), elements: list(part) },
    optional: { block_id: id },
  }),
})
