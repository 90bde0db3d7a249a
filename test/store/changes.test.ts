import { describe, expect, it } from 'vitest'
import { hashOf } from '../../src/store/json.ts'
import { BEN, EVE, MIA, approved, pause } from './support/asked.ts'
import { databases } from './support/databases.ts'

describe.each(databases)('changes on $name', ({ fresh }) => {
  it('keeps a change as it was asked', async () => {
    const { open } = await fresh()
    const store = await open()
    const asked = pause({ input: { offer: 12345, deep: [{ a: null }, 'ü 𝄞'] }, before: null })
    const { change, first } = await store.changes.ask(asked)
    expect(first).toBe(true)
    expect(change).toEqual({
      id: 1,
      state: 'waiting',
      version: 1,
      command: 'offer pause',
      input: { offer: 12345, deep: [{ a: null }, 'ü 𝄞'] },
      about: { kind: 'offer', id: 12345, title: 'Summer Sale' },
      before: null,
      after: { status: 'inactive' },
      difference: { status: ['active', 'inactive'] },
      differenceHash: hashOf({
        command: 'offer pause',
        input: { offer: 12345, deep: [{ a: null }, 'ü 𝄞'] },
        difference: { status: ['active', 'inactive'] },
      }),
      requester: MIA,
      reason: 'the budget is used up',
      askedIn: { channel: 'C0DAILY', ts: '1772442000.000100' },
      askedAt: new Date('2026-03-02T09:00:00.000Z'),
      rule: { approvals: 1 },
      approvalsNeeded: 1,
      votes: [],
      breakGlass: null,
      decided: null,
      expiresAt: new Date('2026-03-03T09:00:00.000Z'),
      remindAt: null,
      remindedAt: null,
      undoOf: null,
      claim: null,
      tries: 0,
      outcome: null,
      approvalsMessage: null,
      requesterMessage: null,
      telling: { version: 1, told: 0, tries: 0 },
    })
    expect(await store.changes.byId(1)).toEqual(change)
    expect(await (await open()).changes.byId(1)).toEqual(change)
  })

  it('counts 1, 2, 3 whatever is asked twice in between', async () => {
    const { open } = await fresh()
    const store = await open()
    const asked = pause()
    const ids = []
    for (const one of [asked, asked, pause(), asked, pause()])
      ids.push((await store.changes.ask(one)).change.id)
    expect(ids).toEqual([1, 1, 2, 1, 3])
  })

  it('takes a form that is submitted twice at once for one request', async () => {
    const { open } = await fresh()
    const stores = [await open(), await open()]
    const asked = pause()
    const results = await Promise.all(
      [1, 2, 3].flatMap(() => stores.map(({ changes }) => changes.ask(asked))),
    )
    expect(results.filter(({ first }) => first)).toHaveLength(1)
    expect(new Set(results.map(({ change }) => change.id))).toEqual(new Set([1]))
    expect(await stores[0]!.audit.story(1)).toHaveLength(1)
  })

  it('gives the change as it now stands when its form comes again', async () => {
    const { open } = await fresh()
    const store = await open()
    const asked = pause()
    await approved(store, asked)
    expect(await store.changes.ask(asked)).toMatchObject({
      first: false,
      change: { id: 1, state: 'approved' },
    })
  })

  it('is approved as it is asked where no approval is needed', async () => {
    const store = await (await fresh()).open()
    const { change } = await store.changes.ask(pause({ approvalsNeeded: 0 }))
    expect(change).toMatchObject({ state: 'approved', decided: { by: 'bot' } })
    expect(await store.queue.nextToApply('worker', 1000)).toMatchObject({ id: 1 })
  })

  it('keeps texts that one of the databases could not', async () => {
    const store = await (await fresh()).open()
    const { change } = await store.changes.ask(pause({ reason: 'a\0b \ud800 c', input: { text: 'a\0b' } }))
    expect(await store.changes.byId(change.id)).toMatchObject({
      reason: 'ab \ufffd c',
      input: { text: 'a\0b' },
    })
    expect(await store.verify()).toEqual({ whole: true, rows: 1 })
  })

  it('refuses an undo of a change that there never was', async () => {
    const store = await (await fresh()).open()
    await expect(store.changes.ask(pause({ undoOf: 7 }))).rejects.toThrow(/foreign key/i)
    expect(await store.changes.ask(pause())).toMatchObject({ change: { id: 1 } })
  })

  it('remembers where its messages are', async () => {
    const store = await (await fresh()).open()
    const { change } = await store.changes.ask(pause())
    const [approvals, requester] = [
      { channel: 'C0APPROVE', ts: '1.1' },
      { channel: 'D0MIA', ts: '2.2' },
    ]
    await store.changes.posted(change.id, { approvals })
    await store.changes.posted(change.id, { requester })
    await store.changes.posted(change.id, {})
    expect(await store.changes.byId(1)).toMatchObject({
      version: 1,
      approvalsMessage: approvals,
      requesterMessage: requester,
    })
  })
})

