import type { Page } from 'playwright-core'
import { describe, it } from 'vitest'
import { useSandbox } from './in-browser.ts'
import * as form from './on-screen.ts'

let page: Page
let address: string

useSandbox((newcomer) => {
  ;({ page, address } = newcomer)
})

const NAME = 'Auto Insurance Quote - US'
const EDIT = '/cake offer edit 12345'

describe('an offer', () => {
  it('is edited: each wrong field is said, then before → after with the margin and what it touches', async () => {
    await form.opensForm(page, EDIT, `Change offer 12345 ${NAME}`)
    await form.fills(page, { 'Offer name': '', Payout: '-3', 'Expiry date': '2020-01-01', Reason: 'A deal' })
    await form.presses(page, 'Review')
    await form.saysUnder(page, 'Offer name', 'Please complete this required field.')
    await form.fills(page, { 'Offer name': NAME })
    await form.presses(page, 'Review')
    await form.saysUnder(page, 'Payout', 'Payout cannot be negative.')
    await form.fills(page, { Payout: '1.250,00 €' })
    await form.presses(page, 'Review')
    await form.saysUnder(page, 'Payout', 'Payout is in USD, not in €.')
    await form.fills(page, { Payout: '$1,025.50' })
    await form.presses(page, 'Review')
    await form.saysUnder(page, 'Expiry date', 'The expiry date is in the past.')
    await form.fills(page, { 'Expiry date': '2099-12-31' })
    await form.presses(page, 'Review')
    const id = await form.asks(page, [
      'Payout $18.50 → $1,025.50',
      'Expiry date 31 Dec 2026 → 31 Dec 2099',
      'Margin $3.50 (15.9 %) → −$1,003.50',
      /It has 2 active campaigns\. Yesterday: \d+ clicks, \d+ conversions\. .*may keep their own payout/,
      'The payout is above the revenue: each conversion loses money.',
    ])
    await form.cardOf(page, id, 'Waiting for approval')
  })

  it('unchanged asks nothing of anyone', async () => {
    await form.opensForm(page, EDIT, /^Change offer 12345/)
    await form.fills(page, { Reason: 'Why not' })
    await form.presses(page, 'Review')
    await form.saysUnder(page, 'Reason', 'This changes nothing: CAKE has it so already.')
  })

  it('keeps what was typed while CAKE is down, and goes on when it is back', async () => {
    await form.opensForm(page, EDIT, /^Change offer 12345/)
    await form.fills(page, { Payout: '20', Reason: 'A better deal' })
    await trouble('down')
    await form.presses(page, 'Review')
    await form.saysUnder(page, 'Reason', 'Nothing was asked; what you typed is still here.')
    await trouble('none')
    // CAKE is left alone for a moment after it was down.
    await form.untilSaid(page, () => form.presses(page, 'Review'), 'Payout $18.50 → $20.00')
    await form.cardOf(page, await form.asks(page), 'A better deal')
  })

  it('is asked to be paused; one that is not active is not', async () => {
    await form.opensForm(page, '/cake offer pause 12345', `Pause offer 12345 ${NAME}`)
    await form.presses(page, 'Ask')
    await form.saysUnder(page, 'Reason', 'Please complete this required field.')
    await form.fills(page, { Reason: 'Cap reached' })
    const id = await form.asks(page, ['Status Active → Paused', 'It has 2 active campaigns.'])
    await form.cardOf(page, id, 'Cap reached')
    await form.refuses(
      page,
      '/cake offer pause 12344',
      'Offer 12344 is paused, so there is nothing to pause.',
    )
  })

  it('is asked to be activated; one that is active is not', async () => {
    await form.opensForm(page, '/cake offer activate 12344', /^Activate offer 12344/)
    await form.fills(page, { Reason: 'Season begins' })
    const id = await form.asks(page, ['Status Paused → Active'])
    await form.cardOf(page, id, 'Season begins')
    await form.refuses(page, '/cake offer activate 12345', 'Offer 12345 is active already.')
  })

  it('is made: the address needs https, the amounts are read as people write them', async () => {
    await form.opensForm(page, '/cake offer new', 'New offer')
    await form.presses(page, 'Review')
    for (const label of [
      'Offer name',
      'Advertiser',
      'Vertical',
      'Offer URL',
      'Payout',
      'Revenue',
      'Reason',
    ]) {
      await form.saysUnder(page, label, 'Please complete this required field.')
    }
    await form.reads(page, 'Affiliates see this.')
    await form.takes(page, 'Advertiser', 'acme', /Acme Financial/)
    await form.takes(page, 'Vertical', 'insu', /Insurance/)
    await form.selects(page, 'Payout type', 'CPA')
    await form.fills(page, {
      'Offer name': 'Pet Insurance - US',
      'Offer URL': 'http://pets.example.com',
      'Preview URL': 'pets',
      Payout: '1,250',
      Revenue: '12.345.6',
      'Session hours': '0',
      Description: 'US only',
      Reason: 'Signed',
    })
    await form.presses(page, 'Review')
    await form.saysUnder(page, 'Offer URL', 'must be a web address that begins with https://.')
    await form.saysUnder(page, 'Preview URL', 'must be a web address that begins with https://.')
    await form.saysUnder(page, 'Revenue', 'Revenue')
    await form.saysUnder(page, 'Session hours', 'must be a whole number from 1 to 8760.')
    await form.fills(page, {
      'Offer URL': 'https://pets.example.com',
      'Preview URL': '',
      Revenue: '$1,500.50',
      'Session hours': '24',
    })
    await form.presses(page, 'Review')
    const id = await form.asks(page, ['Payout $1,250.00', 'Margin $250.50', 'Needs one approval.'])
    await form.cardOf(page, id, 'Pet Insurance - US')
  })
})

/** What the panel's switch does, which lies behind an open form. */
async function trouble(mode: 'down' | 'none'): Promise<void> {
  const headers = { origin: address }
  await page.request.post(`${address}/sandbox/trouble`, { data: { mode, delayMs: 0 }, headers })
}
