import { describe, expect, it } from 'vitest'
import { useBot } from '../../support/use-bot.ts'

const bot = useBot()

describe('/cake offer <words>', () => {
  it('lists what has these words, whatever their order, case and accents', async () => {
    const found = await bot.reads('/cake offer insurance auto')
    expect(found).toContain('Auto Insurance Quote - US')
    expect(await bot.reads('/cake offer ÄUTO INSURANCE')).toContain('Auto Insurance Quote - US')
  })

  it('turns pages of what it found', async () => {
    expect(await bot.reads('/cake offer e page:2')).toMatch(/\(9–1\d of \d+ offers\)/)
  })

  it('shows the card when there is only one', async () => {
    const card = await bot.reads('/cake offer "Auto Insurance Quote - US"')
    expect(card).toContain('# Auto Insurance Quote - US')
    expect(card).toContain('[Creatives]')
  })

  it('says that none was found', async () => {
    expect(await bot.reads('/cake offer zzzz nothing')).toContain(
      'None found: no offer has all of these words in its name.',
    )
  })

  it.each(['"', '*', "'; drop table offers", '😀', 'a'.repeat(500), 'שלום'])(
    'takes %s as words',
    async (words) => {
      expect(await bot.reads(`/cake offer ${words}`)).toMatch(/None found|Offers named|which offer|# /i)
    },
  )
})
