import { describe, expect, it, onTestFinished } from 'vitest'
import type { Snapshots } from '../../src/catalogue/contract.ts'
import { CakeError } from '../../src/cake/errors.ts'
import { FIRST_NAMES } from '../../src/core/find.ts'
import { HandClock } from '../cake/clock.ts'
import { affiliate, catalogueOf, failOn, gate, offer, some, testNetwork } from '../catalogue/network.ts'
import { startBot } from '../support/bot.ts'
import { asking, failing, NOW } from './asking.ts'

const CANNOT = 'CAKE cannot be reached right now. Try again in a minute.'
const offers = [
  offer(1, 'Auto Insurance', { vertical: { id: 3, name: 'Insurance' } }),
  offer(2, 'Home Insurance', { offer_status: 'paused' }),
]
const affiliates = [affiliate(7, 'MediaBridge'), affiliate(8, 'Media Partners')]

/** What an earlier run has kept. */
async function snapshotOf(readAt: Date): Promise<Snapshots> {
  const { promise, resolve } = Promise.withResolvers<Uint8Array>()
  const catalogue = catalogueOf(testNetwork({ offers, affiliates }), {
    network: 'UTC',
    now: () => readAt,
    snapshots: { load: async () => undefined, save: async (bytes) => resolve(bytes) },
  })
  await catalogue.refresh()
  const bytes = await promise
  return { load: async () => ({ bytes, savedAt: readAt }), save: async () => undefined }
}

describe('a search right after the start', () => {
  it('waits for the names and then answers from them alone', async () => {
    const network = testNetwork({ offers, affiliates })
    const { asks } = asking(network)
    expect(await asks('insurance')).toContain('(1–3 of 3 hits)\n[Share]')
    const before = network.asked.length
    expect(await asks('media')).toContain('(1–2 of 2 hits)\n[Share]')
    expect(network.asked).toHaveLength(before)
  })

  it('gives what is there when the names take long, and says that there may be more', async () => {
    const network = testNetwork({ offers, affiliates })
    const [here, go] = [gate(), gate()]
    network.before = async ({ path }) => {
      if (path !== 'affiliates.json') return
      here.open()
      await go.passed
    }
    const { asks, clock, catalogue } = asking(network)
    const heard = asks('insurance')
    await here.passed
    expect(clock.waiting).toEqual([FIRST_NAMES])
    await expect.poll(() => catalogue.state().source).toBe('network')
    clock.pass(FIRST_NAMES)
    expect(await heard).toMatch(
      /Auto Insurance[\s\S]*\n\(Names are still being read from CAKE: there may be more in a minute\.\)/,
    )
    go.open()
    await catalogue.refresh()
    expect(await asks('insurance')).not.toContain('Names')
  })

  it('says that the names are still being read when there are none yet', async () => {
    const network = testNetwork({ offers, affiliates })
    const [here, go] = [gate(), gate()]
    network.before = async () => {
      here.open()
      await go.passed
    }
    const { asks, clock } = asking(network)
    const heard = [asks('insurance'), asks('campaigns affiliate:mediabridge')]
    await here.passed
    clock.pass(FIRST_NAMES - 1)
    expect(clock.waiting).toEqual([1, 1])
    clock.pass(1)
    for (const text of heard) {
      expect(await text).toBe(
        'The names are still being read from CAKE. Try again in a minute; ids work already.',
      )
    }
    go.open()
  })
})

describe('with CAKE down', () => {
  it('ids, words and names say so in the same sentence', async () => {
    const bot = await startBot()
    onTestFinished(() => bot.stop())
    bot.cake.setTrouble({ mode: 'down', delayMs: 0 })
    for (const words of [
      'offer 12345',
      'insurance',
      'offer insurance',
      '12345',
      'payout mediabridge 12345',
    ]) {
      expect(await bot.reads(`/cake ${words}`), words).toMatch(
        new RegExp(`^${CANNOT.replaceAll('.', '\\.')}\n\\(Reference REF\\d+\\)$`),
      )
    }
  }, 30_000)

  it('a search answers from the snapshot with its age, also the only hit; ids say so', async () => {
    const snapshots = await snapshotOf(new Date('2026-11-20T17:30:00Z'))
    const bot = await startBot({ snapshots })
    onTestFinished(() => bot.stop())
    bot.cake.setTrouble({ mode: 'down', delayMs: 0 })
    const failed = failing(bot.catalogue)
    bot.catalogue.start()
    await failed
    const age = `(Names as of 20 Nov 2026, 17:30. Not read since: ${CANNOT})`
    expect(await bot.reads('/cake insurance')).toMatchInlineSnapshot(`
      "# Everything like “insurance”
      Insurance
      Vertical · 3 [Show]
      Auto Insurance
      Offer · 1 · 🟢 Active [Show]
      Home Insurance
      Offer · 2 · ⏸️ Paused [Show]
      (1–3 of 3 hits)
      ${age}
      [Share]"
    `)
    expect(await bot.reads('/cake offer auto')).toBe(
      `# Offers like “auto”\nAuto Insurance\n1 · 🟢 Active [Show]\n(1–1 of 1 offer)\n${age}\n[All offers] [Share]`,
    )
    expect(await bot.reads('/cake offer 1')).toContain(CANNOT)
    expect(await bot.reads('/cake offers vertical:insurance')).toContain(CANNOT)
  }, 30_000)
})

