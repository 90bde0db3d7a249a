import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openBrowser } from '../../support/browser.ts'
import { emptyWorkspace, message, ts } from './fixture-state.ts'
import { type FakeSandbox, startFakeSandbox } from './fixture.ts'
import { distanceToEnd, hasFocus, scrollToTop } from './in-page.js'
import { actAs, openChannel, eventually, openPage } from './opened.ts'

let browser: Browser
let sandbox: FakeSandbox
let page: Page
let faults: string[]

beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

const open = async (): Promise<void> => {
  ;({ page, faults } = await openPage(browser, sandbox.url))
}
beforeEach(async () => {
  sandbox = await startFakeSandbox()
})
afterEach(async () => {
  await page.context().close()
  await sandbox.close()
})

const field = () => page.getByRole('textbox', { name: /^Message/ })
const options = () => page.getByRole('listbox', { name: 'Commands' }).getByRole('option')
const typed = () => sandbox.posted.filter(({ what }) => what === 'type').map(({ body }) => body)

describe('a first visit', () => {
  beforeEach(async () => {
    sandbox.view = emptyWorkspace
    await open()
  })

  test('opens cake-ops as the account manager, with a hint what to type', async () => {
    await page.getByRole('heading', { name: 'cake-ops', level: 1 }).waitFor()
    await page.getByRole('button', { name: 'Act as: Mia Chen, Account manager' }).waitFor()
    await page
      .getByRole('region', { name: 'Getting started' })
      .getByText('/cake offer 12345')
      .first()
      .waitFor()
    expect(faults).toEqual([])
  })

  test('typing the command and Enter sends it and empties the field', async () => {
    await field().pressSequentially('/cake offer 12345')
    await field().press('Enter')
    await eventually(() =>
      expect(typed()).toEqual([{ as: 'UMANAGER', channel: 'COPS', text: '/cake offer 12345' }]),
    )
    expect(await field().inputValue()).toBe('')
  })

  test('a chip runs its command', async () => {
    await page.getByRole('button', { name: '/cake campaign 98001' }).click()
    await eventually(() => expect(typed()).toMatchObject([{ text: '/cake campaign 98001' }]))
  })

  test('the hint goes once the bot has answered, and when it is dismissed', async () => {
    const hint = page.getByRole('region', { name: 'Getting started' })
    await hint.getByRole('button', { name: 'Dismiss the hint' }).click()
    expect(await hint.isVisible()).toBe(false)
    await page.reload()
    await hint.waitFor()
    sandbox.tell({ type: 'message', message: message(10, { channel: 'COPS', user: 'UBOT', text: 'Hi' }) })
    await hint.waitFor({ state: 'hidden' })
  })
})

