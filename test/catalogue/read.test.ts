import { describe, expect, it, vi } from 'vitest'
import { CakeError } from '../../src/cake/errors.ts'
import { affiliate, all, catalogueOf, failOn, gate, ids, offer, some, testNetwork, time } from './network.ts'

describe('a read', () => {
  it('is behind everybody else, and says when it was', async () => {
    const network = testNetwork({ offers: some(7), affiliates: [affiliate(5, 'Papaya')] })
    const { clock, now } = time()
    const catalogue = catalogueOf(network, { clock, now })
    expect(catalogue.state()).toEqual({
      source: 'none',
      reading: false,
      sizes: { offer: 0, affiliate: 0, advertiser: 0, vertical: 0, tag: 0, manager: 0 },
    })
    await catalogue.refresh()
    expect(all(catalogue)).toEqual([1, 2, 3, 4, 5, 6, 7])
    expect(catalogue.state()).toMatchObject({
      source: 'network',
      asOf: now(),
      reading: false,
      sizes: { offer: 7, affiliate: 1 },
    })
    expect(
      network.asked.every(({ options }) => options.background === true && options.signal !== undefined),
    ).toBe(true)
  })

  it('brings what is new and changed, and takes away what is gone', async () => {
    const vertical = { id: 3, name: 'Insurance' }
    const network = testNetwork({
      offers: [...some(6), offer(50, 'Auto', { vertical })],
      affiliates: [affiliate(5, 'Papaya'), affiliate(6, 'Mango')],
    })
    const catalogue = catalogueOf(network)
    await catalogue.refresh()
    network.offers = [
      offer(2, 'Renamed to Zebra'),
      offer(3, 'Offer number 3', { offer_status: 'paused' }),
      ...some(3, 4),
      offer(9, 'Fresh'),
    ]
    network.affiliates = [affiliate(6, 'Mango')]
    await catalogue.refresh()
    expect(all(catalogue)).toEqual([2, 3, 4, 5, 6, 9])
    expect(ids(catalogue.find({ words: 'zebra', limit: 5 }))).toEqual([2])
    expect(ids(catalogue.find({ words: 'zbera', limit: 5 }))).toEqual([2])
    expect(catalogue.find({ words: 'number 2', limit: 5 }).entries.map(({ id }) => id)).not.toContain(2)
    expect(catalogue.get('offer', 3)?.status).toBe('paused')
    expect(ids(catalogue.find({ words: 'number', limit: 5 }))).toEqual([6, 5, 4, 3])
    expect(catalogue.get('offer', 50)).toBeUndefined()
    expect(all(catalogue, 'vertical')).toEqual([])
    expect(all(catalogue, 'affiliate')).toEqual([6])
  })

  it('keeps the old rows when a page fails, and says how old they are', async () => {
    const network = testNetwork({ offers: some(9), affiliates: [affiliate(5, 'Papaya')] })
    const { clock, now } = time()
    const catalogue = catalogueOf(network, { clock, now })
    await catalogue.refresh()
    const first = now()
    clock.pass(60_000)
    network.offers = [offer(1, 'New name'), ...some(5, 4)]
    network.affiliates = []
    failOn(network, 'offers.json', 2)
    await catalogue.refresh()
    expect(all(catalogue)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9])
    expect(catalogue.get('offer', 1)?.name).toBe('New name')
    expect(all(catalogue, 'affiliate')).toEqual([])
    expect(catalogue.state()).toMatchObject({
      source: 'network',
      asOf: first,
      lastFailure: { at: now(), sentence: 'The offers could not be read: CAKE cannot be reached.' },
    })
    network.before = () => undefined
    await catalogue.refresh()
    expect(all(catalogue)).toEqual([1, 4, 5, 6, 7, 8])
    expect(catalogue.state().lastFailure).toBeUndefined()
    expect(catalogue.state().asOf).toEqual(now())
  })

  it('knows what others are called although the read failed that told it', async () => {
    const rows = some(6).map((row) => ({ ...row, vertical: { id: 3, name: 'Insurance' }, tags: [{ id: 7 }] }))
    const network = testNetwork({ offers: rows })
    const catalogue = catalogueOf(network)
    failOn(network, 'offers.json', 2)
    await catalogue.refresh()
    expect(catalogue.get('offer', 1)?.vertical).toEqual({ id: 3, name: 'Insurance' })
    network.before = () => undefined
    await catalogue.refresh()
    expect(catalogue.named('vertical', 'insurance')?.id).toBe(3)
    expect(catalogue.get('tag', 7)?.name).toBe('tag 7')
    network.offers = rows.map((row) => ({ ...row, vertical: { id: 3, name: 'Insurances' } }))
    await catalogue.refresh()
    expect(catalogue.get('vertical', 3)?.name).toBe('Insurances')
    expect(all(catalogue, 'vertical')).toEqual([3])
  })

  it('reads offers although affiliates fail, and the other way round', async () => {
    const network = testNetwork({ offers: some(2), affiliates: [affiliate(5, 'Papaya')] })
    const catalogue = catalogueOf(network)
    failOn(network, 'affiliates.json')
    await catalogue.refresh()
    expect([all(catalogue), all(catalogue, 'affiliate')]).toEqual([[1, 2], []])
    failOn(network, 'offers.json')
    await catalogue.refresh()
    expect([all(catalogue), all(catalogue, 'affiliate')]).toEqual([[1, 2], [5]])
    expect(catalogue.state().lastFailure?.sentence).toContain('offers')
  })

  it('does not depend on the reports, and keeps the traffic it knew', async () => {
    const network = testNetwork({ offers: some(2) })
    network.offerReport = [{ offer_id: 1, clicks: 70 }]
    const catalogue = catalogueOf(network)
    await catalogue.refresh()
    failOn(network, 'report/offer.json')
    network.offers = [offer(1, 'Other name'), offer(2, 'Offer number 2')]
    await catalogue.refresh()
    expect(catalogue.get('offer', 1)).toMatchObject({ name: 'Other name', traffic: 70 })
    expect(all(catalogue)).toEqual([1, 2])
    expect(catalogue.state().lastFailure).toBeUndefined()
  })

  it('does not let a slow report keep the first names back, and sorts them by it afterwards', async () => {
    const network = testNetwork({ offers: some(3) })
    network.offerReport = [{ offer_id: 1, clicks: 70 }]
    const { clock, now } = time()
    const catalogue = catalogueOf(network, { clock, now })
    const [report, asked] = [gate(), gate()]
    network.before = async ({ path }) => {
      if (path !== 'report/offer.json') return
      asked.open()
      await report.passed
    }
    const reading = catalogue.refresh()
    await asked.passed
    clock.pass(3000)
    const found = () => ids(catalogue.find({ words: 'offer', limit: 5 }))
    await vi.waitFor(() => expect(found()).toEqual([3, 2, 1]), { interval: 1 })
    report.open()
    await reading
    expect(ids(catalogue.find({ words: 'offer', limit: 5 }))).toEqual([1, 3, 2])
    network.offerReport = []
    await catalogue.refresh()
    expect(ids(catalogue.find({ words: 'offer', limit: 5 }))).toEqual([3, 2, 1])
  })

  it('answers from the old rows while it goes on', async () => {
    const network = testNetwork({ offers: some(6) })
    const catalogue = catalogueOf(network)
    await catalogue.refresh()
    const [here, go] = [gate(), gate()]
    network.offers = some(6, 4)
    network.before = async ({ path, page }) => {
      if (path !== 'offers.json' || page !== 2) return
      here.open()
      await go.passed
    }
    const reading = catalogue.refresh()
    await here.passed
    expect(catalogue.state().reading).toBe(true)
    expect(all(catalogue)).toEqual(expect.arrayContaining([1, 2, 3, 4, 5, 6]))
    go.open()
    await reading
    expect(all(catalogue)).toEqual([4, 5, 6, 7, 8, 9])
  })

  it('is one at a time: who asks meanwhile gets the same', async () => {
    const network = testNetwork({ offers: some(1) })
    const catalogue = catalogueOf(network)
    await Promise.all([catalogue.refresh(), catalogue.refresh(), catalogue.refresh()])
    expect(network.asked.filter(({ path }) => path === 'offers.json')).toHaveLength(1)
    await catalogue.refresh()
    expect(network.asked.filter(({ path }) => path === 'offers.json')).toHaveLength(2)
  })

  it('ends at its deadline when it is stuck, and the next one runs', async () => {
    const network = testNetwork({ offers: some(5) })
    const { clock, now } = time()
    const catalogue = catalogueOf(network, { clock, now, deadlineMs: 120_000 })
    const stuck = gate()
    network.before = ({ path, page }) => {
      if (path !== 'offers.json' || page !== 2) return
      stuck.open()
      return new Promise(() => undefined)
    }
    const reading = catalogue.refresh()
    await stuck.passed
    clock.pass(120_000)
    await reading
    expect(catalogue.state()).toMatchObject({
      reading: false,
      lastFailure: { sentence: 'CAKE was not read completely within 2 minutes.' },
    })
    expect(all(catalogue)).toEqual([1, 2, 3])
    network.before = () => undefined
    await catalogue.refresh()
    expect(all(catalogue)).toEqual([1, 2, 3, 4, 5])
  })

  it('leaves out ids that no network has, and takes a thing once', async () => {
    const network = testNetwork({ offers: [offer(2 ** 40, 'Far'), offer(1, 'Near'), offer(0, 'Zero')] })
    const catalogue = catalogueOf(network)
    await catalogue.refresh()
    expect(all(catalogue)).toEqual([0, 1])
  })
})

