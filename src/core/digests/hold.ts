import type { Delivery } from '../../store/digest.ts'
import { isStillOn } from '../beating.ts'
import type { Desk } from '../changes/desk.ts'

/**
 * Does what may take longer than a delivery is claimed for, and claims it on meanwhile: else a slow CAKE had it composed
 * again, by the next process or by this one. Whether it still is to be sent is for `hold` to say, right before it is.
 * @throws what `act` throws
 */
export async function whileHeld<T>(
  desk: Desk,
  delivery: Delivery,
  leaseMs: number,
  act: () => Promise<T>,
): Promise<T> {
  const over = new AbortController()
  const held = keepHolding(desk, delivery, leaseMs, over.signal)
  try {
    return await act()
  } finally {
    over.abort()
    await held
  }
}

/** Until it is over, or the delivery somebody else's. */
async function keepHolding(
  desk: Desk,
  delivery: Delivery,
  leaseMs: number,
  over: AbortSignal,
): Promise<void> {
  while (await isStillOn(leaseMs / 3, over)) if (!(await heldOn(desk, delivery, leaseMs))) return
}

/** False: it is somebody else's, or over. A database that is away for a moment is asked again. */
async function heldOn({ store, log }: Desk, delivery: Delivery, leaseMs: number): Promise<boolean> {
  try {
    return await store.deliveries.hold(delivery, leaseMs)
  } catch (error) {
    log('error', error, { delivery: delivery.id, part: 'claiming it on' })
    return true
  }
}
