import { describe, expect, it } from 'vitest'
import { affiliate, all, catalogueOf, gate, ids, offer, some, testNetwork } from './network.ts'

describe('what the bot itself reads and writes', () => {
  it('is found at once, and what was not told stays', async () => {
    const network = testNetwork({
      offers: [offer(1, 'Auto', { payout: 3, vertical: { id: 3, name: 'Insurance' } })],
    })
    const catalogue = catalogueOf(network)
    await catalogue.refresh()
    catalogue.noteOffer(offer(1, undefined, { offer_status: 'inactive', payout: 5 }))
    catalogue.noteOffer(
      offer(2, 'Zebra crossing', { advertiser: { id: 9, name: 'Stripes' }, tags: [{ id: 4, name: 'new' }] }),
    )
    catalogue.noteAffiliate(affiliate(7, 'Papaya', { account_manager: { id: 42, name: 'Jordan' } }))
    expect(catalogue.get('offer', 1)).toMatchObject({
      name: 'Auto',
      status: 'inactive',
      payout: 5,
      vertical: { id: 3, name: 'Insurance' },
    })
    expect(ids(catalogue.find({ words: 'zebar', limit: 5 }))).toEqual([2])
    expect(
      ids(catalogue.find({ words: '', kinds: ['offer'], filter: { tag: 4, advertiser: 9 }, limit: 5 })),
    ).toEqual([2])
    expect([all(catalogue, 'advertiser'), all(catalogue, 'tag'), all(catalogue, 'manager')]).toEqual([
      [9],
      [4],
      [42],
    ])
    expect(catalogue.named('manager', 'jordan')?.id).toBe(42)
  })

  it('is newer than the read that is under way', async () => {
    const network = testNetwork({ offers: some(6) })
    const catalogue = catalogueOf(network)
    await catalogue.refresh()
    const [here, go] = [gate(), gate()]
    network.before = async ({ path, page }) => {
      if (path !== 'offers.json' || page !== 1) return
      here.open()
      await go.passed
    }
    network.offers = some(5, 2).map((row) => ({ ...row, offer_name: `${row.offer_name} as read` }))
    const reading = catalogue.refresh()
    await here.passed
    catalogue.noteOffer(offer(2, 'As written'))
    catalogue.noteOffer(offer(99, 'Created meanwhile'))
    go.open()
    await reading
    expect(all(catalogue)).toEqual([2, 3, 4, 5, 6, 99])
    expect(catalogue.get('offer', 2)?.name).toBe('As written')
    expect(catalogue.get('offer', 3)?.name).toBe('Offer number 3 as read')
    network.before = () => undefined
    await catalogue.refresh()
    expect(catalogue.get('offer', 2)?.name).toBe('Offer number 2 as read')
    expect(all(catalogue)).toEqual([2, 3, 4, 5, 6])
  })

  it('tells who listens, and only when something shown has changed', async () => {
    const network = testNetwork({ offers: some(1) })
    const catalogue = catalogueOf(network)
    let told = 0
    const off = catalogue.on(() => told++)
    catalogue.on(() => {
      throw new Error('A listener that fails is none of the catalogue’s business')
    })
    catalogue.noteOffer(offer(2, 'New'))
    expect(told).toBe(1)
    catalogue.noteOffer(offer(2, 'Renamed'))
    expect(told).toBe(1)
    await catalogue.refresh()
    expect(told).toBe(3)
    off()
    catalogue.noteOffer(offer(3, 'New'))
    expect(told).toBe(3)
  })
})
