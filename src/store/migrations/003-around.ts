import type { DialectName, Migration, MigrationTx } from './migration.ts'

/** What stands around the changes: settings, the cards that were shared, and the catalogue's snapshot. */
export const around: Migration = {
  name: 'around',
  async up(tx, dialect) {
    await createSetting(tx)
    await createCard(tx)
    await createSnapshot(tx, dialect)
  },
}

async function createSetting(tx: MigrationTx): Promise<void> {
  await tx.schema
    .createTable('setting')
    .addColumn('key', 'text', (column) => column.primaryKey())
    .addColumn('value', 'text', (column) => column.notNull())
    .addColumn('version', 'integer', (column) => column.notNull())
    .addColumn('set_by', 'text', (column) => column.notNull())
    .addColumn('set_by_team', 'text', (column) => column.notNull())
    .addColumn('set_at', 'text', (column) => column.notNull())
    .execute()
}

async function createCard(tx: MigrationTx): Promise<void> {
  await tx.schema
    .createTable('card')
    .addColumn('channel', 'text', (column) => column.notNull())
    .addColumn('ts', 'text', (column) => column.notNull())
    .addColumn('line', 'text', (column) => column.notNull())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('thing_id', 'integer', (column) => column.notNull())
    .addColumn('shared_by', 'text', (column) => column.notNull())
    .addColumn('shared_at', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('card_key', ['channel', 'ts'])
    .execute()
  await tx.schema.createIndex('card_by_thing').on('card').columns(['kind', 'thing_id', 'shared_at']).execute()
}

async function createSnapshot(tx: MigrationTx, dialect: DialectName): Promise<void> {
  await tx.schema
    .createTable('snapshot')
    // A SQLite file of before there were migrations has it already, in this shape.
    .ifNotExists()
    .addColumn('id', 'integer', (column) => column.primaryKey())
    .addColumn('saved_at', 'text', (column) => column.notNull())
    .addColumn('bytes', dialect === 'sqlite' ? 'blob' : 'bytea', (column) => column.notNull())
    .execute()
}
