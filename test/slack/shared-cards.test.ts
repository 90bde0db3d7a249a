import { beforeEach, describe, expect, test } from 'vitest'
import { channels, people } from '../../src/sandbox/slack/ids.ts'
import type { SeenMessage } from '../../src/sandbox/slack/messages.ts'
import type { CallTrouble } from '../../src/sandbox/slack/trouble.ts'
import { read } from '../support/read.ts'
import { clicksOn, settled } from '../support/surfaces.ts'
import { useBot } from '../support/use-bot.ts'
import { postTo } from './deliver.ts'

let now = Date.now()
const bot = useBot({ clock: () => now })
// A double click is one within five seconds.
beforeEach(() => {
  now += 6_000
})

/** A card that the manager has shared; with `thread_ts` in a thread. */
async function share(line = 'offer 12345'): Promise<SeenMessage> {
  const [card] = await bot.types(`/cake ${line}`)
  await bot.clicks('Share', card!)
  return theCard()
}

function theCard(): SeenMessage {
  const card = bot.slack
    .messages(channels.cakeOps)
    .findLast(({ user, ephemeral }) => user === bot.slack.botUserId && !ephemeral)
  if (!card) throw new Error('no card was shared')
  return card
}

function told(as: string = people.viewer): string {
  const message = bot.slack.messages(channels.cakeOps, as).findLast(({ ephemeral }) => ephemeral)
  return message ? read(message) : ''
}

function updates() {
  return bot.slack.apiCalls.filter(({ method }) => method === 'chat.update')
}

describe('Refresh', () => {
  test('reads the card anew in its place, and says who shared it and who read it again', async () => {
    const card = await share()
    expect(read(card)).toContain('[Refresh]')
    const { offers } = bot.cake.network
    offers.put({ ...offers.get(12345)!, offer_name: 'Renamed Meanwhile' })
    await clicksOn(bot, 'Refresh', card, people.viewer)
    expect(theCard()).toMatchObject({ ts: card.ts, edited: true })
    expect(read(theCard())).toContain('# Renamed Meanwhile')
    expect(read(theCard())).toContain(
      `Shared by @${people.manager} with /cake offer 12345; read again by @${people.viewer} at 09:00 UTC`,
    )
    now += 6_000
    await clicksOn(bot, 'Refresh', theCard(), people.admin)
    expect(read(theCard())).toContain(`Shared by @${people.manager}`)
    expect(read(theCard())).toContain(`read again by @${people.admin}`)
  })

  test('a double click counts once; the same thing shared twice is two cards', async () => {
    const one = await share()
    now += 6_000
    const other = await share()
    await Promise.all([
      clicksOn(bot, 'Refresh', one, people.viewer),
      clicksOn(bot, 'Refresh', one, people.viewer),
      clicksOn(bot, 'Refresh', other, people.viewer),
    ])
    expect(updates()).toHaveLength(2)
    expect(new Set(updates().map(({ body }) => body['ts']))).toEqual(new Set([one.ts, other.ts]))
  })

  test('a guest’s click is refused, and nothing is read', async () => {
    const card = await share()
    const calls = bot.cake.calls.length
    await clicksOn(bot, 'Refresh', card, people.guest)
    expect(told(people.guest)).toContain('Guests cannot use this bot.')
    expect(updates()).toEqual([])
    expect(bot.cake.calls).toHaveLength(calls)
  })

  test('while CAKE is down the card stays as it is, and the one who clicked is told', async () => {
    const card = await share()
    bot.cake.setTrouble({ mode: 'down', delayMs: 0 })
    await clicksOn(bot, 'Refresh', card, people.viewer)
    expect(told()).toContain('CAKE cannot be reached right now')
    expect(theCard()).toEqual(card)
  })

  const sentences: [CallTrouble['answer'], string][] = [
    [
      { kind: 'error', error: 'message_not_found' },
      'Slack does not find that message any more, so the card was not changed.',
    ],
    [
      { kind: 'error', error: 'cant_update_message' },
      'Slack does not let that message be changed any more, so the card was not changed. Ask with /cake, and share it anew.',
    ],
    [
      { kind: 'error', error: 'edit_window_closed' },
      'Slack does not let that message be changed any more, so the card was not changed.',
    ],
    [{ kind: 'error', error: 'is_archived' }, 'This channel is archived, so the card was not changed.'],
    [
      { kind: 'error', error: 'token_revoked' },
      "Slack no longer accepts the bot's token, so the card was not changed.",
    ],
    [
      { kind: 'error', error: 'something_new' },
      'Slack refused (something_new), so the card was not changed.',
    ],
    [
      { kind: 'rate-limited', seconds: 60 },
      'Slack says the bot is too fast, so the card was not changed. Try again in 60 seconds.',
    ],
    [
      { kind: 'drop-after' },
      'Slack did not confirm it: the card may or may not be as it is in CAKE now. Click Refresh again.',
    ],
  ]
  test.each(sentences)('chat.update refused with %j has a true sentence', async (answer, words) => {
    const card = await share()
    bot.slack.trouble({ calls: [{ method: 'chat.update', answer }] })
    await clicksOn(bot, 'Refresh', card, people.viewer)
    expect(told()).toContain(words)
  })

  test('blocks that Slack does not take are replaced by older ones', async () => {
    const card = await share('report offers yesterday')
    bot.slack.trouble({ refuseBlocks: ['data_table'] })
    await clicksOn(bot, 'Refresh', card, people.viewer)
    expect(updates().map(({ error }) => error)).toEqual(['invalid_blocks', undefined])
    expect(theCard().edited).toBe(true)
  })

  test.each(['refresh:<!channel>', 'refresh', 'refresh:', 'refresh:U1|<@U2>', 'refresh:' + 'U'.repeat(300)])(
    'a forged %j names the one who clicked',
    async (action_id) => {
      const card = await share()
      await click({ action_id, value: 'offer 12345', ts: card.ts })
      expect(read(theCard())).toContain(`Shared by @${people.viewer} with`)
      expect(JSON.stringify(theCard())).not.toContain('<!channel>')
      expect(updates()).toHaveLength(1)
    },
  )

  test('a click on nothing that was shared says so', async () => {
    await click({ action_id: `refresh:${people.viewer}`, value: 'offer 12345' })
    expect(updates()).toEqual([])
    expect(told()).toContain('There is no shared card here to read again.')
  })

  test('what is only for one person cannot be brought into the channel by it', async () => {
    const card = await share()
    await click({ action_id: `refresh:${people.viewer}`, value: 'help', ts: card.ts })
    expect(theCard()).toEqual(card)
    expect(told()).toContain('This answer is only for you; it cannot be shared.')
  })
})

