import { describe, expect, it } from 'vitest'
import { read } from '../../support/read.ts'
import { approvalCard, approves, asks, form, sends, writes } from '../../support/forms.ts'
import { useBot } from '../../support/use-bot.ts'

const bot = useBot()
const REASON = { Reason: 'Agreed with the advertiser' }

describe('/cake offer edit 12345', () => {
  it('opens with what CAKE has', async () => {
    expect(await asks(bot, '/cake offer edit 12345')).toMatchInlineSnapshot(`
      "== Change in CAKE ==
      # Change offer 12345 Auto Insurance Quote - US
      Offer name*: [Auto Insurance Quote - US]
      Status*: [Active] of Active/Paused/Pending
      Payout*: [18.50]
      Revenue*: [22]
      Expiry date*: [2026-12-31]
      Reason*: []
      <Review> <Cancel>"
    `)
  })

  it('is filled with what was typed, and shows at once what that does', async () => {
    expect(await asks(bot, '/cake offer edit 12345 payout:20 reason:"Best partner"')).toMatchInlineSnapshot(`
      "== Change in CAKE ==
      # Change offer 12345 Auto Insurance Quote - US
      Offer name*: [Auto Insurance Quote - US]
      Status*: [Active] of Active/Paused/Pending
      Payout*: [20]
      Revenue*: [22]
      Expiry date*: [2026-12-31]
      Payout $18.50 → $20.00
      Margin $3.50 (15.9 %) → $2.00 (9.1 %)
      (It has 2 active campaigns. Yesterday: 262 clicks, 10 conversions. Campaigns that run already may keep their own payout.)
      (Needs one approval.)
      Reason*: [Best partner]
      <Ask> <Cancel>"
    `)
  })

  it('shows what it does before it asks for it', async () => {
    await asks(bot, '/cake offer edit 12345')
    expect(await sends(bot, { ...REASON, Payout: '$20', Revenue: '1,024.50 USD' })).toMatchInlineSnapshot(`
      "== Change in CAKE ==
      # Change offer 12345 Auto Insurance Quote - US
      Offer name*: [Auto Insurance Quote - US]
      Status*: [Active] of Active/Paused/Pending
      Payout*: [20]
      Revenue*: [1024.50]
      Expiry date*: [2026-12-31]
      Payout $18.50 → $20.00
      Revenue $22.00 → $1,024.50
      Margin $3.50 (15.9 %) → $1,004.50 (98.0 %)
      (It has 2 active campaigns. Yesterday: 262 clicks, 10 conversions. Campaigns that run already may keep their own payout.)
      (Needs one approval.)
      Reason*: [Agreed with the advertiser]
      <Ask> <Cancel>"
    `)
    expect(writes(bot)).toEqual([])
    expect(await sends(bot)).toContain('It waits for one approval.')
    expect(read(approvalCard(bot))).toMatchInlineSnapshot(`
      "# 1: Change offer 12345 Auto Insurance Quote - US
      Asked by @U0MANAGER1 · Agreed with the advertiser
      Payout $18.50 → $20.00
      Revenue $22.00 → $1,024.50
      Margin $3.50 (15.9 %) → $1,004.50 (98.0 %)
      (It has 2 active campaigns. Yesterday: 262 clicks, 10 conversions. Campaigns that run already may keep their own payout.)
      🕓 Waiting for approval
      [Approve] [Reject] [Details]
      (Asked 21 Nov 2026 09:00 UTC · expires 22 Nov 2026 09:00 · needs one approval)"
    `)
  })

  it('shows it again when something else was put in meanwhile', async () => {
    await asks(bot, '/cake offer edit 12345')
    await sends(bot, { ...REASON, Payout: '20' })
    const again = await sends(bot, { Payout: '21' })
    expect(again).toContain('Payout $18.50 → $21.00')
    expect(again).toContain('<Ask>')
    expect(await sends(bot)).toContain('Change 1: ')
  })

  it('shows it again when what it takes has been set otherwise meanwhile', async () => {
    await asks(bot, '/cake offer edit 12345 payout:20 reason:x')
    bot.govern({ rules: [{ name: 'trust', when: {}, approvals: 0 }] })
    const again = await sends(bot)
    expect(again).toContain('This is not what was shown before.')
    expect(again).toContain('Needs no approval (trust).')
    expect(writes(bot)).toEqual([])
    await sends(bot)
    expect(writes(bot)).toHaveLength(1)
  })

  it('sends only what changes', async () => {
    await asks(bot, '/cake offer edit 12345')
    await sends(bot, { ...REASON, Payout: '19', 'Expiry date': '2027-01-31' })
    await sends(bot)
    await approves(bot)
    expect(writes(bot)).toEqual([
      'update_offer.json {"offer_id":12345,"payout":19,"expiration_date":"2027-01-31 23:59:59"}',
    ])
  })

  it('asks nothing of anyone where nothing changes', async () => {
    await asks(bot, '/cake offer edit 12345')
    expect(await sends(bot, REASON)).toContain('This changes nothing: CAKE has it so already.')
    expect(await sends(bot, { Payout: '18.5' })).toContain('This changes nothing')
    expect(() => approvalCard(bot)).toThrow('nothing was posted')
  })

  it.each([
    ['Payout', '-3', 'Payout cannot be negative.'],
    ['Payout', '18,50', 'write 18.50 with a point'],
    ['Payout', '20 EUR', 'Payout is in USD, not in EUR.'],
    ['Revenue', 'lots', 'Revenue must be an amount'],
    ['Expiry date', '2026-11-20', 'The expiry date is in the past.'],
  ])('%s %s: is said under the field', async (label, value, sentence) => {
    await asks(bot, '/cake offer edit 12345')
    const shown = await sends(bot, { ...REASON, [label]: value })
    expect(shown.split('\n').find((line) => line.startsWith(`${label}*:`))).toContain(sentence)
  })

  it('says all that is wrong at once, the missing reason too', async () => {
    await asks(bot, '/cake offer edit 12345')
    const shown = await sends(bot, { Payout: '-1', Revenue: 'x', Reason: '   ' })
    expect(shown.match(/ {2}! /g)).toHaveLength(3)
  })

  it('keeps what was typed wrongly in the command, and says what is wrong with it', async () => {
    const shown = await asks(bot, '/cake offer edit 12345 payout:20,5 expires:tomorrow')
    expect(shown).toContain('⚠️ Payout: write 20.5 with a point')
    expect(shown).toContain('⚠️ Expiry date must be a day that exists')
    expect(shown).toContain('Payout*: [20,5]')
    expect(shown).toContain('<Review>')
  })

  it('warns of a payout above the revenue', async () => {
    const shown = await asks(bot, '/cake offer edit 12345 payout:30')
    expect(shown).toContain('Careful: The payout is above the revenue: each conversion loses money.')
    expect(shown).toContain('Margin $3.50 (15.9 %) → −$8.00 (−36.4 %)')
  })

  it('refuses an activation of what has expired', async () => {
    const shown = await asks(bot, '/cake offer edit 12339 status:active')
    expect(shown).toContain('Offer')
    bot.cake.network.offers.put({ ...bot.cake.network.offers.get(12339)!, offer_status: 'inactive' })
    expect(await asks(bot, '/cake offer edit 12339 status:active')).toContain('set a new expiry date first')
  })

  it('an offer that is not there is said', async () => {
    expect(await asks(bot, '/cake offer edit 999999')).toContain('999999')
    expect(form(bot)).toContain('<Close>')
  })

  it('an unknown field is said, and opens no form', async () => {
    expect(await bot.reads('/cake offer edit 12345 colour:red')).toMatch(/colour/)
    expect(form(bot)).toBe('')
  })
})
