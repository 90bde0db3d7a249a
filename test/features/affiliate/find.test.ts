import { describe, expect, it } from 'vitest'
import { useBot } from '../../support/use-bot.ts'

const bot = useBot()

describe('/cake affiliate <words>', () => {
  it('shows the only hit', async () => {
    expect(await bot.reads('/cake affiliate mediabridge')).toContain('# MediaBridge Partners')
  })

  it('lists several', async () => {
    expect(await bot.reads('/cake find affiliate a')).toMatch(/# Affiliates named “a”[\s\S]*1–8 of/)
  })
})
