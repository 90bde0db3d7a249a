import { describe, expect, it } from 'vitest'
import { BEN, EVE, MIA } from './support/asked.ts'
import { databases } from './support/databases.ts'
import { added, DAILY, FIRST, OPS, planned, SECOND } from './support/digests.ts'

const LEASE = 60_000

describe.each(databases)('digests on $name', ({ fresh }) => {
  it('are kept as they were added, numbered from 1', async () => {
    const store = await (await fresh()).open()
    const digest = await added(store, [DAILY, OPS])
    expect(digest).toEqual({
      id: 1,
      version: 1,
      owner: MIA,
      plan: { period: 'yesterday' },
      channels: [DAILY, OPS],
      state: 'on',
      paused: null,
      nextWall: FIRST.wall,
      nextAt: FIRST.at,
      last: null,
    })
    expect(await store.digests.byId(1)).toEqual(digest)
    expect(await added(store)).toMatchObject({ id: 2 })
    expect(await store.digests.byId(3)).toBeUndefined()
    expect(await store.digests.byId(1e12)).toBeUndefined()
  })

  it('are found by channel, by owner and page by page', async () => {
    const store = await (await fresh()).open()
    await added(store, [DAILY, OPS])
    await added(store, [OPS])
    await store.digests.add({ owner: BEN, plan: {}, channels: [DAILY], next: FIRST })
    const ids = (digests: readonly { id: number }[]) => digests.map(({ id }) => id)
    expect(ids(await store.digests.inChannel(DAILY))).toEqual([1, 3])
    expect(ids(await store.digests.inChannel(OPS))).toEqual([1, 2])
    expect(await store.digests.inChannel('C0')).toEqual([])
    expect(await store.digests.inChannel('%')).toEqual([])
    expect(ids(await store.digests.ofOwner(MIA.userId))).toEqual([1, 2])
    const page = await store.digests.all({ size: 2, skip: 1 })
    expect([ids(page.digests), page.total]).toEqual([[2, 3], 3])
  })

  it('are edited by whoever saw them as they are', async () => {
    const { open } = await fresh()
    const [one, two] = [await open(), await open()]
    await added(one)
    const edit = { version: 1, channels: [OPS], next: SECOND }
    const results = await Promise.all([
      one.digests.edit(1, { ...edit, by: BEN, plan: { of: 'Ben' } }),
      two.digests.edit(1, { ...edit, by: EVE, plan: { of: 'Eve' } }),
    ])
    expect(results.filter(({ done }) => done)).toHaveLength(1)
    expect(results[0]?.digest).toEqual(results[1]?.digest)
    expect(await one.digests.byId(1)).toMatchObject({
      version: 2,
      channels: [OPS],
      nextAt: SECOND.at,
      owner: MIA,
    })
    expect(await one.digests.edit(2, { ...edit, by: BEN, plan: {} })).toEqual({ done: false })
  })

  it('are paused and resumed once, and deleted for good', async () => {
    const { open, clock } = await fresh()
    const store = await open()
    await added(store)
    const why = 'on leave'
    expect(await store.digests.pause(1, { by: BEN, why })).toMatchObject({
      done: true,
      digest: { state: 'paused', paused: { by: BEN, at: clock.time, why } },
    })
    expect(await store.digests.pause(1, { by: EVE, why })).toMatchObject({
      done: false,
      digest: { version: 2 },
    })
    expect(await store.digests.resume(1, { by: MIA, next: SECOND })).toMatchObject({
      done: true,
      digest: { state: 'on', paused: null, nextWall: SECOND.wall },
    })
    expect(await store.digests.resume(1, { by: MIA, next: SECOND })).toMatchObject({ done: false })
    expect(await store.digests.remove(1, { by: MIA })).toBe(true)
    expect(await store.digests.remove(1, { by: MIA })).toBe(false)
    expect(await store.digests.byId(1)).toBeUndefined()
    expect(await store.digests.pause(1, { by: MIA, why })).toEqual({ done: false })
    expect(await store.digests.inChannel(DAILY)).toEqual([])
    expect(await store.digests.all({ size: 9 })).toEqual({ digests: [], total: 0 })
    expect(await added(store)).toMatchObject({ id: 2 })
  })

  it('can be taken over by whoever resumes them', async () => {
    const store = await (await fresh()).open()
    await added(store)
    await store.digests.pause(1, { by: 'bot', why: 'the account of its owner was deactivated' })
    expect(await store.digests.resume(1, { by: BEN, next: SECOND, owner: BEN })).toMatchObject({
      done: true,
      digest: { owner: BEN },
    })
    expect(await store.digests.ofOwner(MIA.userId)).toEqual([])
    expect(await store.audit.list()).toMatchObject([{ detail: { step: 'resumed', owner: BEN } }, {}, {}])
  })

  it('leave a row in the audit chain with each change', async () => {
    const store = await (await fresh()).open()
    await added(store)
    const edited = { version: 1, by: BEN, plan: { of: 'Ben' }, channels: [DAILY], next: FIRST }
    await store.digests.edit(1, edited)
    await store.digests.pause(1, { by: 'bot', why: 'is_archived' })
    await store.digests.pause(1, { by: BEN, why: 'too late' })
    await store.digests.resume(1, { by: MIA, next: FIRST })
    await store.digests.remove(1, { by: MIA })
    const rows = await store.audit.list({ what: 'digest' })
    expect(rows.map(({ by, to, detail }) => [by, to, detail]).toReversed()).toEqual([
      [MIA, 'on', { digest: 1, step: 'added', plan: { period: 'yesterday' }, channels: [DAILY] }],
      [BEN, 'on', { digest: 1, step: 'edited', plan: { of: 'Ben' }, channels: [DAILY] }],
      ['bot', 'paused', { digest: 1, step: 'paused', why: 'is_archived' }],
      [MIA, 'on', { digest: 1, step: 'resumed' }],
      [MIA, 'deleted', { digest: 1, step: 'deleted' }],
    ])
    expect(await store.verify()).toMatchObject({ whole: true })
  })

  it('are due when their time has come, unless they are paused', async () => {
    const { open, clock } = await fresh()
    const store = await open()
    await added(store)
    await added(store)
    await store.digests.pause(2, { by: MIA, why: '' })
    clock.pass({ minutes: 59 })
    expect(await store.digests.due()).toEqual([])
    clock.pass({ minutes: 1 })
    expect(await store.digests.due()).toMatchObject([{ id: 1 }])
  })

  it('are planned once, whoever does it', async () => {
    const { open, clock } = await fresh()
    const stores = [await open(), await open(), await open()]
    const [one] = stores
    if (!one) throw new Error('there is no store')
    const digest = await added(one, [DAILY, OPS])
    clock.pass({ hours: 1 })
    const deliveries = digest.channels.map((channel) => {
      return { channel, slot: FIRST.wall, dueAt: FIRST.at, late: false }
    })
    const done = await Promise.all(
      stores.map((store) => store.digests.plan(digest, { next: SECOND, deliveries })),
    )
    expect(done.filter(Boolean)).toHaveLength(1)
    expect(await one.deliveries.ofDigest(1)).toMatchObject([{ channel: OPS }, { channel: DAILY }])
    expect(await one.digests.due()).toEqual([])
    // Planning is no change of it: who is editing it does not hear that somebody else was quicker.
    expect(await one.digests.byId(1)).toMatchObject({ version: 1, nextWall: SECOND.wall })
  })

  it('are not planned as they were before an edit or a pause, and no slot comes twice', async () => {
    const store = await (await fresh()).open()
    const digest = await added(store)
    await planned(store, digest)
    const back = { version: 1, by: MIA, plan: {}, channels: [DAILY], next: FIRST }
    const edited = await store.digests.edit(1, back)
    const deliveries = [{ channel: DAILY, slot: FIRST.wall, dueAt: FIRST.at, late: false }]
    expect(await store.digests.plan(digest, { next: SECOND, deliveries })).toBe(false)
    if (!edited.digest) throw new Error('not edited')
    expect(await store.digests.plan(edited.digest, { next: SECOND, deliveries })).toBe(true)
    expect(await store.deliveries.ofDigest(1)).toHaveLength(1)
    await store.digests.pause(1, { by: MIA, why: '' })
    const paused = await store.digests.byId(1)
    expect(paused && (await store.digests.plan(paused, { next: FIRST, deliveries }))).toBe(false)
  })

  it('have a slot for each instant of the same time on the wall: in another zone it is another one', async () => {
    const store = await (await fresh()).open()
    await planned(store, await added(store))
    const next = { wall: FIRST.wall, at: new Date(FIRST.at.getTime() + 3 * 3_600_000) }
    const edited = await store.digests.edit(1, { version: 1, by: MIA, plan: {}, channels: [DAILY], next })
    if (!edited.digest) throw new Error('not edited')
    await planned(store, edited.digest)
    const deliveries = await store.deliveries.ofDigest(1)
    expect(deliveries.map(({ slot, dueAt }) => [slot, dueAt]).toReversed()).toEqual([
      [FIRST.wall, FIRST.at],
      [FIRST.wall, next.at],
    ])
  })

  it('keep what they have skipped, in the audit chain too', async () => {
    const { open, clock } = await fresh()
    const store = await open()
    const digest = await added(store)
    const skip = 'the bot was down'
    const deliveries = [{ channel: DAILY, slot: FIRST.wall, dueAt: FIRST.at, late: false, skip }]
    await store.digests.plan(digest, { next: SECOND, deliveries })
    expect(await store.deliveries.next('worker', LEASE)).toBeUndefined()
    const last = { slot: FIRST.wall, channel: DAILY, at: clock.time, state: 'skipped', message: null }
    expect(await store.digests.byId(1)).toMatchObject({ last })
    expect(await store.audit.list()).toMatchObject([
      { by: 'bot', detail: { digest: 1, step: 'skipped', slot: FIRST.wall, channel: DAILY, why: skip } },
      { detail: { step: 'added' } },
    ])
  })

  it('say what became of their latest slot, in each channel', async () => {
    const { open, clock } = await fresh()
    const store = await open()
    await planned(store, await added(store, [DAILY, OPS]))
    const message = { channel: DAILY, ts: '1.1' }
    const daily = await store.deliveries.next('worker', LEASE)
    const ops = await store.deliveries.next('worker', LEASE)
    if (!daily || !ops) throw new Error('nothing was claimed')
    await store.deliveries.posted(daily.delivery.id, message)
    await store.deliveries.sent(daily.delivery, { outcome: {} })
    clock.pass({ minutes: 1 })
    await store.deliveries.failed(ops.delivery, 'is_archived')
    expect(await store.digests.inChannel(DAILY)).toMatchObject([{ last: { state: 'sent', message } }])
    expect(await store.digests.inChannel(OPS)).toMatchObject([{ last: { state: 'failed', message: null } }])
    expect(await store.digests.ofOwner(MIA.userId)).toMatchObject([{ last: { channel: OPS } }])
  })

  it('that the bot has paused are to be told of, by one at a time, until that is done', async () => {
    const { open, clock } = await fresh()
    const [one, two] = [await open(), await open()]
    await added(one)
    await added(one)
    await one.digests.pause(1, { by: BEN, why: '' })
    expect(await one.digests.nextToTell(LEASE)).toBeUndefined()
    await one.digests.pause(2, { by: 'bot', why: 'is_archived' })
    const both = await Promise.all([one.digests.nextToTell(LEASE), two.digests.nextToTell(LEASE)])
    expect(both.filter((digest) => digest !== undefined)).toMatchObject([{ id: 2, version: 2 }])
    clock.pass({ minutes: 1 })
    expect(await two.digests.nextToTell(LEASE)).toMatchObject({ id: 2 })
    await two.digests.told(2, 2)
    clock.pass({ minutes: 1 })
    expect(await two.digests.nextToTell(LEASE)).toBeUndefined()
  })
})
