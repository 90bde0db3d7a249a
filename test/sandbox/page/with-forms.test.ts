import type { App, BlockAction, ViewOutput } from '@slack/bolt'
import type { AnyBlock, ModalView } from '@slack/types'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { channels, people } from '../../../src/sandbox/slack/ids.ts'
import type { SandboxSlack } from '../../../src/sandbox/slack/workspace.ts'
import { openBrowser } from '../../support/browser.ts'
import { page as servePage } from '../slack/open-page.ts'
import { errorOf, httpApp, workspace } from '../slack/rig.ts'
import { input, option } from './fixture-modals.ts'
import { focusedName } from './in-page.js'
import { actAs, eventually, openPage } from './opened.ts'

let browser: Browser
let page: Page
let faults: string[]
let slack: SandboxSlack
let app: App
let url: string

beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())
beforeEach(async () => {
  slack = await workspace()
  app = await httpApp(slack)
  ;({ url } = await servePage(slack))
  ;({ page, faults } = await openPage(browser, url))
  onTestFinished(async () => {
    await page.context().close()
    expect(faults).toEqual([])
  })
})

const plain = (text: string) => ({ type: 'plain_text' as const, text })
const button = (name: string, action_id: string, more: object = {}) =>
  ({
    type: 'actions',
    block_id: `block ${action_id}`,
    elements: [{ type: 'button', action_id, text: plain(name), value: action_id, ...more }],
  }) as AnyBlock
const view = (title: string, blocks: readonly object[] = [], more: Partial<ModalView> = {}): ModalView => ({
  type: 'modal',
  callback_id: title.toLowerCase().replaceAll(' ', '-'),
  title: plain(title),
  submit: plain('Ask'),
  private_metadata: `for ${title}`,
  blocks: [
    ...blocks,
    input('reason', 'Reason', { type: 'plain_text_input' }, { optional: true }),
  ] as AnyBlock[],
  ...more,
})
const dialog = (name: string) => page.getByRole('dialog', { name })
const pressed = (name: string) => page.getByRole('button', { name, exact: true }).click()

/** Puts a message with a button in cake-ops that opens this modal, and opens it as the account manager. */
async function open(modal: ModalView): Promise<void> {
  app.action('open', async ({ ack, body, client }) => {
    await ack()
    await client.views.open({ trigger_id: (body as BlockAction).trigger_id, view: modal })
  })
  await app.client.chat.postMessage({
    channel: channels.cakeOps,
    text: 'x',
    blocks: [button('Open', 'open')],
  })
  await pressed('Open')
  await dialog(modal.title.text).waitFor()
}

/** The next use of this element in a modal, and the view as the app gets it. */
function used(action_id: string): Promise<ViewOutput> {
  const { promise, resolve } = Promise.withResolvers<ViewOutput>()
  app.action(action_id, async ({ ack, body }) => {
    await ack()
    const { view } = body as BlockAction
    if (view) resolve(view)
  })
  return promise
}

describe('what a submission is answered with', () => {
  test('errors, then another view in its place, with its own private_metadata', async () => {
    const seen: string[] = []
    app.view('new-offer', async ({ ack, view: { state, private_metadata } }) => {
      seen.push(private_metadata)
      const reason = state.values.reason?.value?.value
      if (!reason) return ack({ response_action: 'errors', errors: { reason: 'Say why.' } })
      await ack({ response_action: 'update', view: view('Check it', [], { submit: plain('Send it') }) })
    })
    app.view('check-it', async ({ ack, view: { private_metadata } }) => {
      seen.push(private_metadata)
      await ack()
    })
    await open(view('New offer'))
    await pressed('Ask')
    await page.getByText('Say why.').waitFor()
    await page.getByRole('textbox', { name: 'Reason' }).fill('More traffic')
    await pressed('Ask')
    await dialog('Check it').waitFor()
    expect(await page.getByRole('textbox', { name: /Reason/ }).inputValue()).toBe('More traffic')
    await pressed('Send it')
    await dialog('Check it').waitFor({ state: 'detached' })
    expect(seen).toEqual(['for New offer', 'for New offer', 'for Check it'])
  })

  test('a view upon it, and the end of all', async () => {
    app.view('new-offer', async ({ ack }) => ack({ response_action: 'push', view: view('Sure') }))
    app.view('sure', async ({ ack }) => ack({ response_action: 'clear' }))
    await open(view('New offer'))
    await pressed('Ask')
    await dialog('Sure').waitFor()
    await pressed('Back')
    await dialog('New offer').waitFor()
    await pressed('Ask')
    await dialog('Sure').waitFor()
    await pressed('Ask')
    await eventually(async () => expect(await page.getByRole('dialog').count()).toBe(0))
  })
})

