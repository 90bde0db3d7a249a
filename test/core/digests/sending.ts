import { Plan } from '../../../src/core/digests/plan.ts'
import { channels, people, TEAM_ID } from '../../../src/sandbox/slack/ids.ts'
import type { SeenMessage } from '../../../src/sandbox/slack/messages.ts'
import type { Delivery, Digest } from '../../../src/store/digest.ts'
import type { TestBot } from '../../support/bot.ts'

/** When every test begins. */
export const NINE = Date.UTC(2026, 10, 21, 9)
export const MINUTE = 60_000
export const HOUR = 60 * MINUTE
export const { cakeDaily, cakeOps } = channels
export const OWNER = { userId: people.admin, teamId: TEAM_ID }
export const FIRST = { wall: '2026-11-21 10:00', at: new Date(NINE + HOUR) }
/** In every digest with numbers. */
export const HEADLINE = /clicks/i

/** What is said of digests by a bot that is wholly there. */
export function sendingWith(bot: TestBot) {
  return {
    /** A digest of the admin's that is due every day at ten; it is nine o'clock. */
    added: async (given: object = {}, where: readonly string[] = [cakeDaily]): Promise<Digest> => {
      const plan = Plan.parse({
        reports: ['offers'],
        period: 'yesterday',
        compare: 'the period before',
        when: { time: '10:00', days: { kind: 'week', days: [1, 2, 3, 4, 5, 6, 7] }, zone: 'UTC' },
        ...given,
      })
      return bot.store.digests.add({ owner: OWNER, plan, channels: where, next: FIRST })
    },

    /** What the bot has said in a channel, in no thread. */
    said: (channel: string = cakeDaily): SeenMessage[] => {
      const all = bot.slack.messages(channel)
      return all.filter((one) => one.user === bot.slack.botUserId && one.thread_ts === undefined)
    },

    thread: (of: SeenMessage | undefined): SeenMessage[] => {
      return bot.slack.messages(cakeDaily).filter(({ thread_ts }) => thread_ts === of?.ts)
    },

    deliveries: async (id = 1): Promise<Delivery[]> => {
      return (await bot.store.deliveries.ofDigest(id)).toReversed()
    },
  }
}
