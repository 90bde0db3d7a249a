import { nextOf } from '../../../src/core/digests/slots.ts'
import { Plan } from '../../../src/core/digests/plan.ts'
import { channels, people, TEAM_ID } from '../../../src/sandbox/slack/ids.ts'
import type { Digest } from '../../../src/store/digest.ts'
import type { TestBot } from '../../support/bot.ts'

interface Wanted {
  readonly by?: string
  readonly in?: readonly string[]
  readonly plan?: Readonly<Record<string, unknown>>
}

/** A digest of offers in cake-daily, every weekday at nine. */
export function digest(bot: TestBot, wanted: Wanted = {}): Promise<Digest> {
  const { by = people.manager, in: where = [channels.cakeDaily], plan: more } = wanted
  const days = { kind: 'week', days: [1, 2, 3, 4, 5] }
  const plan = Plan.parse({
    reports: ['offers'],
    period: 'yesterday',
    compare: 'the same weekday a week ago',
    when: { time: '09:00', days, zone: 'America/New_York' },
    ...more,
  })
  const owner = { userId: by, teamId: TEAM_ID }
  return bot.store.digests.add({ owner, plan, channels: where, next: nextOf(plan.when, bot.desk.now()) })
}