describe.each(databases)('judging on $name', ({ fresh }) => {
  it('approves with one vote, and says so', async () => {
    const { open, clock } = await fresh()
    const store = await open()
    const { change } = await store.changes.ask(pause())
    clock.pass({ minutes: 5 })
    const carryOutBy = new Date('2026-03-05T00:00:00.000Z')
    const vote = { step: 'approve', by: BEN, hash: change.differenceHash, note: 'fine', carryOutBy } as const
    expect(await store.changes.step(1, vote)).toMatchObject({
      done: true,
      change: {
        state: 'approved',
        version: 2,
        votes: [{ by: BEN, at: clock.time, note: 'fine', hash: change.differenceHash }],
        decided: { by: BEN, at: clock.time, reason: null },
        expiresAt: carryOutBy,
      },
    })
    expect((await store.audit.story(1)).map(({ what, from, to, by }) => ({ what, from, to, by }))).toEqual([
      { what: 'ask', from: null, to: 'waiting', by: MIA },
      { what: 'approve', from: 'waiting', to: 'approved', by: BEN },
    ])
  })

  it('waits for as many people as the rule asks for', async () => {
    const store = await (await fresh()).open()
    const { change } = await store.changes.ask(pause({ approvalsNeeded: 2 }))
    const hash = change.differenceHash
    expect(await store.changes.step(1, { step: 'approve', by: BEN, hash })).toMatchObject({
      done: true,
      change: { state: 'waiting', decided: null },
    })
    expect(await store.changes.step(1, { step: 'approve', by: BEN, hash })).toMatchObject({
      done: false,
      why: 'voted',
    })
    expect(await store.changes.step(1, { step: 'approve', by: EVE, hash })).toMatchObject({
      done: true,
      change: { state: 'approved', votes: [{ by: BEN }, { by: EVE }] },
    })
  })

  it('never lets the requester approve, from no workspace', async () => {
    const store = await (await fresh()).open()
    const { change } = await store.changes.ask(pause())
    for (const by of [MIA, { ...MIA, teamId: 'T0OTHER' }]) {
      const step = { step: 'approve', by, hash: change.differenceHash } as const
      expect(await store.changes.step(1, step)).toEqual({ done: false, why: 'own', change })
    }
    expect(await store.audit.story(1)).toHaveLength(1)
  })

  it('refuses an approval of another difference', async () => {
    const store = await (await fresh()).open()
    const { change } = await store.changes.ask(pause())
    const other = await store.changes.ask(pause({ input: { offer: 12346 } }))
    const hash = other.change.differenceHash
    for (const step of ['approve', 'breakGlass'] as const) {
      const refused = await store.changes.step(1, { step, by: BEN, hash, reason: 'now' })
      expect(refused).toEqual({ done: false, why: 'hash', change })
    }
  })

  it('says of a change that is over how it stands', async () => {
    const store = await (await fresh()).open()
    const change = await approved(store)
    const vote = { step: 'approve', by: EVE, hash: change.differenceHash } as const
    expect(await store.changes.step(change.id, vote)).toEqual({ done: false, why: 'state', change })
    expect(await store.changes.step(99, vote)).toEqual({ done: false, why: 'missing', change: undefined })
  })

  it('is expired for whoever comes too late, whether or not the clock has come round', async () => {
    const { open, clock } = await fresh()
    const store = await open()
    const { change } = await store.changes.ask(pause())
    clock.pass({ hours: 24 })
    const vote = { step: 'approve', by: BEN, hash: change.differenceHash } as const
    expect(await store.changes.step(1, vote)).toMatchObject({
      done: false,
      why: 'expired',
      change: { state: 'expired', votes: [], decided: { by: 'bot', at: clock.time } },
    })
    expect(await store.changes.step(1, vote)).toMatchObject({ why: 'state', change: { state: 'expired' } })
    expect((await store.audit.story(1)).map(({ what }) => what)).toEqual(['ask', 'expire'])
  })

  it('lets only its requester withdraw it, as long as nobody is carrying it out', async () => {
    const store = await (await fresh()).open()
    await store.changes.ask(pause())
    expect(await store.changes.step(1, { step: 'withdraw', by: BEN })).toMatchObject({ why: 'requester' })
    expect(await store.changes.step(1, { step: 'withdraw', by: MIA, reason: 'a mistake' })).toMatchObject({
      done: true,
      change: { state: 'withdrawn', decided: { by: MIA, reason: 'a mistake' } },
    })
    await approved(store)
    await store.queue.nextToApply('worker', 1000)
    expect(await store.changes.step(2, { step: 'withdraw', by: MIA })).toMatchObject({ why: 'state' })
  })

  it('rejects with a reason', async () => {
    const store = await (await fresh()).open()
    await store.changes.ask(pause())
    expect(await store.changes.step(1, { step: 'reject', by: BEN, reason: 'not now' })).toMatchObject({
      done: true,
      change: { state: 'rejected', decided: { by: BEN, reason: 'not now' } },
    })
  })

  it('marks a change that was carried out without approval', async () => {
    const store = await (await fresh()).open()
    const { change } = await store.changes.ask(pause())
    const step = { step: 'breakGlass', by: MIA, hash: change.differenceHash, reason: 'it burns' } as const
    expect(await store.changes.step(1, step)).toMatchObject({
      done: true,
      change: { state: 'approved', votes: [], breakGlass: { by: MIA, reason: 'it burns' } },
    })
    expect(await store.audit.story(1)).toMatchObject([
      { what: 'ask' },
      { what: 'breakGlass', by: MIA, detail: { reason: 'it burns' } },
    ])
  })

  it('goes stale with what was found', async () => {
    const store = await (await fresh()).open()
    await store.changes.ask(pause())
    const found = { status: 'deleted' }
    expect(await store.changes.step(1, { step: 'goStale', by: BEN, found })).toMatchObject({
      done: true,
      change: { state: 'stale', outcome: { by: BEN, answer: found } },
    })
  })
})
