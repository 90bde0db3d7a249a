import { type CreateTableBuilder, sql } from 'kysely'
import type { DialectName, Migration, MigrationTx } from './migration.ts'

/** Digests, and their deliveries. */
export const digests: Migration = {
  name: 'digests',
  async up(tx, dialect) {
    await createDigest(tx)
    await createDelivery(tx, dialect)
    await createIndexes(tx)
  },
}

async function createDigest(tx: MigrationTx): Promise<void> {
  await tx.schema
    .createTable('digest')
    .addColumn('id', 'integer', (column) => column.primaryKey())
    .addColumn('version', 'integer', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('owner', 'text', (column) => column.notNull())
    .addColumn('owner_team', 'text', (column) => column.notNull())
    .addColumn('plan', 'text', (column) => column.notNull())
    .addColumn('channels', 'text', (column) => column.notNull())
    .addColumn('paused', 'text')
    .addColumn('tell_after', 'text')
    .addColumn('next_wall', 'text', (column) => column.notNull())
    .addColumn('next_at', 'text', (column) => column.notNull())
    .addColumn('added_at', 'text', (column) => column.notNull())
    .execute()
}

async function createDelivery(tx: MigrationTx, dialect: DialectName): Promise<void> {
  const table = tx.schema
    .createTable('delivery')
    .addColumn('id', 'integer', (column) => {
      const key = column.primaryKey()
      return dialect === 'sqlite' ? key.autoIncrement() : key.generatedByDefaultAsIdentity()
    })
    .addColumn('digest_id', 'integer', (column) => column.notNull().references('digest.id'))
    .addColumn('channel', 'text', (column) => column.notNull())
    .addColumn('slot', 'text', (column) => column.notNull())
    .addColumn('due_at', 'text', (column) => column.notNull())
    .addColumn('late', 'integer', (column) => column.notNull())
    // By its instant as well: in another zone the same time of the same day is another slot.
    .addUniqueConstraint('delivery_slot', ['digest_id', 'slot', 'due_at', 'channel'])
  await life(table).execute()
}

function life(table: CreateTableBuilder<'delivery', 'id' | 'digest_id' | 'channel' | 'slot'>) {
  return table
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('claimed_by', 'text')
    .addColumn('lease_until', 'text', (column) => column.notNull())
    .addColumn('try_after', 'text')
    .addColumn('tries', 'integer', (column) => column.notNull())
    .addColumn('message', 'text')
    .addColumn('outcome', 'text')
    .addColumn('ended_at', 'text')
    .addColumn('recheck_at', 'text')
}

async function createIndexes(tx: MigrationTx): Promise<void> {
  await tx.schema.createIndex('digest_due').on('digest').columns(['state', 'next_at']).execute()
  await tx.schema.createIndex('digest_by_owner').on('digest').column('owner').execute()
  await tx.schema
    .createIndex('delivery_open')
    .on('delivery')
    .columns(['try_after', 'id'])
    .where(sql<boolean>`try_after is not null`)
    .execute()
  await tx.schema
    .createIndex('delivery_to_recheck')
    .on('delivery')
    .column('recheck_at')
    .where(sql<boolean>`recheck_at is not null`)
    .execute()
  await tx.schema
    .createIndex('delivery_by_digest')
    .on('delivery')
    .columns(['digest_id', 'ended_at'])
    .execute()
}