/** A click of the viewer's as Slack would deliver it, whatever is on the button. */
async function click({
  action_id,
  value,
  ts,
}: {
  action_id: string
  value: string
  ts?: string
}): Promise<void> {
  // Tells what the person reads without a response_url: as an ephemeral message.
  const { status } = await postTo(
    bot,
    {
      type: 'block_actions',
      team: { id: bot.slack.teamId },
      user: { id: people.viewer },
      channel: { id: channels.cakeOps },
      container: { type: 'message', message_ts: ts, channel_id: channels.cakeOps },
      ...(ts === undefined ? {} : { message: { ts } }),
      trigger_id: `forged ${action_id} ${now}`,
      actions: [{ type: 'button', action_id, value, block_id: 'b', action_ts: '1.2' }],
    },
    now,
  )
  expect(status).toBe(200)
  await bot.app.idle()
}

test('a card in a thread is refreshed there, and what its buttons answer is shared there', async () => {
  await settled(bot, bot.slack.type({ as: people.manager, channel: channels.cakeOps, text: 'which?' }))
  const question = bot.slack.messages(channels.cakeOps).at(-1)!
  await settled(
    bot,
    bot.slack.type({
      as: people.manager,
      channel: channels.cakeOps,
      text: 'offer 12345',
      thread_ts: question.ts,
    }),
  )
  const said = bot.slack.messages(channels.cakeOps).at(-1)!
  await settled(
    bot,
    bot.slack.shortcut({
      as: people.manager,
      callback_id: 'look_up_in_cake',
      channel: said.channel,
      ts: said.ts,
    }),
  )
  await clicksOn(bot, 'Share', 'modal')
  const card = theCard()
  expect(card.thread_ts).toBe(question.ts)
  await clicksOn(bot, 'Refresh', card, people.viewer)
  expect(theCard()).toMatchObject({ ts: card.ts, thread_ts: question.ts, edited: true })
  await clicksOn(bot, 'Campaigns', theCard())
  const answer = bot.slack.messages(channels.cakeOps, people.manager).at(-1)!
  expect(answer).toMatchObject({ ephemeralTo: people.manager, thread_ts: question.ts })
  await clicksOn(bot, 'Share', answer)
  expect(theCard().thread_ts).toBe(question.ts)
  expect(read(theCard())).toContain('Shared by')
  expect(theCard().ts).not.toBe(card.ts)
})
