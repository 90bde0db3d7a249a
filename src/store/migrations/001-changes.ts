import { type CreateTableBuilder, sql } from 'kysely'
import type { Migration, MigrationTx } from './migration.ts'

/** Changes, and the things they can be looked up by. */
export const changes: Migration = {
  name: 'changes',
  async up(tx) {
    await createChange(tx)
    await createThings(tx)
    await createIndexes(tx)
  },
}

type Columns = CreateTableBuilder<'change'>

async function createChange(tx: MigrationTx): Promise<void> {
  const table = tx.schema
    .createTable('change')
    .addColumn('id', 'integer', (column) => column.primaryKey())
    .addColumn('version', 'integer', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
  await [asked, judged, carriedOut, told].reduce((columns, add) => add(columns), table as Columns).execute()
}

function asked(table: Columns): Columns {
  return table
    .addColumn('command', 'text', (column) => column.notNull())
    .addColumn('input', 'text', (column) => column.notNull())
    .addColumn('about_kind', 'text', (column) => column.notNull())
    .addColumn('about_id', 'integer')
    .addColumn('about_title', 'text', (column) => column.notNull())
    .addColumn('target', 'text', (column) => column.notNull())
    .addColumn('before', 'text', (column) => column.notNull())
    .addColumn('after', 'text', (column) => column.notNull())
    .addColumn('difference', 'text', (column) => column.notNull())
    .addColumn('difference_hash', 'text', (column) => column.notNull())
    .addColumn('requester', 'text', (column) => column.notNull())
    .addColumn('requester_team', 'text', (column) => column.notNull())
    .addColumn('reason', 'text', (column) => column.notNull())
    .addColumn('asked_key', 'text', (column) => column.notNull().unique())
    .addColumn('asked_in', 'text', (column) => column.notNull())
    .addColumn('asked_at', 'text', (column) => column.notNull())
}

function judged(table: Columns): Columns {
  return table
    .addColumn('rule', 'text', (column) => column.notNull())
    .addColumn('approvals_needed', 'integer', (column) => column.notNull())
    .addColumn('votes', 'text', (column) => column.notNull())
    .addColumn('break_glass', 'text')
    .addColumn('decided', 'text')
    .addColumn('expires_at', 'text', (column) => column.notNull())
    .addColumn('remind_at', 'text')
    .addColumn('reminded_at', 'text')
    .addColumn('undo_of', 'integer', (column) => column.references('change.id'))
}

function carriedOut(table: Columns): Columns {
  return table
    .addColumn('claimed_by', 'text')
    .addColumn('claimed_at', 'text')
    .addColumn('lease_until', 'text')
    .addColumn('write_started_at', 'text')
    .addColumn('try_after', 'text', (column) => column.notNull())
    .addColumn('tries', 'integer', (column) => column.notNull())
    .addColumn('outcome', 'text')
}

function told(table: Columns): Columns {
  return table
    .addColumn('approvals_message', 'text')
    .addColumn('requester_message', 'text')
    .addColumn('tell_version', 'integer', (column) => column.notNull())
    .addColumn('told_version', 'integer', (column) => column.notNull())
    .addColumn('tell_after', 'text', (column) => column.notNull())
    .addColumn('telling_until', 'text', (column) => column.notNull())
    .addColumn('tell_tries', 'integer', (column) => column.notNull())
}

async function createThings(tx: MigrationTx): Promise<void> {
  await tx.schema
    .createTable('change_thing')
    .addColumn('change_id', 'integer', (column) => column.notNull().references('change.id'))
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('thing_id', 'integer', (column) => column.notNull())
    .addPrimaryKeyConstraint('change_thing_key', ['kind', 'thing_id', 'change_id'])
    .execute()
}

async function createIndexes(tx: MigrationTx): Promise<void> {
  await tx.schema.createIndex('change_by_state').on('change').columns(['state', 'id']).execute()
  await tx.schema.createIndex('change_by_requester').on('change').columns(['requester', 'id']).execute()
  await tx.schema.createIndex('change_by_undone').on('change').column('undo_of').execute()
  // Of what is one and the same, one change at a time is applied.
  await tx.schema
    .createIndex('change_applied_alone')
    .on('change')
    .column('target')
    .unique()
    .where(sql<boolean>`state = 'applying'`)
    .execute()
  await tx.schema
    .createIndex('change_to_tell')
    .on('change')
    .columns(['tell_after', 'id'])
    .where(sql<boolean>`told_version < tell_version`)
    .execute()
}
