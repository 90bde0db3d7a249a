import type { Tx } from './access.ts'
import type { Digest, Slot } from './digest.ts'
import { noteDigest } from './digest-rows.ts'
import { toJson } from './json.ts'

/** What a digest's slots up to now come to, and the one after them. */
export interface Planned {
  readonly next: Slot
  readonly deliveries: readonly {
    /** Slack's id. */
    readonly channel: string
    /** As the wall of its zone has it. */
    readonly slot: string
    readonly dueAt: Date
    readonly late: boolean
    /** It is not sent, and why. */
    readonly skip?: string
  }[]
}

/** Moves a digest on and inserts its deliveries. False: it is not as it was seen. */
export async function planSlots(
  tx: Tx,
  digest: Digest,
  { next, deliveries }: Planned,
  now: Date,
): Promise<boolean> {
  const { id, version, nextAt } = digest
  // Its version stays: who is editing it just now is not told that it has changed.
  const moved = await tx
    .updateTable('digest')
    .set({ next_wall: next.wall, next_at: next.at.toISOString() })
    .where('id', '=', id)
    .where('version', '=', version)
    .where('next_at', '=', nextAt.toISOString())
    .where('state', '=', 'on')
    .returning('id')
    .executeTakeFirst()
  if (!moved) return false
  if (deliveries.length === 0) return true
  const rows = deliveries.map(({ channel, slot, dueAt, late, skip }) => ({
    ...newDelivery({ digestId: id, channel, slot, dueAt, late }),
    ...(skip === undefined ? {} : skippedNow(skip, now)),
  }))
  const inserted = await tx
    .insertInto('delivery')
    .values(rows)
    // After an edit the same wall and instant may come a second time. It was delivered then.
    .onConflict((conflict) => conflict.doNothing())
    .returning(['slot', 'channel', 'outcome'])
    .execute()
  for (const { slot, channel, outcome } of inserted) {
    if (outcome === null) continue
    const { why } = JSON.parse(outcome) as { why: string }
    await noteDigest(tx, id, { step: 'skipped', by: 'bot', detail: { slot, channel, why } }, now)
  }
  return true
}

/** The columns of a delivery that is to be sent. */
export function newDelivery(given: {
  readonly digestId: number
  readonly channel: string
  readonly slot: string
  readonly dueAt: Date
  readonly late: boolean
}) {
  return {
    digest_id: given.digestId,
    channel: given.channel,
    slot: given.slot,
    due_at: given.dueAt.toISOString(),
    late: given.late ? 1 : 0,
    state: 'due',
    claimed_by: null,
    lease_until: '',
    try_after: '',
    tries: 0,
    message: null,
    outcome: null as string | null,
    ended_at: null as string | null,
    recheck_at: null,
  }
}

function skippedNow(why: string, now: Date) {
  return { state: 'skipped', try_after: null, outcome: toJson({ why }), ended_at: now.toISOString() }
}
