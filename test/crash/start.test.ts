/** A database that cannot be used: the bot says so in a line, ends, and leaves everything as it was. */
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { describe, expect, test } from 'vitest'
import { databases, freshFolder } from '../store/support/databases.ts'
import { asksToPause } from './support/changes.ts'
import { startWorld, type World } from './support/world.ts'

const [sqlite, postgres] = databases
if (!sqlite || !postgres) throw new Error('both databases are wanted')

/** The bot ends by itself, with 1 and one line. */
async function refused(world: World, env?: Readonly<Record<string, string>>): Promise<string> {
  const bot = world.bot(env)
  expect(await bot.ended).toEqual({ code: 1, signal: null })
  expect(bot.out).toMatch(/^[^\n]+\n$/)
  return bot.out
}

describe('a SQLite file', () => {
  test('that is damaged', async () => {
    const world = await startWorld(sqlite)
    const path = join(freshFolder(), 'cake.db')
    writeFileSync(path, 'this was a database once. '.repeat(400))
    const before = readFileSync(path)
    const line = await refused(world, { DATABASE_URL: `sqlite:${path}` })
    expect(line).toMatch(/^The database file .+ cannot be used: file is not a database\. .+DATABASE_URL/)
    expect(line).toContain(path)
    expect(readFileSync(path)).toEqual(before)
  })

  test('in which a page is damaged', async () => {
    const world = await startWorld(sqlite)
    await asksToPause(world)
    await world.store.close()
    const path = world.place.url.slice('sqlite:'.length)
    const file = readFileSync(path)
    // The schema, right behind the header.
    file.fill(0xff, 100, 4096)
    writeFileSync(path, file)
    expect(await refused(world)).toContain(`The database file ${path} cannot be used`)
    expect(readFileSync(path)).toEqual(file)
  })

  test('that another program holds', { timeout: 40_000 }, async () => {
    const world = await startWorld(sqlite)
    const change = await asksToPause(world)
    using holder = new DatabaseSync(world.place.url.slice('sqlite:'.length))
    holder.exec('begin exclusive')
    expect(await refused(world)).toMatch(/^DATABASE_URL names sqlite:.+cannot be used: database is locked\. /)
    holder.exec('rollback')
    expect(await world.store.changes.byId(change.id)).toEqual(change)
  })

  test('in a folder that is no folder', async () => {
    const world = await startWorld(sqlite)
    const file = join(freshFolder(), 'file')
    writeFileSync(file, '')
    const line = await refused(world, { DATABASE_URL: `sqlite:${file}/cake.db` })
    expect(line).toMatch(/^DATABASE_URL names sqlite:.+cannot be used: /)
  })

  test('that is a folder', async () => {
    const world = await startWorld(sqlite)
    const folder = join(freshFolder(), 'cake.db')
    mkdirSync(folder)
    chmodSync(folder, 0o700)
    const line = await refused(world, { DATABASE_URL: `sqlite:${folder}` })
    expect(line).toMatch(/^DATABASE_URL names sqlite:.+cannot be used: /)
  })
})

describe('a PostgreSQL server', () => {
  test('that is not there', async () => {
    const world = await startWorld(sqlite)
    const url = `postgres://bot:hush@127.0.0.1:${await freePort()}/cake`
    const line = await refused(world, { DATABASE_URL: url })
    expect(line).toMatch(/^The database postgres:\/\/127\.0\.0\.1:\d+\/cake cannot be used: .+DATABASE_URL/)
    expect(line).not.toContain('hush')
  })

  test('that knows no such user', async () => {
    const world = await startWorld(postgres)
    const url = new URL(world.place.url)
    url.password = 'hush'
    const line = await refused(world, { DATABASE_URL: String(url) })
    expect(line).toMatch(/cannot be used: password authentication failed .+DATABASE_URL/)
    expect(line).not.toContain('hush')
  })
})

test.each(databases)('a database of a newer version, on $name', async (kind) => {
  const world = await startWorld(kind)
  const change = await asksToPause(world)
  await world.place.byHand(`insert into migration values (99, 'of tomorrow', '2027-01-01T00:00:00.000Z')`)
  expect(await refused(world)).toMatch(/^The database .+ newer version .+ number 99/)
  expect(await world.store.changes.byId(change.id)).toEqual(change)
})

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}
