import { describe, expect, it } from 'vitest'
import { read } from '../../support/read.ts'
import { BUSY, busy } from './days.ts'
import { said } from './said.ts'
import { asked, type World } from './world.ts'

const quiet: World = {
  did: (_, day) => busy(day).map((did) => ({ ...did, ...busy('2026-11-01')[did.id - 12_345] })),
}

describe('a day', () => {
  it('with much that needs somebody', async () => {
    expect(read(await said(BUSY))).toMatchInlineSnapshot(`
      "# Yesterday, Friday 20 Nov 2026
      (Offers · America/New_York · as of 09:00 · changes against the Friday before)
      Revenue $27,731, down 11 % on the Friday before; margin 16.2 %, down 2.8 points; 6 offers and 5 affiliates need a look.
      Revenue $27,731 ▼ −11 %   ·   Payout $23,232 ▼ −7 %   ·   Margin $4,499, 16.2 % ▼ −2.8 pts
      Clicks 27,636 ▼ −1 %   ·   Conversions 1,071 ▼ −10 %
      CVR 3.88 % ▼ −0.4 pts   ·   EPC $0.841 ▼ −6 %
      What moved revenue by −$3,273
      ▼ −$3,798 Payday Loan Finder, nothing now
      ▲ +$2,139 Solar Savings
      ▼ −$1,155 Mobile Game Install
      ▼ −$1,105 Pet Insurance, nothing now
      ▲ +$804.00 Broker Sign-up, new
      −$158.00 from 3 other offers together
      Needs a look
      Keto Trial
      Offer 12348 · ⚠️ margin −$120.00: paid out more than came in [Show]
      Payday Loan Finder
      Offer 12347 · ⚠️ 3,422 clicks, no conversions [Show]
      Solar Savings
      Offer 12346 · ▲ CVR 7.19 %, usually 4.76 % [Show]
      Mobile Game Install
      Offer 12350 · ▼ CVR 2.35 %, usually 4.00 % [Show]
      VPN Yearly
      Offer 12349 · ⌛ expires in 3 days (24 Nov 2026) [Show]
      Old Sweepstakes
      Offer 12399 · ⏸️ Paused, with 4 active campaigns [Show]
      Newcomer 1
      Affiliate 67888 · 🕓 waits for approval [Approve…]
      Newcomer 2
      Affiliate 67889 · 🕓 waits for approval [Approve…]
      Newcomer 3
      Affiliate 67890 · 🕓 waits for approval [Approve…]
      (… and 2 more affiliates: /cake affiliate list status:pending)
      2 changes asked for
      🕓 waiting for approval [Show]
      <data_visualization>
      <data_visualization>
      Table: Top 10 of 11 offers by revenue
      Offer | Revenue | Change | Clicks | Conv. | CVR | EPC | Margin % | Id
      Solar Savings | $6,274.50 | ▲ +52 % | 3,711 | 267 | 7.19 % | $1.371 | 18.9 % | 12346
      Auto Insurance Quotes | $4,500.00 | ▼ −2 % | 4,000 | 200 | 5.00 % | $0.913 | 18.9 % | 12345
      Keto Trial | $3,468.00 | no change | 3,133 | 136 | 4.34 % | $1.145 | −3.5 % | 12348
      VPN Yearly | $3,153.50 | ▲ +1 % | 2,844 | 119 | 4.18 % | $0.898 | 19.1 % | 12349
      Meal Box First Order | $2,479.50 | no change | 2,266 | 87 | 3.84 % | $0.885 | 19.1 % | 12351
      Credit Report | $2,153.50 | no change | 1,977 | 73 | 3.69 % | $0.881 | 19.2 % | 12352
      Home Warranty | $1,830.00 | no change | 1,688 | 60 | 3.55 % | $0.876 | 19.2 % | 12353
      Mobile Game Install | $1,650.00 | ▼ −41 % | 2,555 | 60 | 2.35 % | $0.523 | 19.1 % | 12350
      Language App | $1,417.50 | ▼ −6 % | 1,309 | 45 | 3.44 % | $0.875 | 19.2 % | 12354
      Broker Sign-up | $804.00 | new | 731 | 24 | 3.28 % | $0.888 | 19.3 % | 12356
      (Money as CAKE's report gives it.)"
    `)
  })

  it('as any other is short', async () => {
    expect(read(await said(quiet))).toMatchInlineSnapshot(`
      "# Yesterday, Friday 20 Nov 2026
      (Offers · America/New_York · as of 09:00 · changes against the Friday before)
      Revenue 31,810, as on the Friday before; margin 19.0 %.
      Revenue 31,810 no change   ·   Payout 25,753 no change   ·   Margin 6,058, 19.0 % no change
      Clicks 28,722 no change   ·   Conversions 1,218 no change
      CVR 4.24 % no change   ·   EPC 0.897 no change
      <data_visualization>
      <data_visualization>
      Table: Top 10 of 12 offers by revenue
      Offer | Revenue | Change | Clicks | Conv. | CVR | EPC | Margin % | Id
      Auto Insurance Quotes | 4,590.00 | no change | 4,073 | 204 | 5.01 % | 0.914 | 18.9 % | 12345
      Solar Savings | 4,230.00 | no change | 3,784 | 180 | 4.76 % | 0.906 | 18.9 % | 12346
      Payday Loan Finder | 3,797.50 | no change | 3,405 | 155 | 4.55 % | 0.904 | 19.0 % | 12347
      Keto Trial | 3,442.50 | no change | 3,116 | 135 | 4.33 % | 0.895 | 19.0 % | 12348
      VPN Yearly | 3,127.00 | no change | 2,827 | 118 | 4.17 % | 0.895 | 19.1 % | 12349
      Mobile Game Install | 2,805.00 | no change | 2,538 | 102 | 4.02 % | 0.894 | 19.1 % | 12350
      Meal Box First Order | 2,479.50 | no change | 2,249 | 87 | 3.87 % | 0.892 | 19.1 % | 12351
      Credit Report | 2,153.50 | no change | 1,960 | 73 | 3.72 % | 0.888 | 19.2 % | 12352
      Home Warranty | 1,830.00 | no change | 1,671 | 60 | 3.59 % | 0.885 | 19.2 % | 12353
      Language App | 1,512.00 | no change | 1,382 | 48 | 3.47 % | 0.884 | 19.2 % | 12354
      (Money as CAKE's report gives it.)"
    `)
  })

  it('that is the first has nothing to be compared with, and says so', async () => {
    const first: World = { did: (_, day) => (day === '2026-11-20' ? busy(day).slice(0, 2) : []) }
    expect(read(await said(first))).toMatchInlineSnapshot(`
      "# Yesterday, Friday 20 Nov 2026
      (Offers · America/New_York · as of 09:00)
      Revenue 10,775; margin 18.9 %.
      Revenue 10,775   ·   Payout 8,736   ·   Margin 2,038, 18.9 %
      Clicks 7,711   ·   Conversions 467
      CVR 6.06 %   ·   EPC 1.133
      <data_visualization>
      <data_visualization>
      Table: 2 offers by revenue
      Offer | Revenue | Clicks | Conv. | CVR | EPC | Margin % | Id
      Solar Savings | 6,274.50 | 3,711 | 267 | 7.19 % | 1.371 | 18.9 % | 12346
      Auto Insurance Quotes | 4,500.00 | 4,000 | 200 | 5.00 % | 0.913 | 18.9 % | 12345
      (Not compared with Friday 13 Nov 2026: CAKE reports no traffic for it. Money as CAKE's report gives it.)"
    `)
  })

  it('without any traffic, as the weeks before, is a day without traffic', async () => {
    expect(read(await said({ did: () => [] }))).toMatchInlineSnapshot(`
      "# Yesterday, Friday 20 Nov 2026
      (Offers · America/New_York · as of 09:00)
      No traffic: CAKE reports no clicks and no conversions.
      (Not compared with Friday 13 Nov 2026: CAKE reports no traffic for it. Money as CAKE's report gives it.)"
    `)
  })

  it('on which more was paid out than came in', async () => {
    const losing: World = {
      did: (_, day) =>
        busy(day)
          .slice(0, 2)
          .map((did) => ({ ...did, payout: (did.revenue ?? 0) + (day === '2026-11-20' ? 250.5 : -100) })),
    }
    expect(read(await said(losing))).toMatchInlineSnapshot(`
      "# Yesterday, Friday 20 Nov 2026
      (Offers · America/New_York · as of 09:00 · changes against the Friday before)
      Revenue 10,775, up 23 % on the Friday before; margin −4.6 %, down 6.9 points; 2 offers need a look.
      Revenue 10,775 ▲ +23 %   ·   Payout 11,276 ▲ +32 %   ·   Margin −501.00, −4.6 % ▼ −6.9 pts
      Clicks 7,711 ▼ −1 %   ·   Conversions 467 ▲ +23 %
      CVR 6.06 % ▲ +1.2 pts   ·   EPC 1.462 ▲ +33 %
      What moved revenue by +2,049
      ▲ +2,139 Solar Savings
      ▼ −90.00 Auto Insurance Quotes
      Needs a look
      Auto Insurance Quotes
      Offer 12345 · ⚠️ margin −250.50: paid out more than came in [Show]
      Solar Savings
      Offer 12346 · ⚠️ margin −250.50: paid out more than came in [Show]
      <data_visualization>
      <data_visualization>
      Table: 2 offers by revenue
      Offer | Revenue | Change | Clicks | Conv. | CVR | EPC | Margin % | Id
      Solar Savings | 6,274.50 | ▲ +52 % | 3,711 | 267 | 7.19 % | 1.758 | −4.0 % | 12346
      Auto Insurance Quotes | 4,500.00 | ▼ −2 % | 4,000 | 200 | 5.00 % | 1.188 | −5.6 % | 12345
      (Money as CAKE's report gives it.)"
    `)
  })

  it('of affiliates has no revenue and no margin, and says so', async () => {
    const given = asked({ reports: ['affiliates'], compare: 'the period before' })
    expect(read(await said({ did: (_, day) => busy(day) }, given))).toMatchInlineSnapshot(`
      "# Yesterday, Friday 20 Nov 2026
      (Affiliates · America/New_York · as of 09:00 · changes against the Thursday before)
      Payout 27,376, up 6.6 % on the Thursday before; 1 affiliate needs a look.
      Payout 27,376 ▲ +7 %
      Clicks 28,656 nearly the same   ·   Conversions 1,303 ▲ +7 %
      CVR 4.55 % ▲ +0.3 pts   ·   EPC 0.955 ▲ +7 %
      What moved payout by +1,685
      ▲ +1,695 Solar Savings
      ▲ +49.30 Home Warranty
      ▲ +47.70 Credit Report
      ▲ +46.10 Meal Box First Order
      ▲ +44.50 Mobile Game Install
      −197.85 from 7 other affiliates together
      Needs a look
      Solar Savings
      Affiliate 12346 · ▲ CVR 7.19 %, usually 4.76 % [Show]
      <data_visualization>
      <data_visualization>
      Table: Top 10 of 12 affiliates by payout
      Affiliate | Payout | Change | Clicks | Conv. | CVR | EPC | Id
      Solar Savings | 5,086.35 | ▲ +50 % | 3,711 | 267 | 7.19 % | 1.371 | 12346
      Auto Insurance Quotes | 3,650.00 | ▼ −1 % | 4,000 | 200 | 5.00 % | 0.913 | 12345
      Payday Loan Finder | 3,096.60 | ▼ −1 % | 3,422 | 156 | 4.56 % | 0.905 | 12347
      Keto Trial | 2,808.40 | ▼ −1 % | 3,133 | 136 | 4.34 % | 0.896 | 12348
      VPN Yearly | 2,552.55 | ▼ −1 % | 2,844 | 119 | 4.18 % | 0.898 | 12349
      Mobile Game Install | 2,269.50 | ▲ +2 % | 2,555 | 102 | 3.99 % | 0.888 | 12350
      Meal Box First Order | 2,005.35 | ▲ +2 % | 2,266 | 87 | 3.84 % | 0.885 | 12351
      Credit Report | 1,741.05 | ▲ +3 % | 1,977 | 73 | 3.69 % | 0.881 | 12352
      Home Warranty | 1,479.00 | ▲ +3 % | 1,688 | 60 | 3.55 % | 0.876 | 12353
      Language App | 1,145.25 | ▼ −2 % | 1,309 | 45 | 3.44 % | 0.875 | 12354
      (CAKE's affiliate report has no revenue, so there is no margin here. Money as CAKE's report gives it.)"
    `)
  })

  it('of which nobody may see money', async () => {
    const given = asked({}, { money: false, channelName: 'cake-daily' })
    const message = await said(BUSY, given)
    expect(read(message)).toMatchInlineSnapshot(`
      "# Yesterday, Friday 20 Nov 2026
      (Offers · America/New_York · as of 09:00 · changes against the Friday before)
      Clicks 27,636, down 1.2 % on the Friday before; 5 offers and 5 affiliates need a look.
      Clicks 27,636 ▼ −1 %   ·   Conversions 1,071 ▼ −10 %
      CVR 3.88 % ▼ −0.4 pts
      Needs a look
      Payday Loan Finder
      Offer 12347 · ⚠️ 3,422 clicks, no conversions [Show]
      Solar Savings
      Offer 12346 · ▲ CVR 7.19 %, usually 4.76 % [Show]
      Mobile Game Install
      Offer 12350 · ▼ CVR 2.35 %, usually 4.00 % [Show]
      VPN Yearly
      Offer 12349 · ⌛ expires in 3 days (24 Nov 2026) [Show]
      Old Sweepstakes
      Offer 12399 · ⏸️ Paused, with 4 active campaigns [Show]
      Newcomer 1
      Affiliate 67888 · 🕓 waits for approval [Approve…]
      Newcomer 2
      Affiliate 67889 · 🕓 waits for approval [Approve…]
      Newcomer 3
      Affiliate 67890 · 🕓 waits for approval [Approve…]
      (… and 2 more affiliates: /cake affiliate list status:pending)
      2 changes asked for
      🕓 waiting for approval [Show]
      <data_visualization>
      <data_visualization>
      Table: Top 10 of 11 offers by conversions
      Offer | Conv. | Change | Clicks | CVR | Id
      Solar Savings | 267 | ▲ +52 % | 3,711 | 7.19 % | 12346
      Auto Insurance Quotes | 200 | ▼ −2 % | 4,000 | 5.00 % | 12345
      Keto Trial | 136 | no change | 3,133 | 4.34 % | 12348
      VPN Yearly | 119 | ▲ +1 % | 2,844 | 4.18 % | 12349
      Meal Box First Order | 87 | no change | 2,266 | 3.84 % | 12351
      Credit Report | 73 | no change | 1,977 | 3.69 % | 12352
      Mobile Game Install | 60 | ▼ −41 % | 2,555 | 2.35 % | 12350
      Home Warranty | 60 | no change | 1,688 | 3.55 % | 12353
      Language App | 45 | ▼ −6 % | 1,309 | 3.44 % | 12354
      Broker Sign-up | 24 | new | 731 | 3.28 % | 12356
      (Money is not shown in #cake-daily.)"
    `)
    expect(JSON.stringify(message)).not.toMatch(/\$|revenue|payout|margin|EPC/i)
  })
})
