import { expect, it } from 'vitest'
import { approves, asks, sends, writes } from '../../support/forms.ts'
import { useBot } from '../../support/use-bot.ts'

const bot = useBot()
const AFFILIATE = {
  'Affiliate name': 'Nordlicht Media',
  'Account manager': '42',
  Website: 'https://nordlicht.example.com',
  'Minimum payment': '$1,000',
  Reason: 'Met at the fair',
}

it('/cake affiliate new', async () => {
  await bot.catalogue.refresh()
  expect(await asks(bot, '/cake affiliate new')).toMatchInlineSnapshot(`
    "== Change in CAKE ==
    # New affiliate
    Affiliate name*: []
    Account manager*: []
    Status*: [Pending] of Pending/Active/Inactive
    Website: []
    Payment type: [] (Its id in CAKE.)
    Billing cycle: [] (Its id in CAKE.)
    Minimum payment: []
    Reason*: []
    <Review> <Cancel>"
  `)
  expect(await sends(bot, AFFILIATE)).toMatchInlineSnapshot(`
    "== Change in CAKE ==
    # New affiliate Nordlicht Media
    Affiliate name*: [Nordlicht Media]
    Account manager*: [Jordan Lee (42)]
    Status*: [Pending] of Pending/Active/Inactive
    Website: [https://nordlicht.example.com]
    Payment type: [] (Its id in CAKE.)
    Billing cycle: [] (Its id in CAKE.)
    Minimum payment: [1000]
    Affiliate name Nordlicht Media
    Account manager Jordan Lee (42)
    Status Pending
    Website https://nordlicht.example.com
    Minimum payment $1,000.00
    (Needs one approval.)
    Reason*: [Met at the fair]
    <Ask> <Cancel>"
  `)
  await sends(bot)
  await approves(bot)
  expect(writes(bot)).toMatchInlineSnapshot(`
    [
      "affiliate.json {"affiliate_name":"Nordlicht Media","account_manager_id":42,"affiliate_status":"pending","website":"https://nordlicht.example.com","minimum_payment_threshold":1000}",
    ]
  `)
})

it('says what cannot be under each field', async () => {
  await asks(bot, '/cake affiliate new')
  const shown = await sends(bot, { ...AFFILIATE, Website: 'nordlicht.example.com', 'Payment type': 'bank' })
  expect(shown).toContain('! Website must be a web address that begins with https://.')
  expect(shown).toContain('! Payment type must be a whole number')
})
