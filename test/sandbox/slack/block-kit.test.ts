import { expect, test } from 'vitest'
import { checkBlocks, findProblems } from '../../../src/sandbox/slack/block-kit/check.ts'
import type { Surface } from '../../../src/sandbox/slack/block-kit/schema.ts'
import {
  type Json,
  many,
  plain,
  mrkdwn,
  section,
  option,
  options,
  button,
  actions,
  input,
  rich,
  richSection,
  cell,
  rows,
  table,
  dataTable,
  chart,
  pie,
  line,
  picker,
} from './block-builders.ts'

const bothMin = 'must be more than 0 characters'
const wrong: [string, Json, string][] = [
  ['an empty text', section({ text: mrkdwn('') }), `${bothMin} [json-pointer:/blocks/0/text/text]`],
  ['an empty header', { type: 'header', text: plain('') }, `${bothMin} [json-pointer:/blocks/0/text/text]`],
  [
    'a header in mrkdwn',
    { type: 'header', text: mrkdwn('x') },
    'unsupported type: mrkdwn [json-pointer:/blocks/0/text/type]',
  ],
  ['an empty section', section({}), 'missing required field: text or fields [json-pointer:/blocks/0]'],
  ['no elements', actions(), 'no fewer than 1 items allowed [json-pointer:/blocks/0/elements]'],
  ['an unknown block', { type: 'hologram' }, 'unsupported type: hologram [json-pointer:/blocks/0/type]'],
  [
    'an unknown field',
    { type: 'divider', colour: 'red' },
    'invalid additional property: colour [json-pointer:/blocks/0]',
  ],
  [
    'an inherited word as a field',
    JSON.parse('{"type":"divider","constructor":1}') as Json,
    'invalid additional property: constructor [json-pointer:/blocks/0]',
  ],
  [
    'emoji in mrkdwn',
    section({ text: { ...mrkdwn('x'), emoji: true } }),
    'invalid additional property: emoji [json-pointer:/blocks/0/text]',
  ],
  ['text that is no object', section({ text: 'x' }), 'must provide an object [json-pointer:/blocks/0/text]'],
  [
    'two of one action_id',
    actions(button(), button()),
    'action_id "go" already exists for another element [json-pointer:/blocks/0]',
  ],
  [
    'a strange style',
    actions(button({ style: 'default' })),
    'must be one of: primary, danger [json-pointer:/blocks/0/elements/0/style]',
  ],
  [
    'an image of nothing',
    { type: 'image', alt_text: 'x' },
    'must provide exactly one of: image_url, slack_file [json-pointer:/blocks/0]',
  ],
  ['a wrong url', actions(button({ url: 'nowhere' })), 'invalid url [json-pointer:/blocks/0/elements/0/url]'],
  [
    'a wrong date',
    actions(picker('datepicker', { initial_date: '1.2.2026' })),
    'must be a date of the form YYYY-MM-DD [json-pointer:/blocks/0/elements/0/initial_date]',
  ],
  [
    'a wrong time',
    actions(picker('timepicker', { initial_time: '24:00' })),
    'must be a time of the form HH:mm [json-pointer:/blocks/0/elements/0/initial_time]',
  ],
  [
    'an initial option that is no option',
    actions(picker('static_select', { options: options(2), initial_option: option('o9') })),
    'initial_option must be among the options [json-pointer:/blocks/0/elements/0]',
  ],
  [
    'a select without options',
    actions(picker('static_select')),
    'must provide exactly one of: options, option_groups [json-pointer:/blocks/0/elements/0]',
  ],
  [
    'a modal’s input in a message',
    input(picker('number_input', { is_decimal_allowed: true })),
    'unsupported type: number_input [json-pointer:/blocks/0/element/type]',
  ],
  [
    'an alert in a message',
    { type: 'alert', text: plain('x') },
    'unsupported type: alert [json-pointer:/blocks/0/type]',
  ],
  [
    'rows of unequal width',
    table([...rows(1, 1), ...rows(1, 2)]),
    'all rows must have the same number of cells [json-pointer:/blocks/0]',
  ],
  [
    'a data table without a caption',
    { type: 'data_table', rows: rows(2) },
    'missing required field: caption [json-pointer:/blocks/0]',
  ],
  [
    'a data table of a header alone',
    dataTable(rows(1)),
    'no fewer than 2 items allowed [json-pointer:/blocks/0/rows]',
  ],
  [
    'rich text in a data table’s header',
    dataTable([[rich(richSection({ type: 'text', text: 'x' }))], [cell('x')]]),
    'unsupported type: rich_text [json-pointer:/blocks/0/rows/0/0/type]',
  ],
  [
    'a number without its text',
    dataTable([[cell('x')], [{ type: 'raw_number', value: 1 }]]),
    'missing required field: text [json-pointer:/blocks/0/rows/1/0]',
  ],
  [
    'an empty cell',
    dataTable([[cell('x')], [cell('')]]),
    `${bothMin} [json-pointer:/blocks/0/rows/1/0/text]`,
  ],
  [
    'a pie with nothing',
    chart(pie(1, 0)),
    'must be more than 0 [json-pointer:/blocks/0/chart/segments/0/value]',
  ],
  [
    'a series with a gap',
    chart({ ...line(1, 2), axis_config: { categories: ['p0', 'p1', 'p2'] } }),
    'each series must cover every category [json-pointer:/blocks/0/chart]',
  ],
  [
    'a number that is none',
    chart({ type: 'pie', segments: [{ label: 'x', value: Number.NaN }] }),
    'must provide a number [json-pointer:/blocks/0/chart/segments/0/value]',
  ],
  [
    'an empty rich text',
    rich(richSection({ type: 'text', text: '' })),
    `${bothMin} [json-pointer:/blocks/0/elements/0/elements/0/text]`,
  ],
  [
    'a mention in preformatted text',
    rich({ type: 'rich_text_preformatted', elements: [{ type: 'user', user_id: 'U1' }] }),
    'unsupported type: user [json-pointer:/blocks/0/elements/0/elements/0/type]',
  ],
]

