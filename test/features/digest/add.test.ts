import { describe, expect, it } from 'vitest'
import { botDm, channels, people } from '../../../src/sandbox/slack/ids.ts'
import { asks, chooses, clicksIn, form, sends } from '../../support/forms.ts'
import { useBot } from '../../support/use-bot.ts'

const bot = useBot()
const kept = async () => (await bot.store.digests.all({ size: 10 })).digests

describe('/cake digest add', () => {
  it('asks the essentials, with what most want filled in', async () => {
    expect(await asks(bot, '/cake digest add', { in: channels.cakeDaily })).toMatchInlineSnapshot(`
      "== Add digest ==
      Reports*: [Offers] of Offers/Affiliates/Advertisers
      Period*: [Yesterday] of Yesterday/Last 7 days/Month to date/Last week/Last month
      Compare with*: [The same weekday a week ago] of The period before/The same weekday a week ago/The average of the last 4 same weekdays/The same days last month
      How often*: [Every day] of Every day/Every weekday/On days of the week/On days of the month/By a cron expression
      Time*: [09:00]
      Time zone*: [UTC]
      Channels*: [C0CAKEDALY] (Private channels need the bot in them: invite it there.)
      Money: [] of Show money to everybody in these channels (Else there are only clicks and conversions. A channel shared with another company never gets money.)
      [Filters] [More options]
      <Save> <Cancel>"
    `)
  })

  it('keeps what was filled in, and says when it comes next', async () => {
    await asks(bot, '/cake digest add', { in: channels.cakeDaily })
    const said = await sends(bot, {
      Reports: 'Affiliates, Offers',
      Period: 'Last 7 days',
      'Compare with': 'The period before',
      Time: '07:30',
      'Time zone': 'Europe/Berlin',
      Channels: `${channels.cakeOps}, ${channels.cakeDaily}`,
      Money: 'yes',
    })
    expect(said).toMatchInlineSnapshot(`
      "== Digest ==
      Added: digest 1 (Offers and affiliates, last 7 days) in #C0CAKEOPS1, #C0CAKEDALY
      Every day at 07:30 Europe/Berlin
      Next: Sun 22 Nov 2026 07:30, Mon 23 Nov 2026 07:30, Tue 24 Nov 2026 07:30
      [Preview]
      <Close>"
    `)
    expect(await kept()).toMatchObject([
      {
        id: 1,
        state: 'on',
        owner: { userId: people.manager },
        channels: [channels.cakeOps, channels.cakeDaily],
        plan: {
          reports: ['offers', 'affiliates'],
          period: 'last 7 days',
          compare: 'the period before',
          when: { time: '07:30', days: { kind: 'week', days: [1, 2, 3, 4, 5, 6, 7] }, zone: 'Europe/Berlin' },
          money: true,
          rows: 10,
          filters: {},
        },
        nextWall: '2026-11-22 07:30',
        nextAt: new Date('2026-11-22T06:30:00Z'),
      },
    ])
    expect((await bot.store.audit.list({ what: 'digest', limit: 5 })).map(({ by }) => by)).toEqual([
      expect.objectContaining({ userId: people.manager }),
    ])
  })

  it('asks for the days that were said to be wanted, and keeps what was typed before', async () => {
    await asks(bot, '/cake digest add')
    await chooses(bot, 'How often', 'week')
    expect(form(bot)).toContain('Days of the week*: [] of Monday/Tuesday')
    expect(await sends(bot)).toContain('! Please complete this required field.')
    await chooses(bot, 'How often', 'On days of the month')
    expect(form(bot)).toContain('In a shorter month its last day stands for those it does not have.')
    expect(await sends(bot, { 'Days of the month': '31, 1' })).toContain(
      'On the 1st and 31st of the month at 09:00 UTC',
    )
    expect(await kept()).toMatchObject([{ nextWall: '2026-11-30 09:00' }])
  })

  it('says a cron expression back in words with the next three times, and what is wrong with one', async () => {
    await asks(bot, '/cake digest add')
    await chooses(bot, 'How often', 'cron')
    expect(await chooses(bot, 'Cron expression', '30 8 * * 1-5')).toMatchInlineSnapshot(`
      "== Add digest ==
      Reports*: [Offers] of Offers/Affiliates/Advertisers
      Period*: [Yesterday] of Yesterday/Last 7 days/Month to date/Last week/Last month
      Compare with*: [The same weekday a week ago] of The period before/The same weekday a week ago/The average of the last 4 same weekdays/The same days last month
      How often*: [By a cron expression] of Every day/Every weekday/On days of the week/On days of the month/By a cron expression
      Cron expression*: [30 8 * * 1-5] (Minute, hour, day of the month, month, day of the week. Press Enter to see what it means.)
      At 08:30, Monday through Friday UTC
      Next: Mon 23 Nov 2026 08:30, Tue 24 Nov 2026 08:30, Wed 25 Nov 2026 08:30
      Time zone*: [UTC]
      Channels*: [C0CAKEOPS1] (Private channels need the bot in them: invite it there.)
      Money: [] of Show money to everybody in these channels (Else there are only clicks and conversions. A channel shared with another company never gets money.)
      [Filters] [More options]
      <Save> <Cancel>"
    `)
    expect(await chooses(bot, 'Cron expression', '0 8 * *')).toContain('has five fields')
    expect(await sends(bot, { 'Cron expression': '*/5 * * * *' })).toContain(
      '! That is more often than once an hour.',
    )
    expect(await sends(bot, { 'Cron expression': '@daily' })).toContain('! A cron expression has five fields')
    expect(await sends(bot, { 'Cron expression': '0 9 x * *' })).toContain('is no cron expression')
    expect(await sends(bot, { 'Cron expression': '0 9 31 2 *' })).toContain('never comes')
    expect(await sends(bot, { 'Cron expression': ' 0  9 1 * * ' })).toContain('Tue 1 Dec 2026 09:00')
    expect(await kept()).toMatchObject([{ plan: { when: { cron: '0 9 1 * *', zone: 'UTC' } } }])
  })

  it('has the rest behind buttons, and keeps what was typed when they are clicked', async () => {
    await asks(bot, '/cake digest add', { in: channels.cakeDaily })
    await chooses(bot, 'How often', 'weekdays')
    await clicksIn(bot, 'Filters')
    const all = await clicksIn(bot, 'More options')
    expect(all).toMatchInlineSnapshot(`
      "== Add digest ==
      Reports*: [Offers] of Offers/Affiliates/Advertisers
      Period*: [Yesterday] of Yesterday/Last 7 days/Month to date/Last week/Last month
      Compare with*: [The same weekday a week ago] of The period before/The same weekday a week ago/The average of the last 4 same weekdays/The same days last month
      How often*: [Every weekday] of Every day/Every weekday/On days of the week/On days of the month/By a cron expression
      Time*: [09:00]
      Time zone*: [UTC]
      Channels*: [C0CAKEDALY] (Private channels need the bot in them: invite it there.)
      Money: [] of Show money to everybody in these channels (Else there are only clicks and conversions. A channel shared with another company never gets money.)
      # Filters
      Offers: []
      Offers: which*: [Only these] of Only these/All but these
      Affiliates: []
      Affiliates: which*: [Only these] of Only these/All but these
      Advertisers: []
      Advertisers: which*: [Only these] of Only these/All but these
      Verticals: []
      Verticals: which*: [Only these] of Only these/All but these
      Tags of offers: [] (Names as CAKE has them, with commas between.)
      Tags: which*: [Only these] of Only these/All but these
      # More options
      What is in it: [Totals with their change, What explains the change, Table, Chart of the last 14 days, What needs a look, All rows as CSV, in the thread] of Totals with their change/What explains the change/Table/Chart of the last 14 days/What needs a look/All rows as CSV, in the thread (The headline is always there.)
      Sort by*: [Revenue] of Revenue/Margin/Payout/Conversions/Clicks
      Rows of a table*: [10] (From 5 to 25.)
      Leave out rows under so many clicks*: [0] (Totals still have them.)
      Send late up to*: [12] (Hours after its time, when the bot was down. After that it is skipped.)
      Corrections: [] of Read the totals again three days later (A total that has moved by more than 1 % is told in the thread.)
      <Save> <Cancel>"
    `)
    await sends(bot, {
      Offers: '12345, 12346',
      'Offers: which': 'All but these',
      Verticals: '3',
      'Tags of offers': 'exclusive,  summer ,',
      'What is in it': 'totals, table',
      'Sort by': 'margin',
      'Rows of a table': '25',
      'Leave out rows under so many clicks': '50',
      'Send late up to': '0',
      Corrections: 'yes',
    })
    expect((await kept())[0]?.plan).toMatchObject({
      when: { days: { kind: 'week', days: [1, 2, 3, 4, 5] } },
      filters: {
        offers: { only: false, ids: [12345, 12346] },
        verticals: { only: true, ids: [3] },
        tags: { only: true, names: ['exclusive', 'summer'] },
      },
      sections: ['totals', 'table'],
      sort: 'margin',
      rows: 25,
      leastClicks: 50,
      lateHours: 0,
      recheck: true,
    })
  })

  it('keeps what was typed also where Slack leaves out what nobody has touched since the form was drawn', async () => {
    bot.slack.trouble({ forgetInitialValues: true })
    await asks(bot, '/cake digest add', { in: channels.cakeDaily })
    await chooses(bot, 'Period', 'last week')
    await chooses(bot, 'How often', 'weekdays')
    await clicksIn(bot, 'Filters')
    await chooses(bot, 'Compare with', 'the period before')
    const all = await clicksIn(bot, 'More options')
    expect(all).toContain('Period*: [Last week]')
    expect(all).toContain('How often*: [Every weekday]')
    expect(all).toContain('Channels*: [C0CAKEDALY]')
    await sends(bot)
    expect(await kept()).toMatchObject([
      { channels: [channels.cakeDaily], plan: { period: 'last week', compare: 'the period before' } },
    ])
  })

  it('says under its field what cannot be', async () => {
    await asks(bot, '/cake digest add')
    await clicksIn(bot, 'More options')
    const said = await sends(bot, { 'Rows of a table': '26', Channels: '', Reports: '' })
    expect(said).toContain('Rows of a table*: [10] (From 5 to 25.)  ! This must be')
    expect(said.match(/! Please complete this required field/g)).toHaveLength(2)
    expect(await kept()).toEqual([])
  })

  it('says at once where it cannot come, and where the bot has to be invited first', async () => {
    await asks(bot, '/cake digest add')
    expect(await sends(bot, { Channels: channels.privateRoom })).toContain('! One of these is private')
    expect(await sends(bot, { Channels: channels.archived })).toContain('! #cake-2019 is archived')
    const said = await sends(bot, { Channels: channels.general })
    expect(said).toContain(`The bot is not in #${channels.general}: invite it there, or nothing comes.`)
    expect(await kept()).toHaveLength(1)
  })

  it('takes no private channel that the person is not in, whatever a forged form says', async () => {
    const { privateRoom } = channels
    bot.slack.channel(privateRoom, { hasBot: true })
    await asks(bot, '/cake digest add')
    expect(await sends(bot, { Channels: privateRoom })).toContain('! One of these is private')
    expect(await sends(bot, { Channels: botDm(people.admin) })).toContain('! One of these is private')
    bot.slack.channel(privateRoom, { isArchived: true })
    expect(await sends(bot, { Channels: privateRoom })).toContain('! One of these is private')
    bot.slack.channel(privateRoom, { isArchived: false, members: [people.admin, people.manager] })
    bot.slack.trouble({
      calls: [{ method: 'conversations.members', answer: { kind: 'error', error: 'fatal_error' } }],
    })
    expect(await sends(bot, { Channels: privateRoom })).toContain('! Slack does not say right now')
    expect(await kept()).toEqual([])
    await sends(bot, { Channels: privateRoom })
    expect(await kept()).toMatchObject([{ channels: [privateRoom] }])
  })

  it('offers no money to those who may not see it', async () => {
    bot.govern({ money: { everyone: false, users: [], groups: [] } })
    expect(await asks(bot, '/cake digest add')).not.toContain('Money')
    await sends(bot)
    expect(await kept()).toMatchObject([{ plan: { money: false } }])
  })

  it('is for those who may ask for changes', async () => {
    bot.govern({ requesters: { everyone: false, users: [], groups: [] } })
    expect(await asks(bot, '/cake digest add')).toContain('Only people with the role requester can do this.')
  })
})
