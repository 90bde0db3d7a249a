/** Digests as they are sent, by the whole bot, with Slack and CAKE going wrong around it. */
import { describe, expect, it } from 'vitest'
import { people } from '../../../src/sandbox/slack/ids.ts'
import type { TroubleOptions } from '../../../src/sandbox/slack/trouble.ts'
import { read } from '../../support/read.ts'
import { useBot } from '../../support/use-bot.ts'
import { cakeDaily, cakeOps, FIRST, HEADLINE, HOUR, MINUTE, NINE, OWNER, sendingWith } from './sending.ts'

const bot = useBot({ clock: () => NINE })
const { added, said, thread, deliveries } = sendingWith(bot)

describe('in time', () => {
  it('is sent once, with its rows in the thread, and is on record', async () => {
    await added()
    await bot.later(59 * MINUTE)
    expect(said()).toEqual([])
    await bot.later(MINUTE)
    const [message, ...others] = said()
    expect(others).toEqual([])
    expect(message && read(message)).toMatch(HEADLINE)
    expect(message && read(message)).not.toMatch(/late/i)
    expect(thread(message).flatMap(({ files }) => files ?? [])).toMatchObject([
      { name: expect.stringMatching(/\.csv$/) as string },
    ])
    const pointer = { channel: cakeDaily, ts: message?.ts }
    expect(await deliveries()).toMatchObject([
      { slot: FIRST.wall, state: 'sent', tries: 1, late: false, message: pointer, recheckAt: null },
    ])
    expect(await bot.store.digests.byId(1)).toMatchObject({
      nextWall: '2026-11-22 10:00',
      last: { state: 'sent', message: pointer },
    })
    await bot.later(23 * HOUR)
    expect(said()).toHaveLength(1)
    await bot.later(HOUR)
    expect(said()).toHaveLength(2)
  })

  it('is sent to its channel whatever that is called by then', async () => {
    await added()
    await bot.later(HOUR)
    bot.slack.channel(cakeDaily, { name: 'cake-mornings' })
    await bot.later(24 * HOUR)
    expect(said().map(read)).toEqual([
      expect.stringContaining('Money is not shown in #cake-daily.'),
      expect.stringContaining('Money is not shown in #cake-mornings.'),
    ])
  })

  it('is sent by hand when somebody asks for it', async () => {
    await added()
    await bot.store.deliveries.now(1, [cakeDaily], { slot: 'now 1', at: new Date(NINE), by: OWNER })
    await bot.later(0)
    expect(said()).toHaveLength(1)
    expect(await deliveries()).toMatchObject([{ slot: 'now 1', state: 'sent' }])
  })

  it('shows money only where nobody of another company reads along', async () => {
    await added({ money: true })
    await bot.later(HOUR)
    expect(said().map(read).join()).toContain('Payout')
    bot.slack.channel(cakeDaily, { members: [people.admin, people.stranger] })
    await bot.later(24 * HOUR)
    expect(said()).toHaveLength(2)
    expect(said().map(read)[1]).not.toContain('Payout')
  })
})

describe('while the bot was down', () => {
  it.each([
    ['for 3 h', 3, true],
    ['for 11 h', 11, true],
    ['for 13 h', 13, false],
  ] as const)('%s', async (_, hours, isSent) => {
    await added()
    await bot.later(HOUR + hours * HOUR)
    expect(said()).toHaveLength(isSent ? 1 : 0)
    if (isSent) expect(said().map(read).join()).toMatch(/late/i)
    expect(await deliveries()).toMatchObject([{ slot: FIRST.wall, state: isSent ? 'sent' : 'skipped' }])
    await bot.later(HOUR)
    expect(said()).toHaveLength(isSent ? 1 : 0)
  })

  it('for 3 days: the latest is sent, the others are on record', async () => {
    await added()
    await bot.later(HOUR + 72 * HOUR)
    expect(said()).toHaveLength(1)
    expect((await deliveries()).map(({ slot, state }) => [slot, state])).toEqual([
      ['2026-11-21 10:00', 'skipped'],
      ['2026-11-22 10:00', 'skipped'],
      ['2026-11-23 10:00', 'skipped'],
      ['2026-11-24 10:00', 'sent'],
    ])
    const skipped = await bot.store.audit.list({ what: 'digest' })
    expect(skipped.filter(({ detail }) => (detail as { step: string }).step === 'skipped')).toHaveLength(3)
  })
})