describe('a network that does not list affiliates', () => {
  const campaign = (campaign_id: number, affiliate_id: number | undefined, affiliate_name?: string) => ({
    campaign_id,
    affiliate_id,
    affiliate_name,
  })

  it('has those of its campaigns and of the report, and loses none', async () => {
    const network = testNetwork({
      offers: some(1),
      affiliates: [
        affiliate(5, 'Old name', { account_manager: { id: 42, name: 'Jordan' } }),
        affiliate(6, 'Idle'),
      ],
      campaigns: [
        campaign(1, 5, 'Papaya'),
        campaign(2, 5, 'Papaya'),
        campaign(3, undefined),
        campaign(4, 7, 'Mango'),
      ],
    })
    const catalogue = catalogueOf(network)
    await catalogue.refresh()
    network.affiliateReport = [{ affiliate_id: 8, affiliate_name: 'Reported', clicks: 9 }]
    failOn(
      network,
      'affiliates.json',
      1,
      new CakeError('not-found', 'affiliates.json', 'No such page.', { status: 404 }),
    )
    await catalogue.refresh()
    expect(all(catalogue, 'affiliate')).toEqual([5, 6, 7, 8])
    expect(catalogue.get('affiliate', 5)).toMatchObject({
      name: 'Papaya',
      status: 'active',
      manager: { id: 42, name: 'Jordan' },
    })
    expect(catalogue.get('affiliate', 8)).toEqual({ kind: 'affiliate', id: 8, name: 'Reported', traffic: 9 })
    expect(catalogue.state().lastFailure).toBeUndefined()
  })

  it('is not taken for one when a later page fails', async () => {
    const network = testNetwork({ affiliates: [1, 2, 3, 4].map((id) => affiliate(id, `A${id}`)) })
    const catalogue = catalogueOf(network)
    failOn(network, 'affiliates.json', 2, new CakeError('unreadable', 'affiliates.json', 'A web page.'))
    await catalogue.refresh()
    expect(catalogue.state().lastFailure?.sentence).toBe('The affiliates could not be read: A web page.')
    expect(network.asked.some(({ path }) => path === 'campaigns.json')).toBe(false)
  })
})
