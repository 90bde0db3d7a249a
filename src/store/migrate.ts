import { sql } from 'kysely'
import { StoreError } from './errors.ts'
import { migrations as all } from './migrations/all.ts'
import type { DialectName, Migration, MigrationTx } from './migrations/migration.ts'

/** Any number that no other program on the same PostgreSQL database takes its lock by. */
const LOCK = 7_236_104_825

export interface MigrateOptions {
  readonly dialect: DialectName
  /** The database's name, for people. */
  readonly name: string
  readonly now: () => Date
  readonly migrations?: readonly Migration[]
}

/**
 * Brings the database to this program's schema, in one transaction that only one process at a time can be in: the next
 * one finds it done.
 * @throws StoreError when the database is of a newer version; it is left as it is then
 */
export async function migrate(db: MigrationTx, options: MigrateOptions): Promise<void> {
  const { dialect, name, now, migrations = all } = options
  await db.transaction().execute(async (tx) => {
    // SQLite's transactions are immediate: they are a lock by themselves.
    if (dialect === 'postgres') await lock(tx)
    await createTable(tx)
    const version = await versionOf(tx)
    if (version > migrations.length) throw new StoreError(newer(name, version, migrations.length))
    for (const [index, migration] of migrations.entries()) {
      if (index < version) continue
      await migration.up(tx, dialect)
      const row = { number: index + 1, name: migration.name, at: now().toISOString() }
      await tx.insertInto('migration').values(row).execute()
    }
  })
}

/** However long the process that has it, or a migration, may take. */
async function lock(tx: MigrationTx): Promise<void> {
  await sql`set local statement_timeout = 0`.execute(tx)
  await sql`select pg_advisory_xact_lock(${sql.lit(LOCK)})`.execute(tx)
}

/**
 * Sees to it that the database has exactly this program's schema, and leaves it as it is.
 * @throws StoreError when it has another one, or none
 */
export async function requireSchema(
  db: MigrationTx,
  { dialect, name }: Pick<MigrateOptions, 'dialect' | 'name'>,
): Promise<void> {
  const version = (await hasTable(db, dialect)) ? await versionOf(db) : 0
  if (version > all.length) throw new StoreError(newer(name, version, all.length))
  if (version < all.length) {
    throw new StoreError(
      `The database ${name} is not one that this version of the program has been started with yet: its schema is ` +
        `number ${version}, this one knows ${all.length}. Nothing in it was changed.`,
    )
  }
}

async function createTable(tx: MigrationTx): Promise<void> {
  await tx.schema
    .createTable('migration')
    .ifNotExists()
    .addColumn('number', 'integer', (column) => column.primaryKey())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('at', 'text', (column) => column.notNull())
    .execute()
}

async function hasTable(db: MigrationTx, dialect: DialectName): Promise<boolean> {
  const found =
    dialect === 'postgres'
      ? sql<object>`select 1 where to_regclass('migration') is not null`
      : sql<object>`select 1 from sqlite_schema where name = 'migration'`
  return (await found.execute(db)).rows.length > 0
}

/** How many migrations the database has seen. */
async function versionOf(db: MigrationTx): Promise<number> {
  const row = await db.selectFrom('migration').select('number').orderBy('number', 'desc').executeTakeFirst()
  return Number(row?.['number'] ?? 0)
}

function newer(name: string, version: number, known: number): string {
  return (
    `The database ${name} was made by a newer version of this program: its schema is number ${version}, ` +
    `this one knows ${known}. Nothing in it was changed. Start the newer version, or restore a backup of before.`
  )
}
