import { expect, it } from 'vitest'
import { approves, asked, asks, writes } from '../../support/forms.ts'
import { useBot } from '../../support/use-bot.ts'

const bot = useBot()

function put(affiliate_status: 'active' | 'pending' | 'suspended') {
  const { affiliates } = bot.cake.network
  affiliates.put({ ...affiliates.get(67890)!, affiliate_status })
}

it('/cake affiliate suspend', async () => {
  put('active')
  expect(await asks(bot, '/cake affiliate suspend 67890')).toMatchInlineSnapshot(`
    "== Change in CAKE ==
    # Suspend affiliate 67890 MediaBridge Partners
    Status Active → Suspended
    ⚠️ Careful: Suspending stops the traffic; payments due stay due.
    (Needs one approval.)
    Reason*: []
    <Ask> <Cancel>"
  `)
  await asked(bot, '/cake affiliate suspend 67890')
  await approves(bot)
  expect(writes(bot)).toEqual(['update_affiliate.json {"affiliate_id":67890,"affiliate_status":"suspended"}'])
  expect(bot.cake.mails).toHaveLength(0)
})

it('asks nothing of anyone where there is nothing to do', async () => {
  put('suspended')
  expect(await asks(bot, '/cake affiliate suspend 67890')).toContain(
    'is suspended, so there is nothing to suspend.',
  )
})
