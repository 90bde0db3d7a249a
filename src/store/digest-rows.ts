import type { By } from './actor.ts'
import type { Reader, Tx } from './access.ts'
import { append } from './audit.ts'
import { type Digest, toDigest } from './digest.ts'
import { toJson } from './json.ts'
import type { DeliveryRow, DigestRow } from './schema.ts'

/** A digest that was deleted keeps its row, for its number and its deliveries; nobody sees it any more. */
export const DELETED = 'deleted'

/**
 * The digests of these rows, each with what became of its latest slot.
 * @param channel only of slots in this channel
 */
export async function withLast(db: Reader, rows: readonly DigestRow[], channel?: string): Promise<Digest[]> {
  const latest = await latestOf(
    db,
    rows.map(({ id }) => id),
    channel,
  )
  return rows.map((row) => toDigest(row, latest.get(row.id)))
}

async function latestOf(
  db: Reader,
  ids: readonly number[],
  channel: string | undefined,
): Promise<Map<number, DeliveryRow>> {
  if (ids.length === 0) return new Map()
  const ranked = db
    .selectFrom('delivery')
    .selectAll()
    .select((row) =>
      row.fn
        .agg<number>('row_number')
        .over((over) => over.partitionBy('digest_id').orderBy('ended_at', 'desc').orderBy('id', 'desc'))
        .as('rank'),
    )
    .where('digest_id', 'in', ids)
    .where('ended_at', 'is not', null)
    .$if(channel !== undefined, (query) => query.where('channel', '=', channel ?? ''))
  const rows = await db.selectFrom(ranked.as('ranked')).selectAll().where('rank', '=', 1).execute()
  return new Map(rows.map((row) => [row.digest_id, row]))
}

/** The digest's row; undefined where there is none, or it was deleted. */
export async function digestRow(db: Reader, id: number): Promise<DigestRow | undefined> {
  const query = db.selectFrom('digest').selectAll().where('id', '=', id).where('state', '<>', DELETED)
  return query.executeTakeFirst()
}

/** Keeps what happened to a digest, in the transaction in which it did. */
export async function noteDigest(
  tx: Tx,
  id: number,
  entry: {
    readonly step: string
    readonly by: By
    readonly to?: string
    readonly detail?: Readonly<Record<string, unknown>>
  },
  now: Date,
): Promise<void> {
  const { step, by, to = null, detail } = entry
  await append(tx, { by, what: 'digest', to, detail: { digest: id, step, ...detail } }, now)
}

/**
 * What was still to be sent of a digest is not any more. A message that says that the numbers cannot be had stays.
 * @param keep channels in which it still is
 */
export async function closeOpen(
  tx: Tx,
  id: number,
  { why, keep = [] }: { readonly why: string; readonly keep?: readonly string[] },
  now: Date,
): Promise<void> {
  const open = tx
    .updateTable('delivery')
    .where('digest_id', '=', id)
    .where('try_after', 'is not', null)
    .$if(keep.length > 0, (query) => query.where('channel', 'not in', keep))
  await open.set({ try_after: null }).where('state', '=', 'told').execute()
  const skipped = { state: 'skipped', outcome: toJson({ why }), ended_at: now.toISOString() }
  await open
    .set({ ...skipped, try_after: null })
    .where('state', '=', 'due')
    .execute()
}
