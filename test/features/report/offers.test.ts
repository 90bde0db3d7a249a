import { describe, expect, it } from 'vitest'
import { botDm, people } from '../../../src/sandbox/slack/ids.ts'
import { read } from '../../support/read.ts'
import { useBot } from '../../support/use-bot.ts'

const bot = useBot()

describe('/cake report offers', () => {
  it('shows totals and the top rows', async () => {
    expect(await bot.reads('/cake report offers last-7d top:3')).toMatchInlineSnapshot(`
      "# Offers, 14–20 Nov 2026
      Clicks 95,144   ·   Conversions 4,721   ·   CVR 4.96 %   ·   EPC 0.579
      Revenue 70,531.12   ·   Payout 55,063.18   ·   Margin 15,467.94   ·   Margin % 21.9 %
      (Totals are over all rows.)
      Table: Top 3 of 45 offers by Revenue
      Offer | Revenue | Clicks | Conv. | CVR | EPC | Payout | Margin | Margin % | Id
      Personal Loan Match - US | 14,025.00 | 6,408 | 255 | 3.98 % | 1.671 | 10,710.00 | 3,315.00 | 23.6 % | 12286
      Credit Score Free Trial | 7,618.00 | 9,780 | 586 | 5.99 % | 0.585 | 5,724.70 | 1,893.30 | 24.9 % | 12288
      Rooftop Solar Savings Check | 5,780.00 | 3,061 | 68 | 2.22 % | 1.540 | 4,712.50 | 1,067.50 | 18.5 % | 12295
      [Previous period] [Next period] [CSV] [Share]
      (14–20 Nov 2026 · UTC · as of 09:00 · money as CAKE's report gives it)"
    `)
  })

  it('sums over all rows, not only those shown', async () => {
    const few = await bot.reads('/cake report offers yesterday top:1')
    const many = await bot.reads('/cake report offers yesterday top:50')
    const totals = (text: string) => text.split('\n').find((line) => line.startsWith('Clicks'))
    expect(totals(few)).toBe(totals(many))
  })

  it.each([
    'today',
    'yesterday',
    'last-7d',
    'last-30d',
    'this-week',
    'last-week',
    'mtd',
    'last-month',
    '2026-01-01..2026-01-31',
  ])('knows %s', async (range) => {
    expect(await bot.reads(`/cake report offers ${range}`)).toMatch(/UTC · as of 09:00/)
  })

  it('steps to the periods next to it, in place', async () => {
    const [now] = await bot.types('/cake report offers last-month')
    expect(read(now!)).toContain('1–31 Oct 2026')
    const [before] = await bot.clicks('Previous period', now!)
    expect(read(before!)).toContain('1–30 Sep 2026')
    expect(before!.ts).toBe(now!.ts)
    const [again] = await bot.clicks('Next period', before!)
    expect(read(again!)).toContain('1–31 Oct 2026')
  })

  it('has no period after today', async () => {
    expect(await bot.reads('/cake report offers mtd')).not.toContain('Next period')
  })

  it('narrows', async () => {
    const text = await bot.reads('/cake report offers last-7d affiliate:67890')
    expect(text).toContain('Only affiliate 67890')
    expect(await bot.reads('/cake report offers sort:clicks')).toContain('by Clicks')
    expect(await bot.reads('/cake report offers sort:click')).toContain('Did you mean clicks?')
    expect(await bot.reads('/cake report offers top:500')).toContain(
      'top must be a whole number from 1 to 50.',
    )
    expect(await bot.reads('/cake report offers last-7days')).toContain('Did you mean last-7d?')
  })

  it('sends all rows as a file that no spreadsheet runs', async () => {
    const [report] = await bot.types('/cake report offers last-7d top:1')
    await bot.clicks('CSV', report!)
    const message = bot.slack.messages(botDm(people.manager), people.manager).at(-1)
    const [file] = message!.files!
    expect(file!.name).toBe('offers 2026-11-14 to 2026-11-20.csv')
    const csv = new TextDecoder('utf-8', { ignoreBOM: true }).decode(
      bot.slack.file(file!.id, people.manager)!.bytes,
    )
    expect(csv.charCodeAt(0)).toBe(0xfeff)
    const lines = csv.trim().split('\n')
    expect(lines[0]).toContain(
      'offer_id,offer_name,clicks,conversions,cvr,epc,revenue,payout,margin,margin_percent',
    )
    expect(lines.length).toBeGreaterThan(20)
    expect(csv).not.toMatch(/,"?[=+@]/)
  })
})

it('/cake report offers takes names, and says what it is narrowed to', async () => {
  const text = await bot.reads('/cake report offers vertical:insurance affiliate:mediabridge')
  expect(text).toContain('(Only affiliate MediaBridge Partners (67890), vertical Insurance (3))')
  const byIds = await bot.reads('/cake report offers vertical:3 affiliate:67890')
  expect(byIds).toBe(text)
})
