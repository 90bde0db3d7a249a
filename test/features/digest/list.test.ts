import { describe, expect, it } from 'vitest'
import { channels, people, TEAM_ID } from '../../../src/sandbox/slack/ids.ts'
import { read } from '../../support/read.ts'
import { opensHome } from '../../support/surfaces.ts'
import { useBot } from '../../support/use-bot.ts'
import { digest } from './digests.ts'

const bot = useBot()
const by = { userId: people.manager, teamId: 'T' }

describe('/cake digest', () => {
  it('lists those of this channel: what, when, whose, how they stand, and what can be done', async () => {
    await digest(bot)
    await digest(bot, {
      by: people.admin,
      in: [channels.cakeOps, channels.cakeDaily],
      plan: {
        filters: { verticals: { only: true, ids: [3] }, tags: { only: false, names: ['a', 'b'] } },
        reports: ['affiliates', 'advertisers'],
        when: { cron: '0 9 * * 1', zone: 'UTC' },
      },
    })
    await digest(bot, { in: [channels.cakeOps] })
    await bot.store.digests.pause(2, { by: 'bot', why: 'Slack does not take the message: is_archived' })
    expect(await bot.reads('/cake digest', { in: channels.cakeDaily })).toMatchInlineSnapshot(`
      "# Digests of this channel
      1: Offers, yesterday
      Every weekday at 09:00 America/New_York; against the same weekday a week ago
      In #C0CAKEDALY · by @U0MANAGER1
      🟢 On; next Mon 23 Nov 2026 09:00
      Not sent yet
      [Edit] [Pause] [Preview] [Send now]
      2: Affiliates and advertisers, yesterday
      At 09:00, only on Monday UTC; against the same weekday a week ago; only 1 vertical, without 2 tags
      In #C0CAKEOPS1, #C0CAKEDALY · by @U0ADMIN001
      ⏸️ Paused by the bot 09:00: Slack does not take the message: is_archived
      Not sent yet
      [Preview]
      (1–2 of 2 digests)
      [Add digest]"
    `)
    const forAdmin = await bot.reads('/cake digests', { in: channels.cakeOps, as: people.admin })
    expect(forAdmin).toContain('[Edit] [Resume] [Preview] [Send now]')
    expect(forAdmin).toContain('1–2 of 2 digests')
  })

  it('says when a digest was last sent, with a link to it', async () => {
    await digest(bot)
    await bot.store.deliveries.now(1, [channels.cakeDaily], {
      slot: 'now 1',
      at: bot.desk.now(),
      by: { userId: people.admin, teamId: TEAM_ID },
    })
    const claimed = await bot.store.deliveries.next('w', 60_000)
    const pointer = await bot.desk.teller.post(channels.cakeDaily, {
      text: 'x',
      blocks: [],
      older: [],
      plain: 'x',
    })
    await bot.store.deliveries.posted(claimed!.delivery.id, pointer)
    await bot.store.deliveries.sent(claimed!.delivery, { outcome: {} })
    const [list] = await bot.types('/cake digest list', { in: channels.cakeDaily })
    expect(read(list!)).toContain('Sent 09:00')
    expect(JSON.stringify(list?.blocks)).toContain('archives/C0CAKEDALY/p')
  })

  it('shows admins every channel, and nobody else', async () => {
    for (let count = 0; count < 9; count += 1) await digest(bot, { in: [channels.general] })
    const all = await bot.reads('/cake digest list all:yes', { as: people.admin })
    expect(all).toContain('# Digests of every channel')
    expect(all).toContain('1–8 of 9 digests')
    expect(all).toContain('[Next]')
    expect(await bot.reads('/cake digest list all:yes page:2', { as: people.admin })).toContain(
      '9–9 of 9 digests',
    )
    expect(await bot.reads('/cake digest list all:yes')).toContain(
      'Only admins see the digests of every channel.',
    )
    expect(await bot.reads('/cake digest list')).toContain(
      'None yet: nothing comes to this channel by itself.',
    )
  })

  it('shows in direct messages, where nothing comes to, one’s own', async () => {
    await digest(bot)
    await digest(bot, { by: people.admin })
    const mine = await bot.reads('/cake digest', { in: `D0${people.manager.slice(2)}` })
    expect(mine).toContain('# My digests')
    expect(mine).toContain('1–1 of 1 digest')
  })

  it('lets those who only look see them, and preview them', async () => {
    bot.govern({ requesters: { everyone: false, users: [], groups: [] } })
    await digest(bot)
    const seen = await bot.reads('/cake digest', { in: channels.cakeDaily, as: people.viewer })
    expect(seen).toContain('1: Offers, yesterday')
    expect(seen).toContain('[Preview]')
    expect(seen).not.toMatch(/\[(Edit|Pause|Send now|Add digest)\]/)
  })

  it('stands on Home as far as it is mine, with its state and next time', async () => {
    await digest(bot)
    await digest(bot, { by: people.admin })
    await digest(bot, { plan: { period: 'last week' } })
    await bot.store.digests.pause(3, { by, why: 'asked for' })
    const home = await opensHome(bot)
    const mine = home.slice(home.indexOf('# My digests'), home.indexOf('# Lately'))
    expect(mine).toMatchInlineSnapshot(`
      "# My digests
      1: Offers, yesterday
      🟢 On; next Mon 23 Nov 2026 09:00 · Not sent yet [Edit]
      3: Offers, last week
      ⏸️ Paused by its owner 09:00 · Not sent yet [Edit]
      [All my digests]
      "
    `)
    expect(await opensHome(bot, people.viewer)).not.toContain('My digests')
  })
})
