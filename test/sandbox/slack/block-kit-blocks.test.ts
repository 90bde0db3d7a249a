import { describe, expect, test } from 'vitest'
import { checkBlocks } from '../../../src/sandbox/slack/block-kit/check.ts'
import type { Surface } from '../../../src/sandbox/slack/block-kit/schema.ts'
import {
  type Json,
  chars,
  many,
  plain,
  mrkdwn,
  section,
  button,
  input,
  cell,
  rows,
  table,
  dataTable,
  chart,
  pie,
  line,
  picker,
} from './block-builders.ts'

/** What, where, so many of it, and how many Slack takes. */
const limits: [string, Surface, (count: number) => Json | Json[], number][] = [
  ['markdown', 'message', (n) => ({ type: 'markdown', text: chars(n) }), 12_000],
  [
    'markdown, all together',
    'message',
    (n) => [6000, n - 6000].map((m) => ({ type: 'markdown', text: chars(m) })),
    12_000,
  ],
  ['table rows', 'message', (n) => table(rows(n)), 100],
  ['table columns', 'message', (n) => table(rows(1, n)), 20],
  ['table characters', 'message', (n) => table([[cell(chars(n))]]), 10_000],
  ['tables', 'message', (n) => many(n, () => table(rows(1))), 1],
  ['data table rows', 'message', (n) => dataTable(rows(n)), 101],
  ['data table columns', 'message', (n) => dataTable(rows(2, n)), 20],
  ['data table page', 'message', (n) => dataTable(rows(2), { page_size: n }), 100],
  ['data table characters', 'message', (n) => dataTable([[cell('x')], [cell(chars(n - 1))]]), 20_000],
  ['charts', 'message', (n) => many(n, () => chart(pie(1))), 2],
  ['chart title', 'message', (n) => chart(pie(1), chars(n)), 50],
  ['pie segments', 'message', (n) => chart(pie(n)), 6],
  ['chart series', 'message', (n) => chart(line(n, 2)), 6],
  ['chart points', 'message', (n) => chart(line(1, n)), 20],
  ['axis label', 'message', (n) => chart(line(1, 1, { x_label: chars(n) })), 50],
  ['segment label', 'message', (n) => chart({ type: 'pie', segments: [{ label: chars(n), value: 1 }] }), 20],
  ['input label', 'modal', (n) => input(picker('plain_text_input'), { label: plain(chars(n)) }), 2000],
  ['input hint', 'modal', (n) => input(picker('plain_text_input'), { hint: plain(chars(n)) }), 2000],
  ['typed text', 'modal', (n) => input(picker('plain_text_input', { max_length: n })), 3000],
  ['rich text lines', 'modal', (n) => input(picker('rich_text_input', { max_lines: n })), 100],
  ['files', 'modal', (n) => input(picker('file_input', { max_files: n })), 10],
  ['alert', 'modal', (n) => ({ type: 'alert', text: plain(chars(n)) }), 200],
  ['card title', 'message', (n) => ({ type: 'card', title: mrkdwn(chars(n)) }), 150],
  ['card body', 'message', (n) => ({ type: 'card', body: mrkdwn(chars(n)) }), 200],
  [
    'card buttons',
    'message',
    (n) => ({ type: 'card', actions: many(n, (i) => button({ action_id: `a${i}` })) }),
    3,
  ],
  [
    'carousel',
    'message',
    (n) => ({ type: 'carousel', elements: many(n, () => ({ type: 'card', body: mrkdwn('x') })) }),
    10,
  ],
  [
    'container',
    'message',
    (n) => ({ type: 'container', title: plain('x'), child_blocks: many(n, () => ({ type: 'divider' })) }),
    10,
  ],
  [
    'the whole message',
    'message',
    (n) => [3000, 3000, 3000, 3000, n - 12_000].map((m) => section({ text: mrkdwn(chars(m)) })),
    13_200,
  ],
]

describe.each(limits)('%s (%s)', (_name, surface, make, limit) => {
  const check = (count: number) => checkBlocks([make(count)].flat(), surface)

  test(`${limit} is taken`, () => {
    expect(check(limit)).toEqual([])
  })
  test(`${limit + 1} is refused`, () => {
    expect(check(limit + 1)).not.toEqual([])
  })
})
