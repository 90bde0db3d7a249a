import { describe, expect, it } from 'vitest'
import { botDm, channels, people } from '../../../src/sandbox/slack/ids.ts'
import { asks, chooses, clicksIn, form, sends } from '../../support/forms.ts'
import { useBot } from '../../support/use-bot.ts'
import { digest } from './digests.ts'

const bot = useBot()

describe('/cake digest edit', () => {
  it('shows what it is, its filters by their names, and keeps what the form does not show', async () => {
    await bot.catalogue.refresh()
    const filters = { offers: { only: false, ids: [12345] }, tags: { only: true, names: ['exclusive'] } }
    await digest(bot, { plan: { filters, rows: 25, money: true, lateHours: 3 } })
    expect(await asks(bot, '/cake digest edit 1')).toMatchInlineSnapshot(`
      "== Edit digest ==
      Reports*: [Offers] of Offers/Affiliates/Advertisers
      Period*: [Yesterday] of Yesterday/Last 7 days/Month to date/Last week/Last month
      Compare with*: [The same weekday a week ago] of The period before/The same weekday a week ago/The average of the last 4 same weekdays/The same days last month
      How often*: [Every weekday] of Every day/Every weekday/On days of the week/On days of the month/By a cron expression
      Time*: [09:00]
      Time zone*: [America/New_York]
      Channels*: [C0CAKEDALY] (Private channels need the bot in them: invite it there.)
      Money: [Show money to everybody in these channels] of Show money to everybody in these channels (Else there are only clicks and conversions. A channel shared with another company never gets money.)
      # Filters
      Offers: [Auto Insurance Quote - US (12345)]
      Offers: which*: [All but these] of Only these/All but these
      Affiliates: []
      Affiliates: which*: [Only these] of Only these/All but these
      Advertisers: []
      Advertisers: which*: [Only these] of Only these/All but these
      Verticals: []
      Verticals: which*: [Only these] of Only these/All but these
      Tags of offers: [exclusive] (Names as CAKE has them, with commas between.)
      Tags: which*: [Only these] of Only these/All but these
      [More options]
      <Save> <Cancel>"
    `)
    const said = await sends(bot, { 'How often': 'Every day', Offers: '', Channels: channels.cakeOps })
    expect(said).toContain('Saved: digest 1 (Offers, yesterday) in #C0CAKEOPS1')
    expect(said).toContain('Every day at 09:00 America/New_York')
    const [kept] = await bot.store.digests.inChannel(channels.cakeOps)
    expect(kept).toMatchObject({
      version: 2,
      nextWall: '2026-11-21 09:00',
      plan: { filters: { tags: filters.tags }, rows: 25, money: true, lateHours: 3 },
    })
    expect(kept?.plan).not.toHaveProperty('filters.offers')
  })

  it('keeps a private channel that it has, also for an admin who is not in it, and takes no other', async () => {
    const { privateRoom } = channels
    bot.slack.channel(privateRoom, { members: [people.manager], hasBot: true })
    await digest(bot, { in: [privateRoom] })
    await asks(bot, '/cake digest edit 1', { as: people.admin })
    const all = `${privateRoom}, ${botDm(people.manager)}`
    expect(await sends(bot, { Channels: all }, { as: people.admin })).toContain('! One of these is private')
    const kept = await sends(bot, { Time: '07:30', Channels: privateRoom }, { as: people.admin })
    expect(kept).toContain('Saved: digest 1')
    expect(await bot.store.digests.byId(1)).toMatchObject({ channels: [privateRoom] })
    bot.slack.channel(privateRoom, { isArchived: true })
    // What is known of a channel is as of the last minute.
    await bot.later(61_000)
    await asks(bot, '/cake digest edit 1', { as: people.admin })
    expect(await sends(bot, {}, { as: people.admin })).toContain('! One of these is archived')
  })

  it('shows a cron expression with what it means', async () => {
    await digest(bot, { plan: { when: { cron: '0 9 1 * *', zone: 'UTC' } } })
    expect(await asks(bot, '/cake digest edit 1')).toContain(
      'At 09:00, on day 1 of the month UTC\nNext: Tue 1 Dec 2026',
    )
    await chooses(bot, 'How often', 'Every day')
    expect(await sends(bot)).toContain('Every day at 09:00 UTC')
  })

  it('is for its owner and admins', async () => {
    await digest(bot, { by: people.admin })
    expect(await asks(bot, '/cake digest edit 1')).toContain("Digest 1 is somebody else's")
    await digest(bot)
    expect(await asks(bot, '/cake digest edit 2', { as: people.admin })).toContain('== Edit digest ==')
    expect(await asks(bot, '/cake digest edit 7')).toContain('There is no digest 7')
  })

  it('still sends the slot that has come, when no beat has seen it yet', async () => {
    const days = { kind: 'week', days: [1, 2, 3, 4, 5, 6, 7] }
    const {
      owner: by,
      plan,
      channels: where,
    } = await digest(bot, {
      plan: { when: { time: '09:00', days, zone: 'UTC' } },
    })
    // As it is at nine sharp.
    const next = { wall: '2026-11-21 09:00', at: bot.desk.now() }
    await bot.store.digests.edit(1, { version: 1, by, plan, channels: where, next })
    await asks(bot, '/cake digest edit 1')
    expect(await sends(bot, { Time: '10:00' })).toContain('Saved: digest 1')
    expect(await bot.store.deliveries.ofDigest(1)).toMatchObject([{ slot: '2026-11-21 09:00', late: false }])
    expect(await bot.store.digests.byId(1)).toMatchObject({ nextWall: '2026-11-21 10:00' })
  })

  it('sends the same time of the same day again, as the form promises, in a zone that comes to it later', async () => {
    const days = { kind: 'week', days: [1, 2, 3, 4, 5, 6, 7] }
    await digest(bot, { plan: { when: { time: '09:30', days, zone: 'UTC' } } })
    await bot.later(30 * 60_000)
    await asks(bot, '/cake digest edit 1')
    const said = await sends(bot, { 'Time zone': 'America/New_York' })
    expect(said).toContain('Next: Sat 21 Nov 2026 09:30')
    await bot.later(5 * 3_600_000)
    await bot.later(3_600_000)
    const sent = await bot.store.deliveries.ofDigest(1)
    expect(sent.map(({ slot, dueAt, state }) => [slot, dueAt.toISOString(), state]).toReversed()).toEqual([
      ['2026-11-21 09:30', '2026-11-21T09:30:00.000Z', 'sent'],
      ['2026-11-21 09:30', '2026-11-21T14:30:00.000Z', 'sent'],
    ])
  })

  it('saves nothing over what somebody else has saved meanwhile, nor into one that is gone', async () => {
    const { plan, channels: where, nextAt, nextWall } = await digest(bot)
    await asks(bot, '/cake digest edit 1')
    const by = { userId: people.admin, teamId: 'T' }
    const next = { wall: nextWall, at: nextAt }
    await bot.store.digests.edit(1, { version: 1, by, plan, channels: where, next })
    expect(await sends(bot, { Time: '10:00' })).toContain('Nothing was saved: somebody has changed digest 1')
    await asks(bot, '/cake digest edit 1')
    await bot.store.digests.remove(1, { by })
    expect(await clicksIn(bot, 'More options')).toContain('There is no digest 1')
    expect(await sends(bot)).toContain('There is no digest 1')
    expect(form(bot)).not.toContain('<Save>')
  })
})