describe('with CAKE down since the names were read', () => {
  it('shows what is known of the only hit below the sentence', async () => {
    const bot = await startBot()
    onTestFinished(() => bot.stop())
    await bot.catalogue.refresh()
    bot.cake.setTrouble({ mode: 'down', delayMs: 0 })
    expect(await bot.reads('/cake autto insurence quote')).toMatch(
      new RegExp(
        `^${CANNOT.replaceAll('.', '\\.')}\n\\(Reference REF\\d+\\)\n# Everything like .*\nAuto Insurance Quote - US\nOffer · 12345 · `,
      ),
    )
  })
})

describe('names that are old in part', () => {
  it('say how old while newer ones are on their way', async () => {
    const network = testNetwork({ offers, affiliates })
    const [here, go] = [gate(), gate()]
    network.before = async () => {
      here.open()
      await go.passed
    }
    const snapshots = await snapshotOf(new Date(NOW.getTime() - 90 * 60_000))
    const { asks, catalogue } = asking(network, { snapshots, network: 'UTC' })
    catalogue.start()
    await here.passed
    expect(await asks('media')).toContain('\n(Names as of 07:30. Newer ones are on their way.)\n')
    go.open()
    await catalogue.refresh()
    expect(await asks('media')).not.toContain('Names')
  })

  it('say so after a read that failed in part', async () => {
    const network = testNetwork({ offers, affiliates })
    let now = new Date('2026-11-21T08:00:00Z')
    const { asks, catalogue } = asking(network, { now: () => now })
    await catalogue.refresh()
    now = NOW
    failOn(network, 'affiliates.json')
    network.offers = [...offers, offer(3, 'Pet Insurance')]
    await catalogue.refresh()
    const text = await asks('offer insurance')
    expect(text).toContain('Pet Insurance')
    expect(text).toContain(`\n(Names as of 08:00. Not read since: ${CANNOT})\n`)
  })

  it('do not keep anybody from the card when CAKE answers otherwise', async () => {
    const network = testNetwork({ offers: some(2), affiliates })
    failOn(network, 'affiliates.json', 1, new CakeError('unreadable', 'affiliates.json', 'It is a page.'))
    const { asked } = asking(network)
    expect((await asked('offer number 2')).ran.command).toBe('offer show')
  })

  it('are searched without waiting when one part of the first read failed', async () => {
    const network = testNetwork({ offers: some(5), affiliates })
    failOn(network, 'offers.json', 2)
    const { asks } = asking(network)
    const first = await asks('offer number')
    expect(first).toContain(`(1–3 of 3 offers)\n(Not all names could be read. ${CANNOT})`)
    const before = network.asked.length
    expect(await asks('offer number')).toBe(first)
    expect(network.asked).toHaveLength(before)
    expect(await asks('creatives "offer number 5"')).toBe(
      'There is no offer named “offer number 5”. Not all names could be read from CAKE so far; its id works.\n[/cake search words:"offer number 5"]',
    )
  })

  it('are no answer when all of the first read failed, whatever the bot came across', async () => {
    const network = testNetwork({ offers: some(5), affiliates })
    network.before = ({ path }) => {
      throw new CakeError('timeout', path, 'Too slow.')
    }
    const { asks, catalogue } = asking(network)
    catalogue.noteOffer(offer(1, 'Offer number 1'))
    for (const words of ['offer number', 'creatives "offer number 1"']) {
      expect(await asks(words)).toBe('CAKE did not answer in time. Try again in a minute.\n(Reference REF)')
    }
    network.before = () => undefined
    expect(await asks('offer number')).toContain('(1–5 of 5 offers)\n[All offers] [Share]')
  })

  it('are no answer when the first read was ended', async () => {
    const network = testNetwork({ offers: some(5), affiliates })
    const here = gate()
    network.before = async () => {
      here.open()
      await new Promise(() => undefined)
    }
    const reading = new HandClock()
    const { asks } = asking(network, { clock: reading, deadlineMs: 120_000 })
    const heard = asks('offer number')
    await here.passed
    reading.pass(120_000)
    expect(await heard).toBe(
      'There are no names to search yet: CAKE was not read completely within 2 minutes. Ids work.',
    )
  })
})

describe('many hits', () => {
  it('say how many at least, and turn as far as they go', async () => {
    const { asks } = asking(testNetwork({ offers: some(1200), affiliates }))
    const first = await asks('offer number')
    expect(first).toMatch(/\(1–8, and more\)\n\[Next\]/)
    expect(await asks('find offer number page:150')).toMatch(
      /\(1193–1200 of 1,200 offers\)\n\[Previous\] \[All/,
    )
  })
})
