import type { Digest } from '../../store/digest.ts'
import type { Desk } from '../changes/desk.ts'
import { type Due, dueOf } from './slots.ts'
import { permanent, readPlan } from './trouble.ts'

/** Makes deliveries of the slots that have come, of every digest that is due, once among all processes. */
export async function planDue(desk: Desk, signal: AbortSignal): Promise<void> {
  for (;;) {
    const digests = await desk.store.digests.due()
    let moved = 0
    for (const digest of digests) {
      if (signal.aborted) return
      if (await planOne(desk, digest)) moved += 1
    }
    // Whatever did not move is somebody else's, or is tried again with the next beat.
    if (moved === 0) return
  }
}

/** Makes deliveries of the slots of one digest that have come. False: it did not move on by this. */
export async function planOne(desk: Desk, digest: Digest): Promise<boolean> {
  try {
    const { send, skipped, next } = dueOf(digest, readPlan(digest), desk.now())
    const deliveries = digest.channels.flatMap((channel) => deliveriesTo(channel, { send, skipped }))
    return await desk.store.digests.plan(digest, { next, deliveries })
  } catch (error) {
    desk.log('error', error, { digest: digest.id, part: 'planning' })
    const why = error instanceof RangeError ? 'it has no next time to come' : permanent(error, 'its channel')
    // Else it would be tried with every beat, and nobody told.
    if (why !== undefined) await desk.store.digests.pause(digest.id, { by: 'bot', why })
    return false
  }
}

function deliveriesTo(channel: string, { send, skipped }: Pick<Due, 'send' | 'skipped'>) {
  const missed = skipped.map(({ wall, at, why }) => {
    return { channel, slot: wall, dueAt: at, late: false, skip: why }
  })
  return send ? [...missed, { channel, slot: send.wall, dueAt: send.at, late: send.late }] : missed
}
