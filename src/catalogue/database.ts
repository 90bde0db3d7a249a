import { DatabaseSync } from 'node:sqlite'

/**
 * The tables, all in memory. A row's number is its rank (`rank.ts`). The index keeps no copy of its text
 * (`content=''`): it is made of the rows again when it has to be. Prefixes of one and two letters have an index of their
 * own, as they stand for too many words; longer ones do not pay. FTS5's own merging takes 50 ms at a time: `Shelf.tidy` does
 * it in small steps.
 */
const SCHEMA = `
  create table row (
    number integer primary key,
    name text not null,
    status integer,
    advertiser integer,
    vertical integer,
    manager integer,
    payout real,
    payout_type integer,
    currency integer,
    tags text,
    traffic integer,
    print integer not null,
    name_print integer not null
  ) strict;
  create index row_by_name on row (name_print);
  create virtual table words using fts5 (
    text, content='', columnsize=0, prefix='1 2', detail=full, tokenize='ascii'
  );
  insert into words (words, rank) values ('automerge', 0);
  create virtual table word using fts5vocab (words, row);
  create table label (code integer primary key, text text not null) strict;
  create table fact (name text primary key, value text not null) strict, without rowid;
`

export function openDatabase(): DatabaseSync {
  const db = new DatabaseSync(':memory:')
  db.exec(SCHEMA)
  return db
}

/** A fact about what is held, such as when it was read. */
export function fact(db: DatabaseSync, name: string): string | undefined {
  const row = db.prepare('select value from fact where name = ?').get(name)
  return typeof row?.['value'] === 'string' ? row['value'] : undefined
}

export function setFact(db: DatabaseSync, name: string, value: string): void {
  db.prepare('insert or replace into fact (name, value) values (?, ?)').run(name, value)
}

/** Runs `act` as one transaction: all of it, or on an error nothing, which is thrown on. */
export function inTransaction<T>(db: DatabaseSync, act: () => T): T {
  db.exec('begin')
  try {
    const result = act()
    db.exec('commit')
    return result
  } catch (error) {
    db.exec('rollback')
    throw error
  }
}
