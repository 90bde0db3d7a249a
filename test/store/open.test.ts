import { execFile } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { Kysely, sql } from 'kysely'
import { describe, expect, it, vi } from 'vitest'
import { Access } from '../../src/store/access.ts'
import { StoreError } from '../../src/store/errors.ts'
import { migrate } from '../../src/store/migrate.ts'
import { migrations } from '../../src/store/migrations/all.ts'
import type { Database } from '../../src/store/schema.ts'
import { openSqliteFile } from '../../src/store/sqlite-file.ts'
import { sqliteDialect } from '../../src/store/sqlite.ts'
import { openStore, storeOn } from '../../src/store/store.ts'
import { COMPILED } from '../support/compiled.ts'
import { pause } from './support/asked.ts'
import { bare, databases, freshFolder } from './support/databases.ts'

const run = promisify(execFile)
const now = () => new Date('2026-03-02T09:00:00.000Z')
const options = { now, log: () => undefined }

describe.each(databases)('opening $name', ({ fresh, name }) => {
  it('makes the schema once, and finds everything again', async () => {
    const { open, byHand } = await fresh()
    await (await open()).changes.ask(pause())
    const store = await open()
    expect(await store.changes.byId(1)).toMatchObject({ reason: 'the budget is used up' })
    expect(await byHand('select number, name, at from migration order by number')).toEqual(
      migrations.map((migration, at) => ({ number: at + 1, name: migration.name, at: now().toISOString() })),
    )
  })

  it('can be done by several processes at the same moment', { timeout: 30_000 }, async () => {
    const { url, open } = await fresh()
    const opener = fileURLToPath(new URL('./support/opener.ts', import.meta.url))
    const keys = ['one', 'two', 'three']
    const env = { ...process.env, ...COMPILED }
    const outputs = await Promise.all(keys.map((key) => run(process.execPath, [opener, url, key], { env })))
    expect(outputs.map(({ stderr }) => stderr)).toEqual(['', '', ''])
    expect(outputs.map(({ stdout }) => Number(stdout)).toSorted((a, b) => a - b)).toEqual([1, 2, 3])
    expect(await (await open()).verify()).toEqual({ whole: true, rows: 3 })
  })

  it('refuses a database of a newer version, and leaves it as it is', async () => {
    const { url, open, byHand } = await fresh()
    await (await open()).close()
    const newer = migrations.length + 1
    await byHand(`insert into migration (number, name, at) values (${newer}, 'later', '') returning number`)
    const error = await openStore(url, options).catch((error: unknown) => error)
    expect(error).toBeInstanceOf(StoreError)
    expect(String(error)).toMatch(
      new RegExp(`newer version of this program: its schema is number ${newer}, this one knows ${newer - 1}`),
    )
    expect(await byHand('select count(*) as n from migration')).toMatchObject([
      { n: name === 'SQLite' ? newer : String(newer) },
    ])
  })

  it('can be migrated further, all of it or nothing', async () => {
    const { url, open, byHand } = await fresh()
    const store = await open()
    await store.changes.ask(pause())
    await store.close()
    const db = await bare(url)
    const dialect = name === 'SQLite' ? 'sqlite' : 'postgres'
    const add = async (name: string, tx: Kysely<unknown>) =>
      tx.schema.createTable(name).addColumn('id', 'integer').execute()
    const later = { name: 'later', up: (tx: Kysely<unknown>) => add('watch', tx) }
    const broken = { name: 'broken', up: () => Promise.reject(new Error('no')) }
    const go = (more: (typeof later)[]) =>
      migrate(db, { dialect, name: 'it', now, migrations: [...migrations, ...more] })
    await expect(go([later, broken])).rejects.toThrow('no')
    await expect(byHand('select * from watch')).rejects.toThrow(/watch/)
    await go([later])
    await go([later])
    expect(await byHand('select * from watch')).toEqual([])
    expect(await storeOn(db, now).changes.byId(1)).toMatchObject({ id: 1 })
  })

  it('answers nothing any more once it is closed', async () => {
    const store = await (await fresh()).open()
    await store.close()
    await expect(store.changes.byId(1)).rejects.toThrow()
    await store.close()
  })
})

