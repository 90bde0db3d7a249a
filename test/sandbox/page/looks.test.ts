import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openBrowser } from '../../support/browser.ts'
import {
  focusedId,
  hasFocus,
  mainBackground,
  namelessControls,
  poorContrasts,
  wasHacked,
  widths,
} from './in-page.js'
import { type FakeSandbox, startFakeSandbox } from './fixture.ts'
import { openChannel, openPage } from './opened.ts'

let browser: Browser
let sandbox: FakeSandbox
let page: Page

beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())
beforeEach(async () => {
  sandbox = await startFakeSandbox()
})
afterEach(async () => {
  await page.context().close()
  await sandbox.close()
})

const background = () => page.evaluate(mainBackground)

test('the theme follows the system until the button says otherwise, which is kept', async () => {
  ;({ page } = await openPage(browser, sandbox.url, { colorScheme: 'dark' }))
  const dark = await background()
  await page.getByRole('button', { name: 'Light theme' }).click()
  expect(await background()).toBe('rgb(255, 255, 255)')
  expect(dark).not.toBe('rgb(255, 255, 255)')
  await page.reload()
  await page.getByRole('button', { name: 'Dark theme' }).waitFor()
  expect(await background()).toBe('rgb(255, 255, 255)')
})

test.each(['light', 'dark'] as const)('text has AA contrast in the %s theme', async (colorScheme) => {
  ;({ page } = await openPage(browser, sandbox.url, { colorScheme }))
  for (const channel of ['cake-ops', 'cake-daily']) {
    await openChannel(page, channel)
    expect(await page.evaluate(poorContrasts)).toEqual([])
  }
})

describe('on a narrow screen', () => {
  const viewport = { width: 360, height: 740 }

  test.each(['cake-ops', 'cake-daily', 'cake-approvals'])(
    'nothing overflows the page in %s',
    async (channel) => {
      ;({ page } = await openPage(browser, sandbox.url, { viewport }))
      await page.getByRole('button', { name: 'Channels' }).click()
      await openChannel(page, channel)
      await page.getByRole('heading', { name: channel, level: 1 }).waitFor()
      const found = await page.evaluate(widths)
      expect(found).toMatchObject({ page: 360, list: 360 })
      expect(found.rightmost).toBeLessThanOrEqual(360)
    },
  )

  test('the channels are a drawer that Escape closes', async () => {
    ;({ page } = await openPage(browser, sandbox.url, { viewport }))
    const channels = page.getByRole('navigation')
    expect(await channels.isVisible()).toBe(false)
    const opener = page.getByRole('button', { name: 'Channels' })
    await opener.click()
    await channels.waitFor()
    await page.keyboard.press('Escape')
    await channels.waitFor({ state: 'hidden' })
    expect(await opener.evaluate(hasFocus)).toBe(true)
  })
})

test('data that would like to be code is only shown', async () => {
  const { page: opened, faults } = await openPage(browser, sandbox.url)
  page = opened
  await openChannel(page, 'cake-approvals')
  await page
    .getByRole('heading', { name: /onerror/ })
    .first()
    .waitFor()
  await page.getByText('rich trap').click()
  await page.getByText('md trap').click()
  await page.getByText('a trap').click()
  await page.getByRole('button', { name: 'Trap' }).click()
  expect(await page.evaluate(wasHacked)).toBe(false)
  expect(await page.locator('main a[href^="javascript"], main script, main [onerror]').count()).toBe(0)
  expect(await page.locator('main img').count()).toBe(0)
  expect(faults).toEqual([])
})

test('the keyboard gets from the skip link to the messages, and every control has a name', async () => {
  ;({ page } = await openPage(browser, sandbox.url))
  await page.keyboard.press('Tab')
  const skip = page.getByRole('link', { name: 'Skip to the messages' })
  expect(await skip.evaluate(hasFocus)).toBe(true)
  await page.keyboard.press('Enter')
  expect(await page.evaluate(focusedId)).toBe('main')
  await openChannel(page, 'cake-daily')
  expect(await page.evaluate(namelessControls)).toEqual([])
})
