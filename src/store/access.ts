import { AsyncLocalStorage } from 'node:async_hooks'
import { type Kysely, sql, type Transaction } from 'kysely'
import type { Database } from './schema.ts'

/** What a read may do. */
export type Reader = Pick<Kysely<Database>, 'selectFrom'>

/** What may be done inside a transaction. */
export type Tx = Pick<
  Transaction<Database>,
  'selectFrom' | 'selectNoFrom' | 'insertInto' | 'updateTable' | 'deleteFrom' | 'with'
>

/** A column that makes the statement of PostgreSQL it is in one that a loss of power may undo: the disk is not waited for. */
export const forgettable = sql`set_config('synchronous_commit', 'off', true)`.as('forgettable')

/** What Kysely's builders are, once they are complete. */
export interface Statement<T> {
  execute(): Promise<T>
}

/**
 * The only way to the database. Nobody else holds the Kysely instance, so what runs in a transaction has only its `tx`;
 * asking here again from inside one is refused at once, where it would wait for itself for ever on SQLite and be left
 * out of the transaction on PostgreSQL.
 */
export class Access {
  readonly #db: Kysely<Database>
  readonly #inside = new AsyncLocalStorage<true>()

  /** False on SQLite, where a transaction has the whole database to itself. */
  readonly hasRowLocks: boolean

  constructor(db: Kysely<Database>) {
    this.#db = db
    this.hasRowLocks = db.getExecutor().adapter.supportsMultipleConnections === true
  }

  /**
   * Runs `act` as one transaction: all of it or, when it throws, nothing. What it throws is thrown on.
   * @param forgettable a loss of power may undo it
   */
  async transaction<T>(
    act: (tx: Tx) => Promise<T>,
    { forgettable = false }: { readonly forgettable?: boolean } = {},
  ): Promise<T> {
    this.#refuseInside()
    const run = (db: Kysely<Database>) =>
      db.transaction().execute((tx) => this.#inside.run(true, () => act(tx)))
    return forgettable ? this.#withoutWaiting(run) : run(this.#db)
  }

  /** What is committed here is there for everybody, but the disk is not waited for. */
  async #withoutWaiting<T>(run: (db: Kysely<Database>) => Promise<T>): Promise<T> {
    const [off, on] = this.hasRowLocks
      ? [sql`set synchronous_commit = off`, sql`set synchronous_commit = on`]
      : [sql`pragma synchronous = normal`, sql`pragma synchronous = full`]
    return this.#db.connection().execute(async (db) => {
      await off.execute(db)
      try {
        return await run(db)
      } finally {
        await on.execute(db)
      }
    })
  }

  /** Runs the one statement that `build` describes: a transaction by itself, in one round trip. */
  async statement<T>(build: (db: Tx) => Statement<T>): Promise<T> {
    this.#refuseInside()
    return build(this.#db).execute()
  }

  /** Reads outside of any transaction. */
  async read<T>(query: (db: Reader) => Promise<T>): Promise<T> {
    this.#refuseInside()
    return query(this.#db)
  }

  async close(): Promise<void> {
    await this.#db.destroy()
  }

  #refuseInside(): void {
    if (this.#inside.getStore()) throw new Error('Inside a transaction only its own tx may be used.')
  }
}
