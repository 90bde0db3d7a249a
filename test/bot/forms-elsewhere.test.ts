import type { Page } from 'playwright-core'
import { describe, it } from 'vitest'
import { openChannel } from '../sandbox/page/opened.ts'
import { say, useSandbox } from './in-browser.ts'
import * as form from './on-screen.ts'

/** Forms that are opened by other things than a command, and the settings. */

let page: Page

useSandbox((newcomer) => {
  ;({ page } = newcomer)
})

const newest = (words: string | RegExp) =>
  page.getByRole('article', { name: /^CAKE/ }).filter({ hasText: words }).last()

describe('a form opens', () => {
  it.each([
    ['New campaign', 'Affiliate'],
    ['New offer', 'Offer name'],
  ])('by the shortcut %s', async (name, field) => {
    await page.getByRole('button', { name: /^Shortcuts/ }).click()
    await page.getByRole('menuitem', { name }).click()
    await form.modal(page).getByRole('heading', { name }).waitFor()
    await form.presses(page, 'Review')
    await form.saysUnder(page, field, 'Please complete this required field.')
  })

  it('by the buttons of a card, filled with what the card is about', async () => {
    await say(page, '/cake campaign 98001')
    await newest('Tracking link').getByRole('button', { name: 'Pause' }).click()
    await form
      .modal(page)
      .getByRole('heading', { name: /^Pause campaign 98001/ })
      .waitFor()
    await form.fills(page, { Reason: 'From its card' })
    await form.cardOf(page, await form.asks(page), 'From its card')
    await say(page, '/cake affiliate 67888')
    await newest('Affiliate 67888').getByRole('button', { name: 'Reject' }).click()
    await form
      .modal(page)
      .getByRole('heading', { name: /^Reject affiliate 67888/ })
      .waitFor()
  })

  it('by the menu of a card', async () => {
    await say(page, '/cake offer 12345')
    await newest('Payout $18.50').getByRole('button', { name: /^More/ }).click()
    await page.getByRole('menuitem', { name: 'Edit' }).click()
    await form
      .modal(page)
      .getByRole('heading', { name: /^Change offer 12345/ })
      .waitFor()
  })

  it('on Home', async () => {
    await openChannel(page, 'CAKE')
    await page.getByRole('button', { name: 'New offer' }).click()
    await form.modal(page).getByRole('heading', { name: 'New offer' }).waitFor()
  })

  it('for nobody who is a guest', async () => {
    await form.actsAs(page, 'Guest')
    await openChannel(page, 'cake-ops')
    await say(page, '/cake offer pause 12345')
    await newest('Guests cannot use this bot.').waitFor()
  })
})

describe('the settings', () => {
  it('are a form for admins; others are shown how they stand', async () => {
    await say(page, '/cake settings')
    await newest('Approve changes: @cake-approvers').waitFor()
  })

  it('say what is wrong under its field, and rule from then on', async () => {
    await form.actsAs(page, 'Admin')
    await say(page, '/cake settings')
    await form.fills(page, { 'Hours until a request expires': '0', Rules: '2 approvals when payout up lots' })
    await form.selects(page, 'Ask for changes: who', 'Only the people and groups below')
    await form.presses(page, 'Save')
    await form.saysUnder(page, 'Hours until a request expires', 'a whole number of hours, from 1 to 720.')
    await form.fills(page, { 'Hours until a request expires': '48', Rules: '2 approvals when offer pause' })
    await form.selects(page, 'Ask for changes: who', 'Every full member')
    await form.presses(page, 'Save')
    await form.reads(page, /^Saved: /)
    await form.closes(page)
    await form.opensForm(page, '/cake offer pause 12345', /^Pause offer 12345/)
    await form.reads(page, 'Needs 2 approvals')
  })
})
