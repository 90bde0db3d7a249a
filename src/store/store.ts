import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { Kysely } from 'kysely'
import { Access } from './access.ts'
import { Audit } from './audit.ts'
import { Cards } from './cards.ts'
import { Changes } from './changes.ts'
import { Deliveries } from './deliveries.ts'
import { Digests } from './digests.ts'
import { StoreError } from './errors.ts'
import { migrate, requireSchema } from './migrate.ts'
import type { DialectName } from './migrations/migration.ts'
import { type Log, nameOfPostgres, postgresDialect } from './postgres.ts'
import { Queue } from './queue.ts'
import type { Database } from './schema.ts'
import { Settings } from './settings.ts'
import { Snapshots } from './snapshots.ts'
import { asStoreError, openSqliteFile } from './sqlite-file.ts'
import { sqliteDialect } from './sqlite.ts'
import { type Verdict, verifyChain } from './verify.ts'

/** Everything that is kept, on SQLite or on PostgreSQL: each part does its own transactions. */
export interface Store {
  readonly changes: Changes
  readonly queue: Queue
  readonly audit: Audit
  readonly settings: Settings
  readonly cards: Cards
  readonly snapshots: Snapshots
  readonly digests: Digests
  readonly deliveries: Deliveries
  /** Reads the whole audit chain: whole, or where it first breaks. */
  verify(): Promise<Verdict>
  /** Waits for what is under way. Afterwards nothing can be asked any more. */
  close(): Promise<void>
}

export interface StoreOptions {
  readonly now: () => Date
  readonly log: Log
}

/**
 * Opens the database and brings it to this program's schema; also where other processes do so at the same moment.
 * @param url sqlite:PATH (':memory:' for one that ends with the process) or postgres://…
 * @throws StoreError where the database is damaged, out of reach or of a newer version of the program; it is left as it
 * is then
 */
export async function openStore(url: string, { now, log }: StoreOptions): Promise<Store> {
  const { db } = await connect(url, log, ({ db, dialect, name }) => migrate(db, { dialect, name, now }))
  return storeOn(db, now)
}

/**
 * Reads the audit chain of a database that is there already, and changes nothing in it.
 * @throws StoreError as `openStore` does, and where there is none or one of an older version
 */
export async function verifyAudit(url: string, { log }: Pick<StoreOptions, 'log'>): Promise<Verdict> {
  const path = sqlitePath(url)
  if (path !== undefined && !existsSync(path)) {
    throw new StoreError(`There is no database at ${resolve(path)}.`)
  }
  const { db } = await connect(url, log, (connected) => requireSchema(connected.db, connected))
  const access = new Access(db)
  try {
    return await verifyChain(access)
  } finally {
    await access.close()
  }
}

/** The store on a database that has its schema already. */
export function storeOn(db: Kysely<Database>, now: () => Date): Store {
  const access = new Access(db)
  return {
    changes: new Changes(access, now),
    queue: new Queue(access, now),
    audit: new Audit(access, now),
    settings: new Settings(access, now),
    cards: new Cards(access, now),
    snapshots: new Snapshots(access, now),
    digests: new Digests(access, now),
    deliveries: new Deliveries(access, now),
    verify: () => verifyChain(access),
    close: () => access.close(),
  }
}

interface Connected {
  readonly db: Kysely<Database>
  readonly dialect: DialectName
  /** For people: the file's path, or the server's address. */
  readonly name: string
}

/** Connects, and is connected once `prepare` is through. */
async function connect(
  url: string,
  log: Log,
  prepare: (connected: Connected) => Promise<void>,
): Promise<Connected> {
  const connected = await toDatabase(url, log)
  const { db, dialect, name } = connected
  try {
    await prepare(connected)
    return connected
  } catch (error) {
    await db.destroy()
    throw dialect === 'sqlite' ? asStoreError(error, name) : asUnreachable(error, name)
  }
}

async function toDatabase(url: string, log: Log): Promise<Connected> {
  const path = sqlitePath(url)
  if (path !== undefined) {
    const db = new Kysely<Database>({ dialect: sqliteDialect(await openSqliteFile(path)) })
    return { db, dialect: 'sqlite', name: path }
  }
  const db = new Kysely<Database>({ dialect: postgresDialect(url, log) })
  return { db, dialect: 'postgres', name: nameOfPostgres(url) }
}

/** Undefined: it is PostgreSQL's. */
function sqlitePath(url: string): string | undefined {
  return url.startsWith('sqlite:') ? url.slice('sqlite:'.length) : undefined
}

function asUnreachable(error: unknown, name: string): unknown {
  if (error instanceof StoreError) return error
  const why = error instanceof Error ? error.message || String(error) : String(error)
  return new StoreError(
    `The database ${name} cannot be used: ${why}. DATABASE_URL must name a PostgreSQL database that is running, ` +
      'with a user who may create tables in it.',
    { cause: error },
  )
}
