import { describe, expect, it } from 'vitest'
import { buttons, read } from '../../support/read.ts'
import { BUSY, busy } from './days.ts'
import { said } from './said.ts'
import { asked, composed, type World } from './world.ts'

describe('a message', () => {
  it('has several reports in it, the money of the first that has revenue on top', async () => {
    const given = asked({ reports: ['advertisers', 'affiliates', 'offers'], sections: ['totals', 'movers'] })
    expect(read(await said(BUSY, given))).toMatchInlineSnapshot(`
      "# Yesterday, Friday 20 Nov 2026
      (Offers, affiliates, advertisers · America/New_York · as of 09:00 · changes against the Friday before)
      Revenue $27,731, down 11 % on the Friday before; margin 16.2 %, down 2.8 points.
      Offers
      Revenue $27,731 ▼ −11 %   ·   Payout $23,232 ▼ −7 %   ·   Margin $4,499, 16.2 % ▼ −2.8 pts
      Clicks 27,636 ▼ −1 %   ·   Conversions 1,071 ▼ −10 %
      CVR 3.88 % ▼ −0.4 pts   ·   EPC $0.841 ▼ −6 %
      What moved revenue by −$3,273
      ▼ −$3,798 Payday Loan Finder, nothing now
      ▲ +$2,139 Solar Savings
      ▼ −$1,155 Mobile Game Install
      −$459.00 from 5 other offers together
      Affiliates
      Payout $27,376 ▲ +6 %
      Clicks 28,656 nearly the same   ·   Conversions 1,303 ▲ +7 %
      CVR 4.55 % ▲ +0.3 pts   ·   EPC $0.955 ▲ +7 %
      What moved payout by +$1,653
      ▲ +$1,734 affiliate Solar Savings
      ▼ −$76.35 affiliate Language App
      ▼ −$73.00 affiliate Auto Insurance Quotes
      +$68.35 from 3 other affiliates together
      Advertisers
      Revenue $33,813 ▲ +6 %
      Clicks 28,656 nearly the same   ·   Conversions 1,303 ▲ +7 %
      CVR 4.55 % ▲ +0.3 pts
      What moved revenue by +$2,039
      ▲ +$2,139 advertiser Solar Savings
      ▼ −$94.50 advertiser Language App
      ▼ −$90.00 advertiser Auto Insurance Quotes
      +$84.50 from 3 other advertisers together
      (CAKE's affiliate report has no revenue, so there is no margin here. CAKE's advertiser report has no payout, so there is no EPC and no margin here. Money as CAKE's report gives it.)"
    `)
  })

  it('says that it is late, and is of the days it was due on', async () => {
    const given = asked({ sections: [] }, { late: true, now: new Date('2026-11-22T06:30:00Z') })
    expect(read(await said({ did: (_, day) => busy(day) }, given))).toMatchInlineSnapshot(`
      "# Friday 20 Nov 2026
      (Offers · America/New_York · as of 21 Nov 2026, 09:00 · changes against the Friday before)
      (Late: it was due at 21 Nov 2026, 09:00, and now it is 01:30 (America/New_York).)
      Revenue 33,813, up 6.4 % on the Friday before; margin 19.0 %.
      (Money as CAKE's report gives it.)"
    `)
  })

  it('holds 25 rows of three reports with long names, all that needs a look, and its small print', async () => {
    const long = 'The Very Long Name of a Thing That Somebody Has Typed in Full '.repeat(3)
    const many = Array.from({ length: 60 }, (_, at) => at)
    const full: World = {
      ...BUSY,
      did: (_, day) =>
        many.map((at) => ({
          id: 1 + at,
          name: `${long} ${at}`,
          clicks: 123_456_789 + at,
          conversions: at % 3 === 0 ? 0 : 7_654_321 + Number(day.slice(-2)) * 900_000,
          revenue: 98_765_432.19 + at,
          payout: 97_654_321.25 + at * 100_000,
        })),
    }
    const reports = ['offers', 'affiliates', 'advertisers'] as const
    const message = await said(full, asked({ reports: [...reports], rows: 25 }))
    const shown = read(message)
    expect(shown.match(/^Table: /gm)).toHaveLength(3)
    expect(shown).toContain("(CAKE's affiliate report has no revenue")
    expect(shown).not.toContain('more that does not fit')
  })

  it('has a button for each thing that needs somebody', async () => {
    const { blocks } = await said(BUSY)
    expect(
      buttons(blocks).map(({ button }) => [button.text.text, button.value, button.accessibility_label]),
    ).toEqual([
      ['Show', 'offer 12348', 'Show offer 12348'],
      ['Show', 'offer 12347', 'Show offer 12347'],
      ['Show', 'offer 12346', 'Show offer 12346'],
      ['Show', 'offer 12350', 'Show offer 12350'],
      ['Show', 'offer 12349', 'Show offer 12349'],
      ['Show', 'offer 12399', 'Show offer 12399'],
      ['Approve…', 'affiliate approve 67888', 'Approve affiliate 67888'],
      ['Approve…', 'affiliate approve 67889', 'Approve affiliate 67889'],
      ['Approve…', 'affiliate approve 67890', 'Approve affiliate 67890'],
      ['Show', 'change list status:waiting', 'Show the changes that wait'],
    ])
  })

  it('leaves out what its plan leaves out', async () => {
    const { digest, net } = await composed(BUSY, asked({ sections: [] }))
    expect(digest).toMatchObject({ kind: 'numbers', csv: [] })
    expect(digest).not.toHaveProperty('chart')
    expect(new Set(net.came.map(({ query }) => query.get('start_date')))).toEqual(
      new Set(['2026-11-13', '2026-11-20']),
    )
  })

  it.each([
    ['revenue', [4, 3, 2]],
    ['margin', [2, 3, 4]],
    ['clicks', [3, 2, 4]],
  ] as const)('has its rows sorted by %s', async (sort, order) => {
    const did = [
      { id: 2, clicks: 20, conversions: 2, revenue: 100, payout: 10 },
      { id: 3, clicks: 30, conversions: 1, revenue: 200, payout: 150 },
      { id: 4, clicks: 10, conversions: 3, revenue: 300, payout: 290 },
    ]
    const shown = await said({ did: () => did }, asked({ sort, sections: ['table'] }))
    const rows = read(shown)
      .match(/(?<=^offer )\d/gm)
      ?.map(Number)
    expect(read(shown)).toContain(`3 offers by ${sort}`)
    expect(rows).toEqual(order)
  })

  it('tells of rows with few clicks in its totals only', async () => {
    const few = await composed(BUSY, asked({ leastClicks: 3000, sections: ['totals', 'movers', 'table'] }))
    const all = await composed(BUSY, asked({ sections: ['totals', 'movers', 'table'] }))
    expect(few.digest).toMatchObject({ totals: 'totals' in all.digest ? all.digest.totals : {} })
    const shown = read(few.digest.message)
    expect(shown).toContain('4 offers by revenue')
    expect(shown).not.toContain('Mobile Game Install')
  })
})

it('counts the days to an offer’s end from the day on which it is sent, however late', async () => {
  const ending = {
    offer_id: 9,
    offer_name: 'Ending',
    offer_status: { offer_status_name: 'Active' },
    expiration_date: '2026-11-22T12:00:00',
  }
  const of: World = { did: (_, day) => busy(day), offers: [ending] }
  const late = { late: true, now: new Date('2026-11-22T14:00:00Z') }
  const { digest } = await composed(of, asked({ lateHours: 36 }, late))
  expect(read(digest.message)).toContain('expires today (22 Nov 2026)')
})
