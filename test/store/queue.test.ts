import { describe, expect, it } from 'vitest'
import { BEN, LEASE, approved, claimed, pause, writing } from './support/asked.ts'
import { databases } from './support/databases.ts'

const MINUTE = 60_000

describe.each(databases)('carrying out on $name', ({ fresh }) => {
  it('takes the oldest first, one at a time, until there is none', async () => {
    const store = await (await fresh()).open()
    await approved(store, { about: { kind: 'offer', id: 12346, title: 'Winter Sale' } })
    await approved(store)
    await store.changes.ask(pause())
    expect(await store.queue.nextToApply('worker', LEASE)).toMatchObject({ id: 1, state: 'applying' })
    expect(await store.queue.nextToApply('worker', LEASE)).toMatchObject({ id: 2 })
    expect(await store.queue.nextToApply('worker', LEASE)).toBeUndefined()
  })

  it('applies one change of a thing at a time', async () => {
    const { open } = await fresh()
    const [one, two] = [await open(), await open()]
    const { id } = await approved(one)
    const next = await approved(one)
    const both = await Promise.all([
      one.queue.nextToApply('worker 1', LEASE),
      two.queue.nextToApply('worker 2', LEASE),
    ])
    const [first, ...others] = both.filter((change) => change !== undefined)
    expect([id, next.id]).toContain(first?.id)
    expect(others).toEqual([])
    const worker = first?.claim?.worker ?? ''
    await one.changes.step(first?.id ?? 0, { step: 'finish', worker, to: 'failed', answer: null })
    expect(await one.queue.nextToApply('worker 1', LEASE)).toMatchObject({ state: 'applying' })
  })

  it('lets no second change of a thing be applied, however it comes by it', async () => {
    const store = await (await fresh()).open()
    const [first, second] = [await approved(store), await approved(store)]
    const claim = { step: 'claim', worker: 'worker', leaseMs: LEASE } as const
    expect(await store.changes.step(first.id, claim)).toMatchObject({ done: true })
    expect(await store.changes.step(second.id, claim)).toEqual({ done: false, why: 'rival', change: second })
    expect(await store.audit.story(second.id)).toHaveLength(2)
    expect(await store.verify()).toEqual({ whole: true, rows: 5 })
  })

  it('makes one of two new things that are the same at a time', async () => {
    const { open } = await fresh()
    const [one, two] = [await open(), await open()]
    const about = { kind: 'campaign', title: 'MediaBridge on Summer Sale' }
    for (const title of [about.title, about.title, 'MediaBridge on Winter Sale'])
      await approved(one, { about: { ...about, title } })
    const claims = await Promise.all(
      [one, two, one, two].map(({ queue }) => queue.nextToApply('worker', LEASE)),
    )
    const titles = claims.flatMap((change) => (change ? [change.about.title] : []))
    expect(titles.toSorted()).toEqual(['MediaBridge on Summer Sale', 'MediaBridge on Winter Sale'])
  })

  it('is applied, with what CAKE answered', async () => {
    const { open, clock } = await fresh()
    const store = await open()
    const { id } = await writing(store)
    clock.pass({ seconds: 2 })
    const answer = { success: true }
    const finish = { step: 'finish', worker: 'worker 1', to: 'applied', answer } as const
    expect(await store.changes.step(id, finish)).toMatchObject({
      done: true,
      change: { state: 'applied', outcome: { by: 'bot', at: clock.time, answer, reason: null } },
    })
    expect((await store.audit.story(id)).map(({ what, from, to }) => [what, from, to])).toEqual([
      ['ask', null, 'waiting'],
      ['approve', 'waiting', 'approved'],
      ['claim', 'approved', 'applying'],
      ['startWrite', 'applying', 'applying'],
      ['finish', 'applying', 'applied'],
    ])
  })

  it('knows a thing by its id once it is created', async () => {
    const store = await (await fresh()).open()
    const touches = [
      { kind: 'offer', id: 12345 },
      { kind: 'affiliate', id: 67890 },
    ]
    await approved(store, { about: { kind: 'campaign', title: 'Summer Sale for Acme' }, touches })
    await store.queue.nextToApply('worker', LEASE)
    await store.changes.step(1, { step: 'startWrite', worker: 'worker', leaseMs: LEASE })
    const finish = {
      step: 'finish',
      worker: 'worker',
      to: 'applied',
      answer: null,
      createdId: 98001,
    } as const
    expect(await store.changes.step(1, finish)).toMatchObject({
      change: { about: { kind: 'campaign', id: 98001 } },
    })
    for (const thing of [...touches, { kind: 'campaign', id: 98001 }]) {
      expect(await store.changes.list({ things: [thing] })).toMatchObject({ total: 1, changes: [{ id: 1 }] })
    }
  })

  it('sends a write once: nobody starts it again, however they come by it', async () => {
    const { open, clock } = await fresh()
    const store = await open()
    const { id } = await writing(store)
    const again = { step: 'startWrite', worker: 'worker 1', leaseMs: LEASE } as const
    expect(await store.changes.step(id, again)).toMatchObject({ done: false, why: 'write' })
    expect(await store.changes.step(id, { ...again, worker: 'worker 2' })).toMatchObject({ why: 'worker' })
    const release = {
      step: 'release',
      worker: 'worker 1',
      retryAt: clock.now(),
      why: 'CAKE is down',
    } as const
    expect(await store.changes.step(id, release)).toMatchObject({ done: false, why: 'write' })
    const stale = { step: 'goStale', by: 'bot', worker: 'worker 1', found: null } as const
    expect(await store.changes.step(id, stale)).toMatchObject({ done: false, why: 'write' })
    clock.pass({ hours: 48 })
    expect(await store.changes.step(id, { step: 'expire' })).toMatchObject({ done: false, why: 'state' })
    expect(await store.queue.nextToApply('worker 2', LEASE)).toBeUndefined()
  })

  it('starts no write on a claim that a loss of power has undone', async () => {
    const { open, byHand } = await fresh()
    const store = await open()
    const change = await claimed(store)
    await byHand(`update change set state = 'approved', version = 2, claimed_by = null where id = 1`)
    const start = { step: 'startWrite', worker: 'worker 1', leaseMs: LEASE } as const
    expect(await store.changes.step(change.id, start, change)).toMatchObject({ done: false, why: 'state' })
    expect(await store.changes.byId(1)).toMatchObject({ state: 'approved', version: 2 })
  })

  it('lets nobody start the write whose lease has ended', async () => {
    const { open, clock } = await fresh()
    const store = await open()
    const { id } = await claimed(store)
    clock.pass({ minutes: 1 })
    const start = { step: 'startWrite', worker: 'worker 1', leaseMs: LEASE } as const
    expect(await store.changes.step(id, start)).toMatchObject({ done: false, why: 'worker' })
  })

  it('crashed before the write: it is approved again, and done by another worker', async () => {
    const { open, clock } = await fresh()
    const store = await open()
    const { id } = await claimed(store)
    expect(await store.queue.dueToRecover()).toEqual({ notStarted: [], started: [] })
    expect(await store.changes.step(id, { step: 'recover' })).toMatchObject({ done: false, why: 'early' })
    clock.pass({ minutes: 1 })
    expect(await store.queue.dueToRecover()).toEqual({ notStarted: [id], started: [] })
    expect(await store.changes.step(id, { step: 'recover' })).toMatchObject({
      done: true,
      change: { state: 'approved', claim: null, tries: 1 },
    })
    expect(await store.queue.nextToApply('worker 2', LEASE)).toMatchObject({
      id,
      claim: { worker: 'worker 2' },
    })
    const late = { step: 'startWrite', worker: 'worker 1', leaseMs: LEASE } as const
    expect(await store.changes.step(id, late)).toMatchObject({ done: false, why: 'worker' })
  })

  it('crashed after the write was started: it is unknown, and never sent again', async () => {
    const { open, clock } = await fresh()
    const store = await open()
    const { id } = await writing(store)
    clock.pass({ minutes: 1 })
    expect(await store.queue.dueToRecover()).toEqual({ notStarted: [], started: [id] })
    expect(await store.changes.step(id, { step: 'recover' })).toMatchObject({
      done: true,
      change: { state: 'unknown' },
    })
    expect(await store.queue.nextToApply('worker 2', LEASE)).toBeUndefined()
    expect(await store.queue.dueToRecover()).toEqual({ notStarted: [], started: [] })
    expect(await store.queue.nextToSettle(MINUTE)).toMatchObject({ id, tries: 1 })
  })

  it('believes the worker that comes back late and knows', async () => {
    const { open, clock } = await fresh()
    const store = await open()
    const { id } = await writing(store)
    clock.pass({ minutes: 1 })
    await store.changes.step(id, { step: 'recover' })
    const finish = { step: 'finish', worker: 'worker 1', to: 'unknown', answer: 'a time-out' } as const
    expect(await store.changes.step(id, finish)).toMatchObject({ done: false, why: 'state' })
    expect(await store.changes.step(id, { ...finish, to: 'applied' })).toMatchObject({ done: true })
  })

  it('claims no outcome of a write that was never started, but a failure', async () => {
    const store = await (await fresh()).open()
    const { id } = await claimed(store)
    for (const to of ['applied', 'unknown'] as const) {
      const finish = { step: 'finish', worker: 'worker 1', to, answer: null } as const
      expect(await store.changes.step(id, finish)).toMatchObject({ done: false, why: 'write' })
    }
    const failed = { step: 'finish', worker: 'worker 1', to: 'failed', answer: 'no such offer' } as const
    expect(await store.changes.step(id, failed)).toMatchObject({ done: true, change: { state: 'failed' } })
  })

  it('gives it back before the write, to be tried again later', async () => {
    const { open, clock } = await fresh()
    const store = await open()
    const { id } = await claimed(store)
    const retryAt = new Date(clock.now().getTime() + MINUTE)
    await store.changes.step(id, { step: 'release', worker: 'worker 1', retryAt, why: 'CAKE is down' })
    expect(await store.queue.nextToApply('worker 1', LEASE)).toBeUndefined()
    clock.pass({ minutes: 1 })
    expect(await store.queue.nextToApply('worker 1', LEASE)).toMatchObject({ id, tries: 1 })
  })

  it('goes stale just before the write', async () => {
    const store = await (await fresh()).open()
    const { id } = await claimed(store)
    const stale = { step: 'goStale', by: 'bot', found: { status: 'deleted' } } as const
    expect(await store.changes.step(id, stale)).toMatchObject({ done: false, why: 'worker' })
    expect(await store.changes.step(id, { ...stale, worker: 'worker 1' })).toMatchObject({ done: true })
  })
})

