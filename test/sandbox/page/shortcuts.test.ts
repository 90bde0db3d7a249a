import type { AnyBlock } from '@slack/types'
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import type { FakeSandbox } from './fixture.ts'
import { emptyWorkspace, message, ts } from './fixture-state.ts'
import { modal } from './fixture-modals.ts'
import { hasFocus } from './in-page.js'
import { eventually, openChannel } from './opened.ts'
import { usePage } from './use-page.ts'

let sandbox: FakeSandbox
let page: Page

usePage((opened) => {
  ;({ sandbox, page } = opened)
})

const field = () => page.getByRole('textbox', { name: /^Message/ })
const bodies = (what: string) => sandbox.posted.filter((one) => one.what === what).map(({ body }) => body)
const used = (body: object) =>
  eventually(() => expect(bodies('shortcut')).toEqual([{ as: 'UMANAGER', ...body }]))

describe('a message’s menu', () => {
  const said = () => page.getByRole('article').filter({ hasText: 'Anyone looked at' })
  const more = () => said().getByRole('button', { name: 'More message actions' })

  test('has the app’s message shortcuts, and opens where the pointer is', async () => {
    await said().hover()
    await more().click()
    await page.getByRole('menuitem', { name: 'Look up in CAKE' }).click()
    await used({ callback_id: 'look-up', channel: 'COPS', ts: ts(0) })
  })

  test('is used with the keyboard, and the focus comes back to it after the modal it opened', async () => {
    await more().focus()
    await page.keyboard.press('Enter')
    await page.keyboard.press('l')
    await page.keyboard.press('Enter')
    await used({ callback_id: 'look-up', channel: 'COPS', ts: ts(0) })
    sandbox.tell({ type: 'modals', modals: [modal()] })
    await page.getByRole('dialog', { name: 'New campaign' }).waitFor()
    sandbox.tell({ type: 'modals', modals: [] })
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    expect(await more().evaluate(hasFocus)).toBe(true)
  })

  test('opens the thread, in which the shortcuts are too', async () => {
    await more().focus()
    await page.keyboard.press('Enter')
    await page.getByRole('menuitem', { name: 'Reply in thread' }).click()
    const thread = page.getByRole('complementary', { name: 'Thread' })
    await thread.getByRole('textbox').waitFor()
    sandbox.tell({
      type: 'message',
      message: message(12, { channel: 'COPS', user: 'UVIEWER', text: 'See offer 12345', thread_ts: ts(0) }),
    })
    const reply = thread.getByRole('article').filter({ hasText: 'See offer 12345' })
    await reply.getByRole('button', { name: 'More message actions' }).click()
    expect(await page.getByRole('menuitem').allInnerTexts()).toEqual(['Look up in CAKE'])
    await page.getByRole('menuitem').click()
    await used({ callback_id: 'look-up', channel: 'COPS', ts: ts(12) })
  })

  test('is not on what only you see, and what is refused is said', async () => {
    const mine = page.getByRole('article', { name: /only visible to you/ })
    expect(await mine.getByRole('button', { name: 'More message actions' }).count()).toBe(0)
    sandbox.answer = () => ({ ok: false, error: 'The app did not answer in time.' })
    await more().press('Enter')
    await page.getByRole('menuitem', { name: 'Look up in CAKE' }).click()
    await page.getByRole('status').getByText('The app did not answer in time.').waitFor()
  })
})

describe('the app’s shortcuts', () => {
  test('stand beside the composer', async () => {
    await page.getByRole('button', { name: 'Shortcuts' }).click()
    await page.getByRole('menuitem', { name: /Search CAKE/ }).waitFor()
    expect(await page.getByRole('menuitem').count()).toBe(2)
    await page.keyboard.press('Enter')
    await used({ callback_id: 'search' })
  })

  test('are found after a slash', async () => {
    await field().pressSequentially('/new c')
    const option = page.getByRole('listbox', { name: 'Commands' }).getByRole('option')
    expect(await option.allInnerTexts()).toMatchObject([expect.stringContaining('New campaign')])
    await field().press('Tab')
    await used({ callback_id: 'campaign-new' })
    expect(await field().inputValue()).toBe('')
    expect(bodies('type')).toEqual([])
  })

  test('are not offered where the app has none', async () => {
    sandbox.view = (as) => ({ ...emptyWorkspace(as), shortcuts: [] })
    await page.reload()
    await page.locator('body.is-ready').waitFor()
    expect(await page.getByRole('button', { name: 'Shortcuts' }).isVisible()).toBe(false)
    await field().fill('/new c')
    expect(await page.getByRole('option').count()).toBe(0)
  })
})

