import { beforeEach, describe, expect, it } from 'vitest'
import { channels } from '../../src/sandbox/slack/ids.ts'
import { approves, asked, asks, sends } from '../support/forms.ts'
import { read } from '../support/read.ts'
import { useBot } from '../support/use-bot.ts'

const bot = useBot()
const DAY = 24 * 3_600_000

/** What the bot has said of changes outside, in the approvals channel. */
function reports(): string[] {
  const all = bot.slack.messages(channels.cakeApprovals).map(read)
  return all.filter((text) => text.startsWith('# Changed outside'))
}

/** Somebody changes an offer in CAKE's own pages. */
function changesOutside(change: object): void {
  const { offers } = bot.cake.network
  offers.put({ ...offers.get(12345)!, ...change })
}

beforeEach(async () => {
  await asks(bot, '/cake offer edit 12345 payout:20 reason:"a test"')
  await sends(bot)
  await approves(bot)
})

describe('once a day', () => {
  it('nothing is said when CAKE has what the bot wrote', async () => {
    await bot.later(DAY)
    expect(reports()).toEqual([])
    expect(await bot.store.audit.list({ what: 'compare' })).not.toHaveLength(0)
    expect(await bot.store.audit.list({ what: 'outside' })).toEqual([])
  })

  it('what was changed outside is reported, once, and is in the audit', async () => {
    changesOutside({ payout: 21.5, offer_status: 'paused' })
    await bot.later(DAY)
    expect(reports()).toMatchInlineSnapshot(`
      [
        "# Changed outside of this bot
      offer 12345 Auto Insurance Quote - US · Payout is $21.50; change 1 by @U0MANAGER1 made it $20.00
      (What the bot wrote in the last 30 days is compared with CAKE once a day. Each difference is told once.)
      [Show offer 12345]",
      ]
    `)
    await bot.later(DAY)
    await bot.later(DAY)
    expect(reports()).toHaveLength(1)
    expect(await bot.store.audit.list({ what: 'outside' })).toMatchObject([
      { by: 'bot', detail: { kind: 'offer', id: 12345, field: 'payout', change: 1, wrote: 20, has: 21.5 } },
    ])
    changesOutside({ payout: 22 })
    await bot.later(DAY)
    expect(reports()).toHaveLength(2)
    expect(reports()[1]).toContain('Payout is $22.00')
  })

  it('the newest of several changes of a field counts', async () => {
    await bot.later(60_000)
    await asks(bot, '/cake offer edit 12345 payout:21.5 reason:"a test"')
    await sends(bot)
    await approves(bot)
    await bot.later(DAY)
    expect(reports()).toEqual([])
  })

  it('what the bot writes while it is compared is not reported', async () => {
    bot.govern({ rules: [{ name: 'all', when: {}, approvals: 0 }] })
    const names = async (id: number, name: string) => {
      await asks(bot, `/cake offer edit ${id} name:"${name}" reason:"a test"`)
      await sends(bot)
    }
    // So many that they are not compared in one go; what was written first comes last.
    const others = [...bot.cake.network.offers.values()].filter(({ offer_id }) => offer_id !== 12345)
    await names(12345, 'First')
    for (const { offer_id } of others.slice(0, 4)) {
      await bot.later(1000)
      await names(offer_id, `Offer ${offer_id}`)
    }
    await bot.later(DAY)
    await names(12345, 'Second')
    for (let beat = 0; beat < 4; beat += 1) await bot.later(1000)
    expect(reports()).toEqual([])
  })

  it('what was deleted outside is reported', async () => {
    await asked(bot, '/cake campaign pause 98001')
    await approves(bot)
    const { campaigns } = bot.cake.network
    campaigns.put({ ...campaigns.get(98001)!, campaign_status: 'deleted' })
    await bot.later(DAY)
    expect(reports()).toHaveLength(1)
    expect(reports()[0]).toMatch(/campaign 98001.* · Status is deleted; change 2 by .* made it Paused/i)
  })

  it('changes of more than 30 days ago are not compared', async () => {
    await bot.later(31 * DAY)
    changesOutside({ payout: 21.5 })
    await bot.later(DAY)
    expect(reports()).toEqual([])
  })

  it('CAKE’s trouble ends it for the day', async () => {
    changesOutside({ payout: 21.5 })
    bot.cake.setTrouble({ mode: 'down', delayMs: 0 })
    await bot.later(DAY)
    expect(reports()).toEqual([])
    bot.cake.setTrouble({ mode: 'none', delayMs: 0 })
    await bot.later(3_600_000)
    expect(reports()).toEqual([])
  })

  it('is done by one process alone', async () => {
    changesOutside({ payout: 21.5 })
    await bot.later(DAY)
    await bot.restart()
    await bot.later(60_000)
    expect(reports()).toHaveLength(1)
    expect(await bot.store.audit.list({ what: 'compare' })).toHaveLength(1)
  })
})
