import type { AnyBlock } from '@slack/types'
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import type { Suggestions } from '../../../src/sandbox/page/protocol.ts'
import type { FakeSandbox } from './fixture.ts'
import { input, modal, option, suggestions } from './fixture-modals.ts'
import { homeBlocks } from './fixture-cards.ts'
import { message } from './fixture-state.ts'
import { hasFocus, inView } from './in-page.js'
import { eventually, openChannel } from './opened.ts'
import { usePage } from './use-page.ts'

let sandbox: FakeSandbox
let page: Page

usePage((opened) => {
  ;({ sandbox, page } = opened)
  sandbox.answer = ({ what, body }) => (what === 'suggest' ? suggestions(String(body.value)) : { ok: true })
})

const combo = (name: string) => page.getByRole('combobox', { name, exact: true })
const options = () => page.getByRole('option')
const bodies = (what: string) => sandbox.posted.filter((one) => one.what === what).map(({ body }) => body)
const submitted = async () => {
  await page.getByRole('button', { name: 'Ask' }).click()
  await eventually(() => expect(bodies('submit')).toHaveLength(1))
  return bodies('submit')[0]?.values
}
const external = (more: object = {}) => ({ type: 'external_select', min_query_length: 2, ...more })
const showForm = async (...blocks: object[]): Promise<void> => {
  sandbox.tell({ type: 'modals', modals: [modal({ blocks: blocks as AnyBlock[] })] })
  await page.getByRole('dialog').waitFor()
}