describe('a SQLite file', () => {
  const path = () => join(freshFolder(), 'deep', 'data', 'cake.db')

  it('is for its owner only, with its folder and what stands beside it', async () => {
    const file = path()
    const store = await openStore(`sqlite:${file}`, options)
    await store.changes.ask(pause())
    const mode = (path: string) => (statSync(path).mode & 0o777).toString(8)
    const files = [file, `${file}-wal`, `${file}-shm`]
    expect(files.map(mode)).toEqual(['600', '600', '600'])
    expect([dirname(file), dirname(dirname(file))].map(mode)).toEqual(['700', '700'])
    // As another program that has it open has made them.
    for (const each of files) chmodSync(each, 0o644)
    await (await openStore(`sqlite:${file}`, options)).close()
    expect(files.map(mode)).toEqual(['600', '600', '600'])
    await store.close()
  })

  it('survives a loss of power: what is committed is on the disk', async () => {
    const db = await openSqliteFile(path())
    const pragma = (name: string) => Object.values(db.prepare(`pragma ${name}`).get() ?? {})[0]
    expect([pragma('journal_mode'), pragma('synchronous'), pragma('foreign_keys')]).toEqual(['wal', 2, 1])
    expect(pragma('busy_timeout')).toBeGreaterThan(0)
    db.close()
  })

  it('takes over the snapshot of before there were migrations', async () => {
    const file = path()
    mkdirSync(dirname(file), { recursive: true })
    const db = new DatabaseSync(file)
    db.exec(
      'CREATE TABLE snapshot (id INTEGER PRIMARY KEY CHECK (id = 1), saved_at TEXT NOT NULL, bytes BLOB NOT NULL)',
    )
    db.prepare('INSERT INTO snapshot VALUES (1, ?, ?)').run(now().toISOString(), new Uint8Array([7]))
    db.close()
    const store = await openStore(`sqlite:${file}`, options)
    expect(await store.snapshots.load()).toEqual({ savedAt: now(), bytes: new Uint8Array([7]) })
    await store.snapshots.save(new Uint8Array([8]))
    expect((await store.snapshots.load())?.bytes).toEqual(new Uint8Array([8]))
    await store.close()
  })

  it.each([
    ['no database', (bytes: Buffer) => bytes.fill('x', 0, 100), 'file is not a database'],
    ['damaged', (bytes: Buffer) => bytes.fill(0xff, 100, 4096), 'malformed'],
    ['cut off', (bytes: Buffer) => bytes.subarray(0, 5000), 'malformed'],
  ])('that is %s is named and left alone', async (_, damage, why) => {
    const file = path()
    const store = await openStore(`sqlite:${file}`, options)
    await store.changes.ask(pause())
    await store.close()
    const damaged = damage(readFileSync(file))
    writeFileSync(file, damaged)
    const error = await openStore(`sqlite:${file}`, options).catch((error: unknown) => error)
    expect(error).toBeInstanceOf(StoreError)
    expect(String(error)).toContain(`The database file ${file} cannot be used: `)
    expect(String(error)).toContain(why)
    expect(readFileSync(file).equals(damaged)).toBe(true)
  })

  it('that cannot be opened says so in the words of the system', async () => {
    const folder = freshFolder()
    await expect(openStore(`sqlite:${folder}`, options)).rejects.toThrow(/EISDIR/)
  })

  it('can be one that ends with the process', async () => {
    const store = await openStore('sqlite::memory:', options)
    expect(await store.changes.ask(pause())).toMatchObject({ change: { id: 1 } })
    await store.close()
    expect(existsSync(':memory:')).toBe(false)
  })

  it('that somebody holds too long: the database says so itself, and nothing has happened', async () => {
    const file = path()
    await (await openStore(`sqlite:${file}`, options)).close()
    const db = new Kysely<Database>({ dialect: sqliteDialect(await openSqliteFile(file), 30) })
    const store = storeOn(db, now)
    using other = new DatabaseSync(file)
    other.exec('begin immediate')
    await expect(store.changes.ask(pause())).rejects.toThrow('database is locked')
    const waiting = store.changes.ask(pause())
    other.exec('rollback')
    expect(await waiting).toMatchObject({ first: true, change: { id: 1 } })
    await store.close()
  })

  it('that is full: the database says so itself, and nothing has happened', async () => {
    const raw = await openSqliteFile(path())
    const db = new Kysely<Database>({ dialect: sqliteDialect(raw) })
    await migrate(db, { dialect: 'sqlite', name: 'it', now })
    const store = storeOn(db, now)
    raw.exec('pragma max_page_count = 1')
    await expect(store.changes.ask(pause({ reason: 'x'.repeat(100_000) }))).rejects.toThrow('is full')
    expect(await store.changes.counts()).toMatchObject({ waiting: 0 })
    raw.exec('pragma max_page_count = 1000000')
    expect(await store.changes.ask(pause())).toMatchObject({ first: true, change: { id: 1 } })
    expect(await store.verify()).toEqual({ whole: true, rows: 1 })
    await store.close()
  })
})

const DROP_CONNECTIONS = `select pg_terminate_backend(pid) from pg_stat_activity
  where application_name = 'cake-for-slack' and datname = current_database()`

describe('a PostgreSQL server', () => {
  it('that is not there is named, without who was to connect', async () => {
    const error = await openStore('postgres://cake:secret@127.0.0.1:1/cake', options).catch(
      (error: unknown) => error,
    )
    expect(error).toBeInstanceOf(StoreError)
    expect(String(error)).toContain('The database postgres://127.0.0.1:1/cake cannot be used: ')
    expect(String(error)).not.toContain('secret')
  })

  it('keeps what is committed, and nobody waiting for ever, whatever its own settings', async () => {
    const { url } = await databases[1]!.fresh()
    const db = await bare(`${url}%20-csynchronous_commit%3Doff`)
    const { rows } = await sql`select current_setting('synchronous_commit') as commit,
      current_setting('statement_timeout') as statement,
      current_setting('idle_in_transaction_session_timeout') as idle`.execute(db)
    expect(rows).toEqual([{ commit: 'on', statement: '30s', idle: '1min' }])
  })

  it('that drops a connection in the middle of a transaction has done nothing of it', async () => {
    const { url, open, byHand } = await databases[1]!.fresh()
    await (await open()).close()
    const access = new Access(await bare(url))
    const card = { channel: 'C', ts: '1', line: '', kind: '', thing_id: 1, shared_by: '', shared_at: '' }
    const cut = access.transaction(async (tx) => {
      await tx.insertInto('card').values(card).execute()
      await byHand(DROP_CONNECTIONS)
      await tx
        .insertInto('card')
        .values({ ...card, ts: '2' })
        .execute()
    })
    await expect(cut).rejects.toThrow()
    expect(await access.read((db) => db.selectFrom('card').selectAll().execute())).toEqual([])
  })

  it('that drops its connections is connected to again', async () => {
    const { url, byHand } = await databases[1]!.fresh()
    const log = vi.fn<() => void>()
    const store = await openStore(url, { now, log })
    await store.changes.ask(pause())
    await byHand(DROP_CONNECTIONS)
    await vi.waitFor(() => expect(log).toHaveBeenCalled())
    expect(await store.changes.byId(1)).toMatchObject({ id: 1 })
    await store.close()
  })
})
