import { afterAll, afterEach, beforeEach, beforeAll, describe, expect, it } from 'vitest'
import { buttons } from '../support/read.ts'
import { answers, startNetwork, type Network } from './asked.ts'

/** Networks that answer other than they were asked: nothing is shown that is not known to be right. */
let network: Network

beforeAll(async () => {
  network = await startNetwork()
})
beforeEach(() => {
  network.answers = {}
  network.logged.length = 0
})
afterEach(() => {
  // Nothing here is a bug of the bot's.
  expect(network.logged.filter(([level]) => level === 'error')).toEqual([])
})
afterAll(() => network.stop())

const offer = (offer_id: number, more: object = {}) => ({
  offer_id,
  offer_name: `Offer no. ${offer_id}`,
  ...more,
})

describe('a network that passes over filters', () => {
  it("does not give an offer the whole network's figures", async () => {
    network.answers = {
      'offers.json': answers.offers([offer(5, { currency: 'USD' })]),
      'report/offer.json': answers.report('offers', [
        { offer_id: 5, clicks: 200, conversions: 10, payout: 30, revenue: 40 },
        { offer_id: 6, clicks: 9000, conversions: 500, payout: 1000, revenue: 3000 },
      ]),
    }
    const { text } = await network.types('offer 5')
    expect(text).toContain('Clicks | 200 | 200 | no change')
    expect(text).toContain('CVR | 5.00 % |')
    expect(text).toContain('EPC | 0.150 |')
    expect(text).toContain('Margin | $10.00 |')
    expect(text).toContain('Margin % | 25.0 % |')
  })

  it('does not give an advertiser the figures of others', async () => {
    network.answers = {
      'offers.json': answers.offers([
        offer(5, { advertiser: { advertiser_id: 9, advertiser_name: 'Nine' } }),
      ]),
      'report/advertiser.json': answers.report('advertisers', [
        { advertiser_id: 8, advertiser_name: 'Eight', clicks: 1000, conversions: 1, revenue: 1 },
        { advertiser_id: 9, advertiser_name: 'Nine', clicks: 7, conversions: 1, revenue: 1 },
      ]),
    }
    const { text } = await network.types('advertiser 9')
    expect(text).toContain('# Nine')
    expect(text).toContain('Clicks | 7 | 7 |')
  })

  it('does not count the campaigns of other affiliates', async () => {
    network.answers = {
      'affiliates.json': answers.affiliates([{ affiliate_id: 6, affiliate_name: 'Six' }]),
      'campaigns.json': answers.campaigns([
        { campaign_id: 1, affiliate_id: 6, campaign_status: 'active' },
        { campaign_id: 2, affiliate_id: 7, campaign_status: 'active' },
      ]),
      'report/offer.json': answers.report('offers', []),
    }
    expect((await network.types('affiliate 6')).text).toContain('Campaigns 1, active')
  })

  it("lists no other offer's creatives and landing pages, and no other status", async () => {
    network.answers = {
      'creatives.json': answers.creatives([
        { creative_id: 1, creative_name: 'Ours', offer_id: 5, creative_status: 'active' },
        { creative_id: 2, creative_name: 'Theirs', offer_id: 6, creative_status: 'active' },
        { creative_id: 3, creative_name: 'Resting', offer_id: 5, creative_status: 'paused' },
      ]),
      'landing_pages.json': answers.pages([
        { landing_page_id: 1, landing_page_name: 'Ours', offer_id: 5 },
        { landing_page_id: 2, landing_page_name: 'Theirs', offer_id: 6 },
      ]),
    }
    const creatives = (await network.types('creatives 5 status:active')).text
    expect(creatives).toContain('# Creatives of offer Offer no. 5 (5), active\nOurs')
    expect(creatives).not.toMatch(/Theirs|Resting/)
    expect((await network.types('pages 5')).text).not.toContain('Theirs')
  })

  it('lists no offer that has other tags', async () => {
    const tagged = (id: number) => ({ tags: [{ tag_id: id, tag_name: `tag ${id}` }] })
    network.answers = { 'offers.json': answers.offers([offer(5, tagged(8)), offer(6, tagged(9))], 2) }
    const { text } = await network.types('offers tag:8')
    expect(text).toContain('(1–1 of 1 offer)')
    expect(text).not.toContain('Offer no. 6')
  })

  it('narrows a report to the one that was asked for, in the file too', async () => {
    network.answers = {
      'report/affiliate.json': answers.report('affiliates', [
        { affiliate_id: 6, affiliate_name: 'Six', clicks: 10, conversions: 1, payout: 5 },
        { affiliate_id: 7, affiliate_name: 'Seven', clicks: 990, conversions: 1, payout: 5 },
      ]),
    }
    const { text } = await network.types('report affiliates affiliate:6')
    expect(text).toContain('Clicks 10   ·')
    expect(text).toContain('1 affiliate by Payout')
    const { files } = await network.exports('report affiliates affiliate:6')
    expect(files[0]?.name).toBe('affiliates 2026-11-14 to 2026-11-20 affiliate 6.csv')
    expect(files[0]?.content).not.toContain('Seven')
  })
})

