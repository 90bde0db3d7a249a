import { describe, expect, it } from 'vitest'
import type { Store } from '../../src/store/store.ts'
import { BEN, EVE, approved, pause } from './support/asked.ts'
import { databases } from './support/databases.ts'

/** Each round is a race of its own; who wins is not up to the test. */
const ROUNDS = 20

describe.each(databases)('races on $name', ({ fresh }) => {
  it('approve against reject: one of them happens, and the other hears of it', async () => {
    const { open } = await fresh()
    const [one, two] = [await open(), await open()]
    for (let round = 0; round < ROUNDS; round += 1) {
      const { change } = await one.changes.ask(pause())
      const vote = { step: 'approve', by: BEN, hash: change.differenceHash } as const
      const results = await Promise.all([
        one.changes.step(change.id, vote),
        two.changes.step(change.id, { step: 'reject', by: EVE, reason: 'no' }),
      ])
      const [winner] = results.filter(({ done }) => done)
      const [loser] = results.filter(({ done }) => !done)
      expect(winner?.change?.state).toMatch(/^(approved|rejected)$/)
      expect(loser).toEqual({ done: false, why: 'state', change: winner?.change })
      expect(await one.audit.story(change.id)).toHaveLength(2)
    }
    expect(await one.verify()).toEqual({ whole: true, rows: 2 * ROUNDS })
  })

  it('approve against approve: one vote approves, the other hears of it', async () => {
    const { open } = await fresh()
    const [one, two] = [await open(), await open()]
    for (let round = 0; round < ROUNDS; round += 1) {
      const { change } = await one.changes.ask(pause())
      const hash = change.differenceHash
      const results = await Promise.all([
        one.changes.step(change.id, { step: 'approve', by: BEN, hash }),
        two.changes.step(change.id, { step: 'approve', by: EVE, hash }),
      ])
      expect(results.filter(({ done }) => done)).toHaveLength(1)
      for (const { change } of results) expect(change).toMatchObject({ state: 'approved', version: 2 })
      expect((await two.changes.byId(change.id))?.votes).toHaveLength(1)
    }
  })

  it('approve against approve where two are needed: both count', async () => {
    const { open } = await fresh()
    const [one, two] = [await open(), await open()]
    const { change } = await one.changes.ask(pause({ approvalsNeeded: 2 }))
    const hash = change.differenceHash
    const results = await Promise.all([
      one.changes.step(1, { step: 'approve', by: BEN, hash }),
      two.changes.step(1, { step: 'approve', by: EVE, hash }),
    ])
    expect(results.every(({ done }) => done)).toBe(true)
    expect(await one.changes.byId(1)).toMatchObject({ state: 'approved', version: 3 })
    expect((await one.changes.byId(1))?.votes.map(({ by }) => by.userId).toSorted()).toEqual([
      'U0BEN',
      'U0EVE',
    ])
  })

  it('one person approving in two places at once has one vote', async () => {
    const { open } = await fresh()
    const stores = [await open(), await open()]
    const { change } = await stores[0]!.changes.ask(pause({ approvalsNeeded: 2 }))
    const vote = { step: 'approve', by: BEN, hash: change.differenceHash } as const
    const results = await Promise.all(stores.map(({ changes }) => changes.step(1, vote)))
    expect(results.map((result) => (result.done ? 'done' : result.why)).toSorted()).toEqual(['done', 'voted'])
    expect(await stores[0]!.changes.byId(1)).toMatchObject({ state: 'waiting', version: 2 })
  })

  it('withdraw against the worker: the write is either stopped or not, never both', async () => {
    const { open } = await fresh()
    const [one, two] = [await open(), await open()]
    for (let round = 0; round < ROUNDS; round += 1) {
      const { id, requester } = await approved(one)
      const [withdrawn, claimed] = await Promise.all([
        one.changes.step(id, { step: 'withdraw', by: requester }),
        two.queue.nextToApply('worker', 60_000),
      ])
      expect(withdrawn.done).toBe(claimed === undefined)
      if (claimed)
        await two.changes.step(id, { step: 'finish', worker: 'worker', to: 'failed', answer: null })
    }
  })

  it('200 approved changes for the workers of two processes: each is claimed once', async () => {
    const { open } = await fresh()
    const stores = [await open(), await open()]
    await Promise.all(
      Array.from({ length: 200 }, (_, at) => {
        const about = { kind: 'offer', id: at + 1, title: 'Summer Sale' }
        return stores[0]!.changes.ask(pause({ approvalsNeeded: 0, about }))
      }),
    )
    const claimed = await Promise.all(
      stores.flatMap((store, at) => [1, 2].map((n) => claimAll(store, `worker ${at} ${n}`))),
    )
    const ids = claimed.flat().toSorted((a, b) => a - b)
    expect(ids).toEqual(Array.from({ length: 200 }, (_, at) => at + 1))
    expect(await stores[1]!.changes.counts()).toMatchObject({ approved: 0, applying: 200 })
    expect(await stores[0]!.verify()).toEqual({ whole: true, rows: 400 })
  })

  it('tells, settles and reminds each once at a time', async () => {
    const { open, clock } = await fresh()
    const stores = [await open(), await open()]
    const remindAt = clock.now()
    for (let n = 0; n < 20; n += 1) await stores[0]!.changes.ask(pause({ remindAt }))
    for (const next of [
      (store: Store) => store.queue.nextToTell(60_000),
      (store: Store) => store.queue.nextToRemind(),
    ]) {
      const given = await Promise.all(stores.map((store) => all(() => next(store))))
      expect(given.flat().toSorted((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, at) => at + 1))
    }
  })
})

function claimAll(store: Store, worker: string): Promise<number[]> {
  return all(() => store.queue.nextToApply(worker, 60_000))
}

/** The ids of everything that `next` gives out. */
async function all(next: () => Promise<{ id: number } | undefined>): Promise<number[]> {
  const ids = []
  for (let change = await next(); change; change = await next()) ids.push(change.id)
  return ids
}