test.each(wrong)('%s is refused, and it says where', (_name, block, problem) => {
  expect(checkBlocks([block], 'message')).toContain(problem)
})

test('two blocks of one id are refused', () => {
  const twice = many(2, () => ({ type: 'divider', block_id: 'd' }))
  expect(checkBlocks(twice, 'message')).toEqual([
    'block_id "d" already exists [json-pointer:/blocks/1/block_id]',
  ])
})

test('a dispatching file input is refused', () => {
  expect(checkBlocks([input(picker('file_input'), { dispatch_action: true })], 'modal')).toHaveLength(1)
})

test('only what is on its surface', () => {
  const takes = (block: Json, surface: Surface) => checkBlocks([block], surface).length === 0
  const where = (block: Json) =>
    (['message', 'modal', 'home'] as const).filter((surface) => takes(block, surface))
  expect(where({ type: 'markdown', text: 'x' })).toEqual(['message'])
  expect(where(table(rows(1)))).toEqual(['message', 'home'])
  expect(where(dataTable(rows(2)))).toEqual(['message', 'home'])
  expect(where(chart(pie(1)))).toEqual(['message'])
  expect(where({ type: 'alert', text: plain('x') })).toEqual(['modal'])
  expect(where(input(picker('email_text_input')))).toEqual(['modal'])
  expect(where(input(picker('url_text_input')))).toEqual(['modal'])
  expect(where(input(picker('plain_text_input')))).toEqual(['message', 'modal', 'home'])
  expect(where(actions(picker('datetimepicker')))).toEqual(['message', 'modal'])
  expect(where(actions(picker('rich_text_input')))).toEqual(['modal', 'home'])
})

test('a card of everything is taken', () => {
  const inline = [
    { type: 'text', text: 'a', style: { bold: true, italic: true, strike: true, code: true } },
    { type: 'link', url: 'https://a.example/', text: 'l' },
    { type: 'emoji', name: 'wave' },
    { type: 'user', user_id: 'U1' },
    { type: 'channel', channel_id: 'C1' },
    { type: 'broadcast', range: 'here' },
    { type: 'date', timestamp: 1763694000, format: '{date_short}', fallback: 'x' },
    { type: 'color', value: '#ff0000' },
  ]
  const blocks = [
    { type: 'header', text: plain('Offer'), level: 2 },
    section({ text: mrkdwn('*a*'), fields: [mrkdwn('b')], accessory: button(), expand: true }),
    {
      type: 'context',
      elements: [mrkdwn('x'), { type: 'image', image_url: 'https://a.example/i.png', alt_text: 'i' }],
    },
    rich(
      richSection(...inline),
      {
        type: 'rich_text_list',
        style: 'ordered',
        indent: 1,
        offset: 2,
        border: 1,
        elements: [richSection(...inline)],
      },
      { type: 'rich_text_quote', elements: inline },
      { type: 'rich_text_preformatted', elements: [{ type: 'text', text: 'x' }], border: 0 },
    ),
    dataTable(rows(3, 2), { page_size: 5, row_header_column_index: 0 }),
    actions(
      button({
        action_id: 'a',
        style: 'danger',
        confirm: { title: plain('t'), text: mrkdwn('x'), style: 'danger' },
      }),
      picker('datepicker', { initial_date: '2026-11-21' }),
      picker('external_select', { action_id: 'e', min_query_length: 0 }),
      picker('conversations_select', { action_id: 'c', filter: { include: ['public'] } }),
    ),
    chart(line(2, 3)),
  ]
  expect(checkBlocks(blocks, 'message')).toEqual([])
})

test.each([null, 'x', {}, [null], [[]], [{ type: 1 }], [section({ text: [] })]])(
  '%j is refused without a crash',
  (blocks) => {
    expect(findProblems(blocks, 'message')).not.toEqual([])
  },
)