describe('statuses', () => {
  it("of the network's own are not taken for none of CAKE's", async () => {
    network.answers = {
      'offers.json': answers.offers([
        offer(5, { offer_status: 'Public' }),
        offer(6, { offer_status: 'Paused' }),
      ]),
    }
    const { text } = await network.types('offers status:active')
    expect(text).toContain('Offer no. 5')
    expect(text).not.toContain('Offer no. 6')
  })
})

describe('totals', () => {
  it('of a list are left out where they cannot be true', async () => {
    const rows = Array.from({ length: 30 }, (_, index) => offer(index + 1))
    network.answers = { 'offers.json': () => answers.offers(rows, 3) }
    const { text } = await network.types('offers')
    expect(text).toContain('(1–8, and more)')
  })

  it('of a report are left out where a row lacks the figure, and that is said', async () => {
    network.answers = {
      'report/offer.json': answers.report('offers', [
        { offer_id: 5, clicks: 100, conversions: 4, payout: 20, revenue: 'n/a' },
        { offer_id: 6, clicks: 50, conversions: 0, payout: 0.0004, revenue: '1,000.50' },
      ]),
    }
    const { text } = await network.types('report offers')
    expect(text).toContain('Clicks 150   ·   Conversions 4   ·   CVR 2.67 %   ·   EPC 0.133')
    expect(text).toContain('Revenue –   ·   Payout 20.00   ·   Margin –   ·   Margin % –')
    expect(text).toContain('CAKE leaves out revenue in some, so they are not added up.')
  })

  it('do not drift by a cent over ten thousand rows of fractions of a cent', async () => {
    const rows = Array.from({ length: 10_000 }, (_, index) => ({
      offer_id: index + 1,
      clicks: 1,
      conversions: 1,
      payout: 0.0004,
      revenue: 0.1,
    }))
    network.answers = { 'report/offer.json': answers.report('offers', rows) }
    const { text } = await network.types('report offers')
    expect(text).toContain('Revenue 1,000.00   ·   Payout 4.00   ·   Margin 996.00   ·   Margin % 99.6 %')
  })

  it('say that rows could not be sorted', async () => {
    network.answers = {
      'report/offer.json': answers.report('offers', [
        { offer_id: 6, clicks: 1 },
        { offer_id: 5, clicks: 2 },
      ]),
    }
    expect((await network.types('report offers')).text).toContain(
      '2 of 2 offers; CAKE gives no Revenue to sort them by',
    )
  })
})

describe('small things', () => {
  it('does not round a price of fractions of a cent away', async () => {
    const cheap = { payout: 0.0125, revenue: 0.015, currency: 'USD', payout_type: 'cpc' }
    network.answers = {
      'offers.json': answers.offers([offer(5, cheap)]),
      'report/offer.json': answers.report('offers', []),
      'affiliate_offer.json': {
        response: { affiliate_offer: { affiliate_id: 6, offer_id: 5, payout: 0.0129, payout_type: 'cpc' } },
      },
    }
    expect((await network.types('offer 5')).text).toContain(
      'Payout $0.0125   ·   Revenue $0.015   ·   Margin $0.0025 (16.7 %)',
    )
    expect((await network.types('payout 6 5')).text).toContain('$0.0004 more than the default (3.2 %)')
  })

  it.each(['9999-12-31', '9999-12-31T23:59:59Z', '/Date(253402300799999)/'])(
    'takes an expiry of %s as it stands, east of Greenwich too',
    async (expiration_date) => {
      const tokyo = await startNetwork(
        {
          'offers.json': answers.offers([offer(5, { expiration_date })]),
          'report/offer.json': answers.report('offers', []),
        },
        { zone: 'Asia/Tokyo' },
      )
      try {
        const { text, ran } = await tokyo.types('offer 5')
        expect(ran.outcome).toBe('answered')
        expect(text).toMatch(/Expires (31 Dec 9999|no date set)\n/)
      } finally {
        await tokyo.stop()
      }
    },
  )

  it('does not say that there is no campaign where there are deleted ones', async () => {
    network.answers = {
      'campaigns.json': answers.campaigns([
        {
          campaign_id: 1,
          affiliate_id: 6,
          offer_id: 5,
          campaign_status: 'Deleted',
          tracking_link: 'https://t.example',
        },
      ]),
    }
    const { text } = await network.types('link 6 5')
    expect(text).toContain('Affiliate 6 has only deleted campaigns on offer 5')
    expect(text).not.toContain('https://t.example')
  })

  it('does not accuse a link where CAKE does not say whose the campaign is', async () => {
    network.answers = { 'campaigns.json': answers.campaigns([{ campaign_id: 8 }]) }
    const { text } = await network.types('https://t.example/rd/r.php?s1=x%20y&sid=8&aff_id=6&s2=#top')
    expect(text).toContain('Campaign 8')
    expect(text).not.toContain('not theirs')
  })
})

