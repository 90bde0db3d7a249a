import { describe, expect, it } from 'vitest'
import { read } from '../../support/read.ts'
import { useBot } from '../../support/use-bot.ts'

const bot = useBot()

describe('/cake offer list', () => {
  it('lists offers with a total', async () => {
    expect(await bot.reads('/cake offers')).toMatchInlineSnapshot(`
      "# Offers
      Personal Loan Match - US
      12286 · 🟢 Active · Acme Financial Services · $42.00 CPA [Show]
      Debt Relief Consultation
      12287 · 🟢 Active · Acme Financial Services · $31.00 CPA [Show]
      Credit Score Free Trial
      12288 · 🟢 Active · Acme Financial Services · $9.50 CPA [Show]
      Business Checking Account - US
      12289 · 🟢 Active · Acme Financial Services · $75.00 CPA [Show]
      Tax Filing Early Bird
      12290 · ⏸️ Paused · Acme Financial Services · $12.00 CPA [Show]
      Home Warranty Lead - Basic
      12291 · 🟢 Active · HomeShield Warranty Group · $21.00 CPA [Show]
      HVAC Repair Quote
      12292 · 🟢 Active · HomeShield Warranty Group · $26.00 CPA [Show]
      Window Replacement Estimate
      12293 · 🟢 Active · HomeShield Warranty Group · $38.00 CPA [Show]
      (1–8 of 60 offers)
      [Next] [Share]"
    `)
  })

  it('turns pages in place, without showing anything twice or leaving anything out', async () => {
    const seen: string[] = []
    let [page] = await bot.types('/cake offers')
    const { ts } = page!
    for (;;) {
      seen.push(...[...read(page!).matchAll(/^(\d+) · /gm)].map(([, id]) => id ?? ''))
      if (!read(page!).includes('[Next]')) break
      ;[page] = await bot.clicks('Next', page!)
      expect(page!.ts).toBe(ts)
    }
    expect(seen).toHaveLength(bot.cake.network.offers.size)
    expect(new Set(seen).size).toBe(seen.length)
    const [back] = await bot.clicks('Previous', page!)
    expect(read(back!)).toContain('[Previous] [Next]')
  })

  it.each([0, 1] as const)('lists all of a network whose rows begin at %i', async (rowBase) => {
    bot.cake.setVariant({ rowBase })
    const [first] = await bot.types('/cake offers')
    const [second] = await bot.clicks('Next', first!)
    const ids = [first!, second!].flatMap((page) =>
      [...read(page).matchAll(/^(\d+) · /gm)].map(([, id]) => id),
    )
    expect(new Set(ids).size).toBe(16)
  })

  it('filters by names', async () => {
    const text = await bot.reads('/cake offer list vertical:insurance advertiser:"safe drive" tag:auto')
    expect(text).toMatch(
      /^# Offers, vertical Insurance \(3\), tag auto \(8\), advertiser SafeDrive Insurance Co. \(101\)\n/,
    )
    expect(text).toContain('Auto Insurance Quote - US')
    expect(text).toMatch(/\(1–3 of 3 offers\)/)
    expect(await bot.reads('/cake offers advertiser:skytrail')).toContain(
      '# Offers, advertiser SkyTrail Travel Ltd (107)',
    )
  })

  it('tells the catalogue of what it reads', async () => {
    await bot.catalogue.refresh()
    const { offers } = bot.cake.network
    offers.put({ ...offers.get(12345)!, offer_status: 'inactive' })
    await bot.reads('/cake offers vertical:3')
    expect(bot.catalogue.get('offer', 12345)?.status).toBe('paused')
  })

  it('filters and sorts', async () => {
    const text = await bot.reads('/cake offers status:active vertical:3 sort:name')
    expect(text).toContain('# Offers, active, vertical Insurance (3)\n')
    expect(text).toContain('Auto Insurance Quote - US')
    expect(text).not.toMatch(/Paused|Expired|Pending/)
    expect(await bot.reads('/cake offers advertiser:101')).toContain('SafeDrive Insurance Co.')
    expect(await bot.reads('/cake offers tag:8')).toContain('Auto Insurance Quote - US')
  })

  it('says what a filter may be', async () => {
    expect(await bot.reads('/cake offers status:activ')).toContain('Did you mean active?')
    expect(await bot.reads('/cake offers vertical:zzz')).toBe(
      'There is no vertical named “zzz”.\n[/cake search words:zzz]',
    )
    expect(await bot.reads('/cake offers statsu:active')).toContain('Did you mean offer list status:active?')
    const [past] = await bot.types('/cake offers page:9999')
    expect(read(past!)).toContain('This page is past the end')
    expect(read((await bot.clicks('Previous', past!))[0]!)).toContain('(57–60 of 60 offers)')
  })
})
