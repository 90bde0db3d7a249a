import { describe, expect, it } from 'vitest'
import { MIA } from './support/asked.ts'
import { databases } from './support/databases.ts'
import { added, claimedDelivery, DAILY, FIRST, OPS, planned, SECOND } from './support/digests.ts'

const LEASE = 60_000
const MESSAGE = { channel: DAILY, ts: '1772445600.000100' }

describe.each(databases)('deliveries on $name', ({ fresh }) => {
  it('are claimed by one worker each, with the digest as it is', async () => {
    const { open } = await fresh()
    const stores = [await open(), await open(), await open()]
    const [one] = stores
    if (!one) throw new Error('there is no store')
    const channels = Array.from({ length: 10 }, (_, at) => `C${at}`)
    await planned(one, await added(one, channels))
    const claims = await Promise.all(
      stores.flatMap((store, at) =>
        channels.slice(0, 4).map(() => store.deliveries.next(`worker ${at}`, LEASE)),
      ),
    )
    const claimed = claims.filter((claim) => claim !== undefined)
    expect(claimed.map(({ delivery }) => delivery.channel).toSorted()).toEqual(channels)
    expect(claimed[0]).toMatchObject({
      digest: { id: 1, version: 1 },
      delivery: { digestId: 1, slot: FIRST.wall, dueAt: FIRST.at, state: 'due', tries: 1, message: null },
    })
  })

  it('are sent when it is on record where the message is', async () => {
    const { open, clock } = await fresh()
    const store = await open()
    const { delivery } = await claimedDelivery(store)
    await expect(store.deliveries.sent(delivery, { outcome: {} })).rejects.toThrow('without a message')
    expect(await store.deliveries.ofDigest(1)).toMatchObject([{ state: 'due' }])
    await store.deliveries.posted(delivery.id, MESSAGE)
    await store.deliveries.sent(delivery, { outcome: { revenue: 7 } })
    clock.pass({ hours: 1 })
    expect(await store.deliveries.next('worker 2', LEASE)).toBeUndefined()
    expect(await store.deliveries.ofDigest(1)).toMatchObject([
      { state: 'sent', message: MESSAGE, outcome: { revenue: 7 }, tryAfter: null, recheckAt: null },
    ])
  })

  it('of a worker that died are given to another one, and the first has no say any more', async () => {
    const { open, clock } = await fresh()
    const store = await open()
    const first = await claimedDelivery(store)
    clock.pass({ seconds: 59 })
    expect(await store.deliveries.next('worker 2', LEASE)).toBeUndefined()
    expect(await store.deliveries.hold(first.delivery, LEASE)).toBe(true)
    clock.pass({ seconds: 59 })
    expect(await store.deliveries.next('worker 2', LEASE)).toBeUndefined()
    clock.pass({ seconds: 1 })
    const second = await store.deliveries.next('worker 2', LEASE)
    expect(second).toMatchObject({ delivery: { id: first.delivery.id, tries: 2 } })
    expect(await store.deliveries.hold(first.delivery, LEASE)).toBe(false)
    await store.deliveries.failed(first.delivery, 'of no say')
    await store.deliveries.later(first.delivery, { tryAfter: clock.now(), why: 'of no say' })
    await store.deliveries.skipped(first.delivery, 'of no say')
    await store.deliveries.sent(first.delivery, { outcome: null })
    expect(await store.deliveries.ofDigest(1)).toMatchObject([{ state: 'due', outcome: null }])
    expect(await store.deliveries.next('worker 3', LEASE)).toBeUndefined()
  })

  it('are tried again when it is time', async () => {
    const { open, clock } = await fresh()
    const store = await open()
    const { delivery } = await claimedDelivery(store)
    const tryAfter = new Date(clock.time.getTime() + 5 * 60_000)
    await store.deliveries.later(delivery, { tryAfter, why: 'Slack is down' })
    clock.pass({ minutes: 4 })
    expect(await store.deliveries.next('worker', LEASE)).toBeUndefined()
    clock.pass({ minutes: 1 })
    expect(await store.deliveries.next('worker', LEASE)).toMatchObject({
      delivery: { state: 'due', tries: 2, outcome: { why: 'Slack is down' } },
    })
  })

  it('say that the numbers cannot be had until they come, or for good', async () => {
    const { open, clock } = await fresh()
    const store = await open()
    const { delivery } = await claimedDelivery(store)
    const told = clock.now()
    const tryAfter = new Date(told.getTime() + 60_000)
    await store.deliveries.told(delivery, { pointer: MESSAGE, why: 'CAKE is down', tryAfter })
    clock.pass({ minutes: 1 })
    const again = await store.deliveries.next('worker', LEASE)
    if (!again) throw new Error('it is not tried again')
    expect(again.delivery).toMatchObject({ state: 'told', message: MESSAGE, endedAt: told })
    await store.deliveries.told(again.delivery, { pointer: MESSAGE, why: 'it still is', tryAfter: null })
    clock.pass({ hours: 1 })
    expect(await store.deliveries.next('worker', LEASE)).toBeUndefined()
    expect(await store.digests.byId(1)).toMatchObject({ last: { state: 'told', at: told } })
  })

  it('that are closed are looked at again, for what their message says; not before who has them is done', async () => {
    const { open, clock } = await fresh()
    const store = await open()
    const { delivery } = await claimedDelivery(store)
    const why = 'CAKE is down'
    await store.deliveries.told(delivery, { pointer: MESSAGE, why, tryAfter: clock.now() })
    expect(await store.deliveries.next('worker 2', LEASE)).toMatchObject({ delivery: { tries: 2 } })
    await store.digests.remove(1, { by: MIA })
    expect(await store.deliveries.nextToRecheck(LEASE)).toBeUndefined()
    clock.pass({ minutes: 1 })
    const closed = await store.deliveries.nextToRecheck(LEASE)
    expect(closed?.delivery).toMatchObject({ state: 'told', message: MESSAGE, tryAfter: null })
    expect(closed?.delivery.outcome).toEqual({ why, over: 'the digest was deleted' })
    await store.deliveries.rechecked(delivery.id, closed?.delivery.outcome)
    clock.pass({ hours: 1 })
    expect(await store.deliveries.nextToRecheck(LEASE)).toBeUndefined()
  })

  it('that are too old are skipped, which is in the audit chain', async () => {
    const store = await (await fresh()).open()
    const { delivery } = await claimedDelivery(store)
    await store.deliveries.skipped(delivery, 'too old')
    expect(await store.deliveries.next('worker', LEASE)).toBeUndefined()
    const [row] = await store.audit.list()
    expect(row?.detail).toEqual({
      digest: 1,
      step: 'skipped',
      slot: FIRST.wall,
      channel: DAILY,
      why: 'too old',
    })
  })

  it('are over when a person pauses or deletes the digest, and not when the bot does', async () => {
    const store = await (await fresh()).open()
    await planned(store, await added(store, [DAILY, OPS]))
    const first = await store.deliveries.next('worker', LEASE)
    if (!first) throw new Error('nothing was claimed')
    await store.deliveries.failed(first.delivery, 'is_archived')
    await store.digests.pause(1, { by: 'bot', why: 'is_archived' })
    const second = await store.deliveries.next('worker', LEASE)
    expect(second).toMatchObject({ delivery: { channel: OPS }, digest: { state: 'paused' } })
    await store.digests.resume(1, { by: MIA, next: FIRST })
    await store.digests.pause(1, { by: MIA, why: 'on leave' })
    expect(second && (await store.deliveries.hold(second.delivery, LEASE))).toBe(false)
    expect(await store.deliveries.ofDigest(1)).toMatchObject([{ state: 'skipped' }, { state: 'failed' }])
  })

  it('that are over stay so, whatever a worker says of what it still had in hand', async () => {
    const { open, clock } = await fresh()
    const store = await open()
    const { delivery } = await claimedDelivery(store)
    await store.digests.edit(1, { version: 1, by: MIA, plan: {}, channels: [OPS], next: SECOND })
    await store.deliveries.later(delivery, { tryAfter: clock.now(), why: 'Slack is down' })
    expect(await store.deliveries.next('worker', LEASE)).toBeUndefined()
    await store.deliveries.told(delivery, { pointer: MESSAGE, why: 'CAKE is down', tryAfter: clock.now() })
    expect(await store.deliveries.next('worker', LEASE)).toBeUndefined()
    expect(await store.deliveries.ofDigest(1)).toMatchObject([
      { state: 'skipped', message: MESSAGE, outcome: { why: 'the digest left this channel' } },
    ])
    // It says that the numbers are asked for again.
    expect(await store.deliveries.nextToRecheck(LEASE)).toMatchObject({ delivery: { id: delivery.id } })
  })

  it('are over in the channels that the digest has left', async () => {
    const store = await (await fresh()).open()
    await planned(store, await added(store, [DAILY, OPS]))
    await store.digests.edit(1, { version: 1, by: MIA, plan: {}, channels: [OPS], next: FIRST })
    expect(await store.deliveries.next('worker', LEASE)).toMatchObject({ delivery: { channel: OPS } })
    expect(await store.deliveries.next('worker', LEASE)).toBeUndefined()
  })

  it('sent by hand: once for each word, also while it is paused, and not when it is deleted', async () => {
    const { open, clock } = await fresh()
    const store = await open()
    await added(store)
    await store.digests.pause(1, { by: MIA, why: '' })
    const send = () => store.deliveries.now(1, [DAILY, OPS], { slot: 'now 1', at: clock.now(), by: MIA })
    expect(await send()).toBe(true)
    clock.pass({ minutes: 1 })
    expect(await send()).toBe(true)
    expect(await store.deliveries.ofDigest(1)).toMatchObject([{ slot: 'now 1' }, { slot: 'now 1' }])
    expect(await store.deliveries.next('worker', LEASE)).toMatchObject({ delivery: { slot: 'now 1' } })
    await store.digests.remove(1, { by: MIA })
    expect(await send()).toBe(false)
    expect(await store.deliveries.now(2, [DAILY], { slot: 'now 1', at: clock.now(), by: MIA })).toBe(false)
    expect(await store.deliveries.next('worker', LEASE)).toBeUndefined()
  })

  it('are forgotten when they have long been over, but for the latest of each channel', async () => {
    const { open, clock } = await fresh()
    const store = await open()
    await added(store, [DAILY, OPS])
    const sent = async (slot: string, channel: string, more: { recheckAt?: Date } = {}) => {
      await store.deliveries.now(1, [channel], { slot: `now ${slot}`, at: clock.now(), by: MIA })
      const claimed = await store.deliveries.next('worker', LEASE)
      if (!claimed) throw new Error('nothing was claimed')
      await store.deliveries.posted(claimed.delivery.id, MESSAGE)
      await store.deliveries.sent(claimed.delivery, { outcome: null, ...more })
      clock.pass({ hours: 1 })
    }
    const kept = async () => (await store.deliveries.ofDigest(1)).map(({ slot }) => slot).toReversed()
    await sent('the only one here', OPS)
    await sent('over', DAILY)
    await sent('to be read again', DAILY, { recheckAt: clock.now() })
    await sent('over too', DAILY)
    await store.deliveries.now(1, [DAILY], { slot: 'now to be sent', at: clock.now(), by: MIA })
    const midday = clock.now()
    await store.deliveries.forgetBefore(new Date(midday.getTime() - 4 * 3_600_000))
    expect(await kept()).toHaveLength(5)
    await store.deliveries.forgetBefore(midday)
    expect(await kept()).toEqual([
      'now the only one here',
      'now to be read again',
      'now over too',
      'now to be sent',
    ])
    expect(await store.digests.inChannel(OPS)).toMatchObject([{ last: { slot: 'now the only one here' } }])
  })

  it('are read again when it is time, by one worker, until that is done', async () => {
    const { open, clock } = await fresh()
    const [one, two] = [await open(), await open()]
    const { delivery } = await claimedDelivery(one)
    await one.deliveries.posted(delivery.id, MESSAGE)
    const recheckAt = new Date(clock.time.getTime() + 3 * 86_400_000)
    await one.deliveries.sent(delivery, { outcome: { revenue: 7 }, recheckAt })
    expect(await one.deliveries.nextToRecheck(LEASE)).toBeUndefined()
    clock.pass({ hours: 72 })
    const both = await Promise.all([one.deliveries.nextToRecheck(LEASE), two.deliveries.nextToRecheck(LEASE)])
    expect(both.filter((found) => found !== undefined)).toMatchObject([{ delivery: { message: MESSAGE } }])
    clock.pass({ minutes: 1 })
    expect(await two.deliveries.nextToRecheck(LEASE)).toMatchObject({ digest: { id: 1 } })
    await two.deliveries.rechecked(delivery.id, { revenue: 8 })
    clock.pass({ minutes: 1 })
    expect(await two.deliveries.nextToRecheck(LEASE)).toBeUndefined()
    expect(await two.deliveries.ofDigest(1)).toMatchObject([{ outcome: { revenue: 8 }, recheckAt: null }])
  })
})
