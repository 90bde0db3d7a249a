import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Message } from '../../src/blocks/message.ts'
import { checkBlocks } from '../../src/sandbox/slack/block-kit/check.ts'
import { answers, startNetwork, type Network } from './asked.ts'

/** A network whose every field holds what is worst to show. */
let network: Network

beforeAll(async () => {
  network = await startNetwork()
})
afterAll(() => network.stop())

const HOSTILE: readonly string[] = [
  'x'.repeat(4000),
  '😀'.repeat(2000),
  '<!channel> *b* & <https://evil.example|x> `c` :fire:',
  '\u202eabc \u05d0\u05d1\u05d2 \u2066',
  '\ud800 half a character',
  '\u0000\n\n\t\r line',
  '\u200b',
  '__proto__',
  'constructor',
  'toString',
  '=1+1',
]
const NUMBERS = [
  0,
  -5,
  1e21,
  -1e300,
  0.00001,
  'NaN',
  'Infinity',
  '',
  null,
  '1,2',
  Number.MAX_SAFE_INTEGER + 2,
  true,
  [],
  {},
]
const DATES = [
  '0001-01-01',
  '9999-12-31',
  '9999-12-31T23:59:59Z',
  '/Date(253402300799999)/',
  '2026-02-30',
  '',
  null,
  5,
  '1900-01-01',
]
const CURRENCIES = ['', 'XXX', 'usd', 'JPY', 'points', '$', null, 'KWD', '<!here>']

const all = <T>(values: readonly T[], index: number): T => values[index % values.length]!

function row(index: number, ids: object): object {
  const word = all(HOSTILE, index)
  const number = all(NUMBERS, index)
  const date = all(DATES, index)
  return {
    offer_name: word,
    offer_status: word,
    payout: number,
    revenue: all(NUMBERS, index + 3),
    payout_type: word,
    currency: all(CURRENCIES, index),
    session_hours: number,
    expiration_date: date,
    offer_url: `https://e.example/${word}`,
    vertical: { vertical_id: 3, vertical_name: word },
    advertiser: { advertiser_id: 101, advertiser_name: word },
    affiliate_name: word,
    affiliate_status: word,
    account_manager: { id: 42, name: word },
    website: word,
    date_created: date,
    campaign_status: word,
    tracking_link: `https://t.example/?${word}`,
    creative_id: 7,
    sub_affiliate: word,
    landing_page_id: 9,
    creative_name: word,
    creative_type: word,
    creative_status: word,
    width: number,
    height: number,
    landing_page_name: word,
    url: `https://l.example/${word}`,
    landing_page_status: word,
    affiliate_offer_status: word,
    advertiser_name: word,
    clicks: number,
    conversions: all(NUMBERS, index + 1),
    ...ids,
  }
}

/** What a report has of a row, and one field that it has not: the rest would be megabytes that nobody looks at. */
const IN_REPORTS = new Set(
  (
    'offer_id offer_name affiliate_id affiliate_name advertiser_id advertiser_name ' +
    'clicks conversions payout revenue currency website'
  ).split(' '),
)

function tagged(word: string) {
  return Array.from({ length: 500 }, (_, tag) => ({ tag_id: tag + 1, tag_name: word.slice(0, 200) }))
}

function hostile(index: number, only: (full: object) => object = (full) => full) {
  const one = (ids: object) => only(row(index, ids))
  const many = (name: string, rest: object, length = 12) =>
    Array.from({ length }, (_, at) => ({ ...one(rest), [name]: 20_000 + at }))
  const report = (list: 'offers' | 'affiliates' | 'advertisers', name: string, id: number) => {
    const rows = [...many(name, {}, 60), { ...one({}), [name]: id }]
    const inReports = ([field]: [string, unknown]) => IN_REPORTS.has(field)
    return answers.report(
      list,
      rows.map((full) => Object.fromEntries(Object.entries(full).filter(inReports))),
    )
  }
  return {
    'offers.json': (params: URLSearchParams) =>
      answers.offers(
        params.has('offer_id')
          ? [{ ...one({ tags: tagged(all(HOSTILE, index)) }), offer_id: 5 }]
          : many('offer_id', {}),
        3,
      ),
    'affiliates.json': (params: URLSearchParams) =>
      answers.affiliates(
        params.has('affiliate_id') ? [{ ...one({}), affiliate_id: 6 }] : many('affiliate_id', {}),
      ),
    'campaigns.json': (params: URLSearchParams) =>
      answers.campaigns(
        params.has('campaign_id')
          ? [{ ...one({}), campaign_id: 8, offer_id: 5, affiliate_id: 6 }]
          : many('campaign_id', { offer_id: 5, affiliate_id: 6 }).map((r) => ({
              ...r,
              offer_id: 5,
              affiliate_id: 6,
            })),
      ),
    'creatives.json': answers.creatives(many('creative_id', { offer_id: 5 }, 30)),
    'landing_pages.json': answers.pages(many('landing_page_id', { offer_id: 5 })),
    'affiliate_offer.json': { response: { affiliate_offer: { ...one({}), affiliate_id: 6, offer_id: 5 } } },
    'report/offer.json': report('offers', 'offer_id', 5),
    'report/affiliate.json': report('affiliates', 'affiliate_id', 6),
    'report/advertiser.json': report('advertisers', 'advertiser_id', 101),
  }
}

const LINES = [
  'offer 5',
  'offer e',
  'offers',
  'offers status:active',
  'affiliate 6',
  'affiliate e',
  'affiliates',
  'campaign 8',
  'campaign 8 affiliate:99',
  'campaigns',
  'advertiser 101',
  'creatives 5',
  'pages 5',
  'payout 6 5',
  'link 6 5',
  'report offers top:50',
  'report affiliates top:50',
  'report advertisers top:50',
  'report offers sort:margin-percent',
]

function fits(made: Message, what: string) {
  expect(checkBlocks(made.blocks, 'message'), what).toEqual([])
  expect(checkBlocks(made.older, 'message'), `${what}, older`).toEqual([])
  expect(made.plain.length, what).toBeLessThanOrEqual(3900)
  expect(made.text.length, what).toBeLessThanOrEqual(3900)
  expect(made.text.trim(), what).not.toBe('')
  for (const text of [made.text, made.plain]) expect(text, what).not.toMatch(/<!|<http|<@/)
  const shown = JSON.stringify([made.blocks, made.older, made.plain])
  expect(shown, what).not.toMatch(/undefined|\[object|native code|NaN|Infinity|null/)
  expect(shown, what).not.toMatch(/\\ud[89a-f]/i)
}

describe.each(HOSTILE.map((word, index) => [JSON.stringify(word).slice(0, 40), index] as const))(
  'a network full of %s',
  (_, index) => {
    it.each(LINES)('/cake %s is a card in every form', async (line) => {
      for (const turn of [0, 1, 2].map((more) => index + more * HOSTILE.length)) {
        network.answers = hostile(turn, (full) => full)
        const heard = await network.types(line)
        expect(heard.ran.outcome, heard.text).toBe('answered')
        for (const made of [...heard.shown, ...heard.told]) fits(made, line)
        const shared = await network.shares(line)
        for (const made of shared.published) fits(made, `${line}, shared`)
      }
    })
  },
)

it.each(LINES)('/cake %s does with nothing but ids', async (line) => {
  network.answers = hostile(0, () => ({}))
  const heard = await network.types(line)
  expect(['answered', 'told'], heard.text).toContain(heard.ran.outcome)
  for (const made of [...heard.shown, ...heard.told]) fits(made, line)
})
