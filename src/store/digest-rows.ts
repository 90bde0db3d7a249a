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
  const row = await evenDeleted(db, id)
  return row?.state === DELETED ? undefined : row
}

/** The same, also of one that was deleted. */
export async function evenDeleted(db: Reader, id: number): Promise<DigestRow | undefined> {
  return db.selectFrom('digest').selectAll().where('id', '=', id).executeTakeFirst()
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

/** What closes deliveries of a digest. */
interface Closing {
  readonly why: string
  /** Channels in which it still is. */
  readonly keep?: readonly string[]
}

/**
 * What was still to be sent of a digest is not any more. A message that says that the numbers cannot be had stays; that
 * they are asked for again it has to say no longer, so it is looked at once more.
 */
export async function closeOpen(tx: Tx, id: number, { why, keep = [] }: Closing, now: Date): Promise<void> {
  const all = await tx
    .selectFrom('delivery')
    .select(['id', 'state', 'outcome', 'lease_until'])
    .where('digest_id', '=', id)
    .where('try_after', 'is not', null)
    .$if(keep.length > 0, (query) => query.where('channel', 'not in', keep))
    .execute()
  const time = now.toISOString()
  for (const row of all) {
    const set =
      row.state === 'told'
        ? { outcome: closed(row.outcome, why), recheck_at: row.lease_until > time ? row.lease_until : time }
        : { state: 'skipped', outcome: toJson({ why }), ended_at: time }
    const update = tx.updateTable('delivery').set({ ...set, try_after: null })
    // Somebody may have brought it further since it was looked at.
    await update
      .where('id', '=', row.id)
      .where('state', '=', row.state)
      .where('try_after', 'is not', null)
      .execute()
  }
}

function closed(outcome: string | null, over: string): string {
  return toJson({ ...(outcome === null ? {} : (JSON.parse(outcome) as object)), over })
}
