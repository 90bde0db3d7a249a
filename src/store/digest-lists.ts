import type { Reader } from './access.ts'
import type { Digest } from './digest.ts'
import { DELETED, withLast } from './digest-rows.ts'

/** A page of digests, and how many there are on all pages. */
export interface DigestPage {
  readonly digests: readonly Digest[]
  readonly total: number
}

/** Those of a channel, the oldest first, each with what became of its latest slot there. */
export async function digestsIn(db: Reader, channel: string): Promise<Digest[]> {
  // As it stands in the JSON of all channels. Slack's ids are letters and digits: nothing in them is a pattern.
  if (!/^[A-Z0-9]+$/i.test(channel)) return []
  const rows = await alive(db).selectAll().where('channels', 'like', `%"${channel}"%`).orderBy('id').execute()
  return withLast(db, rows, channel)
}

/** Those of an owner, the oldest first. */
export async function digestsOf(db: Reader, userId: string): Promise<Digest[]> {
  return withLast(db, await alive(db).selectAll().where('owner', '=', userId).orderBy('id').execute())
}

/** A page of all, the oldest first. */
export async function digestPage(
  db: Reader,
  { size, skip = 0 }: { readonly size: number; readonly skip?: number },
): Promise<DigestPage> {
  const count = alive(db).select((row) => row.fn.countAll<number | string>().as('total'))
  const { total } = await count.executeTakeFirstOrThrow()
  const rows = await alive(db).selectAll().orderBy('id').limit(size).offset(skip).execute()
  return { digests: await withLast(db, rows), total: Number(total) }
}

/** Those whose next slot has come by `now`, the longest waiting first. */
export async function dueDigests(db: Reader, now: Date, most: number): Promise<Digest[]> {
  const query = db.selectFrom('digest').selectAll().where('state', '=', 'on')
  const due = query.where('next_at', '<=', now.toISOString())
  return withLast(db, await due.orderBy('next_at').orderBy('id').limit(most).execute())
}

function alive(db: Reader) {
  return db.selectFrom('digest').where('state', '<>', DELETED)
}
