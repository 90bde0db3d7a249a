import type { Digest } from '../../../src/store/digest.ts'
import type { Claimed } from '../../../src/store/deliveries.ts'
import type { Store } from '../../../src/store/store.ts'
import { MIA } from './asked.ts'

export const DAILY = 'C0DAILY'
export const OPS = 'C0OPS'

/** When a digest that is added comes first, an hour after the tests' clock starts: 2 March 2026. */
export const FIRST = { wall: '2026-03-02 10:00', at: new Date('2026-03-02T10:00:00.000Z') }
export const SECOND = { wall: '2026-03-03 10:00', at: new Date('2026-03-03T10:00:00.000Z') }

/** Mia's digest for these channels. */
export async function added(store: Store, channels: readonly string[] = [DAILY]): Promise<Digest> {
  return store.digests.add({ owner: MIA, plan: { period: 'yesterday' }, channels, next: FIRST })
}

/** Its first slot is planned for all of its channels. */
export async function planned(store: Store, digest: Digest): Promise<void> {
  const deliveries = digest.channels.map((channel) => ({
    channel,
    slot: digest.nextWall,
    dueAt: digest.nextAt,
    late: false,
  }))
  if (!(await store.digests.plan(digest, { next: SECOND, deliveries }))) throw new Error('not planned')
}

/** The first slot of a new digest, claimed by `worker`. */
export async function claimedDelivery(store: Store, worker = 'worker 1'): Promise<Claimed> {
  await planned(store, await added(store))
  const claimed = await store.deliveries.next(worker, 60_000)
  if (!claimed) throw new Error('nothing was claimed')
  return claimed
}
