import { describe, expect, it, vi } from 'vitest'
import type { Catalogue, Snapshots } from '../../src/catalogue/contract.ts'
import { HandClock } from '../cake/clock.ts'
import { affiliate, catalogueOf, gate, ids, offer, testNetwork } from './network.ts'

const offers = [
  offer(1, 'Auto Insurance', {
    vertical: { id: 3, name: 'Insurance' },
    tags: [
      { id: 8, name: 'auto' },
      { id: 9, name: 'new' },
    ],
    payout: 2,
  }),
  offer(2, 'Home Insurance', { offer_status: 'paused' }),
]

/** A place for one snapshot; `saved` resolves when the next one is there. */
function shelf() {
  let bytes: Uint8Array | undefined
  let next = gate()
  return {
    snapshots: {
      load: async () => bytes && { bytes, savedAt: new Date() },
      save: async (given) => {
        bytes = given
        next.open()
      },
    } satisfies Snapshots,
    saved: () => next.passed,
    again: () => {
      next = gate()
    },
    get bytes() {
      return bytes
    },
    set bytes(given: Uint8Array | undefined) {
      bytes = given
    },
  }
}

/** A snapshot of the offers above, made at `now`. */
async function saved(now = new Date('2026-01-05T12:00:00Z')) {
  const place = shelf()
  const network = testNetwork({ offers, affiliates: [affiliate(5, 'Papaya')] })
  network.offerReport = [{ offer_id: 1, clicks: 100 }]
  await catalogueOf(network, { snapshots: place.snapshots, now: () => now }).refresh()
  await place.saved()
  place.again()
  return place
}

/** A catalogue that starts while CAKE does not answer, once it holds its snapshot or has given it up. */
async function restarted(snapshots: Snapshots, options: { network?: string; errors?: unknown[] } = {}) {
  const network = testNetwork()
  const stuck = gate()
  network.before = () => {
    stuck.open()
    return new Promise(() => undefined)
  }
  const catalogue = catalogueOf(network, {
    snapshots,
    network: options.network ?? 'a',
    log: (_, error) => options.errors?.push(error),
  })
  catalogue.start()
  await stuck.passed
  return catalogue
}

const everything = (catalogue: Catalogue) => catalogue.find({ words: '', limit: 100 }).entries

