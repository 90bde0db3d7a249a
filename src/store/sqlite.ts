import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite'
import { setTimeout as sleep } from 'node:timers/promises'
import {
  CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type Kysely,
  type QueryResult,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely'
import { sha256 } from './json.ts'

/** How long another process may hold the database before its 'database is locked' is thrown. */
const PATIENCE_MS = 10_000
/** SQLite waits by blocking the whole process: so only shortly, and the rest of the patience is ours. */
const BLOCKING_MS = 20
const RETRY_MS = 5
/** https://www.sqlite.org/rescode.html#busy */
const SQLITE_BUSY = 5
const KEPT_STATEMENTS = 200

/** Sets up a connection the way the store needs it: what is committed survives a loss of power. */
export async function prepareConnection(db: DatabaseSync): Promise<void> {
  db.exec(`PRAGMA busy_timeout = ${BLOCKING_MS}`)
  db.function('sha256_hex', { deterministic: true }, (text) => sha256(String(text)))
  // Processes that open a new file at once are in each other's way here, at any of these.
  await patiently(PATIENCE_MS, () =>
    db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON'),
  )
}

/**
 * Kysely's dialect for node:sqlite, on one connection. Kysely gives it to one user at a time (its adapter says that
 * there is no other), so transactions come one after the other.
 */
export function sqliteDialect(db: DatabaseSync, patienceMs: number = PATIENCE_MS): Dialect {
  return {
    createDriver: () => new SqliteDriver(db, patienceMs),
    createQueryCompiler: () => new SqliteQueryCompiler(),
    createAdapter: () => new SqliteAdapter(),
    createIntrospector: (kysely: Kysely<unknown>) => new SqliteIntrospector(kysely),
  }
}

class SqliteDriver implements Driver {
  readonly #db: DatabaseSync
  readonly #connection: SqliteConnection

  constructor(db: DatabaseSync, patienceMs: number) {
    this.#db = db
    this.#connection = new SqliteConnection(db, patienceMs)
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<DatabaseConnection> {
    return this.#connection
  }

  /** Immediate: a transaction that reads first and is refused the lock later could not be repeated from here. */
  async beginTransaction(): Promise<void> {
    await this.#connection.executeQuery(CompiledQuery.raw('begin immediate'))
  }

  async commitTransaction(): Promise<void> {
    await this.#connection.executeQuery(CompiledQuery.raw('commit'))
  }

  async rollbackTransaction(): Promise<void> {
    // On a full disk and the like SQLite has rolled back by itself; asking again would hide what went wrong.
    if (this.#db.isTransaction) await this.#connection.executeQuery(CompiledQuery.raw('rollback'))
  }

  async releaseConnection(): Promise<void> {}

  async destroy(): Promise<void> {
    this.#db.close()
  }
}

class SqliteConnection implements DatabaseConnection {
  readonly #db: DatabaseSync
  readonly #patienceMs: number
  readonly #statements = new Map<string, StatementSync>()

  constructor(db: DatabaseSync, patienceMs: number) {
    this.#db = db
    this.#patienceMs = patienceMs
  }

  /** @throws what SQLite throws, as it is */
  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    // Within a transaction the lock is there already: being refused is not something to wait for.
    if (this.#db.isTransaction) return this.#execute<R>(query)
    return patiently(this.#patienceMs, () => this.#execute<R>(query))
  }

  // Nothing is streamed: long reads go page by page, so that nobody waits for them.
  // oxlint-disable-next-line require-yield
  async *streamQuery(): AsyncIterableIterator<never> {
    throw new Error('SQLite queries are not streamed here.')
  }

  #execute<R>(query: CompiledQuery): QueryResult<R> {
    const statement = this.#statement(query.sql)
    const parameters = query.parameters as readonly SQLInputValue[]
    if (statement.columns().length > 0) return { rows: statement.all(...parameters) as R[] }
    const { changes } = statement.run(...parameters)
    return { rows: [], numAffectedRows: BigInt(changes) }
  }

  #statement(sql: string): StatementSync {
    const known = this.#statements.get(sql)
    if (known) return known
    if (this.#statements.size >= KEPT_STATEMENTS) this.#statements.clear()
    const statement = this.#db.prepare(sql)
    this.#statements.set(sql, statement)
    return statement
  }
}

/** What `act` returns; again and again while another process holds the database, for `ms` milliseconds. */
async function patiently<T>(ms: number, act: () => T): Promise<T> {
  const until = performance.now() + ms
  for (;;) {
    try {
      return act()
    } catch (error) {
      if (!isBusy(error) || performance.now() >= until) throw error
    }
    await sleep(RETRY_MS)
  }
}

function isBusy(error: unknown): boolean {
  // The low byte: the rest says what kind of busy.
  return (
    error instanceof Error &&
    'errcode' in error &&
    typeof error.errcode === 'number' &&
    (error.errcode & 0xff) === SQLITE_BUSY
  )
}
