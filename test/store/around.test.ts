import { describe, expect, it } from 'vitest'
import { BEN, MIA } from './support/asked.ts'
import { databases } from './support/databases.ts'

describe.each(databases)('settings on $name', ({ fresh }) => {
  it('are kept with who set them and when, and with an audit row', async () => {
    const { open, clock } = await fresh()
    const store = await open()
    expect(await store.settings.get('rules')).toBeUndefined()
    const rules = { approvals: 2, over: { payout: 10 } }
    const set = await store.settings.set('rules', rules, { version: 0, by: MIA })
    expect(set).toEqual({
      done: true,
      setting: { key: 'rules', value: rules, version: 1, by: MIA, at: clock.time },
    })
    clock.pass({ hours: 1 })
    await store.settings.set('rules', null, { version: 1, by: BEN })
    await store.settings.set('expiry', 12, { version: 0, by: BEN })
    expect(await store.settings.get('rules')).toEqual({
      key: 'rules',
      value: null,
      version: 2,
      by: BEN,
      at: clock.time,
    })
    expect((await store.settings.all()).map(({ key }) => key)).toEqual(['expiry', 'rules'])
    expect(await store.audit.list({ what: 'settings' })).toMatchObject([
      { by: BEN, detail: { key: 'expiry', after: 12 } },
      { by: BEN, detail: { key: 'rules', before: rules, after: null } },
      { by: MIA, detail: { key: 'rules', after: rules } },
    ])
  })

  it('are not set over what somebody else has set meanwhile', async () => {
    const { open } = await fresh()
    const [one, two] = [await open(), await open()]
    for (const version of [0, 1]) {
      const results = await Promise.all([
        one.settings.set('expiry', 'mia', { version, by: MIA }),
        two.settings.set('expiry', 'ben', { version, by: BEN }),
      ])
      expect(results.filter(({ done }) => done)).toHaveLength(1)
      expect(results[0]?.setting).toEqual(results[1]?.setting)
    }
    expect(await one.audit.list()).toHaveLength(2)
  })

  it('cannot be set from a version that there never was', async () => {
    const store = await (await fresh()).open()
    await expect(store.settings.set('x', 1, { version: 3, by: MIA })).rejects.toThrow('it was never set')
  })
})

describe.each(databases)('shared cards on $name', ({ fresh }) => {
  const card = {
    channel: 'C0DAILY',
    ts: '1.1',
    line: 'offer 12345',
    about: { kind: 'offer', id: 12345 },
    sharedBy: 'U0MIA',
  }

  it('are found by what they are about, until they are forgotten', async () => {
    const { open, clock } = await fresh()
    const store = await open()
    const start = clock.now()
    await store.cards.shared(card)
    await store.cards.shared({ ...card, ts: '1.2', about: { kind: 'offer', id: 777 } })
    clock.pass({ hours: 24 })
    const day = clock.now()
    await store.cards.shared({ ...card, ts: '1.3' })
    const found = async (since: Date) => (await store.cards.about(card.about, since)).map(({ ts }) => ts)
    expect(await found(start)).toEqual(['1.3', '1.1'])
    expect(await found(day)).toEqual(['1.3'])
    expect(await store.cards.about({ kind: 'campaign', id: 12345 }, start)).toEqual([])
    await store.cards.forget({ channel: 'C0DAILY', ts: '1.3' })
    expect(await store.cards.about(card.about, start)).toEqual([{ ...card, at: start }])
    expect(await store.cards.forgetBefore(day)).toBe(2)
    expect(await found(start)).toEqual([])
  })

  it('are replaced when the message shows something else', async () => {
    const { open, clock } = await fresh()
    const store = await open()
    const now = clock.now()
    await store.cards.shared(card)
    await store.cards.shared({ ...card, line: 'campaign 98001', about: { kind: 'campaign', id: 98001 } })
    expect(await store.cards.about(card.about, now)).toEqual([])
    expect(await store.cards.about({ kind: 'campaign', id: 98001 }, now)).toMatchObject([{ ts: '1.1' }])
  })
})

describe.each(databases)('the snapshot on $name', ({ fresh }) => {
  it('is the newest one that was saved', async () => {
    const { open, clock } = await fresh()
    const store = await open()
    expect(await store.snapshots.load()).toBeUndefined()
    await store.snapshots.save(new Uint8Array([0, 1, 255]))
    clock.pass({ hours: 1 })
    const bytes = new Uint8Array(300_000).map((_, at) => at % 256)
    await store.snapshots.save(bytes)
    const loaded = await (await open()).snapshots.load()
    expect(loaded?.savedAt).toEqual(clock.time)
    expect(new Uint8Array(loaded!.bytes)).toEqual(bytes)
  })
})
