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
  option,
  options,
  button,
  accessory,
  actions,
  picker,
} from './block-builders.ts'

/** What, where, so many of it, and how many Slack takes. */
const limits: [string, Surface, (count: number) => Json | Json[], number][] = [
  ['blocks in a message', 'message', (n) => many(n, () => ({ type: 'divider' })), 50],
  ['blocks in a modal', 'modal', (n) => many(n, () => ({ type: 'divider' })), 100],
  ['blocks on a Home', 'home', (n) => many(n, () => ({ type: 'divider' })), 100],
  ['section text', 'message', (n) => section({ text: mrkdwn(chars(n)) }), 3000],
  ['section fields', 'message', (n) => section({ fields: many(n, () => mrkdwn('x')) }), 10],
  ['section field text', 'message', (n) => section({ fields: [plain(chars(n))] }), 2000],
  ['header', 'message', (n) => ({ type: 'header', text: plain(chars(n)) }), 150],
  ['header level', 'message', (n) => ({ type: 'header', text: plain('x'), level: n }), 4],
  ['context elements', 'message', (n) => ({ type: 'context', elements: many(n, () => mrkdwn('x')) }), 10],
  ['actions elements', 'message', (n) => actions(...many(n, (i) => button({ action_id: `a${i}` }))), 25],
  [
    'image alt text',
    'message',
    (n) => ({ type: 'image', image_url: 'https://a.example/', alt_text: chars(n) }),
    2000,
  ],
  ['button text', 'message', (n) => actions(button({ text: plain(chars(n)) })), 75],
  ['button value', 'message', (n) => actions(button({ value: chars(n) })), 2000],
  ['button url', 'message', (n) => actions(button({ url: `https://a.example/${chars(n - 18)}` })), 3000],
  [
    'button label for screen readers',
    'message',
    (n) => actions(button({ accessibility_label: chars(n) })),
    75,
  ],
  ['action_id', 'message', (n) => actions(button({ action_id: chars(n) })), 255],
  ['block_id', 'message', (n) => ({ type: 'divider', block_id: chars(n) }), 255],
  [
    'confirm title',
    'message',
    (n) => actions(button({ confirm: { title: plain(chars(n)), text: plain('x') } })),
    100,
  ],
  ['confirm text', 'message', (n) => actions(button({ confirm: { text: mrkdwn(chars(n)) } })), 300],
  [
    'confirm button',
    'message',
    (n) => actions(button({ confirm: { text: plain('x'), confirm: plain(chars(n)) } })),
    30,
  ],
  ['overflow options', 'message', (n) => accessory(picker('overflow', { options: options(n) })), 5],
  ['checkboxes options', 'message', (n) => accessory(picker('checkboxes', { options: options(n) })), 10],
  ['radio options', 'message', (n) => accessory(picker('radio_buttons', { options: options(n) })), 10],
  ['select options', 'message', (n) => accessory(picker('static_select', { options: options(n) })), 100],
  [
    'select groups',
    'message',
    (n) =>
      accessory(
        picker('multi_static_select', {
          option_groups: many(n, () => ({ label: plain('g'), options: options(1) })),
        }),
      ),
    100,
  ],
  ['option value', 'message', (n) => accessory(picker('overflow', { options: [option(chars(n))] })), 150],
  [
    'option text',
    'message',
    (n) => accessory(picker('overflow', { options: [{ text: plain(chars(n)), value: 'v' }] })),
    75,
  ],
  [
    'option description',
    'message',
    (n) => accessory(picker('static_select', { options: [option('v', { description: plain(chars(n)) })] })),
    75,
  ],
  ['placeholder', 'message', (n) => accessory(picker('users_select', { placeholder: plain(chars(n)) })), 150],
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
