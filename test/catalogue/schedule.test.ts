import { describe, expect, it } from 'vitest'
import type { Catalogue } from '../../src/catalogue/contract.ts'
import {
  all,
  catalogueOf,
  failOn,
  gate,
  offer,
  some,
  testNetwork,
  time,
  type TestNetwork,
} from './network.ts'

describe('the schedule', () => {
  const offerReads = (network: TestNetwork) =>
    network.asked.filter(({ path, page }) => path === 'offers.json' && page === 1).length

  /** Resolves when the catalogue has ended that many reads. */
  function ended(catalogue: Catalogue): (count: number) => Promise<void> {
    let count = 0
    let isReading = false
    const waiting: { count: number; open: () => void }[] = []
    catalogue.on(() => {
      const { reading } = catalogue.state()
      if (isReading && !reading) count++
      isReading = reading
      for (const one of waiting) if (count >= one.count) one.open()
    })
    return async (wanted) => {
      const { open, passed } = gate()
      waiting.push({ count: wanted, open })
      if (count >= wanted) open()
      await passed
      // The pause begins in the same turn, after those who listen.
      await new Promise((resolve) => setImmediate(resolve))
    }
  }

  it('reads at the start and so many minutes after the end of each read', async () => {
    const network = testNetwork({ offers: some(1) })
    const { clock, now } = time()
    const catalogue = catalogueOf(network, { clock, now, minutes: 15 })
    const reads = ended(catalogue)
    catalogue.start()
    catalogue.start()
    await reads(1)
    clock.pass(14 * 60_000)
    expect(offerReads(network)).toBe(1)
    clock.pass(60_000)
    await reads(2)
    expect(offerReads(network)).toBe(2)
  })

  it('tries again soon after a read that failed', async () => {
    const network = testNetwork({ offers: some(1) })
    const { clock, now } = time()
    const catalogue = catalogueOf(network, { clock, now, minutes: 0 })
    const reads = ended(catalogue)
    failOn(network, 'offers.json')
    catalogue.start()
    await reads(1)
    clock.pass(60_000)
    await reads(2)
    network.before = () => undefined
    clock.pass(60_000)
    expect(offerReads(network)).toBe(2)
    clock.pass(60_000)
    await reads(3)
    expect(all(catalogue)).toEqual([1])
    clock.pass(60 * 60_000)
    expect(offerReads(network)).toBe(3)
  })

  it('stops in the middle of a read, and finds nothing afterwards', async () => {
    const network = testNetwork({ offers: some(5) })
    const catalogue = catalogueOf(network)
    const here = gate()
    network.before = ({ path, page }) => {
      if (path !== 'offers.json' || page !== 2) return
      here.open()
      return new Promise(() => undefined)
    }
    catalogue.start()
    await here.passed
    await catalogue.stop()
    expect(catalogue.state()).toMatchObject({ source: 'none', reading: false })
    expect(catalogue.find({ words: 'offer', limit: 5 }).entries).toEqual([])
    expect([catalogue.get('offer', 1), catalogue.named('offer', '1')]).toEqual([undefined, undefined])
    catalogue.noteOffer(offer(1, 'Late'))
    await catalogue.refresh()
    catalogue.start()
    await catalogue.stop()
  })
})
