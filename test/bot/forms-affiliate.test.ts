import type { Page } from 'playwright-core'
import { describe, it } from 'vitest'
import { useSandbox } from './in-browser.ts'
import * as form from './on-screen.ts'

let page: Page

useSandbox((newcomer) => {
  ;({ page } = newcomer)
})

describe('an affiliate', () => {
  it('is made: address, ids and amounts are looked at', async () => {
    await form.opensForm(page, '/cake affiliate new', 'New affiliate')
    await form.takes(page, 'Account manager', 'jord', /Jordan Lee/)
    await form.selects(page, 'Status', 'Active')
    await form.fills(page, {
      'Affiliate name': 'Nordlicht Media',
      Website: 'nordlicht',
      'Payment type': 'PayPal',
      'Billing cycle': '0',
      'Minimum payment': '-1',
      Reason: 'Met at the fair',
    })
    await form.presses(page, 'Review')
    await form.saysUnder(page, 'Website', 'Website must be a web address that begins with https://.')
    await form.saysUnder(page, 'Payment type', 'Payment type must be a whole number')
    await form.saysUnder(page, 'Billing cycle', 'Billing cycle must be a whole number')
    await form.saysUnder(page, 'Minimum payment', 'Minimum payment cannot be negative.')
    await form.fills(page, {
      Website: 'https://nordlicht.example.com',
      'Payment type': '1',
      'Billing cycle': '',
      'Minimum payment': '1,000',
    })
    await form.presses(page, 'Review')
    const id = await form.asks(page, [
      'Account manager Jordan Lee (42)',
      'Minimum payment $1,000.00',
      'An active affiliate can run offers at once.',
    ])
    await form.cardOf(page, id, 'Nordlicht Media')
  })

  it('is edited; unchanged it asks nothing of anyone', async () => {
    await form.opensForm(page, '/cake affiliate edit 67890', 'Change affiliate 67890 MediaBridge Partners')
    await form.fills(page, { Reason: 'New manager' })
    await form.presses(page, 'Review')
    await form.saysUnder(page, 'Reason', 'This changes nothing: CAKE has it so already.')
    await form.takes(page, 'Account manager', 'priya', /Priya/)
    await form.presses(page, 'Review')
    const id = await form.asks(page, ['Account manager Jordan Lee (42) → Priya Natarajan (11)'])
    await form.cardOf(page, id, 'New manager')
  })

  it('that is pending is approved, of which CAKE tells them; another is not', async () => {
    await form.opensForm(page, '/cake affiliate approve 67888', /^Approve affiliate 67888/)
    await form.presses(page, 'Ask')
    await form.saysUnder(page, 'Reason', 'Please complete this required field.')
    await form.fills(page, { Reason: 'Checked by phone' })
    const id = await form.asks(page, [
      'Status Pending → Active',
      'Approving makes CAKE e-mail the affiliate.',
    ])
    await form.cardOf(page, id, 'Checked by phone')
    await form.refuses(page, '/cake affiliate approve 67890', 'is active, so there is nothing to approve.')
  })

  it('that is pending is rejected; another is not', async () => {
    await form.opensForm(page, '/cake affiliate reject 67889', /^Reject affiliate 67889/)
    await form.fills(page, { Reason: 'No papers' })
    const id = await form.asks(page, ['Status Pending → Rejected'])
    await form.cardOf(page, id, 'No papers')
    await form.refuses(page, '/cake affiliate reject 67890', 'is active, so there is nothing to reject.')
  })

  it('that is active is suspended, and gets what is due; another is not', async () => {
    await form.opensForm(page, '/cake affiliate suspend 67890', /^Suspend affiliate 67890/)
    await form.fills(page, { Reason: 'Fraud' })
    const id = await form.asks(page, ['Status Active → Suspended', 'payments due stay due.'])
    await form.cardOf(page, id, 'Fraud')
    await form.refuses(page, '/cake affiliate suspend 67866', 'is suspended, so there is nothing to suspend.')
  })

  it('that is suspended is activated; one that is active, or pending, is not', async () => {
    await form.opensForm(page, '/cake affiliate activate 67866', /^Activate affiliate 67866/)
    await form.fills(page, { Reason: 'Cleared' })
    const id = await form.asks(page, ['Status Suspended → Active'])
    await form.cardOf(page, id, 'Cleared')
    await form.refuses(page, '/cake affiliate activate 67890', 'Affiliate 67890 is active already.')
    await form.refuses(page, '/cake affiliate activate 67888', 'is pending: approve or reject it.')
  })
})
