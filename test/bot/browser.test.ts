import type { Browser, Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { actAs, eventually, openChannel, openPage } from '../sandbox/page/opened.ts'
import { say, useSandbox } from './in-browser.ts'

let browser: Browser
let page: Page
let address: string

useSandbox((newcomer) => {
  ;({ browser, page, address } = newcomer)
})

/** The newest message of the bot, once it holds these words. */
async function answered(words: string | RegExp) {
  const message = page.getByRole('article', { name: /^CAKE/ }).filter({ hasText: words }).last()
  await message.waitFor()
  return message
}

describe('in the browser', () => {
  it('a newcomer types /cake offer 12345 and has the card, with its figures', async () => {
    await say(page, '/cake offer 12345')
    const card = await answered('Payout $18.50')
    expect(await card.getAttribute('aria-label')).toContain('only visible to you')
    await answered('Conversions')
  })

  it('goes on by buttons, turns pages, and shares', async () => {
    await say(page, '/cake offer 12345')
    await (await answered('Payout $18.50')).getByRole('button', { name: 'Campaigns' }).click()
    const list = await answered('Campaigns of offer Auto Insurance Quote - US (12345)')
    await list.getByRole('button', { name: 'Show campaign 98001' }).click()
    const campaign = await answered('Tracking link')
    await campaign.getByRole('button', { name: 'Share' }).click()
    const shared = await answered('Shared by')
    expect(await shared.getAttribute('aria-label')).not.toContain('only visible to you')
    await actAs(page, 'Viewer')
    await answered('Shared by')
    await eventually(async () => {
      expect(await page.getByText('Campaigns of offer Auto').count()).toBe(0)
    })
  })

  it('sorts a report and sends it as a file', async () => {
    await say(page, '/cake report offers last-7d')
    const report = await answered('Top 10 of')
    await report.getByRole('button', { name: /Clicks/ }).click()
    await expect(report.locator('[aria-sort="ascending"], [aria-sort="descending"]').count()).resolves.toBe(1)
    await report.getByRole('button', { name: 'CSV' }).click()
    await openChannel(page, 'CAKE')
    await eventually(async () => {
      const tab = page.getByRole('tab', { name: 'Messages' })
      if (await tab.isVisible()) await tab.click()
      expect(await page.getByText(/offers 2\S+ to 2\S+\.csv/).count()).toBeGreaterThan(0)
    })
  })

  it('corrects a slip of the finger in one click', async () => {
    await say(page, '/cake ofer 12345')
    await (await answered('Did you mean')).getByRole('button', { name: '/cake offer 12345' }).click()
    await answered('Auto Insurance Quote - US')
  })

  it('tells a guest why not', async () => {
    await actAs(page, 'Guest')
    await openChannel(page, 'cake-ops')
    await say(page, '/cake offer 12345')
    await answered('Guests cannot use this bot.')
  })

  it('says when CAKE is down, and works again afterwards', async () => {
    await page.getByRole('radio', { name: /^Is down/ }).check()
    await say(page, '/cake offer 12345')
    await answered('CAKE cannot be reached right now.')
    await page.getByRole('radio', { name: /^Works/ }).check()
    await eventually(async () => {
      await say(page, '/cake campaign 98001')
      await page.getByText('Tracking link').last().waitFor({ timeout: 1500 })
    })
    await expect(page.getByText(/api_key=(?!REDACTED)/).count()).resolves.toBe(0)
  })

  it('fits a phone, in the dark', async () => {
    const phone = await openPage(browser, address, {
      viewport: { width: 360, height: 740 },
      colorScheme: 'dark',
    })
    page = phone.page
    await say(page, '/cake report offers last-7d')
    await answered('Top 10 of')
    const [content, screen] = (await page.evaluate('[document.documentElement.scrollWidth, innerWidth]')) as [
      number,
      number,
    ]
    expect(content).toBeLessThanOrEqual(screen)
    expect(phone.faults).toEqual([])
    await phone.page.context().close()
  })
})
