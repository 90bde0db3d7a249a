import { describe, expect, it } from 'vitest'
import { Access } from '../../src/store/access.ts'
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
