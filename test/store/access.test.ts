import { type Kysely, sql, type Transaction } from 'kysely'
import { describe, expect, it } from 'vitest'
import { Access } from '../../src/store/access.ts'
import type { Database } from '../../src/store/schema.ts'
import { bare, databases } from './support/databases.ts'

describe.each(databases)('access to $name', ({ fresh }) => {
  async function made(): Promise<Access> {
    const { url, open } = await fresh()
    await (await open()).close()
    return new Access(await bare(url))
  }

  it('refuses what a transaction would wait for itself for', async () => {
    const access = await made()
    const inside = 'Inside a transaction only its own tx may be used.'
    const read = () => access.read((db) => db.selectFrom('card').selectAll().execute())
    await expect(access.transaction(() => read())).rejects.toThrow(inside)
    await expect(access.transaction(() => access.transaction(async () => 1))).rejects.toThrow(inside)
    expect(await read()).toEqual([])
  })

  it('does all of a transaction, or nothing', async () => {
    const access = await made()
    const card = { channel: 'C', ts: '1', line: '', kind: '', thing_id: 1, shared_by: '', shared_at: '' }
    await expect(
      access.transaction(async (tx) => {
        await tx.insertInto('card').values(card).execute()
        throw new Error('no')
      }),
    ).rejects.toThrow('no')
    expect(await access.read((db) => db.selectFrom('card').selectAll().execute())).toEqual([])
  })

  it.each(['kept', 'thrown away'])(
    'waits for the disk again after what is forgettable was %s',
    async (end) => {
      const { url, open } = await fresh()
      await (await open()).close()
      const db = await bare(url)
      const isSqlite = url.startsWith('sqlite:')
      const [waits, waitsNot] = isSqlite ? [2, 1] : ['on', 'off']
      const setting = isSqlite
        ? sql<{ is: unknown }>`select synchronous as "is" from pragma_synchronous`
        : sql<{ is: unknown }>`select current_setting('synchronous_commit') as "is"`
      const isNow = async (at: Kysely<Database>) => (await setting.execute(at)).rows[0]?.is
      const seen: unknown[] = []
      const ended = new Access(db).transaction(
        async (tx) => {
          seen.push(await isNow(tx as Transaction<Database>))
          if (end !== 'kept') throw new Error('no')
        },
        { forgettable: true },
      )
      await (end === 'kept' ? ended : expect(ended).rejects.toThrow('no'))
      expect([...seen, await isNow(db)]).toEqual([waitsNot, waits])
    },
  )

  it('refuses a transaction that is kept beyond its end', async () => {
    const access = await made()
    const kept = await access.transaction(async (tx) => ({ tx }))
    await expect(kept.tx.selectFrom('card').selectAll().execute()).rejects.toThrow(/already/i)
  })

  it('keeps a transaction apart from what is asked beside it', async () => {
    const access = await made()
    const card = { channel: 'C', ts: '1', line: '', kind: '', thing_id: 1, shared_by: '', shared_at: '' }
    const written = Promise.withResolvers<void>()
    const failing = access.transaction(async (tx) => {
      await tx.insertInto('card').values(card).execute()
      written.resolve()
      // Time for the others, were they let in.
      await new Promise((done) => setImmediate(done))
      throw new Error('no')
    })
    await written.promise
    const seen = access.read((db) => db.selectFrom('card').selectAll().execute())
    await expect(failing).rejects.toThrow('no')
    expect(await seen).toEqual([])
  })
})