describe('a snapshot', () => {
  it('brings back everything, with its age, before CAKE answers', async () => {
    const place = await saved()
    const catalogue = await restarted(place.snapshots)
    expect(catalogue.state()).toMatchObject({
      source: 'snapshot',
      asOf: new Date('2026-01-05T12:00:00Z'),
      reading: true,
      sizes: { offer: 2, affiliate: 1, vertical: 1, tag: 2 },
    })
    expect(catalogue.get('offer', 1)).toEqual({
      kind: 'offer',
      id: 1,
      name: 'Auto Insurance',
      status: 'active',
      vertical: { id: 3, name: 'Insurance' },
      payout: 2,
      tags: [
        { id: 8, name: 'auto' },
        { id: 9, name: 'new' },
      ],
      traffic: 100,
    })
    expect(ids(catalogue.find({ words: 'insurnace', kinds: ['offer'], limit: 5 }))).toEqual([1, 2])
    expect(ids(catalogue.find({ words: '', kinds: ['offer'], filter: { tag: 9 }, limit: 5 }))).toEqual([1])
  })

  it('is read over by the network, and what has gone since disappears', async () => {
    const place = await saved()
    const network = testNetwork({ offers: [offer(2, 'Home Insurance'), offer(3, 'Boat Insurance')] })
    const catalogue = catalogueOf(network, { snapshots: place.snapshots })
    const read = gate()
    catalogue.on(() => {
      if (catalogue.state().source === 'network' && !catalogue.state().reading) read.open()
    })
    catalogue.start()
    await read.passed
    expect(ids(catalogue.find({ words: 'insurance', kinds: ['offer'], limit: 5 }))).toEqual([3, 2])
    expect(everything(catalogue)).toHaveLength(2)
    await place.saved()
    expect((await restarted(place.snapshots)).state().sizes).toMatchObject({ offer: 2, affiliate: 0, tag: 0 })
  })

  it('does not overwrite what was noted while it was loaded', async () => {
    const place = await saved()
    const load = gate()
    const network = testNetwork()
    const here = gate()
    network.before = () => {
      here.open()
      return new Promise(() => undefined)
    }
    const snapshots = { ...place.snapshots, load: () => load.passed.then(() => place.snapshots.load()) }
    const catalogue = catalogueOf(network, { snapshots })
    catalogue.start()
    catalogue.noteOffer(offer(2, 'Noted'))
    load.open()
    await here.passed
    expect(ids(catalogue.find({ words: 'noted', limit: 5 }))).toEqual([2])
    expect(catalogue.get('offer', 1)?.name).toBe('Auto Insurance')
  })

  it.each([
    ['cut off', (bytes: Uint8Array) => bytes.slice(0, bytes.length - 9)],
    ['empty', () => new Uint8Array()],
    ['of something else', () => new TextEncoder().encode('SQLite format 3\0 or so')],
    [
      'changed in one bit',
      (bytes: Uint8Array) => bytes.with(bytes.length >> 1, (bytes[bytes.length >> 1] ?? 0) ^ 4),
    ],
  ])('is left alone when it is %s', async (_, damage) => {
    const place = await saved()
    place.bytes = damage(place.bytes!)
    const errors: unknown[] = []
    const catalogue = await restarted(place.snapshots, { errors })
    expect(catalogue.state()).toMatchObject({ source: 'none', asOf: undefined })
    expect(everything(catalogue)).toEqual([])
    expect(String(errors[0])).toContain('The snapshot of the catalogue is not used')
  })

  it('is left alone when it is of another network', async () => {
    const place = await saved()
    const errors: unknown[] = []
    const catalogue = await restarted(place.snapshots, { network: 'b', errors })
    expect(everything(catalogue)).toEqual([])
    expect(String(errors[0])).toContain('it is of another network')
  })

  it('that cannot be loaded or saved is done without', async () => {
    const fail = () => Promise.reject(new Error('The disk is full'))
    const errors: unknown[] = []
    const catalogue = await restarted({ load: fail, save: fail }, { errors })
    expect(String(errors[0])).toContain('The disk is full')
    await catalogue.stop()
    const logged = gate()
    const other = catalogueOf(testNetwork({ offers }), {
      snapshots: { load: fail, save: fail },
      log: logged.open,
    })
    await other.refresh()
    await logged.passed
    expect(other.state().sizes.offer).toBe(2)
  })

  it('that does not come is not waited for', async () => {
    const clock = new HandClock()
    const network = testNetwork({ offers })
    const read = gate()
    network.before = read.open
    const never = { load: () => new Promise<undefined>(() => undefined), save: async () => undefined }
    const catalogue = catalogueOf(network, { snapshots: never, clock })
    catalogue.start()
    clock.pass(10_000)
    await read.passed
    await catalogue.refresh()
    expect(catalogue.state().sizes.offer).toBe(2)
  })

  it('is saved once at a time, and not of a network that was never read', async () => {
    let count = 0
    const snapshots = { load: async () => undefined, save: async () => void count++ }
    const network = testNetwork({ offers })
    network.before = () => Promise.reject(new Error('down'))
    const catalogue = catalogueOf(network, { snapshots })
    await catalogue.refresh()
    await catalogue.stop()
    expect(count).toBe(0)
  })

  it('is saved again when something has changed, or after an hour for its age', async () => {
    let count = 0
    const snapshots = { load: async () => undefined, save: async () => void count++ }
    const network = testNetwork({ offers })
    const clock = new HandClock()
    const catalogue = catalogueOf(network, { snapshots, clock })
    await catalogue.refresh()
    await vi.waitFor(() => expect(count).toBe(1), { interval: 1 })
    await catalogue.refresh()
    network.offers = [offer(1, 'Auto Insurance renamed')]
    await catalogue.refresh()
    await vi.waitFor(() => expect(count).toBe(2), { interval: 1 })
    clock.pass(60 * 60_000)
    await catalogue.refresh()
    await vi.waitFor(() => expect(count).toBe(3), { interval: 1 })
    await catalogue.refresh()
    await catalogue.stop()
    expect(count).toBe(3)
  })
})