describe('the composer', () => {
  beforeEach(open)

  test('offers commands while typing: filtered, taken with Tab, closed with Escape', async () => {
    await field().pressSequentially('/cake off')
    await options().first().waitFor()
    expect(await options().allInnerTexts()).toHaveLength(3)
    expect(await options().first().innerText()).toMatch(/\/cake offer 12345\s+Show an offer/)
    await field().press('Escape')
    expect(await options().count()).toBe(0)
    await field().pressSequentially('er')
    await field().press('Tab')
    expect(await field().inputValue()).toBe('/cake offer 12345')
  })

  test('arrow keys choose, and say so to screen readers; Enter takes the choice and sends only then', async () => {
    await field().pressSequentially('/')
    await field().press('ArrowDown')
    await field().press('ArrowDown')
    const chosen = page.getByRole('option', { selected: true })
    expect(await chosen.innerText()).toContain('offer list status:active')
    expect(await field().getAttribute('aria-activedescendant')).toBe(await chosen.getAttribute('id'))
    await field().press('Enter')
    expect(await field().inputValue()).toBe('/cake offer list status:active')
    expect(typed()).toEqual([])
    await field().press('Enter')
    await eventually(() => expect(typed()).toHaveLength(1))
  })

  test('Shift+Enter makes a new line', async () => {
    await field().pressSequentially('one')
    await field().press('Shift+Enter')
    await field().pressSequentially('two')
    await field().press('Enter')
    await eventually(() => expect(typed()).toMatchObject([{ text: 'one\ntwo' }]))
  })

  test('ArrowUp brings back what this person sent, ArrowDown goes the other way', async () => {
    for (const text of ['first', 'second']) {
      await field().fill(text)
      await field().press('Enter')
    }
    await field().press('ArrowUp')
    expect(await field().inputValue()).toBe('second')
    await field().press('ArrowUp')
    expect(await field().inputValue()).toBe('first')
    await field().press('ArrowDown')
    await field().press('ArrowDown')
    expect(await field().inputValue()).toBe('')
    await actAs(page, 'Viewer')
    await page
      .getByRole('button', { name: /Noah Berg/ })
      .first()
      .waitFor()
    await field().press('ArrowUp')
    expect(await field().inputValue()).toBe('')
  })

  test('what the server refuses is said, and comes back to be mended', async () => {
    sandbox.answer = () => ({ ok: false, error: 'Slash commands do not run here.' })
    await field().fill('/cake offer 1')
    await field().press('Enter')
    await page.getByRole('alert').getByText('Slash commands do not run here.').waitFor()
    expect(await field().inputValue()).toBe('/cake offer 1')
  })

  test('a draft is kept per channel, through a reset and a reload', async () => {
    await field().fill('half a thought')
    await openChannel(page, 'general')
    expect(await field().inputValue()).toBe('')
    await openChannel(page, 'cake-ops')
    expect(await field().inputValue()).toBe('half a thought')
    sandbox.tell({ type: 'reset' })
    await page.reload()
    await page.locator('body.is-ready').waitFor()
    expect(await field().inputValue()).toBe('half a thought')
  })
})

describe('messages', () => {
  beforeEach(open)

  test('are grouped, dated, and marked when edited or only visible to you', async () => {
    const articles = page.getByRole('article')
    await page
      .getByRole('article', { name: 'CAKE, 9:04 AM, only visible to you' })
      .getByText('Only visible to you')
      .waitFor()
    const edited = articles.filter({ hasText: 'about to expire' })
    expect(await edited.innerText()).toContain('(edited)')
    expect(await edited.getByText('Ada Okafor').count()).toBe(0)
    await page.getByText('Thursday, November 19, 2026').waitFor({ state: 'attached' })
  })

  test('an ephemeral one is not there for somebody else', async () => {
    await actAs(page, 'Viewer')
    await page.getByRole('button', { name: 'Act as: Noah Berg, Viewer' }).waitFor()
    expect(await page.getByText('Only visible to you').count()).toBe(0)
    await actAs(page, 'Guest')
    await page.getByRole('button', { name: 'Act as: Gus Lindqvist, Guest' }).waitFor()
    expect(await page.getByRole('list', { name: 'Channels' }).getByRole('button').allInnerTexts()).toEqual([
      'cake-ops',
    ])
  })

  test('a change replaces the message, and the focus stays where it was', async () => {
    await page.getByRole('button', { name: 'CSV of all rows' }).focus()
    const action = { type: 'button', action_id: 'csv', text: { type: 'plain_text', text: 'CSV again' } }
    const blocks = [{ type: 'actions', block_id: 'pages', elements: [action] }]
    sandbox.tell({
      type: 'message',
      message: message(5, { channel: 'COPS', user: 'UBOT', edited: true, blocks }),
    })
    const changed = page.getByRole('button', { name: 'CSV again' })
    await changed.waitFor()
    expect(await changed.evaluate(hasFocus)).toBe(true)
    sandbox.tell({ type: 'message-deleted', channel: 'COPS', ts: ts(5) })
    await changed.waitFor({ state: 'detached' })
  })

  test('new ones keep the end in view, or a pill when one reads further up; they are read out', async () => {
    const messages = page.getByRole('region', { name: 'Messages in #cake-ops' })
    const distance = () => messages.evaluate(distanceToEnd)
    sandbox.tell({
      type: 'message',
      message: message(10, { channel: 'COPS', user: 'UADMIN', text: 'At the end' }),
    })
    await page.getByRole('article').getByText('At the end').waitFor()
    await eventually(async () => expect(await distance()).toBeLessThan(2))
    expect(await page.locator('#announcer').textContent()).toBe('Ada Okafor: At the end')
    await messages.evaluate(scrollToTop)
    const pill = page.getByRole('button', { name: 'New messages' })
    await eventually(async () => expect(await distance()).toBeGreaterThan(100))
    sandbox.tell({
      type: 'message',
      message: message(11, { channel: 'COPS', user: 'UADMIN', text: 'One more' }),
    })
    await pill.click()
    await eventually(async () => expect(await distance()).toBeLessThan(2))
    expect(await pill.isVisible()).toBe(false)
  })

  test('one in another channel puts a dot there until it is opened', async () => {
    sandbox.tell({
      type: 'message',
      message: message(10, { channel: 'CGENERAL', user: 'UADMIN', text: 'Hello' }),
    })
    await page.getByRole('button', { name: 'general unread' }).click()
    await page.getByRole('button', { name: 'general', exact: true }).waitFor()
  })
})

