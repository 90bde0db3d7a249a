import { beforeEach, describe, expect, it } from 'vitest'
import { botDm, channels, people } from '../../src/sandbox/slack/ids.ts'
import { read } from '../support/read.ts'
import {
  approvalCard,
  approves,
  asked,
  judges,
  requesterCard,
  sends,
  thread,
  writes,
} from '../support/forms.ts'
import { useBot } from '../support/use-bot.ts'

const bot = useBot()
const PAUSE = '/cake offer pause 12345'
const APPROVALS = channels.cakeApprovals

/** The bot's messages in a channel, without answers in threads. */
function posted(channel: string) {
  const { botUserId } = bot.slack
  return bot.slack
    .messages(channel)
    .filter(({ user, thread_ts }) => user === botUserId && thread_ts === undefined)
}

describe('where it was asked', () => {
  it('in direct messages the card is there', async () => {
    const dm = botDm(people.manager)
    await asked(bot, PAUSE, { in: dm })
    expect(read(requesterCard(bot, 1, dm))).toContain('Waiting for approval')
    await approves(bot)
    expect(read(requesterCard(bot, 1, dm))).toContain('Done in CAKE')
    expect(posted(dm)).toHaveLength(1)
  })

  it('in a channel that the bot cannot post in, it comes as a direct message and stays true there', async () => {
    await asked(bot, PAUSE, { as: people.admin, in: channels.privateRoom })
    const dm = botDm(people.admin)
    expect(read(requesterCard(bot, 1, dm))).toContain('Waiting for approval')
    await approves(bot)
    expect(read(requesterCard(bot, 1, dm))).toContain('Done in CAKE')
    expect(posted(dm)).toHaveLength(1)
  })
})

describe('a public channel that the bot is not in', () => {
  // It may post there, but not look whether it has.
  beforeEach(() => bot.slack.channel(APPROVALS, { hasBot: false }))

  it.each(['drop', 'drop-after'] as const)('%s: takes what is asked, and the reminder', async (kind) => {
    bot.slack.trouble({ calls: [{ method: 'chat.postMessage', times: 1, answer: { kind } }] })
    await asked(bot, PAUSE, { in: channels.general })
    await bot.later(60_000)
    expect(read(approvalCard(bot))).toContain('Waiting for approval')
    expect(read(requesterCard(bot, 1, channels.general))).toContain('Waiting for approval')
    await bot.later(12 * 3_600_000)
    expect(thread(bot, approvalCard(bot)).filter((line) => line.includes('still waits'))).toHaveLength(1)
  })

  it('takes what needs no approval', async () => {
    bot.govern({ rules: [{ name: 'all', when: {}, approvals: 0 }] })
    await asked(bot, PAUSE, { in: channels.general })
    expect(read(approvalCard(bot))).toContain('Done in CAKE')
    expect(read(requesterCard(bot, 1, channels.general))).toContain('Done in CAKE')
  })
})

it('a requester who takes no message any more keeps nobody else from being told', async () => {
  const answer = { kind: 'error', error: 'user_disabled' } as const
  bot.slack.trouble({ calls: [{ method: 'conversations.open', times: 99, answer }] })
  await bot.restart()
  await asked(bot, PAUSE, { as: people.admin, in: channels.privateRoom })
  await approves(bot)
  await bot.later(60_000)
  const { telling, state } = (await bot.store.changes.byId(1))!
  expect([state, telling.told, telling.tries]).toEqual(['applied', telling.version, 0])
})

