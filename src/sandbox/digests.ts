import { Plan } from '../core/digests/plan.ts'
import { nextOf } from '../core/digests/slots.ts'
import type { Store } from '../store/store.ts'
import { channels, people, TEAM_ID } from './slack/ids.ts'

/** The digests that are there from the start, in cake-daily. @param zone the network's */
function plans(zone: string): readonly Plan[] {
  const everyDay = { kind: 'week', days: [1, 2, 3, 4, 5, 6, 7] }
  const mondays = { kind: 'week', days: [1] }
  return [
    {
      reports: ['offers'],
      period: 'yesterday',
      compare: 'the same weekday a week ago',
      when: { time: '09:00', days: everyDay, zone },
      money: true,
      recheck: true,
    },
    {
      reports: ['affiliates', 'advertisers'],
      period: 'last week',
      compare: 'the period before',
      when: { time: '09:00', days: mondays, zone },
      money: true,
    },
  ].map((plan) => Plan.parse(plan))
}

/** Puts them into the store as the account manager would have. */
export async function addSandboxDigests(
  { digests }: Pick<Store, 'digests'>,
  { zone, now }: { readonly zone: string; readonly now: Date },
): Promise<void> {
  const owner = { userId: people.manager, teamId: TEAM_ID }
  for (const plan of plans(zone)) {
    await digests.add({ owner, plan, channels: [channels.cakeDaily], next: nextOf(plan.when, now) })
  }
}
