import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Message } from '../../src/blocks/message.ts'
import type { CakeReader } from '../../src/cake/client.ts'
import { withLinkTemplates } from '../../src/core/links.ts'
import { previewOf } from '../../src/core/preview.ts'
import { resolve } from '../../src/core/resolve.ts'
import { features } from '../../src/features/index.ts'
import { checkBlocks } from '../../src/sandbox/slack/block-kit/check.ts'
import { catalogueOf, testNetwork } from '../catalogue/network.ts'
import { buttons, read } from '../support/read.ts'

const registry = withLinkTemplates(
  features,
  features.map(({ noun }) => ({ noun, template: `https://you.example/${noun}/{id}` })),
)
/** Everything that has a preview; a new one is to be added here, so that its money is looked for. */
const PREVIEWED = ['offer', 'affiliate', 'campaign']

const money = {
  payout: 1234.56,
  revenue: 6543.21,
  payout_type: 'cpa',
  currency: 'USD',
  default_payout: 1234.56,
}

/** A CAKE whose every row is this. */
function cakeOf(name: string): CakeReader {
  const row = {
    ...money,
    offer_id: 1,
    offer_name: name,
    offer_status: 'active',
    advertiser: { id: 101, name: `By ${name}` },
    tags: [],
    affiliate_id: 2,
    affiliate_name: name,
    affiliate_status: 'active',
    campaign_id: 3,
    campaign_status: 'active',
    tracking_link: 'https://you.example/rd?sid=3',
  }
  const { cake } = testNetwork()
  return { ...cake, read: (() => Promise.resolve({ rows: [row] })) as unknown as CakeReader['read'] }
}

async function preview(url: string, name = 'Auto'): Promise<Message | undefined> {
  const catalogue = catalogueOf(testNetwork())
  return previewOf({ cake: cakeOf(name), registry, catalogue, read: {} }, url)
}

const IDS: Readonly<Record<string, number>> = { offer: 1, affiliate: 2, campaign: 3 }

describe('what a link in a channel unfurls to', () => {
  it('is there for these nouns', () => {
    expect(features.filter((feature) => feature.preview).map(({ noun }) => noun)).toEqual(PREVIEWED)
  })

  it('says what it is', async () => {
    const shown = await Promise.all(
      PREVIEWED.map((noun) => preview(`https://you.example/${noun}/${IDS[noun]}`)),
    )
    expect(shown.map((message) => read(message!)).join('\n\n')).toMatchInlineSnapshot(`
      "# Auto
      (Offer 1 · 🟢 Active · By Auto)
      [Show numbers]

      # Auto
      (Affiliate 2 · 🟢 Active)
      [Show numbers]

      # Auto on Auto
      (Campaign 3 · 🟢 Active)
      [Show numbers]"
    `)
  })

  it.each(PREVIEWED)('%s: never shows money, whatever CAKE tells and whatever it is called', async (noun) => {
    const names = fc.oneof(
      fc.string({ maxLength: 200, unit: 'grapheme' }),
      fc.constantFrom('<!channel> <@U1> &amp;', 'عرض', '😀'.repeat(99), '', '\u202eabc'),
    )
    await fc.assert(
      fc.asyncProperty(
        names.map((name) => name.replaceAll(/[\d$€£¥]/g, '')),
        async (name) => {
          const message = await preview(`https://you.example/${noun}/${IDS[noun]}`, name)
          const everything = JSON.stringify(message)
          expect(everything).not.toMatch(/[$€£¥]|1,?234|6,?543|USD|payout|revenue|margin/i)
          expect(everything).not.toContain('tracking_link')
          expect(everything).not.toContain('rd?sid')
          expect(checkBlocks(message!.older, 'message')).toEqual([])
          expect(message!.text).not.toMatch(/<[!@#]/)
        },
      ),
      { numRuns: 60 },
    )
  })

  it.each([
    ['offer', 'offer 1'],
    ['affiliate', 'affiliate 2'],
    // A campaign's card has no numbers.
    ['campaign', 'report offers last-7d offer:1 affiliate:2'],
  ])('%s: leads to its numbers', async (noun, line) => {
    const message = await preview(`https://you.example/${noun}/${IDS[noun]}`)
    expect(buttons(message!.older).map(({ button }) => [button.text.text, button.value])).toEqual([
      ['Show numbers', line],
    ])
    const { command, given } = resolve(registry, line)
    expect(command.input.safeParse(given).error).toBeUndefined()
  })

  it('tells the catalogue of what was read', async () => {
    const catalogue = catalogueOf(testNetwork())
    const context = { cake: cakeOf('Auto'), registry, catalogue, read: {} }
    await previewOf(context, 'https://you.example/offer/1')
    await previewOf(context, 'https://you.example/affiliate/2')
    expect(catalogue.get('offer', 1)).toMatchObject({ name: 'Auto', payout: 1234.56 })
    expect(catalogue.get('affiliate', 2)).toMatchObject({ name: 'Auto', status: 'active' })
  })

  it('is nothing for other links', async () => {
    for (const url of [
      'https://elsewhere.example/1',
      'https://you.example/help/1',
      'https://you.example/report/1',
      'offer 1',
      '',
    ]) {
      expect(await preview(url)).toBeUndefined()
    }
  })
})
