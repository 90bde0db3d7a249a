import type { Tx } from './access.ts'

/**
 * Forgets what was over before a time and is not to be looked at again. The latest of each digest and channel stays: lists
 * tell of it. No slot comes a second time by this, since digests only ever move on to slots that are still to come.
 */
export async function forgetDeliveries(tx: Tx, before: Date): Promise<void> {
  await tx
    .deleteFrom('delivery')
    .where('ended_at', '<', before.toISOString())
    .where('try_after', 'is', null)
    .where('recheck_at', 'is', null)
    .where((row) =>
      row.exists(
        row
          .selectFrom('delivery as later')
          .select('later.id')
          .whereRef('later.digest_id', '=', 'delivery.digest_id')
          .whereRef('later.channel', '=', 'delivery.channel')
          .whereRef('later.ended_at', '>', 'delivery.ended_at'),
      ),
    )
    .execute()
}
