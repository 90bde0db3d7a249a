import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startBot, type TestBot } from '../support/bot.ts'
import { startCakeServer } from '../support/cake-server.ts'

/** A network that answers every read with CAKE's documented sample, whatever is asked; affiliates.json is not among them. */
const SAMPLES: Readonly<Record<string, string>> = {
  'offers.json': 'offers.get',
  'campaigns.json': 'campaigns.get',
  'affiliate_offer.json': 'affiliate_offer.get',
  'creatives.json': 'creatives.get',
  'landing_pages.json': 'landing_pages.get',
  'report/offer.json': 'report.offer',
  'report/affiliate.json': 'report.affiliate',
  'report/advertiser.json': 'report.advertiser',
}

let bot: TestBot
let network: Awaited<ReturnType<typeof startCakeServer>>

beforeAll(async () => {
  network = await startCakeServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://cake').pathname.replace('/api/2/', '')
    const sample = SAMPLES[path]
    response.writeHead(sample ? 200 : 404, { 'content-type': 'application/json' })
    response.end(sample ? JSON.stringify(documented(sample)) : '{}')
  })
  bot = await startBot({ cakeUrl: network.url })
})
afterAll(async () => {
  await bot.stop()
  await network.close()
})

function documented(name: string): unknown {
  const file = join(import.meta.dirname, '../cake/samples', `${name}.json`)
  return (JSON.parse(readFileSync(file, 'utf8')) as { response: unknown }).response
}

describe('every command against the documented answers, signed and over HTTP', () => {
  it.each([
    [
      'offer 12345',
      [
        '# Auto Insurance Quote - US',
        '$18.50',
        'SafeDrive Insurance Co. (101)',
        'Conversions | 312 | 312 | no change',
      ],
    ],
    ['offer auto insurance', ['# Auto Insurance Quote - US']],
    ['offers', ['12345 · 🟢 Active · SafeDrive Insurance Co. · $18.50 CPA', '1–1 of 1 offer']],
    [
      'affiliate 67890',
      ['# MediaBridge Partners', 'This network does not list affiliates', '1, all active|1, active'],
    ],
    ['affiliates', ["This network's API does not list affiliates"]],
    [
      'campaign 98001',
      [
        'https://yourdomain.cakemarketing.com/rd/r.php?sid=98001&aff_id=67890',
        'email_blast_june',
        'Banner 300x250 (4421)',
      ],
    ],
    ['campaigns offer:12345', ['MediaBridge Partners', '1–1 of 1 campaign']],
    ['advertiser 1021', ['# Acme Financial Services', '487', '10,714.00']],
    ['creatives 12345', ['Banner 300x250', '300 × 250']],
    ['landing-pages 12345', ['Main LP - US', 'https://safedrive.example.com/quote']],
    ['payout 67890 12345', ['$20.00 CPA', '$18.50 CPA', '$1.50 more than the default (8.1 %)']],
    ['link 67890 12345', ['rd/r.php?sid=98001&aff_id=67890']],
    ['report offers 2026-01-01..2026-01-31', ['Clicks 8,420', 'CVR 3.71 %', 'EPC 0.667', 'Margin 1,248.00']],
    ['report affiliates 2026-01-01..2026-01-31', ['Clicks 3,210', 'EPC 0.796', 'has no revenue']],
    ['report advertisers 2026-01-01..2026-01-31', ['Clicks 12,500', 'Revenue 10,714.00', 'has no payout']],
    ['help', ['/cake offer 12345']],
  ])('/cake %s', async (line, expected) => {
    const answer = await bot.reads(`/cake ${line}`)
    for (const part of expected) {
      expect(
        part.split('|').some((either) => answer.includes(either)) || answer.includes(part),
        `${part}\n---\n${answer}`,
      ).toBe(true)
    }
  })
})
