import type { AnyBlock } from '@slack/types'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readSuggestions } from '../../../src/sandbox/slack/block-kit/suggestions.ts'
import { findViewProblems } from '../../../src/sandbox/slack/block-kit/view.ts'
import { missingIn } from '../../../src/sandbox/slack/filled-in.ts'
import { HeldValues } from '../../../src/sandbox/slack/held.ts'
import { stateOf } from '../../../src/sandbox/slack/interactive.ts'
import { input, modal, option } from './rig.ts'

const required = 'Please complete this required field.'

test.each<[string, Record<string, unknown> & { type?: string }, unknown, string | undefined]>([
  ['nothing', {}, undefined, required],
  ['empty text', {}, '', required],
  ['text', {}, 'x', undefined],
  ['text too short', { min_length: 3 }, 'xx', 'This must be at least 3 characters.'],
  ['text just long enough', { min_length: 3 }, 'xxx', undefined],
  ['text too long', { max_length: 3 }, 'xxxx', 'This must be no more than 3 characters.'],
  ['text longer than any', {}, 'x'.repeat(3001), 'This must be no more than 3000 characters.'],
  ['a number', { type: 'number_input', is_decimal_allowed: false }, '-12', undefined],
  [
    'half a number',
    { type: 'number_input', is_decimal_allowed: false },
    '1.5',
    'Please enter a valid number.',
  ],
  ['half a number where it may be', { type: 'number_input', is_decimal_allowed: true }, '1.5', undefined],
  ['no number', { type: 'number_input', is_decimal_allowed: true }, '1e3', 'Please enter a valid number.'],
  [
    'too little',
    { type: 'number_input', is_decimal_allowed: true, min_value: '2' },
    '1',
    'This must be at least 2.',
  ],
  [
    'too much',
    { type: 'number_input', is_decimal_allowed: true, max_value: '2' },
    '3',
    'This must be no more than 2.',
  ],
  ['an address', { type: 'email_text_input' }, 'a@b.example', undefined],
  ['no address', { type: 'email_text_input' }, 'a@b', 'Please enter a valid email address.'],
  ['a URL', { type: 'url_text_input' }, 'https://a.example', undefined],
  ['no URL', { type: 'url_text_input' }, 'javascript:alert(1)', 'Please enter a valid URL.'],
])('a required input with %s', (_name, element, value, error) => {
  const blocks = [input('a', element)] as AnyBlock[]
  const { type = 'plain_text_input' } = element
  const values = stateOf(blocks, { a: { it: { type, value } } })
  expect(missingIn(blocks, values)).toEqual(error === undefined ? {} : { a: error })
})

test('choices: none, too many, and an optional input', () => {
  const many = { type: 'multi_static_select', options: [option('a'), option('b')], max_selected_items: 1 }
  const blocks = [input('a', many), input('b', many, { optional: true })] as AnyBlock[]
  const chosen = (...selected_options: unknown[]) => ({
    a: { it: { type: 'multi_static_select', selected_options } },
  })
  expect(missingIn(blocks, stateOf(blocks, {}))).toEqual({ a: required })
  expect(missingIn(blocks, stateOf(blocks, chosen(option('a'))))).toEqual({})
  expect(missingIn(blocks, stateOf(blocks, chosen(option('a'), option('b'))))).toEqual({
    a: 'Choose no more than 1.',
  })
})

test('the state takes no choice that is not offered, and none of another kind of input', () => {
  const select = { type: 'static_select', options: [option('a')], initial_option: option('a') }
  const blocks = [input('a', select), input('b', { initial_value: 'begun' })] as AnyBlock[]
  const held = {
    a: { it: { type: 'static_select', selected_option: option('forged') } },
    b: { it: { type: 'static_select', selected_option: option('x') } },
    c: { it: { type: 'plain_text_input', value: 'nowhere' } },
  }
  expect(stateOf(blocks, held)).toEqual({
    a: { it: { type: 'static_select', selected_option: option('a') } },
    b: { it: { type: 'plain_text_input', value: 'begun' } },
  })
})

test('an emptied input is empty, not what it began with', () => {
  const blocks = [input('b', { initial_value: 'begun' })] as AnyBlock[]
  const held = new HeldValues()
  held.add('V1', { b: { it: { type: 'plain_text_input', value: '' } } })
  expect(stateOf(blocks, held.get('V1'))).toEqual({ b: { it: { type: 'plain_text_input', value: null } } })
  held.forget('V1')
  expect(held.get('V1')).toEqual({})
})

test('whatever an app answers is judged, and nothing breaks on it', () => {
  fc.assert(
    fc.property(
      fc.jsonValue(),
      fc.constantFrom('blocks', 'title', 'submit', 'options', 'option_groups'),
      (value, field) => {
        for (const given of [value, { [field]: value }, { ...modal([]), [field]: value }]) {
          expect(Array.isArray(findViewProblems(given, 'modal'))).toBe(true)
          const read = readSuggestions(given)
          if ('ok' in read) expect(Object.keys(read)).toHaveLength(2)
          else expect(read.problems.length).toBeGreaterThan(0)
        }
      },
    ),
  )
})
