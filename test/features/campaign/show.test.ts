import { describe, expect, it } from 'vitest'
import { useBot } from '../../support/use-bot.ts'

const bot = useBot()
const LINK = 'https://yourdomain.cakemarketing.com/rd/r.php?sid=98001&aff_id=67890'

describe('/cake campaign 98001', () => {
  it('shows the card with the link to copy', async () => {
    expect(await bot.reads('/cake campaign 98001')).toMatchInlineSnapshot(`
      "# MediaBridge Partners on Auto Insurance Quote - US
      (Campaign 98001 · 🟢 Active)
      Affiliate MediaBridge Partners (67890)   ·   Offer Auto Insurance Quote - US (12345)
      Creative Banner 300x250 (4421)
      Sub affiliate email_blast_june   ·   Since 15 Jan 2026
      Tracking link
      \`\`\`https://yourdomain.cakemarketing.com/rd/r.php?sid=98001&aff_id=67890\`\`\`
      [Offer] [Affiliate] [Payout] [Pause] [Share]"
    `)
  })

  it.each([LINK, `<${LINK}>`, `<${LINK.replace('&', '&amp;')}|a link>`, `campaign ${LINK}`])(
    'is found by its link: %s',
    async (link) => {
      expect(await bot.reads(`/cake ${link}`)).toContain('(Campaign 98001')
    },
  )

  it('says when the link names somebody else', async () => {
    const card = await bot.reads(`/cake ${LINK.replace('67890', '67891')}`)
    expect(card).toContain('the link names affiliate 67891, but this campaign is not theirs')
  })

  it('says that there is no such campaign', async () => {
    expect(await bot.reads('/cake campaign 1')).toMatch(/no campaign 1/i)
    expect(await bot.reads('/cake campaign abc')).toContain('The campaign must be an id')
    expect(await bot.reads('/cake campaign')).toContain('Which campaign? For example /cake campaign 98001.')
  })
})
