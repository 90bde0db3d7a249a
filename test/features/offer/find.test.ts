import { describe, expect, it } from 'vitest'
import { read } from '../../support/read.ts'
import { useBot } from '../../support/use-bot.ts'

const bot = useBot()

describe('/cake offer <words>', () => {
  it('lists what has these words, whatever their order, case and accents', async () => {
    const found = await bot.reads('/cake offer insurance auto')
    expect(found).toContain('Auto Insurance Quote - US')
    expect(await bot.reads('/cake offer ÄUTO INSURANCE')).toContain('Auto Insurance Quote - US')
  })

  it('turns pages of what it found', async () => {
    const [first] = await bot.types('/cake offer a')
    expect(read(first!)).toMatch(/\(1–8 of 13 offers\)\n\[Next\] \[All offers\]/)
    const [second] = await bot.clicks('Next', first!)
    expect(second!.ts).toBe(first!.ts)
    expect(read(second!)).toMatch(/\(9–13 of 13 offers\)\n\[Previous\] \[All offers\]/)
    const ids = [first!, second!].flatMap((page) =>
      [...read(page).matchAll(/^(\d+) · /gm)].map(([, id]) => id),
    )
    expect(new Set(ids).size).toBe(13)
    expect(await bot.reads('/cake offer a page:9')).toContain('This page is past the end.\n[Previous]')
  })

  it('shows the card when there is only one', async () => {
    const card = await bot.reads('/cake offer "Auto Insurance Quote - US"')
    expect(card).toContain('# Auto Insurance Quote - US')
    expect(card).toContain('[Creatives]')
  })

  it('says that none was found', async () => {
    expect(await bot.reads('/cake offer zzzz nothing')).toBe(
      '# Offers like “zzzz nothing”\nNone found: no offer has this name or id.\n[All offers] [Share]',
    )
  })

  it('forgives a slip, spaces and half a word', async () => {
    for (const words of ['autoo insurence quote', 'autoinsurance quote', 'auto ins quo']) {
      expect(await bot.reads(`/cake offer ${words}`)).toContain('Auto Insurance Quote - US')
    }
  })

  it('shows active ones before paused before expired, and what tells them apart', async () => {
    const found = await bot.reads('/cake offer insurance')
    const statuses = [...found.matchAll(/^\d+ · \S+ (\w+) · .+ · .+ \[Show\]$/gm)].map(([, word]) => word)
    expect(statuses).toEqual(['Active', 'Pending', 'Paused', 'Expired'])
  })

  it('opens a hit by its button', async () => {
    const [found] = await bot.types('/cake offer insurance')
    expect(read((await bot.clicks('Show', found!))[0]!)).toContain('# Auto Insurance Quote - US')
  })
})
