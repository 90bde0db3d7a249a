import { expect, it } from 'vitest'
import { approves, asked, asks, writes } from '../../support/forms.ts'
import { useBot } from '../../support/use-bot.ts'

const bot = useBot()

function put(affiliate_status: 'active' | 'pending' | 'suspended') {
  const { affiliates } = bot.cake.network
  affiliates.put({ ...affiliates.get(67890)!, affiliate_status })
}

it('/cake affiliate approve', async () => {
  put('pending')
  expect(await asks(bot, '/cake affiliate approve 67890')).toMatchInlineSnapshot(`
    "== Change in CAKE ==
    # Approve affiliate 67890 MediaBridge Partners
    Status Pending → Active
    ⚠️ Careful: Approving makes CAKE e-mail the affiliate.
    (Needs one approval.)
    Reason*: []
    <Ask> <Cancel>"
  `)
  await asked(bot, '/cake affiliate approve 67890')
  await approves(bot)
  expect(writes(bot)).toEqual(['update_affiliate.json {"affiliate_id":67890,"affiliate_status":"active"}'])
  expect(bot.cake.mails).toHaveLength(1)
})

it('asks nothing of anyone where there is nothing to do', async () => {
  put('active')
  expect(await asks(bot, '/cake affiliate approve 67890')).toContain(
    'is active, so there is nothing to approve.',
  )
})
