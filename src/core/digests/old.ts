import { addDays } from 'date-fns/addDays'
import type { Desk } from '../changes/desk.ts'

/** What was sent on the same day a year ago can still be looked up. */
const KEPT_DAYS = 400

/** Forgets the deliveries that have long been over; what a digest has sent last stays, however long ago. */
export async function forgetOldDeliveries({ store, now }: Pick<Desk, 'store' | 'now'>): Promise<void> {
  await store.deliveries.forgetBefore(addDays(now(), -KEPT_DAYS))
}