describe('while Slack', () => {
  type Answer = NonNullable<TroubleOptions['calls']>[number]['answer']

  it.each<[string, Answer]>([
    ['is too busy', { kind: 'rate-limited', seconds: 50 }],
    ['fails', { kind: 'status', status: 503 }],
    ['cuts the line', { kind: 'drop' }],
    ['says that it failed', { kind: 'error', error: 'fatal_error' }],
    ['cuts the line when it has taken the message', { kind: 'drop-after' }],
    ['fails when it has taken the message', { kind: 'status-after', status: 500 }],
  ])('%s: it is sent once', async (_, answer) => {
    await added()
    bot.slack.trouble({ calls: [{ method: 'chat.postMessage', answer }] })
    await bot.later(HOUR)
    expect(await deliveries()).toMatchObject([{ state: 'due', tries: 1 }])
    await bot.later(MINUTE)
    expect(said()).toHaveLength(1)
    expect(await deliveries()).toMatchObject([{ state: 'sent', tries: 2, message: { ts: said()[0]?.ts } }])
    expect(thread(said()[0])).toHaveLength(1)
    await bot.later(HOUR)
    expect(said()).toHaveLength(1)
  })

  it('is too busy for long: it is not asked again before it says', async () => {
    await added()
    const answer = { kind: 'rate-limited', seconds: 600 } as const
    bot.slack.trouble({ calls: [{ method: 'chat.postMessage', answer }] })
    await bot.later(HOUR)
    expect(await deliveries()).toMatchObject([{ tryAfter: new Date(NINE + HOUR + 10 * MINUTE) }])
    await bot.later(10 * MINUTE - 1)
    expect(await deliveries()).toMatchObject([{ state: 'due', tries: 1 }])
    await bot.later(1)
    expect(await deliveries()).toMatchObject([{ state: 'sent', tries: 2 }])
  })

  it('finds what it has taken under more that was said since', async () => {
    await added()
    bot.slack.trouble({ calls: [{ method: 'chat.postMessage', answer: { kind: 'drop-after' } }] })
    await bot.later(HOUR)
    for (let at = 0; at < 120; at += 1)
      await bot.slack.type({ as: people.admin, channel: cakeDaily, text: `line ${at}` })
    await bot.later(MINUTE)
    expect(said()).toHaveLength(1)
    expect(await deliveries()).toMatchObject([{ state: 'sent', tries: 2 }])
  })

  it('does not take files for a while: they come into the thread, each once', async () => {
    await added()
    const method = 'files.completeUploadExternal'
    bot.slack.trouble({ calls: [{ method, answer: { kind: 'drop-after' } }] })
    await bot.later(HOUR)
    await bot.later(MINUTE)
    expect(said()).toHaveLength(1)
    expect(thread(said()[0])).toHaveLength(1)
    expect(await deliveries()).toMatchObject([{ state: 'sent', tries: 2 }])
  })

  it('refuses the token when it comes to files: they come when it does not', async () => {
    await added()
    const answer = { kind: 'error', error: 'token_revoked' } as const
    bot.slack.trouble({ calls: [{ method: 'files.getUploadURLExternal', answer }] })
    await bot.later(HOUR)
    expect(thread(said()[0])).toEqual([])
    await bot.later(MINUTE)
    expect(said()).toHaveLength(1)
    expect(thread(said()[0])).toHaveLength(1)
  })

  it('takes no files at all: it is sent without', async () => {
    await added()
    const answer = { kind: 'error', error: 'missing_scope' } as const
    bot.slack.trouble({ calls: [{ method: 'files.getUploadURLExternal', answer, times: Infinity }] })
    await bot.later(HOUR)
    expect(await deliveries()).toMatchObject([{ state: 'sent', tries: 1 }])
  })

  it('draws no charts: a picture of it comes into the thread', async () => {
    await added({ money: true })
    bot.slack.trouble({ refuseBlocks: ['data_visualization'] })
    await bot.later(HOUR)
    const files = thread(said()[0]).flatMap(({ files }) => files ?? [])
    expect(files.map(({ name }) => name)).toEqual(['chart.png', expect.stringMatching(/\.csv$/)])
    const [chart] = files
    expect(chart && bot.slack.file(chart.id, people.admin)?.altText).toMatch(/Revenue/)
  })

  it('does not answer for longer than it may be late: it is skipped', async () => {
    await added({ lateHours: 1 })
    const answer = { kind: 'status', status: 503 } as const
    bot.slack.trouble({ calls: [{ method: 'chat.postMessage', answer, times: Infinity }] })
    await bot.later(HOUR)
    for (let tries = 0; tries < 8; tries += 1) await bot.later(15 * MINUTE)
    expect(said()).toEqual([])
    expect(await deliveries()).toMatchObject([{ state: 'skipped' }])
  })
})

