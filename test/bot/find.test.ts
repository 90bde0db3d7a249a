import type { Locator, Page } from 'playwright-core'
import { describe, it, vi } from 'vitest'
import { openChannel } from '../sandbox/page/opened.ts'
import { say, useSandbox } from './in-browser.ts'

/** On 100,000 offers an offer is found from a misspelt half of its name, wherever people are. */
const HALF = 'autto insurence'
const FULL = 'Auto Insurance Quote - US'

let page: Page

useSandbox(
  (newcomer) => {
    ;({ page } = newcomer)
  },
  { SANDBOX_OFFERS: '100000' },
  async (first) => {
    await openChannel(first, 'CAKE')
    // Home says so when all names are there.
    await vi.waitFor(() => first.getByText('100,000 offers').waitFor(), { timeout: 60_000 })
  },
)

/** Types letters into a typeahead select and takes the option. */
async function choose(select: Locator, letters: string, option: RegExp): Promise<void> {
  await select.click()
  await select.pressSequentially(letters)
  await page.getByRole('option', { name: option }).first().click()
}

describe('among 100,000 offers, half a name with a slip in it finds the offer', () => {
  it('in the command', async () => {
    await say(page, `/cake ${HALF}`)
    const found = page.getByRole('article', { name: /^CAKE/ }).filter({ hasText: FULL })
    await found.last().waitFor()
  })

  it('in the command of its noun', async () => {
    await say(page, `/cake offer ${HALF}`)
    await page.getByRole('article', { name: /^CAKE/ }).filter({ hasText: FULL }).last().waitFor()
  })

  it('in a form', async () => {
    await page.getByRole('button', { name: /^Shortcuts/ }).click()
    await page.getByRole('menuitem', { name: /Search CAKE/ }).click()
    const form = page.getByRole('dialog', { name: 'Search CAKE' })
    await choose(form.getByRole('combobox'), HALF, new RegExp(FULL))
    await form.getByText('Offer 12345').waitFor()
    await form.getByText('Payout').first().waitFor()
  })

  it('from a message', async () => {
    await say(page, `Does anybody know whether ${HALF} still runs?`)
    const message = page.getByRole('article').filter({ hasText: 'still runs?' }).last()
    await message.hover()
    await message.getByRole('button', { name: /More/ }).click()
    await page.getByRole('menuitem', { name: /Look up in CAKE/ }).click()
    const form = page.getByRole('dialog')
    await form.getByRole('button', { name: `Show ${FULL}` }).click()
    await form.getByText('Offer 12345').waitFor()
  })

  it('on Home, by keyboard alone', async () => {
    await openChannel(page, 'CAKE')
    const select = page.getByRole('combobox').first()
    await select.focus()
    await select.pressSequentially(HALF)
    await page
      .getByRole('option', { name: new RegExp(FULL) })
      .first()
      .waitFor()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await page.getByRole('dialog').getByText('Payout').first().waitFor()
  })
})
