import { describe, expect, it } from 'vitest'
import { useBot } from '../../support/use-bot.ts'

const bot = useBot()

describe('/cake advertiser <words>', () => {
  it('shows the only hit', async () => {
    const card = await bot.reads('/cake advertiser safe drive')
    expect(card).toMatch(/^# SafeDrive Insurance Co\.\n\(Advertiser 101\)/)
    expect(await bot.reads('/cake advertiser acme')).toContain('(Advertiser 1021)')
  })

  it('lists several', async () => {
    expect(await bot.reads('/cake advertiser co')).toMatch(
      /^# Advertisers like “co”\n[\s\S]+\n\d+ \[Show\]\n[\s\S]+of \d advertisers\)\n\[Share\]$/,
    )
  })

  it('says that there is none', async () => {
    expect(await bot.reads('/cake advertiser zzzz')).toBe(
      '# Advertisers like “zzzz”\nNone found: no advertiser has this name or id.\n[Share]',
    )
  })
})