describe('the last 7 days', () => {
  it.each([
    ['UTC', '2026-03-01T00:30:00Z', '2026-02-22..2026-02-28', '2026-02-15..2026-02-21'],
    ['America/New_York', '2026-03-01T00:30:00Z', '2026-02-21..2026-02-27', '2026-02-14..2026-02-20'],
    ['Asia/Tokyo', '2028-02-29T15:30:00Z', '2028-02-23..2028-02-29', '2028-02-16..2028-02-22'],
    ['Pacific/Kiritimati', '2026-12-31T10:30:00Z', '2026-12-25..2026-12-31', '2026-12-18..2026-12-24'],
  ])('in %s at %s are full days there', async (zone, time, now, before) => {
    const there = await startNetwork(
      {
        'offers.json': answers.offers([offer(5)]),
        'report/offer.json': answers.report('offers', []),
      },
      { zone, time: new Date(time) },
    )
    try {
      await there.types('offer 5')
      const asked = there.asked
        .filter(({ path }) => path === 'report/offer.json')
        .map(({ params }) => `${params.get('start_date')}..${params.get('end_date')}`)
      expect(asked.toSorted()).toEqual([before, now])
    } finally {
      await there.stop()
    }
  })
})

describe('periods at the ends of the calendar', () => {
  it.each(['9999-12-31', '0000-01-01', '1999-12-31', '2100-12-01..2101-01-01'])(
    '%s is refused',
    async (range) => {
      const { text } = await network.types(`report offers ${range}`)
      expect(text).toContain('is no period: the days must exist, from 2000 to 2100')
    },
  )

  it('have no neighbour on the other side', async () => {
    network.answers = { 'report/offer.json': answers.report('offers', []) }
    const { text } = await network.types('report offers 2000-01-01..2000-01-31')
    expect(text).toContain('[Next period]')
    expect(text).not.toContain('[Previous period]')
  })

  it.each([
    ['2028-02-29', '2028-02-28..2028-02-28', '2028-03-01..2028-03-01'],
    ['2028-02-01..2028-02-29', '2028-01-01..2028-01-31', '2028-03-01..2028-03-31'],
    ['2026-12-01..2026-12-31', '2026-11-01..2026-11-30', '2027-01-01..2027-01-31'],
    ['2026-03-25..2026-03-31', '2026-03-18..2026-03-24', '2026-04-01..2026-04-07'],
  ])('%s lies between %s and %s', async (range, before, after) => {
    const later = await startNetwork(
      { 'report/offer.json': answers.report('offers', []) },
      { time: new Date('2030-06-01T12:00:00Z') },
    )
    try {
      const { shown } = await later.types(`report offers ${range}`)
      const lines = buttons(shown[0]?.blocks).map(({ button }) => button.value)
      expect(lines.slice(0, 2)).toEqual([before, after].map((next) => `report offers range:${next} top:10`))
    } finally {
      await later.stop()
    }
  })
})

describe('files', () => {
  it.each(['=1+1', ' =1+1', '\u00a0@x', '＝1', '\t+1', '\r\n-1', '-2+3'])(
    'make no formula of %j',
    async (offer_name) => {
      network.answers = {
        'report/offer.json': answers.report('offers', [
          { offer_id: 5, offer_name, clicks: 2, conversions: 1, payout: 9.5, revenue: 3 },
          { offer_id: 6, offer_name: 'a "quoted",\nname', clicks: 0 },
        ]),
      }
      const [file] = (await network.exports('report offers')).files
      const [, five, ...six] = (file?.content ?? '').trim().split('\n')
      expect(five).toMatch(/^5,"?'[=@＝+-]/)
      expect(five).toMatch(/,2,1,50,4.75,3,9.5,-6.5,-216.666667$/)
      expect(six.join('\n')).toBe('6,"a ""quoted"",\nname",0,,,,,,,')
    },
  )
})

describe('shared', () => {
  it('says why the figures are missing, and logs it', async () => {
    network.answers = { 'offers.json': answers.offers([offer(5)]), 'report/offer.json': '<html>login</html>' }
    const { published } = await network.shares('offer 5')
    expect(JSON.stringify(published)).toContain('could not be read')
    expect(network.logged).toHaveLength(1)
  })

  it('is not posted once the object is gone', async () => {
    network.answers = { 'offers.json': answers.offers([]) }
    const { published, text } = await network.shares('offer 5')
    expect(published).toEqual([])
    expect(text).toContain('CAKE has no offer 5.')
  })

  it('is the one card that a search found', async () => {
    network.answers = {
      'offers.json': answers.offers([offer(5), { offer_id: 6, offer_name: 'Other' }]),
      'report/offer.json': answers.report('offers', []),
    }
    const { text } = await network.shares('offer no. 5')
    expect(text).toContain('# Offer no. 5')
    expect(text).toContain('with /cake offer 5')
  })
})
