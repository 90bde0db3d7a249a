import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { eventually, openChannel } from '../sandbox/page/opened.ts'
import { say, useSandbox } from './in-browser.ts'

let page: Page

useSandbox((newcomer) => {
  ;({ page } = newcomer)
})

/** The newest message of the bot, once it holds these words. */
async function answered(words: string | RegExp) {
  const message = page.getByRole('article', { name: /^CAKE/ }).filter({ hasText: words }).last()
  await message.waitFor()
  return message
}

it('a digest is added in the form, stands in the list beside the two of the sandbox, and comes in the morning', async () => {
  await openChannel(page, 'cake-daily')
  await say(page, '/cake digest')
  const list = await answered('1–2 of 2 digests')
  expect(await list.textContent()).toMatch(/1: Offers, yesterday.*2: Affiliates and advertisers, last week/)
  await list.getByRole('button', { name: 'Add digest' }).click()
  const form = page.getByRole('dialog')
  await form.getByRole('checkbox', { name: 'Affiliates' }).check()
  await form.getByRole('checkbox', { name: 'Offers' }).uncheck()
  await form.getByRole('combobox', { name: 'How often' }).selectOption('By a cron expression')
  const cron = form.getByRole('textbox', { name: 'Cron expression' })
  await cron.fill('30 8 * * *')
  await cron.press('Enter')
  await form.getByText(/^At 08:30 UTC/).waitFor()
  await form.getByRole('combobox', { name: 'Time zone' }).fill('kolk')
  await page.getByRole('option', { name: 'Asia/Kolkata' }).click()
  await form.getByRole('button', { name: 'More options' }).click()
  await form.getByRole('textbox', { name: 'Rows of a table' }).fill('5')
  // What was chosen before the form was drawn anew is still chosen.
  expect(await form.getByRole('checkbox', { name: 'Affiliates' }).isChecked()).toBe(true)
  await form.getByRole('button', { name: 'Save' }).click()
  await form.getByText('Added: digest 3').waitFor()
  await form.getByText('At 08:30 Asia/Kolkata').waitFor()
  await form.getByRole('button', { name: 'Close' }).last().click()
  await page.getByRole('button', { name: 'Next morning 09:00' }).click()
  await eventually(async () => {
    const posted = page.getByRole('article', { name: /^CAKE/ }).filter({ hasText: /Top 5 of \d+ affiliates/ })
    expect(await posted.count()).toBe(1)
    expect(await posted.getAttribute('aria-label')).not.toContain('only visible to you')
  })
})
