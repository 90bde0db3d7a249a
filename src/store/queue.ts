import type { Expression, ExpressionBuilder, SqlBool } from 'kysely'
import type { Access, Reader } from './access.ts'
import { type Change, toChange } from './change.ts'
import type { ChangeState } from './life.ts'
import type { ChangeRow, Database } from './schema.ts'
import { take } from './take.ts'

type Row = ExpressionBuilder<Database, 'change'>
type Where = (row: Row) => Expression<SqlBool>

/**
 * For so long after its write was started a change of which it is unknown what came of it keeps others of the same thing
 * waiting: its write may still arrive, and come after theirs. Mostly it is settled by then.
 */
const UNSETTLED_MS = 300_000
/** How many are looked at in one go. */
const BATCH = 100

/**
 * What is to be done with changes by the clock and by workers, in any number of processes on one database. Whoever gets
 * a change from one of the `next…` has it for themselves for the time they asked for.
 */
export class Queue {
  readonly #access: Access
  readonly #now: () => Date

  constructor(access: Access, now: () => Date) {
    this.#access = access
    this.#now = now
  }

  /**
   * Claims the oldest approved change whose time has come: it is being applied then, by `worker` until the lease ends.
   * Of several changes of one thing only one is applied at a time: the next one has to see what it has left, and to wait
   * a few minutes where that is unknown.
   * @param worker a name that nobody else has, now or ever: one per process and start
   * @param leaseMs longer than everything up to the write, and than the write, may take
   */
  async nextToApply(worker: string, leaseMs: number): Promise<Change | undefined> {
    const step = { step: 'claim', worker, leaseMs } as const
    for (;;) {
      const now = this.#now()
      const oldest = await this.#access.read((db) => oldestApproved(db, now))
      if (oldest === undefined) return undefined
      const claimed = await take(this.#access, oldest.id, step, now, oldest)
      // Refused: it is approved no more, or somebody else was quicker with it or with another one of the same thing.
      if (claimed.done) return claimed.change
    }
  }

  /**
   * A change with news that nobody has been told of yet, the longest waiting first, to be told within `leaseMs`.
   * @param id only this one
   */
  async nextToTell(leaseMs: number, id?: number): Promise<Change | undefined> {
    const news: Where = (row) =>
      row.and([
        row('told_version', '<', row.ref('tell_version')),
        ...(id === undefined ? [] : [row('id', '=', id)]),
      ])
    const now = this.#now()
    const time = now.toISOString()
    const telling_until = new Date(now.getTime() + leaseMs).toISOString()
    // More news does not end the lease: two who tell at once would both post what neither finds yet.
    const due: Where = (row) =>
      row.and([news(row), row('tell_after', '<=', time), row('telling_until', '<=', time)])
    return this.#first(due, 'tell_after', ({ tell_tries }) => ({ telling_until, tell_tries: tell_tries + 1 }))
  }

  /** People have been told of everything up to step `version` (`telling.version` of the change that was told). */
  async told(id: number, version: number): Promise<void> {
    await this.#access.statement((db) =>
      db
        .updateTable('change')
        .set({ told_version: version, tell_after: '', telling_until: '', tell_tries: 0 })
        .where('id', '=', id)
        .where('told_version', '<', version)
        .where('tell_version', '>=', version),
    )
  }

