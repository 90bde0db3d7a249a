import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import type { FakeSandbox } from './fixture.ts'
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
