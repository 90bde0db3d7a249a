import { expect, it } from 'vitest'
import { read } from '../../support/read.ts'
import { useBot } from '../../support/use-bot.ts'

const bot = useBot()

it('/cake payout shows what they get beside the default', async () => {
  expect(await bot.reads('/cake payout 67890 12345')).toMatchInlineSnapshot(`
    "# Payout of affiliate 67890
    (Offer 12345 · Auto Insurance Quote - US)
    Access 🟢 Active
    Their payout $20.00 CPA
    Offer default $18.50 CPA
    Difference $1.50 more than the default (8.1 %)
    [Affiliate] [Offer] [Links] [Share]"
  `)
})

it('/cake payout needs both', async () => {
  expect(await bot.reads('/cake payout 67890')).toContain(
    'Which offer? For example /cake payout 67890 12345.',
  )
  expect(await bot.reads('/cake payout')).toContain('Which affiliate?')
})

it('/cake payout takes names, also of several words, and tells whose it is', async () => {
  const byName = await bot.reads('/cake payout mediabridge 12345')
  expect(byName).toContain(
    '# Payout of affiliate MediaBridge Partners (67890)\n(Offer 12345 · Auto Insurance Quote - US)',
  )
  for (const line of [
    'payout mediabridge partners 12345',
    'payout 67890 auto insurance quote',
    'payout "mediabridge" "auto insurance"',
    'payout offer:"auto insurance" media bridge',
  ]) {
    expect(await bot.reads(`/cake ${line}`), line).toBe(byName)
  }
  expect(await bot.reads('/cake payout mediabridge auto insurance')).toBe(
    'payout show takes no "insurance". Put a name of several words in quotes.\n[/cake help payout show]',
  )
})

it('/cake payout asks which one is meant', async () => {
  const [asks] = await bot.types('/cake payout ads 12345')
  expect(read(asks!)).toBe(
    [
      '“ads” may be Ads & Co. "Premium" (67864), Quiver Ads (67858), Nimbus Native Ads (67888), Lighthouse Leads (67878), Northwind Leads (67853).',
      '[/cake payout affiliate:67864 offer:12345] [/cake payout affiliate:67858 offer:12345] [/cake payout affiliate:67888 offer:12345] [/cake payout affiliate:67878 offer:12345] [/cake payout affiliate:67853 offer:12345]',
    ].join('\n'),
  )
  const [card] = await bot.clicks('/cake payout affiliate:67858 offer:12345', asks!)
  expect(read(card!)).toContain('Quiver Ads (67858)')
})

it('/cake payout tells the catalogue of the offer it reads', async () => {
  const { offers } = bot.cake.network
  offers.put({ ...offers.get(12345)!, offer_name: 'Renamed a moment ago' })
  await bot.reads('/cake payout 67890 12345')
  expect(bot.catalogue.get('offer', 12345)?.name).toBe('Renamed a moment ago')
})