  /** Slack could not be told of everything up to step `version`: to be tried again then, or when there is more news. */
  async tellLater(id: number, version: number, at: Date): Promise<void> {
    const again: Where = (row) => row('tell_version', '=', version)
    await this.#access.statement((db) =>
      db
        .updateTable('change')
        .set((row) => ({
          telling_until: '',
          tell_after: row.case().when(again(row)).then(at.toISOString()).else('').end(),
        }))
        .where('id', '=', id),
    )
  }

  /** A change of which it is unknown what came of it, to be settled by reading within `leaseMs`. */
  async nextToSettle(leaseMs: number): Promise<Change | undefined> {
    const now = this.#now()
    const try_after = new Date(now.getTime() + leaseMs).toISOString()
    const due: Where = (row) =>
      row.and([row('state', '=', 'unknown'), row('try_after', '<=', now.toISOString())])
    return this.#first(due, 'try_after', ({ tries }) => ({ try_after, tries: tries + 1 }))
  }

  /** Reading could not tell: to be tried again then. */
  async settleLater(id: number, at: Date): Promise<void> {
    const set = { try_after: at.toISOString() }
    await this.#access.statement((db) =>
      db.updateTable('change').set(set).where('id', '=', id).where('state', '=', 'unknown'),
    )
  }

  /** A change that is still waiting when it is time to remind of it. Each is given out once, unless it is put off. */
  async nextToRemind(): Promise<Change | undefined> {
    const now = this.#now().toISOString()
    const due: Where = (row) =>
      row.and([
        row('state', '=', 'waiting'),
        row('remind_at', '<=', now),
        row('reminded_at', 'is', null),
        row('expires_at', '>', now),
      ])
    return this.#first(due, 'id', () => ({ reminded_at: now }))
  }

  /** Slack could not be told: to be reminded of then. */
  async remindLater(id: number, at: Date): Promise<void> {
    const set = { reminded_at: null, remind_at: at.toISOString() }
    await this.#access.statement((db) =>
      db.updateTable('change').set(set).where('id', '=', id).where('state', '=', 'waiting'),
    )
  }

  /** Those whose time is over: each is to take the step 'expire'. */
  async dueToExpire(): Promise<number[]> {
    const now = this.#now().toISOString()
    const due: Where = (row) => row('expires_at', '<=', now)
    return [...(await this.#ids('waiting', due)), ...(await this.#ids('approved', due))]
  }

  /**
   * Those whose worker has let its lease end: each is to take the step 'recover'. Where no write was started they are
   * approved again; where one was, it is unknown what came of it.
   */
  async dueToRecover(): Promise<{ readonly notStarted: number[]; readonly started: number[] }> {
    const now = this.#now().toISOString()
    const ended = (is: 'is' | 'is not'): Where => {
      return (row) => row.and([row('lease_until', '<=', now), row('write_started_at', is, null)])
    }
    return {
      notStarted: await this.#ids('applying', ended('is')),
      started: await this.#ids('applying', ended('is not')),
    }
  }

  /** The oldest changes in a state that match, by their ids. */
  async #ids(state: ChangeState, where: Where): Promise<number[]> {
    const rows = await this.#access.read((db) => {
      const query = db.selectFrom('change').select('id').where('state', '=', state).where(where)
      return query.orderBy('id').limit(BATCH).execute()
    })
    return rows.map(({ id }) => id)
  }

  /**
   * The first of those that are due, by compare-and-set: with what is `set` it must not be due any more, so that nobody
   * else gets it.
   */
  async #first(
    due: Where,
    order: 'id' | 'tell_after' | 'try_after',
    set: (row: Pick<ChangeRow, 'tell_tries' | 'tries'>) => Partial<ChangeRow>,
  ): Promise<Change | undefined> {
    const rows = await this.#access.read((db) => {
      const query = db.selectFrom('change').select(['id', 'tell_tries', 'tries']).where(due)
      return query.orderBy(order).orderBy('id').limit(BATCH).execute()
    })
    for (const row of rows) {
      const [taken] = await this.#access.statement((db) =>
        db.updateTable('change').set(set(row)).where('id', '=', row.id).where(due).returningAll(),
      )
      if (taken) return toChange(taken)
    }
    return undefined
  }
}

async function oldestApproved(db: Reader, now: Date): Promise<Change | undefined> {
  const time = now.toISOString()
  const unsettled = new Date(now.getTime() - UNSETTLED_MS).toISOString()
  const inHand = db
    .selectFrom('change')
    .select('target')
    .where('state', 'in', ['applying', 'unknown'])
    .where((row) => row.or([row('state', '=', 'applying'), row('write_started_at', '>', unsettled)]))
  const oldest = db
    .selectFrom('change')
    .select('id')
    .where('state', '=', 'approved')
    .where('try_after', '<=', time)
    .where('expires_at', '>', time)
    // Looked up once for all that wait: as a join it was done for each, when there were a thousand.
    .where('target', 'not in', inHand)
    .orderBy('id')
    .limit(1)
  const row = await db.selectFrom('change').selectAll().where('id', '=', oldest).executeTakeFirst()
  return row && toChange(row)
}
