import { describe, expect, it } from 'vitest'
import { read } from '../../support/read.ts'
import { useBot } from '../../support/use-bot.ts'

const bot = useBot()

describe('/cake affiliate list', () => {
  it('lists affiliates', async () => {
    expect(await bot.reads('/cake affiliates')).toMatchInlineSnapshot(`
      "# Affiliates
      BlueHarbor Media
      67851 · 🟢 Active · manager Jordan Lee [Show]
      Clickwise Digital
      67852 · 🟢 Active · manager Jordan Lee [Show]
      Northwind Leads
      67853 · 🟢 Active · manager Mark Johnson [Show]
      Papaya Performance
      67854 · 🟢 Active · manager Priya Natarajan [Show]
      InboxRocket
      67855 · 🟢 Active · manager Mark Johnson [Show]
      Savvy Savers Club
      67856 · 🟢 Active · manager Sofía Álvarez [Show]
      TrueNorth Traffic
      67857 · ⏸️ Inactive · manager Mark Johnson [Show]
      Quiver Ads
      67858 · 🟢 Active · manager Priya Natarajan [Show]
      (1–8 of 40 affiliates)
      [Next] [Share]"
    `)
  })

  it('filters by status and account manager', async () => {
    const pending = await bot.reads('/cake affiliate list status:pending')
    expect(pending).toContain('Pending')
    expect(pending).not.toContain('Active')
    const managed = await bot.reads('/cake affiliate list manager:42')
    expect(managed).toContain('manager Jordan Lee')
    expect(managed).not.toContain('manager Mark Johnson')
  })

  it('filters by the manager’s name', async () => {
    const [first] = await bot.types('/cake affiliates manager:"mark johnson"')
    expect(read(first!)).toMatch(/^# Affiliates, manager Mark Johnson \(7\)\n/)
    expect(read(first!)).toMatch(/\(1–8 of 10 affiliates\)/)
    const [second] = await bot.clicks('Next', first!)
    expect(read(second!)).toMatch(
      /^# Affiliates, manager Mark Johnson \(7\)\n[\s\S]*\(9–10 of 10 affiliates\)/,
    )
    expect(await bot.reads('/cake affiliates manager:johnsen')).toMatch(
      /^There is no account manager named “johnsen”\. Did you mean Mark Johnson \(7\)\?\n\[\/cake affiliate list manager:7\]$/,
    )
  })

  it('tells the catalogue of what it reads', async () => {
    await bot.catalogue.refresh()
    const { affiliates } = bot.cake.network
    affiliates.put({ ...affiliates.get(67890)!, affiliate_status: 'suspended' })
    await bot.reads('/cake affiliates status:suspended')
    expect(bot.catalogue.get('affiliate', 67890)?.status).toBe('suspended')
  })

  it('says so where the network has no affiliates.json', async () => {
    bot.cake.setVariant({ affiliatesJson: false })
    expect(await bot.reads('/cake affiliates')).toMatchInlineSnapshot(
      `"This network's API does not list affiliates. Look one up by its name or id: /cake affiliate 67890."`,
    )
  })
})
