import { describe, expect, it } from 'vitest'
import { read } from '../../support/read.ts'
import { approvalCard, approves, asks, requesterCard, sends, writes } from '../../support/forms.ts'
import { useBot } from '../../support/use-bot.ts'

const bot = useBot()
const OFFER = {
  'Offer name': 'Winter Tyres - DE',
  Advertiser: '101',
  Vertical: '3',
  'Offer URL': 'https://safedrive.example.com/tyres',
  Payout: '12',
  Revenue: '15.50',
  Reason: 'The season begins',
}

describe('/cake offer new', () => {
  it('asks for all that CAKE takes', async () => {
    await bot.catalogue.refresh()
    expect(await asks(bot, '/cake offer new name:"Winter Tyres - DE" advertiser:101')).toMatchInlineSnapshot(`
      "== Change in CAKE ==
      # New offer Winter Tyres - DE
      Offer name*: [Winter Tyres - DE]
      Advertiser*: [SafeDrive Insurance Co. (101)]
      Vertical*: []
      Offer URL*: [] (Where clicks go; begins with https://.)
      Preview URL: []
      Status*: [Pending] of Active/Paused/Pending
      Payout*: []
      Payout type*: [CPA] of CPA/CPC/CPM/Revenue share
      Revenue*: []
      Revenue type*: [CPA] of CPA/CPC/CPM/Revenue share
      Currency*: [USD] of USD
      Session hours: []
      Expiry date: []
      Description: [] (Affiliates see this.)
      Reason*: []
      <Review> <Cancel>"
    `)
  })

  it('is made, and its card opened from there', async () => {
    await bot.catalogue.refresh()
    await asks(bot, '/cake offer new')
    expect(await sends(bot, OFFER)).toMatchInlineSnapshot(`
      "== Change in CAKE ==
      # New offer Winter Tyres - DE
      Offer name*: [Winter Tyres - DE]
      Advertiser*: [SafeDrive Insurance Co. (101)]
      Vertical*: [Insurance (3)]
      Offer URL*: [https://safedrive.example.com/tyres] (Where clicks go; begins with https://.)
      Preview URL: []
      Status*: [Pending] of Active/Paused/Pending
      Payout*: [12]
      Payout type*: [CPA] of CPA/CPC/CPM/Revenue share
      Revenue*: [15.50]
      Revenue type*: [CPA] of CPA/CPC/CPM/Revenue share
      Currency*: [USD] of USD
      Session hours: []
      Expiry date: []
      Description: [] (Affiliates see this.)
      Offer name Winter Tyres - DE
      Advertiser SafeDrive Insurance Co. (101)
      Vertical Insurance (3)
      Offer URL https://safedrive.example.com/tyres
      Status Pending
      Payout $12.00
      Payout type CPA
      Revenue $15.50
      Revenue type CPA
      Currency USD
      Margin $3.50 (22.6 %)
      (Needs one approval.)
      Reason*: [The season begins]
      <Ask> <Cancel>"
    `)
    await sends(bot)
    await approves(bot)
    expect(writes(bot)).toMatchInlineSnapshot(`
      [
        "offer.json {"offer_name":"Winter Tyres - DE","advertiser_id":101,"vertical_id":3,"offer_url":"https://safedrive.example.com/tyres","offer_status":"pending","payout":12,"payout_type":"cpa","revenue":15.5,"revenue_type":"cpa","currency_id":1}",
      ]
    `)
    expect(read(approvalCard(bot))).toMatchInlineSnapshot(`
      "# 1: New offer Winter Tyres - DE
      Asked by @U0MANAGER1 · The season begins
      Offer name Winter Tyres - DE
      Advertiser SafeDrive Insurance Co. (101)
      Vertical Insurance (3)
      Offer URL https://safedrive.example.com/tyres
      Status Pending
      Payout $12.00
      Payout type CPA
      Revenue $15.50
      Revenue type CPA
      Currency USD
      Margin $3.50 (22.6 %)
      ✅ Done in CAKE
      Approved by @U0APPROV01 on 21 Nov 2026 09:00
      [Details] [Show]
      (Asked 21 Nov 2026 09:00 UTC · needed one approval)"
    `)
    expect(read(requesterCard(bot))).toContain('[Details] [Show]')
  })

  it('says what is missing, and what cannot be', async () => {
    await asks(bot, '/cake offer new')
    const shown = await sends(bot, {
      ...OFFER,
      'Offer URL': 'http://safedrive.example.com',
      'Session hours': '9000',
      'Expiry date': '2026-11-01',
    })
    expect(shown).toContain('Offer URL must be a web address that begins with https://.')
    expect(shown).toContain('Session hours must be a whole number from 1 to 8760.')
    expect(shown).toContain('The expiry date is in the past.')
    expect(await sends(bot, { 'Offer name': '' })).toContain(
      'Offer name*: []  ! Please complete this required field.',
    )
  })

  it('two offers of one name are told apart by what was there before', async () => {
    const twin = { ...bot.cake.network.offers.get(12345)!, offer_name: OFFER['Offer name'] }
    await asks(bot, '/cake offer new')
    await sends(bot, OFFER)
    await sends(bot)
    bot.cake.network.offers.put({ ...twin, offer_id: 12999, advertiser_id: 101 })
    await bot.clicks('Approve', approvalCard(bot), { as: 'U0APPROV01' })
    expect(read(approvalCard(bot))).toContain('Out of date')
    expect(read(approvalCard(bot))).toContain('Already in CAKE: then none, now 12999')
    expect(writes(bot)).toEqual([])
  })
})
