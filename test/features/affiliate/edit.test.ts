import { expect, it } from 'vitest'
import { approves, asks, sends, writes } from '../../support/forms.ts'
import { useBot } from '../../support/use-bot.ts'

const bot = useBot()

it('/cake affiliate edit 67890', async () => {
  await bot.catalogue.refresh()
  expect(await asks(bot, '/cake affiliate edit 67890 status:suspended')).toMatchInlineSnapshot(`
    "== Change in CAKE ==
    # Change affiliate 67890 MediaBridge Partners
    Affiliate name*: [MediaBridge Partners]
    Account manager*: [Jordan Lee (42)]
    Status*: [Suspended] of Active/Inactive/Pending/Rejected/Suspended
    Status Active → Suspended
    ⚠️ Careful: Suspending stops the traffic; payments due stay due.
    (Needs one approval.)
    Reason*: []
    <Ask> <Cancel>"
  `)
  await sends(bot, { Reason: 'Unpaid invoices' })
  await approves(bot)
  expect(writes(bot)).toEqual(['update_affiliate.json {"affiliate_id":67890,"affiliate_status":"suspended"}'])
})