describe.each(databases)('settling on $name', ({ fresh }) => {
  it('is settled by reading, tried again as long as reading cannot tell', async () => {
    const { open, clock } = await fresh()
    const store = await open()
    const { id } = await writing(store)
    await store.changes.step(id, { step: 'finish', worker: 'worker 1', to: 'unknown', answer: 'a time-out' })
    expect(await store.queue.nextToSettle(MINUTE)).toMatchObject({ id, tries: 1 })
    expect(await store.queue.nextToSettle(MINUTE)).toBeUndefined()
    clock.pass({ minutes: 1 })
    expect(await store.queue.nextToSettle(MINUTE)).toMatchObject({ id, tries: 2 })
    await store.queue.settleLater(id, new Date(clock.now().getTime() + 5 * MINUTE))
    clock.pass({ minutes: 2 })
    expect(await store.queue.nextToSettle(MINUTE)).toBeUndefined()
    clock.pass({ minutes: 3 })
    expect(await store.queue.nextToSettle(MINUTE)).toMatchObject({ id, tries: 3 })
    expect(await store.changes.step(id, { step: 'settle', to: 'applied', answer: 'read' })).toMatchObject({
      done: true,
      change: { state: 'applied', outcome: { by: 'bot', answer: 'read' } },
    })
    expect(await store.queue.nextToSettle(MINUTE)).toBeUndefined()
  })

  it('of a thing that was there before stays about it, whatever id comes with the outcome', async () => {
    const store = await (await fresh()).open()
    const { id } = await writing(store)
    await store.changes.step(id, { step: 'finish', worker: 'worker 1', to: 'unknown', answer: null })
    await store.changes.step(id, { step: 'mark', by: BEN, to: 'applied', reason: 'seen', createdId: 99_999 })
    expect((await store.changes.byId(id))?.about.id).toBe(12345)
    expect((await store.changes.list({ things: [{ kind: 'offer', id: 99_999 }] })).total).toBe(0)
  })

  it('is marked by hand with a reason', async () => {
    const store = await (await fresh()).open()
    const { id } = await writing(store)
    const mark = { step: 'mark', by: BEN, to: 'failed', reason: 'it is not in CAKE' } as const
    expect(await store.changes.step(id, mark)).toMatchObject({ done: false, why: 'state' })
    await store.changes.step(id, { step: 'finish', worker: 'worker 1', to: 'unknown', answer: null })
    expect(await store.changes.step(id, mark)).toMatchObject({
      done: true,
      change: { state: 'failed', outcome: { by: BEN, reason: 'it is not in CAKE' } },
    })
  })
})