describe('in a form', () => {
  test('a few letters find it, with the keyboard alone', async () => {
    await showForm(
      input('offer', 'Offer', external()),
      input('why', 'Reason', { type: 'plain_text_input' }, { optional: true }),
    )
    const offer = combo('Offer')
    await offer.press('ArrowDown')
    await page.getByText('Type 2 more letters.').waitFor()
    expect(bodies('suggest')).toEqual([])
    await offer.pressSequentially('auto')
    const first = page.getByRole('group', { name: 'Active' }).getByRole('option')
    await first.getByText('Auto Insurance: Quote Form').waitFor()
    expect(await offer.getAttribute('aria-expanded')).toBe('true')
    expect(await offer.getAttribute('aria-activedescendant')).toBe(await first.getAttribute('id'))
    await page.getByRole('status').getByText('2 results').waitFor({ state: 'attached' })
    expect(bodies('suggest').at(-1)).toMatchObject({
      as: 'UMANAGER',
      view: 'V1',
      channel: '',
      ts: '',
      block_id: 'offer',
      action_id: 'value',
      value: 'auto',
    })
    await offer.press('ArrowDown')
    await offer.press('ArrowDown')
    await offer.press('ArrowUp')
    await offer.press('Enter')
    expect(await offer.inputValue()).toBe('Auto Loans')
    expect(await options().count()).toBe(0)
    expect(await submitted()).toMatchObject({
      offer: {
        value: { type: 'external_select', selected_option: option('Auto Loans', '12346', 'Offer 12346') },
      },
    })
    expect(bodies('click')).toEqual([])
  })

  test('shows what was chosen before; Escape and leaving keep it, the cross takes it back', async () => {
    const chosen = option('Solar Savings', '12347')
    await showForm(
      input('offer', 'Offer', external({ initial_option: chosen }), { optional: true }),
      input('why', 'Reason', { type: 'plain_text_input' }, { optional: true }),
    )
    const offer = combo('Offer')
    expect(await offer.inputValue()).toBe('Solar Savings')
    await offer.fill('debt')
    await options().first().waitFor()
    await offer.press('Escape')
    expect(await offer.inputValue()).toBe('Solar Savings')
    expect(bodies('close')).toEqual([])
    await offer.fill('debt')
    await options().first().waitFor()
    await offer.press('Tab')
    expect(await options().count()).toBe(0)
    expect(await offer.inputValue()).toBe('Solar Savings')
    await page.getByRole('button', { name: 'Clear Offer' }).click()
    expect(await offer.inputValue()).toBe('')
    expect(await offer.evaluate(hasFocus)).toBe(true)
    expect(await submitted()).toMatchObject({ offer: { value: { selected_option: null } } })
  })

  test('says when nothing is found and when the app does not answer, and then finds', async () => {
    await showForm(input('offer', 'Offer', external()))
    await combo('Offer').fill('xyzzy')
    await page.getByRole('status').getByText('No results').waitFor()
    sandbox.answer = () => ({ ok: false, error: 'The app did not answer in time.' })
    await combo('Offer').fill('solar')
    await page.getByRole('status').getByText('The app did not answer in time.').waitFor()
    sandbox.answer = () => ({ ok: true, options: [option('Solar Savings', '12347')] })
    await combo('Offer').fill('solar s')
    await page.getByRole('option', { name: 'Solar Savings' }).click()
    expect(await combo('Offer').inputValue()).toBe('Solar Savings')
  })

  test('an answer to what was typed before is dropped, and Enter takes nothing that is outdated', async () => {
    const slow = Promise.withResolvers<Suggestions>()
    sandbox.answer = ({ body }) => (body.value === 'auto' ? slow.promise : suggestions(String(body.value)))
    await showForm(input('offer', 'Offer', external()))
    await combo('Offer').fill('auto')
    await page.getByRole('status').getByText('Searching…').waitFor()
    await combo('Offer').press('Enter')
    await eventually(() => expect(bodies('suggest')).toHaveLength(1))
    await combo('Offer').fill('debt')
    await page.getByRole('option', { name: 'Debt Relief' }).waitFor()
    slow.resolve(suggestions('auto'))
    await page.waitForResponse((response) => response.url().endsWith('/suggest'))
    expect(await options().count()).toBe(1)
    await combo('Offer').press('Enter')
    expect(await combo('Offer').inputValue()).toBe('Debt Relief')
  })

  test('a choice is sent at once where the input says so, and the form may change by it', async () => {
    const offer = input('offer', 'Offer', external({ min_query_length: 0 }), { dispatch_action: true })
    await showForm(offer)
    await combo('Offer').click()
    await page.getByRole('option', { name: 'Home Warranty' }).click()
    await eventually(() =>
      expect(bodies('click')).toMatchObject([
        {
          view: 'V1',
          action: { type: 'external_select', block_id: 'offer', selected_option: { value: '12349' } },
          values: { offer: { value: { selected_option: { value: '12349' } } } },
        },
      ]),
    )
    const creatives = { type: 'static_select', options: [option('Banner', '1')] }
    await showForm(offer, input('creative 12349', 'Creative', creatives))
    await combo('Creative').waitFor()
    expect(await combo('Offer').inputValue()).toBe('Home Warranty')
    expect(await combo('Offer').evaluate(hasFocus)).toBe(true)
  })

  test('several are tokens: added, taken back with Backspace and with their cross, no more than allowed', async () => {
    const several = { type: 'multi_external_select', min_query_length: 0, max_selected_items: 2 }
    await showForm(input('offers', 'Offers', several))
    const offers = combo('Offers')
    const tokens = page.getByRole('list', { name: 'Chosen: Offers' }).getByRole('listitem')
    for (const name of ['Auto Loans', 'Solar Savings']) {
      await offers.fill(name)
      await page.getByRole('option', { name }).click()
    }
    expect(await tokens.allInnerTexts()).toEqual(['Auto Loans', 'Solar Savings'])
    await offers.fill('Debt')
    await page.getByRole('option', { name: 'Debt Relief' }).click()
    await page.getByRole('status').getByText('No more than 2.').waitFor()
    await offers.press('Escape')
    await offers.press('Backspace')
    await page.getByRole('button', { name: 'Remove Auto Loans' }).click()
    expect(await tokens.count()).toBe(0)
    await offers.fill('home')
    await options().first().waitFor()
    await offers.press('Enter')
    expect(await submitted()).toMatchObject({ offers: { value: { selected_options: [{ value: '12349' }] } } })
  })

  test('people are found by their name', async () => {
    await showForm(input('people', 'Approvers', { type: 'multi_users_select', initial_users: ['UADMIN'] }))
    await combo('Approvers').fill('riv')
    await page.getByRole('option', { name: 'Sam Rivera' }).click()
    expect(await submitted()).toMatchObject({
      people: { value: { selected_users: ['UADMIN', 'UAPPROVER'] } },
    })
  })

  test('on a narrow screen the list is wholly in view, above the field where there is no room below', async () => {
    await page.setViewportSize({ width: 360, height: 560 })
    const spacer = {
      type: 'section',
      block_id: 'room',
      text: { type: 'plain_text', text: 'room\n'.repeat(14) },
    }
    await showForm(
      input('one', 'First', external({ min_query_length: 0 })),
      spacer,
      input('two', 'Last', external({ min_query_length: 0 })),
    )
    for (const name of ['First', 'Last']) {
      await combo(name).click()
      await options().last().waitFor({ state: 'attached' })
      expect(await page.getByRole('listbox').evaluate(inView)).toBe(true)
      await combo(name).press('Escape')
    }
  })
})