describe('an approvals channel that takes nothing', () => {
  it.each([
    ['archived', { isArchived: true }, 'The approvals channel is archived. Nobody was asked yet'],
    ['gone', { isDeleted: true }, 'The approvals channel is gone, or the bot cannot see it.'],
  ])('%s: the requester learns of it, and it is posted when it can be', async (_, change, sentence) => {
    bot.slack.channel(APPROVALS, change)
    await asked(bot, PAUSE)
    expect(read(requesterCard(bot))).toContain(sentence)
    bot.slack.channel(APPROVALS, { isArchived: false, isDeleted: false })
    await bot.later(10_000)
    expect(posted(APPROVALS)).toHaveLength(1)
    expect(read(requesterCard(bot))).not.toContain('The approvals channel')
    await approves(bot)
    expect(writes(bot)).toHaveLength(1)
  })

  it('archived while it waits: the requester can still withdraw, and hears what became of it', async () => {
    await asked(bot, PAUSE)
    bot.slack.channel(APPROVALS, { isArchived: true })
    await bot.clicks('Withdraw', requesterCard(bot))
    expect(read(requesterCard(bot))).toContain('Withdrawn')
    expect(read(requesterCard(bot))).toContain('What became of this is told only here.')
  })

  it('another one that is set takes what waits', async () => {
    bot.slack.channel(APPROVALS, { isArchived: true })
    await asked(bot, PAUSE)
    bot.govern({ approvalsChannel: channels.cakeDaily })
    await bot.later(10_000)
    const [card] = posted(channels.cakeDaily)
    expect(read(card!)).toContain('[Approve]')
  })

  it('a message for approval that somebody has deleted is posted anew', async () => {
    await asked(bot, PAUSE)
    bot.slack.trouble({
      calls: [{ method: 'chat.update', answer: { kind: 'error', error: 'message_not_found' } }],
    })
    await judges(bot, 'Reject')
    await sends(bot, { Reason: 'no' }, { as: people.approver })
    expect(posted(APPROVALS)).toHaveLength(2)
    expect(read(approvalCard(bot))).toContain('Rejected')
  })
})

describe('a Slack that fails', () => {
  it.each([
    ['drop', 1],
    ['drop', 2],
    ['drop', 3],
    ['drop-after', 1],
    ['drop-after', 2],
    ['drop-after', 3],
  ] as const)('%s, %i times: each is told once', async (kind, times) => {
    bot.slack.trouble({ calls: [{ method: 'chat.postMessage', times, answer: { kind } }] })
    await asked(bot, PAUSE)
    for (let beat = 0; beat < 8; beat += 1) await bot.later(900_000)
    expect(posted(APPROVALS)).toHaveLength(1)
    expect(posted(channels.cakeOps).filter((one) => read(one).startsWith('# 1'))).toHaveLength(1)
  })

  it.each(['drop', 'drop-after'] as const)('%s: it is reminded once all the same', async (kind) => {
    await asked(bot, PAUSE)
    bot.slack.trouble({ calls: [{ method: 'chat.postMessage', times: 1, answer: { kind } }] })
    await bot.later(12 * 3_600_000)
    for (let beat = 0; beat < 4; beat += 1) await bot.later(60_000)
    expect(thread(bot, approvalCard(bot)).filter((line) => line.includes('still waits'))).toHaveLength(1)
  })

  it('news that come before it is known whether the first was posted do not post it twice', async () => {
    bot.slack.trouble({ calls: [{ method: 'chat.postMessage', times: 2, answer: { kind: 'drop-after' } }] })
    await asked(bot, PAUSE)
    await bot.clicks('Withdraw', requesterCard(bot))
    for (let beat = 0; beat < 4; beat += 1) await bot.later(60_000)
    expect(posted(APPROVALS)).toHaveLength(1)
    expect(read(approvalCard(bot))).toContain('Withdrawn')
    expect(posted(channels.cakeOps).filter((one) => read(one).startsWith('# 1'))).toHaveLength(1)
  })

  it('that fails while the outcome is told tells it once, when it can', async () => {
    await asked(bot, PAUSE)
    await judges(bot, 'Approve')
    bot.slack.trouble({
      calls: [
        { method: 'chat.update', times: 2, answer: { kind: 'status', status: 500 } },
        { method: 'chat.postMessage', times: 1, answer: { kind: 'drop-after' } },
      ],
    })
    await sends(bot, {}, { as: people.approver })
    for (let beat = 0; beat < 6; beat += 1) await bot.later(60_000)
    expect(read(requesterCard(bot))).toContain('Done in CAKE')
    expect(read(approvalCard(bot))).toContain('Done in CAKE')
    expect(thread(bot, approvalCard(bot)).filter((line) => line === 'Done in CAKE')).toHaveLength(1)
  })
})