describe.each(databases)('the clock on $name', ({ fresh }) => {
  it('expires what waits too long, and what could not be carried out in time', async () => {
    const { open, clock } = await fresh()
    const store = await open()
    await store.changes.ask(pause())
    await approved(store)
    const carryOutBy = new Date('2026-03-04T00:00:00.000Z')
    const { change } = await store.changes.ask(pause())
    const hash = change.differenceHash
    await store.changes.step(3, { step: 'approve', by: BEN, hash, carryOutBy })
    expect(await store.queue.dueToExpire()).toEqual([])
    expect(await store.changes.step(1, { step: 'expire' })).toMatchObject({ done: false, why: 'early' })
    clock.pass({ hours: 24 })
    expect(await store.queue.dueToExpire()).toEqual([1, 2])
    for (const id of [1, 2])
      expect(await store.changes.step(id, { step: 'expire' })).toMatchObject({ done: true })
    expect(await store.queue.dueToExpire()).toEqual([])
    expect(await store.queue.nextToApply('worker', LEASE)).toMatchObject({ id: 3 })
  })

  it('reminds once of what still waits', async () => {
    const { open, clock } = await fresh()
    const store = await open()
    const remindAt = new Date('2026-03-02T21:00:00.000Z')
    await store.changes.ask(pause({ remindAt }))
    await store.changes.ask(pause())
    await approved(store, { remindAt })
    expect(await store.queue.nextToRemind()).toBeUndefined()
    clock.pass({ hours: 12 })
    expect(await store.queue.nextToRemind()).toMatchObject({ id: 1, remindedAt: clock.time, version: 1 })
    expect(await store.queue.nextToRemind()).toBeUndefined()
  })
})

