import type { Desk } from './changes/desk.ts'
import { dayInZone } from './days.ts'
import { forgetOldDeliveries } from './digests/old.ts'
import { forgetOldCards } from './living.ts'
import { beginComparing, goOnComparing, type Comparison } from './outside.ts'

interface Day {
  readonly day: string
  comparing?: Comparison
}

/** How far a desk has come with what is done once a day. What is done once for all processes looks so itself. */
const days = new WeakMap<Desk, Day>()

/**
 * A bit of what is done once a day, in the network's zone; begun at the first beat of it.
 * @throws what the store and Slack throw: then the rest is for the next day
 */
export async function daily(desk: Desk, signal: AbortSignal): Promise<void> {
  const day = dayInZone(desk.now(), desk.cake.zone)
  const known = days.get(desk)
  const today: Day = known?.day === day ? known : { day }
  if (today !== known) {
    days.set(desk, today)
    await forgetOldCards(desk)
    await forgetOldDeliveries(desk)
    today.comparing = await beginComparing(desk)
  }
  const { comparing } = today
  if (!comparing) return
  today.comparing = undefined
  today.comparing = await goOnComparing(desk, comparing, signal)
}
