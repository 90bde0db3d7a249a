import { describe, expect, it } from 'vitest'
import { people } from '../../src/sandbox/slack/ids.ts'
import type { TroubleView } from '../../src/sandbox/page/protocol.ts'
import { read } from '../support/read.ts'
import { approvalCard, asks, form, judges, requesterCard, sends, thread, writes } from '../support/forms.ts'
import { useBot } from '../support/use-bot.ts'

const bot = useBot()
const REASON = { Reason: 'because of a test' }

const CHANGES: readonly [string, string, Record<string, string>][] = [
  ['an update', '/cake offer pause 12345', {}],
  ['a new campaign', '/cake campaign new 67852 12345', {}],
  [
    'a new offer',
    '/cake offer new',
    {
      'Offer name': 'Winter Tyres - DE',
      Advertiser: '101',
      Vertical: '3',
      'Offer URL': 'https://safedrive.example.com/tyres',
      Payout: '12',
      Revenue: '15.50',
    },
  ],
  [
    'a new affiliate',
    '/cake affiliate new',
    { 'Affiliate name': 'Nordlicht Media', 'Account manager': '42' },
  ],
]

/** Asks and approves, with CAKE in trouble from the approval on. */
async function carriedOut(typed: string, filled: Record<string, string>, mode: TroubleView['mode']) {
  await asks(bot, typed)
  await sends(bot, { ...filled, ...REASON })
  if (form(bot).includes('<Ask>')) await sends(bot)
  await judges(bot, 'Approve')
  bot.cake.setTrouble({ mode, delayMs: 0, times: 1 })
  await sends(bot, {}, { as: people.approver })
}

const PARTLY: TroubleView['mode'][] = [
  'drop-before-write',
  'drop-after-write',
  'error-before-write',
  'error-after-write',
]

describe.each(CHANGES)('%s whose outcome CAKE does not tell', (_, typed, filled) => {
  it.each(PARTLY)('%s: is written once, and found out by reading', async (mode) => {
    await carriedOut(typed, filled, mode)
    const isDone = mode.includes('after')
    for (let minute = 0; minute < 6; minute += 1) await bot.later(60_000)
    const card = read(requesterCard(bot))
    expect(writes(bot)).toHaveLength(isDone ? 1 : 0)
    expect(card).toContain(isDone ? 'Done in CAKE' : 'Failed: CAKE has not been changed')
    expect(card).toContain(
      isDone ? 'reading it back shows that it is done' : 'reading it back shows that it was not done',
    )
    expect(read(approvalCard(bot))).toContain(isDone ? 'Done in CAKE' : 'Failed: CAKE has not been changed')
  })
})

describe('until it is known', () => {
  it('is shown as unknown, and is not given up while the write may be on its way', async () => {
    await carriedOut('/cake offer pause 12345', {}, 'drop-before-write')
    expect(read(requesterCard(bot))).toContain(
      'Not known whether CAKE made the change; the bot is finding out',
    )
    await bot.later(60_000)
    expect(read(requesterCard(bot))).toContain('Not known')
    // It arrives after all.
    const { offers } = bot.cake.network
    offers.put({ ...offers.get(12345)!, offer_status: 'inactive' })
    await bot.later(300_000)
    expect(read(requesterCard(bot))).toContain('Done in CAKE')
  })

  it('two new ones of the same name: nobody but a person can tell', async () => {
    const { offers } = bot.cake.network
    await asks(bot, CHANGES[2]![1])
    await sends(bot, { ...CHANGES[2]![2], ...REASON })
    await sends(bot)
    await judges(bot, 'Approve')
    bot.cake.setTrouble({ mode: 'drop-before-write', delayMs: 0, times: 1 })
    await sends(bot, {}, { as: people.approver })
    for (const offer_id of [12998, 12999])
      offers.put({ ...offers.get(12345)!, offer_id, offer_name: 'Winter Tyres - DE' })
    for (let minute = 0; minute < 10; minute += 1) await bot.later(60_000)
    expect(read(requesterCard(bot))).toContain('Not known')
    await bot.clicks('Mark by hand', approvalCard(bot), { as: people.approver })
    expect(form(bot, people.approver)).toContain('Only admins can do this.')
    await bot.clicks('Mark by hand', approvalCard(bot), { as: people.admin })
    expect(form(bot, people.admin)).toMatchInlineSnapshot(`
      "== Mark by hand ==
      # 1: New offer Winter Tyres - DE
      Asked by @U0MANAGER1 · because of a test
      Offer name Winter Tyres - DE
      Advertiser 101
      Vertical 3
      Offer URL https://safedrive.example.com/tyres
      Status Pending
      Payout $12.00
      Payout type CPA
      Revenue $15.50
      Revenue type CPA
      Currency USD
      Margin $3.50 (22.6 %)
      (Asked 21 Nov 2026 09:00 UTC.)
      What has come of it*: [] of CAKE has made the change/CAKE has not made the change
      Id in CAKE: [] (Where CAKE has made it.)
      How you know*: []
      <Mark> <Cancel>"
    `)
    const by = { as: people.admin }
    const filled = { 'What has come of it': 'applied', 'Id in CAKE': '12999' }
    expect(await sends(bot, { ...filled, 'How you know': ' ' }, by)).toContain(
      'Say why: it goes into the record.',
    )
    await sends(bot, { 'How you know': 'Saw it in CAKE' }, by)
    expect(read(approvalCard(bot))).toMatchInlineSnapshot(`
      "# 1: New offer Winter Tyres - DE
      Asked by @U0MANAGER1 · because of a test
      Offer name Winter Tyres - DE
      Advertiser 101
      Vertical 3
      Offer URL https://safedrive.example.com/tyres
      Status Pending
      Payout $12.00
      Payout type CPA
      Revenue $15.50
      Revenue type CPA
      Currency USD
      Margin $3.50 (22.6 %)
      ✅ Done in CAKE
      Approved by @U0APPROV01 on 21 Nov 2026 09:00
      Marked by hand by @U0ADMIN001 on 21 Nov 2026 09:10 · Saw it in CAKE
      [Details] [Show]
      (Asked 21 Nov 2026 09:00 UTC · needed one approval)"
    `)
    expect(thread(bot, approvalCard(bot)).at(-1)).toBe(
      'Marked by hand by @U0ADMIN001: Done in CAKE · Saw it in CAKE',
    )
  })
})

describe('what CAKE refuses', () => {
  it('has failed, in CAKE’s own words', async () => {
    await asks(bot, '/cake campaign new 99999 12345')
    await sends(bot, REASON)
    await judges(bot, 'Approve')
    await sends(bot, {}, { as: people.approver })
    expect(read(requesterCard(bot))).toContain('Affiliate 99999 was not found.')
    expect(read(requesterCard(bot))).toContain('[Ask again]')
    expect(thread(bot, approvalCard(bot)).at(-1)).toBe(
      'Failed: CAKE has not been changed · Affiliate 99999 was not found.',
    )
  })
})