describe('an element that tells the app at once', () => {
  const link = [option('Standard', '1'), option('Vanity', '3')]
  const fields = [
    input(
      'link',
      'Link type',
      { type: 'static_select', action_id: 'link', options: link, initial_option: link[0] },
      { dispatch_action: true },
    ),
    input(
      'offer',
      'Offer',
      { type: 'external_select', action_id: 'offer', min_query_length: 0 },
      { dispatch_action: true, optional: true },
    ),
    input(
      'payout',
      'Payout',
      {
        type: 'plain_text_input',
        action_id: 'payout',
        dispatch_action_config: { trigger_actions_on: ['on_enter_pressed'] },
      },
      { dispatch_action: true, optional: true },
    ),
  ]

  beforeEach(async () => {
    app.options('offer', async ({ ack }) => ack({ options: [option('Solar Savings', '12347')] as never[] }))
    await open(view('New offer', fields))
    await page.getByRole('textbox', { name: /Reason/ }).fill('because')
  })

  test('a static select: with what stands in all the others', async () => {
    const told = used('link')
    await page.getByRole('combobox', { name: 'Link type' }).selectOption('Vanity')
    const { state, private_metadata: metadata } = await told
    expect(metadata).toBe('for New offer')
    expect(state.values).toMatchObject({
      link: { link: { selected_option: { value: '3' } } },
      offer: { offer: { selected_option: null } },
      payout: { payout: { value: null } },
      reason: { value: { value: 'because' } },
    })
  })

  test('an external select', async () => {
    const told = used('offer')
    await page.getByRole('combobox', { name: /^Offer/ }).fill('sol')
    await page.getByRole('option', { name: 'Solar Savings' }).click()
    expect((await told).state.values).toMatchObject({
      link: { link: { selected_option: { value: '1' } } },
      offer: { offer: { selected_option: { value: '12347' } } },
      reason: { value: { value: 'because' } },
    })
  })

  test('a line of text, with Enter, which does not submit the form', async () => {
    const told = used('payout')
    const payout = page.getByRole('textbox', { name: /Payout/ })
    await payout.fill('$1,250')
    await payout.press('Enter')
    expect((await told).state.values).toMatchObject({
      payout: { payout: { value: '$1,250' } },
      reason: { value: { value: 'because' } },
    })
    expect(await dialog('New offer').isVisible()).toBe(true)
    expect(await payout.inputValue()).toBe('$1,250')
  })
})

test('three modals lie upon each other, a fourth is refused, and each keeps what was typed', async () => {
  const refused = Promise.withResolvers<string>()
  app.action(/^more/, async ({ ack, body, client }) => {
    await ack()
    const { trigger_id, view: below } = body as BlockAction
    const next =
      below?.title.text === 'First' ? 'Second' : below?.title.text === 'Second' ? 'Third' : 'Fourth'
    const pushed = client.views.push({ trigger_id, view: view(next, [button('More', `more ${next}`)]) })
    if (next === 'Fourth') refused.resolve(await errorOf(pushed))
    else await pushed
  })
  await open(view('First', [button('More', 'more')]))
  const reason = page.getByRole('textbox', { name: /Reason/ })
  await reason.fill('one')
  await pressed('More')
  await dialog('Second').waitFor()
  await reason.fill('two')
  await pressed('More')
  await dialog('Third').waitFor()
  await pressed('More')
  expect(await refused.promise).toBe('push_limit_reached')
  await pressed('Back')
  await dialog('Second').waitFor()
  expect(await reason.inputValue()).toBe('two')
  await pressed('Back')
  await dialog('First').waitFor()
  expect(await reason.inputValue()).toBe('one')
})

test('an update with an old hash is refused, and what is shown stays', async () => {
  const answers = Promise.withResolvers<string[]>()
  app.action('refresh', async ({ ack, body, client }) => {
    await ack()
    const { id = '', hash } = (body as BlockAction).view ?? {}
    const update = (title: string) =>
      errorOf(client.views.update({ view_id: id, hash, view: view(title, [button('Refresh', 'refresh')]) }))
    answers.resolve([await update('Newer'), await update('Lost')])
  })
  await open(view('New offer', [button('Refresh', 'refresh')]))
  await pressed('Refresh')
  expect(await answers.promise).toEqual(['ok', 'hash_conflict'])
  await dialog('Newer').waitFor()
})

