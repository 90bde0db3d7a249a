import { mkdtempSync, rmSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { text } from 'node:stream/consumers'
import { Kysely } from 'kysely'
import pg from 'pg'
import { inject, onTestFinished } from 'vitest'
import { postgresDialect } from '../../../src/store/postgres.ts'
import type { Database } from '../../../src/store/schema.ts'
import { openSqliteFile } from '../../../src/store/sqlite-file.ts'
import { sqliteDialect } from '../../../src/store/sqlite.ts'
import { openStore, type Store } from '../../../src/store/store.ts'

/** A time that only the test moves. */
class Clock {
  time = new Date('2026-03-02T09:00:00.000Z')
  readonly now = () => new Date(this.time)

  pass({ hours = 0, minutes = 0, seconds = 0 }): void {
    this.time = new Date(this.time.getTime() + ((hours * 60 + minutes) * 60 + seconds) * 1000)
  }
}

/** An empty database, for one test. */
export interface Place {
  readonly url: string
  readonly clock: Clock
  /** Opens it: as often as there are to be processes. */
  readonly open: () => Promise<Store>
  /** What somebody does by hand, past the program. */
  readonly byHand: (sql: string) => Promise<readonly Record<string, unknown>[]>
}

export interface Kind {
  readonly name: string
  readonly fresh: () => Promise<Place>
}

/** Every test of the store runs on each: `describe.each(databases)('… on $name', ({ fresh }) => …)`. */
export const databases: readonly Kind[] = [
  { name: 'SQLite', fresh: freshSqlite },
  { name: 'PostgreSQL', fresh: freshPostgres },
]

/** The bare database at a URL of a place, as the store's parts have it. */
export async function bare(url: string): Promise<Kysely<Database>> {
  const dialect = url.startsWith('sqlite:')
    ? sqliteDialect(await openSqliteFile(url.slice('sqlite:'.length)))
    : postgresDialect(url, () => undefined)
  const db = new Kysely<Database>({ dialect })
  onTestFinished(() => db.destroy())
  return db
}

/** A folder that goes with the test. */
export function freshFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'cake-store-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

async function freshSqlite(): Promise<Place> {
  const path = join(freshFolder(), 'data', 'cake.db')
  return place(`sqlite:${path}`, async (sql) => {
    using db = new DatabaseSync(path, { timeout: 5_000 })
    return db.prepare(sql).all()
  })
}

/** This process's own database. Each test has a schema of its own in it, which is made in no time. */
let database: Promise<string> | undefined
let schemas = 0

async function freshPostgres(): Promise<Place> {
  database ??= createDatabase()
  const schema = `test_${(schemas += 1)}`
  await query(await database, `create schema ${schema}`)
  const url = `${await database}?options=-csearch_path%3D${schema}`
  return place(url, (sql) => query(url, sql))
}

async function createDatabase(): Promise<string> {
  const server = await text(connect(inject('postgresDoor'), '127.0.0.1'))
  if (!server.startsWith('postgres://')) throw new Error(`The tests have no PostgreSQL server: ${server}`)
  const name = `test_${process.pid}_${Date.now()}`
  await query(`${server}/postgres`, `create database ${name}`)
  return `${server}/${name}`
}

async function query(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client(url)
  await client.connect()
  try {
    const { rows } = await client.query<Record<string, unknown>>(sql)
    return rows
  } finally {
    await client.end()
  }
}

function place(url: string, byHand: Place['byHand']): Place {
  const clock = new Clock()
  const open = async () => {
    const store = await openStore(url, { now: clock.now, log: () => undefined })
    onTestFinished(() => store.close())
    return store
  }
  return { url, clock, open, byHand }
}
