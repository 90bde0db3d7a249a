import type { Access } from './access.ts'
import type { Digest } from './digest.ts'
import { withLast } from './digest-rows.ts'

/** How many are looked at in one go. */
const BATCH = 100

/** A digest that the bot has paused and its owner was not told of; nobody else gets it within `leaseMs`. */
export async function claimUntold(access: Access, now: Date, leaseMs: number): Promise<Digest | undefined> {
  const time = now.toISOString()
  const tell_after = new Date(now.getTime() + leaseMs).toISOString()
  const waiting = await access.read((db) => {
    const query = db.selectFrom('digest').select('id').where('tell_after', '<=', time)
    return query.orderBy('tell_after').limit(BATCH).execute()
  })
  for (const { id } of waiting) {
    const [row] = await access.statement((db) => {
      const update = db.updateTable('digest').set({ tell_after }).where('id', '=', id)
      return update.where('tell_after', '<=', time).returningAll()
    })
    if (row) return access.read(async (db) => (await withLast(db, [row]))[0])
  }
  return undefined
}
