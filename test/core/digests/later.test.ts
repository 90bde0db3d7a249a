/** Digests whose numbers come later than they do, or change afterwards. */
import { describe, expect, it, test } from 'vitest'
import { read } from '../../support/read.ts'
import { useBot } from '../../support/use-bot.ts'
import { people } from '../../../src/sandbox/slack/ids.ts'
import type { SeenMessage } from '../../../src/sandbox/slack/messages.ts'
import { cakeOps, FIRST, HEADLINE, HOUR, MINUTE, NINE, OWNER, sendingWith } from './sending.ts'

const bot = useBot({ clock: () => NINE })
const { added, said, thread, deliveries } = sendingWith(bot)

/** Takes a message away, as people do by hand. */
async function deleted(message: SeenMessage | undefined): Promise<void> {
  const { channel = '', ts = '' } = message ?? {}
  const body = new URLSearchParams({ token: bot.slack.botToken, channel, ts })
  const answer = await fetch(`${bot.slack.apiUrl}chat.delete`, { method: 'POST', body })
  expect(await answer.json()).toMatchObject({ ok: true })
}

/** What no other test here reads: what was read is kept for an hour, for all digests. */
const UNREAD = [
  { reports: ['affiliates'], period: 'last 7 days' },
  { reports: ['advertisers'], period: 'last week' },
  { reports: ['advertisers'], period: 'last month' },
] as const