describe.each(databases)('telling on $name', ({ fresh }) => {
  it('gives out the news until it was told', async () => {
    const { open, clock } = await fresh()
    const store = await open()
    await store.changes.ask(pause())
    const asked = await store.queue.nextToTell(MINUTE)
    expect(asked?.telling).toEqual({ version: 1, told: 0, tries: 1 })
    expect(await store.queue.nextToTell(MINUTE)).toBeUndefined()
    // The process that was to tell has crashed.
    clock.pass({ minutes: 1 })
    expect(await (await open()).queue.nextToTell(MINUTE)).toMatchObject({ id: 1, telling: { tries: 2 } })
    await store.queue.told(1, 1)
    clock.pass({ hours: 1 })
    expect(await store.queue.nextToTell(MINUTE)).toBeUndefined()
    expect((await store.changes.byId(1))?.telling).toEqual({ version: 1, told: 1, tries: 0 })
  })

  it('tells again when something happens while it is being told', async () => {
    const { open } = await fresh()
    const store = await open()
    await store.changes.ask(pause())
    const told = await store.queue.nextToTell(MINUTE)
    await store.changes.step(1, { step: 'reject', by: BEN, reason: 'no' })
    await store.queue.told(1, told!.telling.version)
    expect(await store.queue.nextToTell(MINUTE)).toMatchObject({
      state: 'rejected',
      telling: { version: 2, told: 1 },
    })
    await store.queue.told(1, 2)
    await store.queue.told(1, 1)
    await store.queue.told(1, 9)
    expect((await store.changes.byId(1))?.telling).toMatchObject({ version: 2, told: 2 })
  })

  it('waits where Slack cannot be told, but not for what is new', async () => {
    const { open, clock } = await fresh()
    const store = await open()
    await store.changes.ask(pause())
    await store.queue.nextToTell(MINUTE)
    const later = new Date(clock.now().getTime() + 10 * MINUTE)
    await store.queue.tellLater(1, 1, later)
    clock.pass({ minutes: 2 })
    expect(await store.queue.nextToTell(MINUTE)).toBeUndefined()
    await store.changes.step(1, { step: 'reject', by: BEN, reason: 'no' })
    await store.queue.tellLater(1, 1, later)
    expect(await store.queue.nextToTell(MINUTE)).toMatchObject({ id: 1 })
  })

  it('says nothing of a worker taking it up', async () => {
    const store = await (await fresh()).open()
    const { id, telling } = await approved(store)
    await store.queue.told(id, telling.version)
    await store.queue.nextToApply('worker', LEASE)
    await store.changes.step(id, { step: 'startWrite', worker: 'worker', leaseMs: LEASE })
    expect(await store.queue.nextToTell(MINUTE)).toBeUndefined()
    await store.changes.step(id, { step: 'finish', worker: 'worker', to: 'applied', answer: null })
    expect(await store.queue.nextToTell(MINUTE, 99)).toBeUndefined()
    expect(await store.queue.nextToTell(MINUTE, id)).toMatchObject({ state: 'applied' })
  })
})
