import { describe, expect, it } from 'vitest'
import { useBot } from '../../support/use-bot.ts'

const bot = useBot()

describe('/cake affiliate <words>', () => {
  it('shows the only hit', async () => {
    expect(await bot.reads('/cake affiliate mediabridge')).toContain('# MediaBridge Partners')
  })

  it('lists several', async () => {
    expect(await bot.reads('/cake find affiliate a')).toMatch(
      /# Affiliates like “a”[\s\S]*67864 · 🟢 Active · manager Mark Johnson \[Show\][\s\S]*\(1–6 of 6 affiliates\)\n\[All affiliates\]/,
    )
  })
})
