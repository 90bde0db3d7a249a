import { sql } from 'kysely'
import type { DialectName, Migration, MigrationTx } from './migration.ts'

/**
 * The audit chain, with triggers that keep its rows from being changed or deleted, by this program or a slip of SQL, and
 * that move its end along with each row.
 */
export const audit: Migration = {
  name: 'audit',
  async up(tx, dialect) {
    await createAudit(tx)
    await createHead(tx)
    for (const statement of TRIGGERS[dialect]) await sql.raw(statement).execute(tx)
  },
}

async function createAudit(tx: MigrationTx): Promise<void> {
  await tx.schema
    .createTable('audit')
    .addColumn('seq', 'integer', (column) => column.primaryKey())
    .addColumn('at', 'text', (column) => column.notNull())
    .addColumn('actor', 'text', (column) => column.notNull())
    .addColumn('actor_team', 'text', (column) => column.notNull())
    .addColumn('what', 'text', (column) => column.notNull())
    .addColumn('change_id', 'integer', (column) => column.references('change.id'))
    .addColumn('from_state', 'text')
    .addColumn('to_state', 'text')
    .addColumn('detail', 'text', (column) => column.notNull())
    .addColumn('prev_hash', 'text', (column) => column.notNull())
    .addColumn('hash', 'text', (column) => column.notNull())
    .execute()
  await tx.schema.createIndex('audit_by_change').on('audit').columns(['change_id', 'seq']).execute()
}

async function createHead(tx: MigrationTx): Promise<void> {
  await tx.schema
    .createTable('audit_head')
    .addColumn('id', 'integer', (column) => column.primaryKey())
    .addColumn('seq', 'integer', (column) => column.notNull())
    .addColumn('hash', 'text', (column) => column.notNull())
    .execute()
  await tx.insertInto('audit_head').values({ id: 1, seq: 0, hash: '' }).execute()
}

const REFUSAL = 'audit rows are never changed or deleted'
const ENDLESS = 'The audit chain has lost its end (table audit_head).'

/** And what appending a row in one statement takes: the chain's end as a view that locks it, and the hash of a text. */
const TRIGGERS: Readonly<Record<DialectName, readonly string[]>> = {
  sqlite: [
    `create trigger audit_no_update before update on audit begin select raise(abort, '${REFUSAL}'); end`,
    `create trigger audit_no_delete before delete on audit begin select raise(abort, '${REFUSAL}'); end`,
    // 'insert or replace' deletes without asking the trigger above.
    `create trigger audit_no_replace before insert on audit
     when exists (select 1 from audit where seq = new.seq)
     begin select raise(abort, '${REFUSAL}'); end`,
    `create trigger audit_no_end before insert on audit
     when new.prev_hash is null
     begin select raise(abort, '${ENDLESS}'); end`,
    `create view audit_end as select seq, hash from audit_head where id = 1`,
    `create trigger audit_moves_head after insert on audit
     begin update audit_head set seq = new.seq, hash = new.hash where id = 1; end`,
  ],
  postgres: [
    `create function audit_refuse() returns trigger language plpgsql as
     $$ begin raise exception '${REFUSAL}'; end $$`,
    `create trigger audit_no_change before update or delete on audit
     for each row execute function audit_refuse()`,
    `create trigger audit_no_truncate before truncate on audit
     for each statement execute function audit_refuse()`,
    `create function audit_no_end() returns trigger language plpgsql as
     $$ begin raise exception '${ENDLESS}'; end $$`,
    `create trigger audit_no_end before insert on audit
     for each row when (new.prev_hash is null) execute function audit_no_end()`,
    `create function sha256_hex(text) returns text language sql immutable strict as
     $$ select encode(sha256(convert_to($1, 'UTF8')), 'hex') $$`,
    `create view audit_end as select seq, hash from audit_head where id = 1 for update`,
    `create function audit_move_head() returns trigger language plpgsql as
     $$ begin update audit_head set seq = new.seq, hash = new.hash where id = 1; return null; end $$`,
    `create trigger audit_moves_head after insert on audit
     for each row execute function audit_move_head()`,
  ],
}
