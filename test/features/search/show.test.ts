import { describe, expect, it } from 'vitest'
import { checkBlocks } from '../../../src/sandbox/slack/block-kit/check.ts'
import { channels, people } from '../../../src/sandbox/slack/ids.ts'
import { read } from '../../support/read.ts'
import { useBot } from '../../support/use-bot.ts'

const bot = useBot()

describe('/cake <words>', () => {
  it('searches everything there is a name of', async () => {
    expect(await bot.reads('/cake insurance')).toMatchInlineSnapshot(`
      "# Everything like “insurance”
      Insurance
      Vertical · 3 [Show]
      Auto Insurance Quote - US
      Offer · 12345 · 🟢 Active · SafeDrive Insurance Co. · $18.50 CPA [Show]
      SafeDrive Insurance Co.
      Advertiser · 101 [Show]
      Life Insurance - Over 50s
      Offer · 12342 · 🕓 Pending · SafeDrive Insurance Co. · $28.00 CPA [Show]
      Home Insurance Quote - US
      Offer · 12341 · ⏸️ Paused · SafeDrive Insurance Co. · $16.00 CPA [Show]
      Pet Insurance Compare - UK
      Offer · 12343 · ⌛ Expired · SafeDrive Insurance Co. · £9.00 CPA [Show]
      (1–6 of 6 hits)
      [Share]"
    `)
  })

  it('tells things of one name apart, each with the button that opens it', async () => {
    const [found] = await bot.types('/cake insurance')
    expect(checkBlocks(found!.blocks, 'message')).toEqual([])
    expect(read((await bot.clicks('Show', found!))[0]!)).toMatch(/^# Offers, vertical Insurance \(3\)\n/)
    const kinds = (await bot.reads('/cake mark')).match(/^[A-Z][a-z ]+(?= · \d)/gm)
    expect(kinds).toContain('Account manager')
  })

  it('turns pages', async () => {
    const [first] = await bot.types('/cake a')
    expect(read(first!)).toMatch(/\(1–8 of \d\d hits\)\n\[Next\] \[Share\]$/)
    const [second] = await bot.clicks('Next', first!)
    expect(second!.ts).toBe(first!.ts)
    expect(read(second!)).toMatch(/\(9–16 of \d\d hits\)\n\[Previous\] \[Next\] \[Share\]$/)
    const lines = [first!, second!].flatMap((page) => read(page).match(/^\w[\w ]+ · \d+/gm))
    expect(new Set(lines).size).toBe(16)
  })

  it.each([
    ['auto insurance quote', /^# Auto Insurance Quote - US\n\(Offer 12345/],
    ['qoute insurence auto', /^# Auto Insurance Quote - US\n\(Offer 12345/],
    ['mediabridge', /^# MediaBridge Partners\n\(Affiliate 67890/],
    ['acme', /^# Acme Financial Services\n\(Advertiser 1021/],
    ['priya', /^# Affiliates, manager Priya Natarajan \(\d+\)\n/],
    ['search auto insurance quote', /^# Auto Insurance Quote - US\n\(Offer 12345/],
    ['12345', /^# Auto Insurance Quote - US\n\(Offer 12345/],
    ['#67,890', /^# MediaBridge Partners\n\(Affiliate 67890/],
  ])('opens the only hit: %s', async (words, card) => {
    expect(await bot.reads(`/cake ${words}`)).toMatch(card)
  })

  it('offers everything that a number may be the id of', async () => {
    const [found] = await bot.types('/cake 98001')
    expect(read(found!)).toBe(
      [
        '# Everything like “98001”',
        'None found: nothing has this name or id.',
        '[Campaign 98001] [Offer 98001] [Affiliate 98001] [Advertiser 98001] [Help] [Share]',
      ].join('\n'),
    )
    expect(read((await bot.clicks('Campaign 98001', found!))[0]!)).toContain('(Campaign 98001 · ')
  })

  it.each([
    ['ofers', '/cake offers'],
    ['camapigns', '/cake campaigns'],
    ['affilate mediabrige', '/cake affiliate mediabrige'],
  ])('offers the command that %s may have meant', async (words, button) => {
    const [found] = await bot.types(`/cake ${words}`)
    expect(read(found!)).toContain('nothing has this name or id.')
    expect(read(found!)).toContain(`[${button}]`)
    expect(await bot.clicks(button, found!)).toHaveLength(1)
  })

  it('says that nothing was found, and what helps', async () => {
    expect(await bot.reads('/cake zzzzqq xxyy')).toBe(
      '# Everything like “zzzzqq xxyy”\nNone found: nothing has this name or id.\n[Help] [Share]',
    )
  })

  it('ranks higher what this person or this channel looked at', async () => {
    const first = async (as: string, channel: string) =>
      /^(\d+)/m.exec(await bot.reads('/cake find offer quote', { as, in: channel }))?.[1]
    const alone = { as: people.manager, in: channels.cakeOps }
    const before = await first(people.manager, channels.cakeOps)
    const looked = '12292'
    expect(before).not.toBe(looked)
    await bot.types(`/cake offer ${looked}`, alone)
    expect(await first(people.manager, channels.general)).toBe(looked)
    expect(await first(people.admin, channels.cakeOps)).toBe(looked)
    expect(await first(people.admin, channels.general)).toBe(before)
  })

  it('finds an offer under its new name as soon as its card was read', async () => {
    const { offers } = bot.cake.network
    offers.put({ ...offers.get(12345)!, offer_name: 'Zanzibar Cover' })
    expect(await bot.reads('/cake zanzibar')).toContain('None found')
    await bot.types('/cake offer 12345')
    expect(await bot.reads('/cake zanzibar')).toContain('# Zanzibar Cover')
  })
})

describe('words that mean harm', () => {
  it.each([
    '😀',
    'a'.repeat(500),
    '*',
    '-',
    'NEAR',
    'NEAR(a b)',
    'auto* OR NOT "x',
    '-auto',
    'name:auto',
    "'; drop table offers; --",
    'שלום עולם',
    '\u202eabc',
    '<!channel>',
    '<@U1>',
    '&amp; &lt;b&gt; *bold* _it_ `code` ~s~',
    '__proto__',
    '(((((((',
    '\\',
    '%00 %',
  ])('are only a search: %j', async (words) => {
    const messages = await bot.types(`/cake ${words}`)
    const [found] = messages
    expect(messages).toHaveLength(1)
    expect(read(found!)).toMatch(/None found|\(1–\d of \d+ hits\)|^# /)
    expect(read(found!)).not.toMatch(/went wrong|Reference/)
    expect(checkBlocks(found!.blocks, 'message')).toEqual([])
    // What notifications show is read as markup: a mention would be one.
    expect(found!.text).not.toMatch(/<[!@#]/)
    for (const block of found!.blocks ?? []) expect(JSON.stringify(block)).not.toContain('"mrkdwn"')
    expect(bot.logged).toEqual([])
  })

  it('are shown as they were typed', async () => {
    const [found] = await bot.types('/cake <!channel> & <b>')
    expect(read(found!)).toMatch(/^# Everything like “<!channel> & <b>”\n/)
    expect(found!.text).toContain('&lt;!channel&gt; &amp; &lt;b&gt;')
  })

  it('are nothing to search for when there are none', async () => {
    for (const words of ['', '   ', '"']) {
      expect(await bot.reads(`/cake ${words}`)).toMatch(/^# CAKE in Slack\n/)
    }
    for (const words of ['search', '""', 'search ""']) {
      expect(await bot.reads(`/cake ${words}`)).toMatch(/^Which words\?/)
    }
    expect(await bot.reads('/cake offer')).toMatch(/^Which offer\?/)
  })

  it('are refused when they are too many', async () => {
    expect(await bot.reads(`/cake ${'word '.repeat(120)}`)).toMatch(/^Use at most 500 characters\./)
  })
})