describe('while CAKE is down', () => {
  const down = () => bot.cake.setTrouble({ mode: 'broken-json', delayMs: 0 })
  const up = () => bot.cake.setTrouble({ mode: 'none', delayMs: 0 })

  it('says so, and replaces that by the numbers when they come', async () => {
    await added(UNREAD[0])
    down()
    await bot.later(HOUR)
    const [told] = said()
    expect(told && read(told)).toContain('cannot be had')
    expect(await deliveries()).toMatchObject([{ state: 'told', message: { ts: told?.ts } }])
    await bot.later(10 * MINUTE)
    expect(said()).toHaveLength(1)
    up()
    await bot.later(20 * MINUTE)
    const [sent, ...others] = said()
    expect(others).toEqual([])
    expect(sent?.ts).toBe(told?.ts)
    expect(sent && read(sent)).toMatch(HEADLINE)
    expect(sent && read(sent)).not.toContain('cannot be had')
    expect(await deliveries()).toMatchObject([{ state: 'sent' }])
  })

  it('where Slack lets no message be edited any more, they come as a message of their own', async () => {
    await added({ reports: ['affiliates'], period: 'month to date' })
    down()
    await bot.later(HOUR)
    const answer = { kind: 'error', error: 'edit_window_closed' } as const
    bot.slack.trouble({ calls: [{ method: 'chat.update', answer, times: Infinity }] })
    await bot.later(10 * MINUTE)
    expect(said()).toHaveLength(1)
    up()
    await bot.later(20 * MINUTE)
    expect(said().map(read)).toEqual([
      expect.stringContaining('cannot be had'),
      expect.stringMatching(HEADLINE),
    ])
    expect(await deliveries()).toMatchObject([{ state: 'sent', message: { ts: said()[1]?.ts } }])
    expect(await bot.store.digests.byId(1)).toMatchObject({ state: 'on' })
  })

  it('where somebody has deleted what says so, they come as a message of their own', async () => {
    await added({ reports: ['offers'], period: 'last 7 days' })
    down()
    await bot.later(HOUR)
    const [told] = said()
    expect(told && read(told)).toContain('cannot be had')
    await deleted(told)
    expect(said()).toEqual([])
    up()
    await bot.later(10 * MINUTE)
    expect(said().map(read)).toEqual([expect.stringMatching(HEADLINE)])
    expect(thread(said()[0])).toHaveLength(1)
    expect(await deliveries()).toMatchObject([{ state: 'sent', message: { ts: said()[0]?.ts } }])
    expect(await bot.store.digests.byId(1)).toMatchObject({ state: 'on' })
  })

  it('after two hours it stays, and says that nothing more is tried', async () => {
    await added(UNREAD[1])
    down()
    await bot.later(HOUR)
    for (let quarter = 0; quarter < 12; quarter += 1) await bot.later(15 * MINUTE)
    up()
    await bot.later(HOUR)
    const [told, ...others] = said()
    expect(others).toEqual([])
    expect(told && read(told)).toContain('The numbers could not be had: CAKE')
    expect(told && read(told)).toContain('nothing more is tried for this one.')
    expect(told && read(told)).not.toContain('tried again')
    expect(thread(told).map(read)).toEqual([expect.stringContaining('Nothing more is tried')])
    expect(await deliveries()).toMatchObject([{ state: 'told', tryAfter: null }])
  })

  describe('what says that it is asked again does not say so any more', () => {
    /** A digest whose numbers could not be had; `reports` of no other test. */
    async function untold(plan: object): Promise<void> {
      await added(plan)
      down()
      await bot.later(HOUR)
      expect(said().map(read)).toEqual([expect.stringContaining('It is tried again for two hours')])
    }
    const where = { in: cakeOps, as: people.admin }

    it.each([
      ['was paused', 'digest pause 1', 'yesterday'],
      ['was deleted', 'digest delete 1', 'last 7 days'],
    ] as const)('when its digest %s', async (what, line, period) => {
      await untold({ reports: ['advertisers'], period })
      const asked = await bot.types(`/cake ${line}`, where)
      if (what === 'was deleted') await bot.clicks('Delete', asked[0]!, where)
      await bot.later(10 * MINUTE)
      const [told, ...others] = said()
      expect(others).toEqual([])
      expect(told && read(told)).toMatch(
        new RegExp(
          `Digest 1, Sat 21 Nov 2026 10:00\\n⚠️ The numbers could not be had: .*[^.]\\. Nothing more is tried for this one: the digest ${what}\\.$`,
        ),
      )
      expect(await deliveries()).toMatchObject([{ state: 'told', tryAfter: null, recheckAt: null }])
    })

    it('when nobody answers for it any more', async () => {
      await untold({ reports: ['affiliates'], period: 'last week' })
      bot.slack.person(people.admin, { deleted: true })
      await bot.later(10 * MINUTE)
      expect(said().map(read)[0]).toContain(
        'Nothing more is tried for this one: the account of its owner was deactivated.',
      )
    })

    it('in its thread, where Slack lets no message be edited', async () => {
      await untold({ reports: ['affiliates'], period: 'last month' })
      const answer = { kind: 'error', error: 'edit_window_closed' } as const
      bot.slack.trouble({ calls: [{ method: 'chat.update', answer, times: Infinity }] })
      await bot.store.digests.pause(1, { by: OWNER, why: '' })
      await bot.later(MINUTE)
      await bot.later(HOUR)
      expect(thread(said()[0]).map(read)).toEqual([expect.stringContaining('the digest was paused.')])
    })

    it('later, where Slack does not take it now', async () => {
      await untold({ reports: ['advertisers'], period: 'month to date' })
      bot.slack.trouble({ calls: [{ method: 'chat.update', answer: { kind: 'status', status: 503 } }] })
      await bot.store.digests.pause(1, { by: OWNER, why: '' })
      await bot.later(MINUTE)
      expect(said().map(read)[0]).toContain('It is tried again')
      await bot.later(HOUR)
      expect(said().map(read)[0]).toContain('Nothing more is tried')
    })
  })

  it('is found again by what it says, when Slack took that and did not say so', async () => {
    await added(UNREAD[2])
    down()
    bot.slack.trouble({ calls: [{ method: 'chat.postMessage', answer: { kind: 'drop-after' } }] })
    await bot.later(HOUR)
    expect(await deliveries()).toMatchObject([{ state: 'due', message: null }])
    up()
    await bot.later(10 * MINUTE)
    expect(said().map(read)).toEqual([expect.stringMatching(HEADLINE)])
  })
})

describe('after more than a year', () => {
  test('what was sent is forgotten, but for the last of it, and no slot comes again', async () => {
    await added()
    for (let day = 0; day < 3; day += 1) await bot.later(day === 0 ? HOUR : 24 * HOUR)
    await bot.store.digests.pause(1, { by: OWNER, why: '' })
    const slots = async () => (await deliveries()).map(({ slot }) => slot)
    await bot.later(397 * 24 * HOUR)
    expect(await slots()).toEqual([FIRST.wall, '2026-11-22 10:00', '2026-11-23 10:00'])
    await bot.later(4 * 24 * HOUR)
    expect(await slots()).toEqual(['2026-11-23 10:00'])
    expect(said()).toHaveLength(3)
    expect(await bot.store.digests.byId(1)).toMatchObject({ last: { slot: '2026-11-23 10:00' } })
  })
})