describe('threads', () => {
  beforeEach(open)

  test('open from the count of replies, take replies, and close with Escape', async () => {
    await page.getByRole('button', { name: /1 reply/ }).click()
    const thread = page.getByRole('complementary', { name: 'Thread' })
    await thread.getByText('Thanks!').waitFor()
    const reply = thread.getByRole('textbox', { name: 'Reply in thread' })
    await reply.fill('You are welcome')
    await reply.press('Enter')
    await eventually(() =>
      expect(typed()).toMatchObject([{ channel: 'COPS', thread_ts: ts(2), text: 'You are welcome' }]),
    )
    sandbox.tell({
      type: 'message',
      message: message(12, { channel: 'COPS', user: 'UMANAGER', text: 'You are welcome', thread_ts: ts(2) }),
    })
    await thread.getByText('You are welcome').waitFor()
    await page.getByRole('button', { name: /2 replies/ }).waitFor()
    await reply.press('Escape')
    await thread.waitFor({ state: 'hidden' })
  })

  test('a slash command there is refused with the server’s sentence', async () => {
    sandbox.answer = () => ({ ok: false, error: '/cake does not work in threads.' })
    await page.getByRole('button', { name: /1 reply/ }).click()
    const thread = page.getByRole('complementary', { name: 'Thread' })
    await thread.getByRole('textbox').fill('/cake offer 1')
    await thread.getByRole('textbox').press('Enter')
    await thread.getByRole('alert').getByText('/cake does not work in threads.').waitFor()
  })
})

test('after the connection dropped the state is loaded anew', async () => {
  await open()
  sandbox.view = (as) => ({
    ...emptyWorkspace(as),
    messages: [message(20, { channel: 'COPS', user: 'UADMIN', text: 'Said while you were away' })],
  })
  sandbox.drop()
  await page.getByText('Said while you were away').waitFor()
  await eventually(() => expect(sandbox.listeners()).toBe(1))
})

test('the app’s Home is opened by its tab, and sends its clicks', async () => {
  await open()
  await openChannel(page, 'CAKE')
  await page.getByRole('tab', { name: 'Home' }).click()
  await eventually(() =>
    expect(sandbox.posted).toContainEqual({ what: 'open-home', body: { as: 'UMANAGER' } }),
  )
  await page.getByRole('tabpanel').getByRole('button', { name: 'Report of yesterday' }).click()
  await eventually(() =>
    expect(sandbox.posted.at(-1)).toMatchObject({
      what: 'click',
      body: { ts: '', action: { action_id: 'home-report' } },
    }),
  )
  await page.getByRole('tab', { name: 'Home' }).press('ArrowRight')
  await page.getByRole('region', { name: 'Messages in CAKE' }).waitFor()
})
