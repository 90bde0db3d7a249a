import { describe, expect, it } from 'vitest'
import { LEASE, writing } from './support/asked.ts'
import { databases } from './support/databases.ts'

describe.each(databases)('a write that CAKE has not taken, on $name', ({ fresh }) => {
  it('is sent again when its worker says so, and nobody else', async () => {
    const { open, clock } = await fresh()
    const store = await open()
    const { id } = await writing(store)
    const retryAt = new Date(clock.now().getTime() + 30_000)
    const release = {
      step: 'release',
      worker: 'worker 1',
      retryAt,
      why: 'too often',
      notTaken: true,
    } as const
    expect(await store.changes.step(id, { ...release, worker: 'worker 2' })).toMatchObject({ why: 'worker' })
    expect(await store.changes.step(id, release)).toMatchObject({
      done: true,
      change: { state: 'approved', claim: null, tries: 1 },
    })
    expect(await store.queue.nextToApply('worker 2', LEASE)).toBeUndefined()
    clock.pass({ seconds: 30 })
    expect(await store.queue.nextToApply('worker 2', LEASE)).toMatchObject({
      id,
      claim: { worker: 'worker 2', writeStartedAt: null },
    })
    const start = { step: 'startWrite', worker: 'worker 2', leaseMs: LEASE } as const
    expect(await store.changes.step(id, start)).toMatchObject({ done: true })
    clock.pass({ minutes: 2 })
    await store.changes.step(id, { step: 'recover' })
    const late = { ...release, worker: 'worker 2' }
    expect(await store.changes.step(id, late)).toMatchObject({ done: false, why: 'state' })
  })
})
