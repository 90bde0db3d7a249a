import type { Page } from 'playwright-core'
import { describe, it } from 'vitest'
import { useSandbox } from './in-browser.ts'
import * as form from './on-screen.ts'

let page: Page

useSandbox((newcomer) => {
  ;({ page } = newcomer)
})

const REQUIRED = 'Please complete this required field.'
const PAIR = 'MediaBridge Partners on Auto Insurance Quote - US'

describe('a new campaign', () => {
  it('has the creatives and pages of the offer that is chosen, and others with another', async () => {
    await form.opensForm(page, '/cake campaign new', 'New campaign')
    await form.presses(page, 'Review')
    for (const label of ['Affiliate', 'Offer', 'Reason']) await form.saysUnder(page, label, REQUIRED)
    await form.takes(page, 'Affiliate', 'papaya', /67854/)
    await form.takes(page, 'Offer', 'personal loan', /12286/)
    await form.modal(page).getByRole('heading', { name: 'New campaign on Personal Loan' }).waitFor()
    await form.takes(page, 'Creative', '160', /160x600 \(4423\)/)
    await form.takes(page, 'Offer', 'auto insurance quote', /12345/)
    await form.modal(page).getByRole('heading', { name: 'New campaign on Auto Insurance' }).waitFor()
    // An offer's creatives are shown before anything is typed.
    await form.takes(page, 'Creative', '', /300x250 \(4421\)/)
    await form.selects(page, 'Link type', 'Encoded')
    await form.fills(page, { 'Coupon code': 'SAVE10', Reason: 'They asked for a link' })
    await form.presses(page, 'Review')
    const id = await form.asks(page, [
      'Affiliate Papaya Performance (67854)',
      'Creative Banner 300x250 (4421)',
      'Link type Encoded',
      'Needs one approval.',
    ])
    await form.cardOf(page, id, 'Waiting for approval')
  })

  it('of a pair that has one warns, with its link, and says what has changed after the preview', async () => {
    await form.opensForm(page, '/cake campaign new 67890 12345', /^New campaign on/)
    await form.reads(page, /has campaigns on this offer already: 98001 \(active\) https:.*sid=98001/)
    await form.fills(page, { 'Sub affiliate': 'second_list', Reason: 'A second list' })
    await form.presses(page, 'Ask')
    await form.reads(page, 'This is not what was shown before.')
    const id = await form.asks(page, ['Sub affiliate second_list'])
    await form.cardOf(page, id, 'A second list')
  })

  it('on an offer that is not active is refused under the offer', async () => {
    await form.opensForm(page, '/cake campaign new 67890', 'New campaign')
    await form.takes(page, 'Offer', '12341', /12341/)
    await form.reads(page, 'Offer 12341 is paused; a campaign needs an active offer.')
    await form.fills(page, { Reason: 'They asked' })
    await form.presses(page, 'Review')
    await form.saysUnder(page, 'Offer', 'Offer 12341 is paused')
  })
})

describe('a campaign', () => {
  it('is asked to be paused, with a reason; one that is paused is not', async () => {
    await form.opensForm(page, '/cake campaign pause 98001', `Pause campaign 98001: ${PAIR}`)
    await form.presses(page, 'Ask')
    await form.saysUnder(page, 'Reason', REQUIRED)
    await form.fills(page, { Reason: '   ' })
    await form.presses(page, 'Ask')
    await form.saysUnder(page, 'Reason', 'Say why, for those who judge it.')
    await form.fills(page, { Reason: 'Low quality' })
    const id = await form.asks(page, ['Status Active → Paused', /Yesterday: \d+ clicks/])
    await form.cardOf(page, id, 'Low quality')
    await form.refuses(
      page,
      '/cake campaign pause 97961',
      'Campaign 97961 is paused, so there is nothing to pause.',
    )
  })

  it('is asked to be activated; one that is active is not', async () => {
    await form.opensForm(page, '/cake campaign activate 97961', /^Activate campaign 97961/)
    await form.fills(page, { Reason: 'They are back' })
    const id = await form.asks(page, ['Status Paused → Active'])
    await form.cardOf(page, id, 'They are back')
    await form.refuses(page, '/cake campaign activate 98001', 'Campaign 98001 is active already.')
  })

  it('is edited; unchanged it asks nothing of anyone', async () => {
    await form.opensForm(page, '/cake campaign edit 98001', `Change campaign 98001: ${PAIR}`)
    await form.fills(page, { Reason: 'Another banner' })
    await form.presses(page, 'Review')
    await form.saysUnder(page, 'Reason', 'This changes nothing: CAKE has it so already.')
    await form.takes(page, 'Creative', '', /728x90/)
    await form.presses(page, 'Review')
    const id = await form.asks(page, ['Creative Banner 300x250 (4421) → Banner 728x90 (4422)'])
    await form.cardOf(page, id, 'Another banner')
  })

  it('is deleted only with its id typed', async () => {
    await form.opensForm(page, '/cake campaign delete 98001', `Delete campaign 98001: ${PAIR}`)
    await form.fills(page, { 'Type 98001 to confirm': '98002', Reason: 'Closed' })
    await form.presses(page, 'Ask')
    await form.saysUnder(page, 'Type 98001 to confirm', 'Type 98001 to confirm.')
    await form.fills(page, { 'Type 98001 to confirm': '98001' })
    const id = await form.asks(page, ['Status Active → Deleted'])
    await form.cardOf(page, id, 'Closed')
  })
})
