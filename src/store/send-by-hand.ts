import type { Tx } from './access.ts'
import type { Actor } from './actor.ts'
import { DELETED, noteDigest } from './digest-rows.ts'
import { newDelivery } from './plan-slots.ts'

/** A digest that somebody has sent without waiting for its time. */
export interface ByHand {
  /** `now …`, a word of its own: asked again with the same, nothing more is sent. */
  readonly slot: string
  readonly at: Date
  readonly by: Actor
  /** Asked again within so many milliseconds, nothing more is sent: the second of two clicks. Absent: 0. */
  readonly echoMs?: number
}

/** Inserts its deliveries. False: there is no such digest. */
export async function sendByHand(
  tx: Tx,
  asked: ByHand & { readonly digestId: number; readonly channels: readonly string[] },
  now: Date,
): Promise<boolean> {
  const { digestId, channels, slot, at, by, echoMs = 0 } = asked
  // Kept from being deleted meanwhile, and two clicks from being looked at beside each other.
  const digest = await tx
    .updateTable('digest')
    .set((row) => ({ version: row.ref('version') }))
    .where('id', '=', digestId)
    .where('state', '<>', DELETED)
    .returning('id')
    .executeTakeFirst()
  if (!digest) return false
  const rows = channels.map((channel) => newDelivery({ digestId, channel, slot, dueAt: at, late: false }))
  if (rows.length === 0 || (await isEcho(tx, digestId, { slot, since: new Date(at.getTime() - echoMs) })))
    return true
  await tx.insertInto('delivery').values(rows).execute()
  await noteDigest(tx, digestId, { step: 'sent by hand', by, detail: { slot, channels } }, now)
  return true
}

async function isEcho(
  tx: Tx,
  digestId: number,
  { slot, since }: { readonly slot: string; readonly since: Date },
): Promise<boolean> {
  const sent = tx.selectFrom('delivery').select('id').where('digest_id', '=', digestId)
  const again = sent.where((row) =>
    row.or([
      row('slot', '=', slot),
      row.and([row('slot', 'like', 'now %'), row('due_at', '>', since.toISOString())]),
    ]),
  )
  return (await again.limit(1).executeTakeFirst()) !== undefined
}
