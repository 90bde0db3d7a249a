import { describe, expect, it } from 'vitest'
import { people } from '../../../src/sandbox/slack/ids.ts'
import { approves, asked, judges, sends } from '../../support/forms.ts'
import { read } from '../../support/read.ts'
import { useBot } from '../../support/use-bot.ts'

const bot = useBot()
const PAUSE = '/cake offer pause 12345'

describe('/cake change 1', () => {
  it('tells the whole story', async () => {
    await asked(bot, PAUSE)
    await approves(bot, { note: 'Fine' })
    expect(await bot.reads('/cake change 1')).toMatchInlineSnapshot(`
      "# 1: Pause offer 12345 Auto Insurance Quote - US
      Asked by @U0MANAGER1 · because of a test
      Status Active → Paused
      (It has 2 active campaigns. Yesterday: 262 clicks, 10 conversions.)
      ✅ Done in CAKE
      Approved by @U0APPROV01 on 21 Nov 2026 09:00 · Fine
      # What happened
      21 Nov 2026 09:00  Asked by @U0MANAGER1
      21 Nov 2026 09:00  Approved by @U0APPROV01 · Fine
      21 Nov 2026 09:00  Taken up
      21 Nov 2026 09:00  Sent to CAKE
      21 Nov 2026 09:00  Done in CAKE
      [Show] [Undo] [Share]
      (Times are in UTC.)"
    `)
  })

  it('tells once what was put off for a whole day, so that all of the rest fits', async () => {
    await asked(bot, '/cake offer pause 12345')
    const { changes } = bot.store
    const { differenceHash: hash } = (await changes.byId(1))!
    const [worker, retryAt] = ['another', bot.desk.now()]
    await changes.step(1, { step: 'approve', by: { userId: people.approver, teamId: 'T' }, hash })
    for (let time = 0; time < 250; time += 1) {
      await changes.step(1, { step: 'claim', worker, leaseMs: 1000 })
      await changes.step(1, { step: 'release', worker, retryAt, why: 'CAKE cannot be reached right now.' })
    }
    const story = await bot.reads('/cake change 1')
    expect(story.slice(story.indexOf('# What happened'))).toMatchInlineSnapshot(`
      "# What happened
      21 Nov 2026 09:00  Asked by @U0MANAGER1
      21 Nov 2026 09:00  Approved by @U0APPROV01
      21 Nov 2026 09:00  Taken up
      21 Nov 2026 09:00  Put off · CAKE cannot be reached right now. · 250 times in a row
      [Withdraw] [Show] [Share]
      (Times are in UTC.)"
    `)
  })

  it('of a new campaign has its tracking link, in blocks that Slack takes', async () => {
    await asked(bot, '/cake campaign new 67852 12345')
    await approves(bot)
    const [card] = await bot.types('/cake change 1')
    expect(card?.blocks).toBeDefined()
    expect(read(card!)).toContain('Tracking link\n```https://')
    expect(read(card!)).toContain('[Show] [Share]')
  })

  it('has the buttons of whoever looks', async () => {
    await asked(bot, PAUSE)
    const buttons = async (as: string) => (await bot.reads('/cake change #1', { as })).split('\n').at(-2)
    expect(await buttons(people.manager)).toBe('[Withdraw] [Show] [Share]')
    expect(await buttons(people.approver)).toBe('[Approve] [Reject] [Show] [Share]')
    expect(await buttons(people.admin)).toBe('[Approve] [Reject] [Without approval …] [Show] [Share]')
    expect(await buttons(people.viewer)).toBe('[Show] [Share]')
  })

  it.each(['/cake change 7', '/cake change 0'])('%s is none', async (typed) => {
    expect(await bot.reads(typed)).toContain('There is no change')
  })

  it('a change is named by its number', async () => {
    expect(await bot.reads('/cake change seventeen')).toContain('number')
  })
})

describe('/cake change', () => {
  it('says that nothing waits', async () => {
    expect(await bot.reads('/cake change')).toContain('Nothing is waiting.')
  })

  it('shows what waits for me, and what is mine', async () => {
    await asked(bot, PAUSE)
    await asked(bot, '/cake offer pause 12286', { as: people.approver })
    await asked(bot, '/cake offer pause 12287')
    await judges(bot, 'Reject')
    await sends(bot, { Reason: 'no' }, { as: people.approver })
    expect(await bot.reads('/cake approvals', { as: people.approver })).toMatchInlineSnapshot(`
      "# Waiting for me
      1: Pause offer 12345 Auto Insurance Quote - US
      🕓 Waiting for approval · Status Active → Paused · 21 Nov 2026 09:00 [Show]
      # Mine
      2: Pause offer 12286 Personal Loan Match - US
      🕓 Waiting for approval · Status Active → Paused · 21 Nov 2026 09:00 [Show]
      [All waiting] [All changes] [Share]"
    `)
    expect(await bot.reads('/cake change', { as: people.viewer })).toContain('# Waiting for others')
  })
})
