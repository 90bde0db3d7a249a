import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import type { TroubleView } from '../../../src/sandbox/page/protocol.ts'
import type { FakeSandbox } from './fixture.ts'
import { workspace } from './fixture-state.ts'
import { hasFocus } from './in-page.js'
import { eventually } from './opened.ts'
import { usePage } from './use-page.ts'

let sandbox: FakeSandbox
let page: Page

usePage((opened) => {
  ;({ sandbox, page } = opened)
})

const panel = () => page.getByRole('complementary', { name: 'CAKE' })
const calls = () => panel().getByRole('list', { name: 'CAKE calls, newest first' }).getByRole('listitem')

test('lists the calls, newest first, a dropped one as such', async () => {
  const texts = (await calls().allInnerTexts()).map((one) => one.replaceAll(/\s+/g, ' '))
  expect(texts[0]).toBe('PUT /update_offer.json dropped 5003 ms')
  expect(texts[2]).toBe('GET /offers.json 200 84 ms offer_id=12345')
  sandbox.tell({
    type: 'call',
    call: { id: 4, at: '2026-11-20T09:06:00Z', method: 'GET', path: '/campaigns.json', status: 200, ms: 7 },
  })
  await calls().first().getByText('/campaigns.json').waitFor()
})

test('a trouble is switched on, shown in a banner, and turned off there', async () => {
  await panel()
    .getByRole('radio', { name: /Rate-limited/ })
    .check()
  await eventually(() =>
    expect(sandbox.posted.at(-1)).toEqual({ what: 'trouble', body: { mode: 'rate-limited', delayMs: 0 } }),
  )
  sandbox.tell({ type: 'trouble', trouble: { mode: 'rate-limited', delayMs: 5000 } })
  const banner = page.getByRole('status').filter({ hasText: 'rate-limited, answers 5 s late' })
  await banner.waitFor()
  expect(await panel().getByRole('radio', { name: '5 s', exact: true }).isChecked()).toBe(true)
  await banner.getByRole('button', { name: 'Turn off' }).click()
  await eventually(() =>
    expect(sandbox.posted.at(-1)).toEqual({ what: 'trouble', body: { mode: 'none', delayMs: 0 } }),
  )
  sandbox.tell({ type: 'trouble', trouble: { mode: 'none', delayMs: 0 } })
  await banner.waitFor({ state: 'hidden' })
})

test('a delay is switched on', async () => {
  await panel().getByRole('radio', { name: '15 s' }).check()
  await eventually(() =>
    expect(sandbox.posted.at(-1)).toEqual({ what: 'trouble', body: { mode: 'none', delayMs: 15_000 } }),
  )
})

test('a change goes wrong: once, and with a delay of its own', async () => {
  const radio = (name: string | RegExp) => panel().getByRole('radio', { name })
  const lastPosted = async (body: object) =>
    await eventually(() => expect(sandbox.posted.at(-1)).toEqual({ what: 'trouble', body }))
  const sentAndTold = async (trouble: TroubleView) => {
    await lastPosted(trouble)
    sandbox.tell({ type: 'trouble', trouble })
  }
  const banner = page.getByRole('status').filter({ hasText: 'trouble is on' })
  await panel().getByRole('checkbox', { name: 'Once only, then all is well' }).check()
  await panel().getByText('Trouble with changes alone').first().click()
  await radio(/Drops after a write/).check()
  await sentAndTold({ mode: 'drop-after-write', delayMs: 0, times: 1 })
  await banner.getByText('drops after a write, once').waitFor()
  await radio(/Late write/).check()
  await sentAndTold({ mode: 'late-write', delayMs: 15_000, times: 1 })
  await banner.getByText('late write, takes 15 s, once').waitFor()
  await panel().getByRole('checkbox', { name: 'Once only, then all is well' }).uncheck()
  await sentAndTold({ mode: 'late-write', delayMs: 15_000 })
  await radio(/Fails before a write/).check()
  await sentAndTold({ mode: 'error-before-write', delayMs: 0 })
  sandbox.tell({ type: 'trouble', trouble: { mode: 'none', delayMs: 0 } })
  await banner.waitFor({ state: 'hidden' })
  expect(await radio('Works').isChecked()).toBe(true)
})

test('shows the e-mails that CAKE sends, once there is one', async () => {
  const mails = panel().getByRole('list', { name: 'E-mails CAKE has sent, newest first' })
  expect(await mails.count()).toBe(0)
  const mail = { at: '2026-11-20T09:06:00Z', affiliate_id: 67888, affiliate_name: 'Nimbus <b>Ads</b>' }
  sandbox.tell({ type: 'mail', mail: { ...mail, about: 'The account is approved.' } })
  await mails.waitFor()
  expect(await mails.getByRole('listitem').allInnerTexts()).toEqual([
    'CAKE e-mailed the affiliate Nimbus <b>Ads</b> (67888): The account is approved.',
  ])
})

test('the clock is moved by its buttons, and is not there where the bot does not follow it', async () => {
  const clock = page.getByRole('region', { name: 'Clock' })
  expect(await clock.count()).toBe(0)
  const ahead = (iso: string) => Date.parse(iso) - Date.now()
  const moves = [{ move: 'morning', label: 'Next morning 09:00' }] as const
  const zone = 'America/New_York'
  sandbox.view = (as) => ({
    ...workspace(as),
    clock: { aheadMs: ahead('2099-11-21T19:30:20Z'), zone, moves },
  })
  await page.reload()
  await clock.getByText('Sat, 21 Nov 2099, 14:30').waitFor()
  await clock.getByText(zone).waitFor()
  const morning = clock.getByRole('button', { name: 'Next morning 09:00' })
  await morning.click()
  await eventually(() => expect(sandbox.posted).toEqual([{ what: 'clock', body: { move: 'morning' } }]))
  const change = { move: 'change', label: 'The night the clocks change (14 Mar)' } as const
  sandbox.tell({
    type: 'clock',
    clock: { aheadMs: ahead('2099-11-22T14:00:20Z'), zone, moves: [...moves, change] },
  })
  await clock.getByText('Sun, 22 Nov 2099, 09:00').waitFor()
  expect(await clock.getByRole('button').allInnerTexts()).toEqual([...moves, change].map((one) => one.label))
  expect(await morning.evaluate(hasFocus)).toBe(true)
})

test('the reset asks first', async () => {
  const reset = panel().getByRole('button', { name: 'Reset the workspace' })
  await reset.click()
  await page.getByRole('dialog', { name: 'Reset the workspace?' }).press('Escape')
  expect(sandbox.posted).toEqual([])
  await reset.click()
  await page.getByRole('dialog').getByRole('button', { name: 'Reset', exact: true }).click()
  await eventually(() => expect(sandbox.posted).toEqual([{ what: 'reset', body: {} }]))
})

test('it folds away, and that is remembered', async () => {
  await panel().getByRole('button', { name: 'Close the CAKE panel' }).click()
  await panel().waitFor({ state: 'hidden' })
  await page.reload()
  await page.locator('body.is-ready').waitFor()
  expect(await panel().isVisible()).toBe(false)
  const toggle = page.getByRole('button', { name: 'CAKE panel' })
  expect(await toggle.getAttribute('aria-expanded')).toBe('false')
  await toggle.click()
  await panel().waitFor()
})
