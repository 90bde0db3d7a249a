import type { Actor } from '../../../src/store/actor.ts'
import type { Asked } from '../../../src/store/ask.ts'
import type { Change } from '../../../src/store/change.ts'
import type { Store } from '../../../src/store/store.ts'

export const MIA: Actor = { userId: 'U0MIA', teamId: 'T0CAKE' }
export const BEN: Actor = { userId: 'U0BEN', teamId: 'T0CAKE' }
export const EVE: Actor = { userId: 'U0EVE', teamId: 'T0CAKE' }

let forms = 0

/** Mia asks for offer 12345 to be paused, on 2 March at nine, for 24 hours. */
export function pause(given: Partial<Asked> = {}): Asked {
  forms += 1
  return {
    askedKey: `form ${forms}`,
    command: 'offer pause',
    input: { offer: 12345 },
    about: { kind: 'offer', id: 12345, title: 'Summer Sale' },
    before: { status: 'active' },
    after: { status: 'inactive' },
    difference: { status: ['active', 'inactive'] },
    requester: MIA,
    reason: 'the budget is used up',
    rule: { approvals: 1 },
    approvalsNeeded: 1,
    askedIn: { channel: 'C0DAILY', ts: '1772442000.000100' },
    expiresAt: new Date('2026-03-03T09:00:00.000Z'),
    ...given,
  }
}

/** A change that Mia asked and Ben approved. */
export async function approved(store: Store, given: Partial<Asked> = {}): Promise<Change> {
  const { change } = await store.changes.ask(pause(given))
  const { id, differenceHash: hash } = change
  const result = await store.changes.step(id, { step: 'approve', by: BEN, hash })
  if (!result.done) throw new Error(`not approved: ${result.why}`)
  return result.change
}

/** How long a worker of the tests may take. */
export const LEASE = 60_000

/** An approved change that `worker` has claimed. */
export async function claimed(store: Store, worker = 'worker 1'): Promise<Change> {
  await approved(store)
  const change = await store.queue.nextToApply(worker, LEASE)
  if (change === undefined) throw new Error('nothing was claimed')
  return change
}

/** A claimed change whose write has been started. */
export async function writing(store: Store, worker = 'worker 1'): Promise<Change> {
  const { id } = await claimed(store, worker)
  const result = await store.changes.step(id, { step: 'startWrite', worker, leaseMs: LEASE })
  if (!result.done) throw new Error(`not started: ${result.why}`)
  return result.change
}