describe('in a message', () => {
  const offer = (more: object = {}) => ({
    type: 'actions',
    block_id: 'find',
    elements: [
      { ...external(more), action_id: 'offer', placeholder: { type: 'plain_text', text: 'Find an offer' } },
    ],
  })
  const tell = (...blocks: object[]) =>
    sandbox.tell({
      type: 'message',
      message: message(20, { channel: 'COPS', user: 'UBOT', blocks: blocks as AnyBlock[] }),
    })

  test('sends the choice; one that is refused goes back', async () => {
    tell(offer())
    await combo('Find an offer').fill('solar')
    await page.getByRole('option', { name: /Solar Savings/ }).click()
    await eventually(() =>
      expect(bodies('click')).toMatchObject([
        {
          channel: 'COPS',
          action: { block_id: 'find', action_id: 'offer', selected_option: { value: '12347' } },
        },
      ]),
    )
    expect(bodies('suggest')).toMatchObject([{ channel: 'COPS', block_id: 'find', action_id: 'offer' }])
    sandbox.answer = ({ what, body }) =>
      what === 'suggest' ? suggestions(String(body.value)) : { ok: false, error: 'Not for you.' }
    await combo('Find an offer').fill('debt')
    await page.getByRole('option', { name: /Debt Relief/ }).click()
    await page.getByRole('status').getByText('Not for you.').waitFor()
    expect(await combo('Find an offer').inputValue()).toBe('Solar Savings')
    expect(await page.getByRole('button', { name: /^Clear/ }).count()).toBe(0)
  })
})

/** Home with another line about CAKE, and a block more before all others. */
const homeThatSays = (text: string) => [
  { type: 'section' as const, block_id: 'news', text: { type: 'mrkdwn' as const, text } },
  ...homeBlocks.filter((block) => block.block_id !== 'health'),
]

test('on Home it goes on working while Home is drawn anew around it', async () => {
  await openChannel(page, 'CAKE')
  const find = combo('Find an offer, affiliate or advertiser')
  await find.pressSequentially('auto')
  await options().first().waitFor()
  const changed = homeThatSays('CAKE is down')
  sandbox.tell({ type: 'home', home: { blocks: changed } })
  await page.getByText('CAKE is down').waitFor()
  expect(await find.evaluate(hasFocus)).toBe(true)
  expect(await find.inputValue()).toBe('auto')
  expect(await options().count()).toBe(2)
  await find.press('Enter')
  await eventually(() =>
    expect(bodies('click')).toMatchObject([
      { ts: '', action: { action_id: 'find', selected_option: { value: '12345' } } },
    ]),
  )
  const note = page.getByRole('textbox', { name: 'Note to self' })
  await note.fill('ask Sam')
  sandbox.tell({ type: 'home', home: { blocks: homeThatSays('CAKE answers again') } })
  await page.getByText('CAKE answers again').waitFor()
  expect(await note.inputValue()).toBe('ask Sam')
  expect(await note.evaluate(hasFocus)).toBe(true)
})