describe('what does not pass', () => {
  const dm = () =>
    bot.slack.messages(`D0${people.admin.slice(2)}`).filter(({ user }) => user === bot.slack.botUserId)

  it.each([
    ['archived', { isArchived: true }, 'is archived'],
    ['gone', { isDeleted: true }, 'is gone'],
    ['without the bot', { hasBot: false }, 'does not have the bot in it'],
  ] as const)('a channel that is %s pauses it, and its owner is told once', async (_, change, why) => {
    await added({}, [cakeDaily, cakeOps])
    bot.slack.channel(cakeDaily, change)
    await bot.later(HOUR)
    // The other channel is not held up by it.
    expect(said(cakeOps)).toHaveLength(1)
    expect(await bot.store.digests.byId(1)).toMatchObject({
      state: 'paused',
      paused: { by: 'bot', why: expect.stringContaining(why) as string },
    })
    await bot.later(24 * HOUR)
    await bot.later(24 * HOUR)
    expect(said(cakeOps)).toHaveLength(1)
    expect(dm()).toHaveLength(1)
    const [told] = dm()
    expect(told && read(told)).toContain(why)
    expect(told && read(told)).toContain('[Resume]')
  })

  it('a private channel is not told of by its name, which others who see the digest may not know', async () => {
    await added({}, [cakeDaily, cakeOps])
    bot.slack.channel(cakeDaily, { isPrivate: true, name: 'merger' })
    const answer = { kind: 'error', error: 'restricted_action' } as const
    bot.slack.trouble({ calls: [{ method: 'chat.postMessage', answer }] })
    await bot.store.deliveries.now(1, [cakeDaily], { slot: 'now 1', at: new Date(NINE), by: OWNER })
    await bot.later(0)
    const digest = await bot.store.digests.byId(1)
    expect(digest?.paused).toMatchObject({
      why: 'one of its channels does not let the bot post',
      channel: cakeDaily,
    })
    const sentence = 'Digest 1 is paused: one of its channels does not let the bot post'
    expect(dm().map(read)).toEqual([expect.stringContaining(`${sentence} (#${cakeDaily}). Nothing`)])
    expect(await bot.reads('/cake digest', { in: cakeOps, as: people.viewer })).toContain(
      `one of its channels does not let the bot post (#${cakeDaily})`,
    )
  })

  it('a right that the app was not given pauses it, whatever the channel', async () => {
    await added()
    const answer = { kind: 'error', error: 'missing_scope' } as const
    bot.slack.trouble({ calls: [{ method: 'chat.postMessage', answer }] })
    await bot.later(HOUR)
    expect(dm().map(read)).toEqual([expect.stringContaining('a right that it needs (missing_scope)')])
    const digest = await bot.store.digests.byId(1)
    expect(digest).toMatchObject({ state: 'paused', paused: { by: 'bot' } })
    expect(digest?.paused).not.toHaveProperty('channel')
  })

  it('a channel that the bot was just let into again pauses nothing', async () => {
    const byHand = async () => {
      const at = bot.desk.now()
      await bot.store.deliveries.now(1, [cakeDaily], { slot: `now ${at.getTime()}`, at, by: OWNER })
      await bot.later(0)
    }
    await added()
    bot.slack.channel(cakeDaily, { hasBot: false })
    await byHand()
    bot.slack.channel(cakeDaily, { hasBot: true })
    await bot.store.digests.resume(1, { by: OWNER, next: FIRST })
    await bot.later(20_000)
    await byHand()
    expect(await bot.store.digests.byId(1)).toMatchObject({ state: 'on' })
    expect(said()).toHaveLength(1)
  })

  it('comes again when its owner clicks Resume', async () => {
    await added()
    bot.slack.channel(cakeDaily, { isArchived: true })
    await bot.later(HOUR)
    bot.slack.channel(cakeDaily, { isArchived: false })
    const [told] = dm()
    if (!told) throw new Error('nobody was told')
    await bot.clicks('Resume', told, { as: people.admin })
    expect(await bot.store.digests.byId(1)).toMatchObject({ state: 'on', nextWall: '2026-11-22 10:00' })
    await bot.later(24 * HOUR)
    expect(said()).toHaveLength(1)
    expect((await deliveries()).map(({ state }) => state)).toEqual(['failed', 'sent'])
  })

  it('the owner hears of it once, also when Slack took the message and did not say so', async () => {
    await added()
    bot.slack.channel(cakeDaily, { isArchived: true })
    bot.slack.trouble({ calls: [{ method: 'chat.postMessage', answer: { kind: 'drop-after' } }] })
    await bot.later(HOUR)
    await bot.later(10 * MINUTE)
    expect(dm()).toHaveLength(1)
    expect(await bot.store.digests.nextToTell(1)).toBeUndefined()
  })

  it('an owner without an account: the channel is told, since nobody else can be', async () => {
    await added()
    bot.slack.person(people.admin, { deleted: true })
    await bot.later(HOUR)
    expect(said().map(read)).toEqual([expect.stringContaining('the account of its owner was deactivated')])
    expect(await deliveries()).toMatchObject([{ state: 'failed' }])
    await bot.later(24 * HOUR)
    expect(said()).toHaveLength(1)
  })

  it('a plan that this version cannot read pauses it', async () => {
    const plan = { of: 'a later version' }
    await bot.store.digests.add({ owner: OWNER, plan, channels: [cakeDaily], next: FIRST })
    await bot.later(HOUR)
    await bot.later(24 * HOUR)
    expect(dm().map(read)).toEqual([expect.stringContaining('cannot read its settings')])
    expect(await deliveries()).toEqual([])
  })

  it('a token that Slack refuses pauses nothing', async () => {
    await added()
    const answer = { kind: 'error', error: 'token_revoked' } as const
    bot.slack.trouble({ calls: [{ method: 'chat.postMessage', answer }] })
    await bot.later(HOUR)
    expect(await bot.store.digests.byId(1)).toMatchObject({ state: 'on' })
    await bot.later(MINUTE)
    expect(await deliveries()).toMatchObject([{ state: 'sent' }])
  })
})