test('what a link unfurled to stands under its message, and its buttons work', async () => {
  const preview = page.getByRole('group', { name: 'Preview of https://trk.example.com/rd/r.php?sid=98001' })
  await preview.getByText('Campaign 98001').waitFor()
  await preview.getByRole('button', { name: 'Show numbers' }).click()
  await eventually(() =>
    expect(bodies('click')).toMatchObject([
      { channel: 'COPS', ts: ts(3.5), action: { block_id: 'link-actions', action_id: 'numbers' } },
    ]),
  )
})

test('the buttons of a carousel’s cards send the block of their card', async () => {
  const card = (name: string) => ({
    type: 'card',
    block_id: `card-${name}`,
    title: { type: 'mrkdwn', text: name },
    actions: [
      { type: 'button', action_id: 'open', value: name, text: { type: 'plain_text', text: `Open ${name}` } },
    ],
  })
  const carousel = { type: 'carousel', block_id: 'cards', elements: [card('one'), card('two')] }
  sandbox.tell({
    type: 'message',
    message: message(20, { channel: 'COPS', user: 'UBOT', blocks: [carousel] as unknown as AnyBlock[] }),
  })
  await page.getByRole('button', { name: 'Open two' }).click()
  await eventually(() =>
    expect(bodies('click')).toMatchObject([
      { action: { block_id: 'card-two', action_id: 'open', value: 'two' } },
    ]),
  )
})

describe('the app', () => {
  test('opens at its Home, unless something new was said there', async () => {
    await openChannel(page, 'CAKE')
    await page
      .getByRole('tabpanel', { name: 'Home' })
      .getByRole('heading', { name: 'CAKE for Slack' })
      .waitFor()
    await eventually(() => expect(bodies('open-home')).toEqual([{ as: 'UMANAGER' }]))
    await openChannel(page, 'general')
    sandbox.tell({
      type: 'message',
      message: message(20, { channel: 'DUMANAGER', user: 'UBOT', text: 'Your file' }),
    })
    await page.getByRole('button', { name: 'CAKE unread' }).click()
    await page.getByRole('article').getByText('Your file').waitFor()
    await eventually(() => expect(bodies('open-home').at(-1)).toEqual({ as: 'UMANAGER', tab: 'messages' }))
  })

  test('is asked for its Home again after a reset', async () => {
    await openChannel(page, 'CAKE')
    await eventually(() => expect(bodies('open-home')).toHaveLength(1))
    sandbox.view = (as) => ({ ...emptyWorkspace(as), home: null })
    sandbox.tell({ type: 'reset' })
    await page.getByText('The app has not drawn its Home yet.').waitFor()
    await eventually(() => expect(bodies('open-home')).toHaveLength(2))
  })
})

test('Ctrl + K goes to a channel by a few letters of its name', async () => {
  await page.keyboard.press('Control+k')
  const goTo = page.getByRole('dialog', { name: 'Go to' }).getByRole('combobox')
  await page.getByRole('option', { name: '#general' }).waitFor()
  await goTo.pressSequentially('appr')
  await eventually(async () =>
    expect(await page.getByRole('option').allInnerTexts()).toEqual(['#cake-approvals']),
  )
  await goTo.press('Enter')
  await page.getByRole('heading', { name: 'cake-approvals', level: 1 }).waitFor()
  await eventually(async () => expect(await field().evaluate(hasFocus)).toBe(true))
  await page.keyboard.press('Control+k')
  await goTo.press('Escape')
  await goTo.waitFor({ state: 'detached' })
})
