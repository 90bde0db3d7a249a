import { setTimeout as sleep } from 'node:timers/promises'
import { Plan } from '../../../src/core/digests/plan.ts'
import { channels, people, TEAM_ID } from '../../../src/sandbox/slack/ids.ts'
import type { SeenMessage } from '../../../src/sandbox/slack/messages.ts'
import type { Delivery } from '../../../src/store/digest.ts'
import { cards } from './people.ts'
import type { World } from './world.ts'

const MINUTE = 60_000

/** So many digests of the admin's that have come due a minute ago. @returns their ids */
export async function areDue({ store }: Pick<World, 'store'>, count: number): Promise<number[]> {
  const at = new Date(Math.floor(Date.now() / MINUTE - 1) * MINUTE)
  const wall = at.toISOString().slice(0, 16).replace('T', ' ')
  const plan = Plan.parse({
    reports: ['offers'],
    period: 'yesterday',
    compare: 'the period before',
    when: { time: wall.slice(11), days: { kind: 'week', days: [1, 2, 3, 4, 5, 6, 7] }, zone: 'UTC' },
    sections: ['totals', 'csv'],
  })
  const owner = { userId: people.admin, teamId: TEAM_ID }
  const ids: number[] = []
  for (let made = 0; made < count; made += 1) {
    const digest = await store.digests.add({
      owner,
      plan,
      channels: [channels.cakeDaily],
      next: { wall, at },
    })
    ids.push(digest.id)
  }
  return ids
}

/** As if minutes had passed since a bot died: its leases have ended, and what waits for another try is to have it now. */
export async function digestsLater({ place }: World, workers = 'true'): Promise<void> {
  await place.byHand(`update delivery set lease_until = '' where ${workers}`)
  await place.byHand(`update delivery set try_after = '' where try_after is not null and ${workers}`)
}

/** What became of the one slot of each digest, once that is known of all. @throws after 60 s */
export async function allDelivered({ store }: World, digests: readonly number[]): Promise<Delivery[]> {
  const until = Date.now() + 60_000
  const ofEach = (ids: readonly number[]) => Promise.all(ids.map((id) => store.deliveries.ofDigest(id)))
  let open = digests
  for (;;) {
    const deliveries = await ofEach(open)
    open = open.filter((_, at) => isOpen(deliveries[at]))
    if (open.length === 0) break
    if (Date.now() > until)
      throw new Error(`${open.length} are not delivered: ${JSON.stringify(deliveries.slice(0, 3))}`)
    // A database tells nobody when it has changed. Looking at many takes long, and so does what they wait for.
    await sleep(20 + 2 * open.length)
  }
  return (await ofEach(digests)).flat()
}

function isOpen(slots: readonly Delivery[] = []): boolean {
  return slots.length === 0 || slots.some(({ tryAfter }) => tryAfter !== null)
}

/** The digests that stand in the channel. */
export function digestsIn({ slack }: Pick<World, 'slack'>): SeenMessage[] {
  return cards(slack, channels.cakeDaily)
}

/** The names of the files below each digest in the channel. */
export function filesBelow({ slack }: Pick<World, 'slack'>, digest: SeenMessage): string[] {
  const below = slack.messages(channels.cakeDaily).filter(({ thread_ts }) => thread_ts === digest.ts)
  return below.flatMap(({ files }) => (files ?? []).map(({ name }) => name))
}