test('the app hears of modals that are closed, if it asked to: of one, and of all', async () => {
  const closed: [string, boolean, string][] = []
  app.view(
    { type: 'view_closed', callback_id: /./ },
    async ({ ack, body, view: { title, private_metadata } }) => {
      await ack()
      if (body.type === 'view_closed') closed.push([title.text, body.is_cleared, private_metadata])
    },
  )
  app.action('more', async ({ ack, body, client }) => {
    await ack()
    const { trigger_id } = body as BlockAction
    await client.views.push({ trigger_id, view: view('Second', [], { notify_on_close: true }) })
  })
  await open(view('First', [button('More', 'more')], { notify_on_close: true }))
  await pressed('More')
  await dialog('Second').waitFor()
  await page.keyboard.press('Escape')
  await dialog('First').waitFor()
  await eventually(() => expect(closed).toEqual([['Second', false, 'for Second']]))
  await pressed('More')
  await dialog('Second').waitFor()
  await pressed('Close')
  await eventually(async () => expect(await page.getByRole('dialog').count()).toBe(0))
  await eventually(() => expect(closed).toHaveLength(3))
  expect(closed.slice(1)).toEqual(
    expect.arrayContaining([
      ['First', true, 'for First'],
      ['Second', true, 'for Second'],
    ]),
  )
})

test('a confirm dialog has Slack’s words and style, and is used with the keyboard', async () => {
  const confirm = {
    title: plain('Delete campaign 98001?'),
    text: { type: 'mrkdwn', text: 'Its link stops *at once*.' },
    confirm: plain('Delete it'),
    deny: plain('Keep it'),
    style: 'danger',
  }
  const told = used('delete')
  let count = 0
  slack.on((event) => (count += event.type === 'api' ? 1 : 0))
  await open(view('Campaign', [button('Delete', 'delete', { style: 'danger', confirm })]))
  const opener = page.getByRole('button', { name: 'Delete', exact: true })
  await opener.focus()
  await page.keyboard.press('Enter')
  const asked = dialog('Delete campaign 98001?')
  await asked.getByText('Its link stops at once.').waitFor()
  expect(await asked.getByRole('strong').innerText()).toBe('at once')
  expect(await asked.getByRole('button').allInnerTexts()).toEqual(['Keep it', 'Delete it'])
  expect(await asked.getByRole('button', { name: 'Delete it' }).getAttribute('class')).toContain(
    'button-danger',
  )
  expect(await page.evaluate(focusedName)).toBe('Keep it')
  await page.keyboard.press('Enter')
  await asked.waitFor({ state: 'detached' })
  expect(await page.evaluate(focusedName)).toBe('Delete')
  await page.keyboard.press('Enter')
  await asked.waitFor()
  await page.keyboard.press('Tab')
  expect(await page.evaluate(focusedName)).toBe('Delete it')
  await page.keyboard.press('Enter')
  expect((await told).private_metadata).toBe('for Campaign')
  expect(await dialog('Campaign').isVisible()).toBe(true)
})

describe('acting as somebody else', () => {
  test('a modal comes to the one who asked for it, not to whom one acts as meanwhile', async () => {
    const go = Promise.withResolvers<void>()
    app.action('slow', async ({ ack, body, client }) => {
      await ack()
      await go.promise
      await client.views.open({ trigger_id: (body as BlockAction).trigger_id, view: view('Mine') })
    })
    const blocks = [button('Slow', 'slow')]
    await app.client.chat.postMessage({ channel: channels.cakeOps, text: 'x', blocks })
    await pressed('Slow')
    await actAs(page, 'Approver')
    await page.getByRole('button', { name: /^Act as.*Sam/ }).waitFor()
    go.resolve()
    await eventually(() => expect(slack.modals(people.manager)).toHaveLength(1))
    expect(await page.getByRole('dialog').count()).toBe(0)
    await actAs(page, 'Account manager')
    await dialog('Mine').waitFor()
  })

  test('two people in two windows: each has their own modal of the same message', async () => {
    const other = await openPage(browser, url)
    onTestFinished(() => other.page.context().close())
    await actAs(other.page, 'Approver')
    app.view('mine', async ({ ack, body, client }) => {
      await ack()
      await client.chat.postMessage({ channel: channels.cakeOps, text: `Done by ${body.user.name}` })
    })
    await open(view('Mine'))
    expect(await other.page.getByRole('dialog').count()).toBe(0)
    await other.page.getByRole('button', { name: 'Open', exact: true }).click()
    await other.page.getByRole('dialog', { name: 'Mine' }).waitFor()
    await other.page.getByRole('textbox', { name: /Reason/ }).fill('theirs')
    await page.getByRole('textbox', { name: /Reason/ }).fill('ours')
    await pressed('Ask')
    await dialog('Mine').waitFor({ state: 'detached' })
    await page.getByText('Done by mia', { exact: true }).waitFor()
    expect(await other.page.getByRole('textbox', { name: /Reason/ }).inputValue()).toBe('theirs')
    await other.page.getByRole('button', { name: 'Ask', exact: true }).click()
    await page.getByText('Done by sam', { exact: true }).waitFor()
    expect(other.faults).toEqual([])
  })
})
