import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openSnapshots } from '../../src/store/snapshots.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'snapshots-'))
})
afterEach(() => rm(folder, { recursive: true }))

describe('a snapshot', () => {
  it('is there after a restart, the newest one, with when it was saved', async () => {
    const path = join(folder, 'new', 'cake.db')
    const first = openSnapshots(path, () => new Date('2026-11-21T10:00:00Z'))
    expect(await first.load()).toBeUndefined()
    await first.save(new Uint8Array([1, 2]))
    await first.save(new Uint8Array([3]))
    first.close()
    const second = openSnapshots(path)
    expect(await second.load()).toEqual({
      bytes: new Uint8Array([3]),
      savedAt: new Date('2026-11-21T10:00:00Z'),
    })
    second.close()
  })

  it('can be read by nobody else: it holds names and payouts', async () => {
    const path = join(folder, 'cake.db')
    const store = openSnapshots(path)
    await store.save(new Uint8Array([1]))
    for (const file of [path, `${path}-wal`]) expect((await stat(file)).mode & 0o077).toBe(0)
    store.close()
  })
})

describe('a place where nothing can be kept', () => {
  it.each([
    ['a folder', () => folder],
    ['a file that is no database', () => join(folder, 'words')],
    ['below a file', () => join(folder, 'words', 'cake.db')],
  ])('%s: an error that the bot can tell of', async (_, path) => {
    await writeFile(
      join(folder, 'words'),
      'only words, and more of them than the head of a database has\n'.repeat(20),
    )
    expect(() => openSnapshots(path())).toThrow(Error)
  })
})