describe('three days later', () => {
  async function sent(by: number, report: 'offers' | 'affiliates' = 'offers'): Promise<void> {
    await added({ recheck: true, reports: [report] })
    await bot.later(HOUR)
    const [delivery] = await deliveries()
    if (!delivery) throw new Error('nothing was sent')
    expect(delivery.recheckAt).toEqual(new Date(FIRST.at.getTime() + 72 * HOUR))
    // As if CAKE had told of other clicks then.
    const { totals } = delivery.outcome as { totals: Record<string, { clicks: number }> }
    const clicks = Math.round((totals[report]?.clicks ?? 0) * by)
    const told = { totals: { [report]: { ...totals[report], clicks } } }
    await bot.store.deliveries.sent(delivery, { outcome: told, recheckAt: delivery.recheckAt ?? undefined })
    await bot.store.digests.pause(1, { by: OWNER, why: '' })
  }

  test('a total that has moved by more than one percent is told of in the thread, once', async () => {
    await sent(0.9)
    await bot.later(71 * HOUR)
    expect(thread(said()[0])).toHaveLength(1)
    await bot.later(HOUR)
    await bot.later(24 * HOUR)
    expect(thread(said()[0]).map(read).slice(1)).toEqual([
      expect.stringMatching(/offers: clicks [\d,]+, now/),
    ])
    expect(await deliveries()).toMatchObject([
      { state: 'sent', recheckAt: null, outcome: { recheck: 'moved' } },
    ])
  })

  test('money is written as the message has it', async () => {
    await bot.catalogue.refresh()
    const dollars = { offers: { only: true, ids: [12_295, 12_286] } }
    await added({ recheck: true, money: true, filters: dollars })
    await bot.later(HOUR)
    const [delivery] = await deliveries()
    if (!delivery) throw new Error('nothing was sent')
    const sent = delivery.outcome as { totals: { offers: { revenue: number } } }
    const { revenue } = sent.totals.offers
    const totals = { offers: { ...sent.totals.offers, revenue: revenue / 2 } }
    await bot.store.deliveries.sent(delivery, { outcome: { ...sent, totals }, recheckAt: bot.desk.now() })
    await bot.later(0)
    expect(said().map(read).join()).toContain('Revenue\u00a0$')
    expect(thread(said()[0]).map(read).at(-1)).toMatch(
      /offers: revenue \$[\d,.]+, now \$[\d,.]+ \(\+100\.0 %\)/,
    )
  })

  test('it is told of later where Slack refuses the token now', async () => {
    await sent(0.9)
    const answer = { kind: 'error', error: 'token_revoked' } as const
    bot.slack.trouble({ calls: [{ method: 'chat.postMessage', answer }] })
    await bot.later(72 * HOUR)
    expect(thread(said()[0])).toHaveLength(1)
    await bot.later(HOUR)
    expect(thread(said()[0])).toHaveLength(2)
  })

  test('nothing is asked for ever of a digest that this version cannot read', async () => {
    await sent(0.9)
    const next = { wall: '2027-11-21 10:00', at: new Date('2027-11-21T10:00:00Z') }
    const digest = await bot.store.digests.byId(1)
    const { version = 0, channels = [] } = digest ?? {}
    await bot.store.digests.edit(1, { version, by: OWNER, plan: { of: 'a later version' }, channels, next })
    await bot.later(72 * HOUR)
    expect(await deliveries()).toMatchObject([{ recheckAt: null }])
  })

  test('one that has moved less is not', async () => {
    await sent(0.995)
    await bot.later(72 * HOUR)
    expect(thread(said()[0])).toHaveLength(1)
    expect(await deliveries()).toMatchObject([{ recheckAt: null, outcome: { recheck: 'as it was' } }])
  })

  test('the days and things are those it was sent with, though it tells of others by now', async () => {
    await added({ recheck: true })
    await bot.later(HOUR)
    const now = { period: 'last month', reports: ['offers'], filters: { offers: { only: true, ids: [1] } } }
    const digest = await bot.store.digests.byId(1)
    if (!digest) throw new Error('there is no digest')
    await bot.store.digests.edit(1, {
      version: digest.version,
      by: OWNER,
      plan: { ...(digest.plan as object), ...now },
      channels: digest.channels,
      next: { wall: '2027-11-21 10:00', at: new Date('2027-11-21T10:00:00Z') },
    })
    await bot.later(72 * HOUR)
    expect(thread(said()[0])).toHaveLength(1)
    expect(await deliveries()).toMatchObject([{ recheckAt: null, outcome: { recheck: 'as it was' } }])
  })

  test('CAKE is asked again when it is down then', async () => {
    await sent(0.9, 'affiliates')
    bot.cake.setTrouble({ mode: 'broken-json', delayMs: 0 })
    await bot.later(72 * HOUR)
    expect(thread(said()[0])).toHaveLength(1)
    bot.cake.setTrouble({ mode: 'none', delayMs: 0 })
    await bot.later(HOUR)
    expect(thread(said()[0])).toHaveLength(2)
  })
})
