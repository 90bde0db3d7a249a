import { describe, expect, it } from 'vitest'
import type { ChangeFilter } from '../../src/store/record.ts'
import { BEN, MIA, approved, pause } from './support/asked.ts'
import { databases } from './support/databases.ts'

describe.each(databases)('the record on $name', ({ fresh }) => {
  /** 1: Mia's, rejected; 2: Ben's, of a campaign; 3: Mia's, approved; 4: Mia's undo of 3; 5: Mia's, of something new. */
  async function filled() {
    const { open, clock } = await fresh()
    const store = await open()
    await store.changes.ask(pause())
    await store.changes.step(1, { step: 'reject', by: BEN, reason: 'no' })
    clock.pass({ hours: 1 })
    const about = { kind: 'campaign', id: 98001, title: 'Summer Sale for Acme' }
    await store.changes.ask(pause({ requester: BEN, about, touches: [{ kind: 'offer', id: 12345 }] }))
    clock.pass({ hours: 1 })
    await approved(store, { about: { kind: 'offer', id: 777, title: 'Winter Sale' } })
    await store.changes.ask(pause({ undoOf: 3, about: { kind: 'offer', id: 777, title: 'Winter Sale' } }))
    await store.changes.ask(pause({ about: { kind: 'offer', title: 'Spring Sale' } }))
    return store
  }

  const cases: readonly (readonly [string, ChangeFilter, readonly number[]])[] = [
    ['all of it', {}, [5, 4, 3, 2, 1]],
    ['in a state', { states: ['waiting'] }, [5, 4, 2]],
    ['in several states', { states: ['approved', 'rejected'] }, [3, 1]],
    ['in none', { states: [] }, []],
    ['by a requester', { requester: BEN.userId }, [2]],
    ['about a thing, or touching it', { things: [{ kind: 'offer', id: 12345 }] }, [2, 1]],
    ['about the thing of that kind', { things: [{ kind: 'campaign', id: 12345 }] }, []],
    ['about things of a kind', { kind: 'campaign' }, [2]],
    ['since then', { since: new Date('2026-03-02T10:00:00.000Z') }, [5, 4, 3, 2]],
    ['undoing one', { undoOf: 3 }, [4]],
    ['waiting, for somebody to judge', { states: ['waiting'], notBy: MIA.userId }, [2]],
    [
      'by several filters',
      { states: ['waiting'], things: [{ kind: 'offer', id: 777 }], requester: MIA.userId },
      [4],
    ],
  ]

  it.each(cases)('lists %s, newest first', async (_, filter, ids) => {
    const store = await filled()
    const { changes, total } = await store.changes.list(filter)
    expect(changes.map(({ id }) => id)).toEqual(ids)
    expect(total).toBe(ids.length)
  })

  it('goes from page to page', async () => {
    const store = await filled()
    const page = async (options: Parameters<typeof store.changes.list>[1]) => {
      const { changes, total } = await store.changes.list({ kind: 'offer' }, options)
      return [total, ...changes.map(({ id }) => id)]
    }
    expect(await page({ size: 2 })).toEqual([4, 5, 4])
    expect(await page({ size: 2, before: 4 })).toEqual([4, 3, 1])
    expect(await page({ size: 2, before: 1 })).toEqual([4])
    expect(await page({ size: 3, skip: 3 })).toEqual([4, 1])
  })

  it.each([99_999_999_999, 0, -1, 1.5])(
    'has nothing under the number %d, which somebody may type',
    async (id) => {
      const store = await filled()
      expect(await store.changes.byId(id)).toBeUndefined()
      expect(await store.changes.step(id, { step: 'expire' })).toMatchObject({ done: false, why: 'missing' })
      expect(await store.changes.list({ things: [{ kind: 'offer', id }] })).toEqual({ changes: [], total: 0 })
      expect(await store.audit.story(id)).toEqual([])
    },
  )

  it('counts by state', async () => {
    const store = await filled()
    const none = { applying: 0, applied: 0, failed: 0, unknown: 0, withdrawn: 0, expired: 0, stale: 0 }
    expect(await store.changes.counts()).toEqual({ ...none, waiting: 3, approved: 1, rejected: 1 })
    expect(await store.changes.counts({ requester: BEN.userId })).toMatchObject({ waiting: 1, rejected: 0 })
  })
})
