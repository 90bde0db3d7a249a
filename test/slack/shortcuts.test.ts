import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { botDm, channels, OTHER_TEAM_ID, people } from '../../src/sandbox/slack/ids.ts'
import type { CallTrouble } from '../../src/sandbox/slack/trouble.ts'
import { startBot } from '../support/bot.ts'
import { read } from '../support/read.ts'
import { lastIn, says, clicksOn, modal, picks, readModal, settled, shortcut } from '../support/surfaces.ts'
import { useBot } from '../support/use-bot.ts'
import { postTo } from './deliver.ts'

let now = Date.now()
const bot = useBot({ clock: () => now })
// Who somebody is, is asked once a minute.
beforeEach(() => {
  now += 61_000
})
afterEach(() => vi.restoreAllMocks())

function trouble(method: string, answer: CallTrouble['answer'], times = 1): void {
  bot.slack.trouble({ calls: [{ method, times, answer }] })
}

/** A message shortcut as Slack would deliver it, of whatever message and person. */
async function lookUp(message: unknown, more: Readonly<Record<string, unknown>> = {}): Promise<string> {
  const { status } = await deliverTo({
    type: 'message_action',
    callback_id: 'look_up_in_cake',
    team: { id: bot.slack.teamId },
    user: { id: people.manager },
    channel: { id: channels.cakeOps },
    trigger_id: `none-${Math.random()}`,
    message_ts: '1.1',
    message,
    ...more,
  })
  expect(status).toBe(200)
  await bot.app.idle()
  return read(lastIn(bot, channels.cakeOps))
}

describe('Look up in CAKE', () => {
  test('shows the card of the one thing in a message', async () => {
    await bot.catalogue.refresh()
    const view = await shortcut(bot, await says(bot, 'how is offer 12345 doing?'))
    expect(view?.title).toBe('Search CAKE')
    expect(readModal(view)).toContain('# Auto Insurance Quote - US')
    expect(readModal(view)).toContain('Last 7 days')
  })

  test('finds names, ids and tracking links, and shows the one that is clicked', async () => {
    await bot.catalogue.refresh()
    const said = await says(
      bot,
      'MediaBridge Partners asks about 12345, campaign 98001: https://yourdomain.cakemarketing.com/?a=1&c=2&sid=98001',
    )
    const view = await shortcut(bot, said)
    expect(readModal(view)).toContain('MediaBridge Partners\nAffiliate · 67890 · 🟢 Active · manager ')
    expect(readModal(view)).toContain(
      'Auto Insurance Quote - US\nOffer · 12345 · 🟢 Active · SafeDrive Insurance Co. · $18.50 CPA [Show]',
    )
    expect(readModal(view)).toContain('/cake campaign 98001')
    await clicksOn(bot, 'Show', 'modal')
    expect(readModal(modal(bot))).not.toContain('asks about')
    expect(readModal(modal(bot))).toMatch(/# /)
  })

  test('a misspelt part of a name: offers what may be meant', async () => {
    await bot.catalogue.refresh()
    const view = await shortcut(bot, await says(bot, 'does autto insurence still run?'))
    expect(readModal(view)).toContain('# Perhaps meant in this message')
    expect(readModal(view)).toContain('Auto Insurance Quote - US\nOffer · 12345 · ')
    await clicksOn(bot, 'Show', 'modal')
    expect(readModal(modal(bot))).toContain('# Auto Insurance Quote - US')
  })

  test('nothing to find: says so, with the search box there', async () => {
    await bot.catalogue.refresh()
    const view = await shortcut(bot, await says(bot, 'lunch?'))
    expect(readModal(view)).toContain('Nothing of CAKE was found in this message. Search for it here.')
    await picks(bot, '12345', 'modal')
    expect(readModal(modal(bot))).toContain('# Auto Insurance Quote - US')
  })

  test('before the names are read it says that only ids and links were looked for', async () => {
    const other = await startBot()
    try {
      const on = { as: people.manager, channel: channels.cakeOps }
      await settled(other, other.slack.type({ ...on, text: 'MediaBridge Partners?' }))
      const said = other.slack.messages(channels.cakeOps).at(-1)
      expect(readModal(await shortcut(other, said))).toContain('Names are still being read from CAKE')
      await settled(other, other.slack.type({ ...on, text: 'and offer 12345?' }))
      const next = other.slack.messages(channels.cakeOps).at(-1)
      expect(readModal(await shortcut(other, next))).toContain('# Auto Insurance Quote - US')
    } finally {
      await other.stop()
    }
  })

  test('works in a thread, and Share from there stays in the thread', async () => {
    await bot.catalogue.refresh()
    const parent = await says(bot, 'anybody?')
    const reply = await says(bot, 'offer 12345', { thread_ts: parent.ts })
    expect(readModal(await shortcut(bot, reply))).toContain('# Auto Insurance Quote - US')
    await clicksOn(bot, 'Share', 'modal')
    expect(lastIn(bot, channels.cakeOps)).toMatchObject({
      thread_ts: parent.ts,
      user: bot.slack.botUserId,
      ephemeral: false,
    })
    expect(read(lastIn(bot, channels.cakeOps))).toContain(
      `Shared by @${people.manager} with /cake offer 12345`,
    )
    expect(readModal(modal(bot))).toContain('Shared in the thread.')
  })

  test('Share from a message of the channel posts there; where the bot may not, the window says so', async () => {
    await bot.catalogue.refresh()
    const said = await says(bot, 'offer 12345')
    await shortcut(bot, said, people.admin)
    trouble('chat.postMessage', { kind: 'error', error: 'restricted_action' })
    await clicksOn(bot, 'Share', 'modal', people.admin)
    expect(readModal(modal(bot, people.admin))).toContain(
      'This workspace does not let the bot post here, so nothing was shared.',
    )
    await shortcut(bot, said, people.approver)
    await clicksOn(bot, 'Share', 'modal', people.approver)
    expect(lastIn(bot, channels.cakeOps).thread_ts).toBeUndefined()
    expect(read(lastIn(bot, channels.cakeOps))).toContain(`Shared by @${people.approver}`)
    expect(readModal(modal(bot, people.approver))).toContain('Shared in the channel.')
  })

  test('while CAKE is down it says so in the window', async () => {
    await bot.catalogue.refresh()
    const said = await says(bot, 'offer 12345')
    bot.cake.setTrouble({ mode: 'down', delayMs: 0 })
    expect(readModal(await shortcut(bot, said))).toContain('CAKE cannot be reached right now')
  })

  test.each([
    [
      'blocks alone',
      {
        text: '',
        blocks: [
          {
            type: 'rich_text',
            elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text: 'offer 12345' }] }],
          },
        ],
      },
    ],
    ['a section', { blocks: [{ type: 'section', text: { type: 'mrkdwn', text: '*Alert* offer 12345' } }] }],
    [
      'fields of an attachment',
      { text: '', attachments: [{ fields: [{ title: 'Offer', value: 'offer 12345' }] }] },
    ],
    [
      'a link in rich text',
      {
        blocks: [
          {
            type: 'rich_text',
            elements: [
              {
                type: 'rich_text_section',
                elements: [{ type: 'link', url: 'https://x.example.com/?sid=98001&a=1', text: 'this' }],
              },
            ],
          },
        ],
      },
    ],
  ])('reads what other apps say in %s', async (_, message) => {
    await bot.catalogue.refresh()
    // Without a window (no true trigger can be had here) the answer is ephemeral, with why.
    const told = await lookUp(message)
    expect(told).toContain('Slack opened no window for this, so it is here.')
    expect(told).toContain('Auto Insurance Quote - US')
  })

  test('what is no message at all is only nothing found', async () => {
    for (const message of [{}, { text: 7 }, { blocks: [null, 'x', { type: 'section' }] }]) {
      expect(await lookUp(message)).toContain('Nothing of CAKE was found')
    }
  })
})

describe('whoever may not look things up', () => {
  test('a guest is told so in the window, and nothing is looked up', async () => {
    await bot.catalogue.refresh()
    const said = await says(bot, 'offer 12345')
    const calls = bot.cake.calls.length
    const view = await shortcut(bot, said, people.guest)
    expect(readModal(view)).toContain('Guests cannot use this bot.')
    expect(readModal(await shortcut(bot, undefined, people.guest))).toContain('Guests cannot use this bot.')
    expect(bot.cake.calls).toHaveLength(calls)
  })

  test('whoever may only ask for changes is told so, and no names are shown', async () => {
    await bot.catalogue.refresh()
    bot.govern({ viewers: { everyone: false, users: [people.admin], groups: [] } })
    const view = await shortcut(bot, await says(bot, 'offers 12345 and 12286'))
    expect(readModal(view)).toContain('Only people with the role viewer can do this.')
    expect(readModal(view)).not.toContain('Auto Insurance')
  })

  test('another workspace is told so; a deactivated person is told nothing', async () => {
    await bot.catalogue.refresh()
    const told = await lookUp({ text: 'offer 12345' }, { team: { id: OTHER_TEAM_ID } })
    expect(told).toContain('This bot answers only members of the workspace it is installed in.')
    const before = lastIn(bot, channels.cakeOps).ts
    await lookUp({ text: 'offer 12345' }, { user: { id: people.deactivated } })
    expect(lastIn(bot, channels.cakeOps).ts).toBe(before)
  })

  test('Slack does not say who it is: said in the window, with a reference', async () => {
    await bot.catalogue.refresh()
    const said = await says(bot, 'offer 12345')
    trouble('users.info', { kind: 'error', error: 'fatal_error' }, 3)
    const view = await shortcut(bot, said, people.admin)
    expect(readModal(view)).toContain('Slack does not say who you are right now')
    expect(readModal(view)).toContain('Reference REF')
  })
})

describe('Search CAKE', () => {
  test('opens the search, with no answer yet', async () => {
    const view = await shortcut(bot)
    expect(readModal(view)).toContain('Offers, affiliates and advertisers by a few letters or their id.')
    expect(bot.slack.apiCalls.filter(({ method }) => method === 'views.update')).toEqual([])
  })

  test.each(['expired_trigger_id', 'invalid_arguments', 'fatal_error', 'ratelimited'])(
    'not opened (%s): a direct message says so',
    async (error) => {
      trouble('views.open', { kind: 'error', error })
      expect(await shortcut(bot)).toBeUndefined()
      expect(read(lastIn(bot, botDm(people.manager)))).toContain(
        'Slack opened no window for the search. Try again, or type /cake and a few letters of a name.',
      )
    },
  )
})

test('an unknown shortcut is acknowledged', async () => {
  const { status } = await deliverTo({
    type: 'shortcut',
    callback_id: 'other',
    user: { id: people.manager },
    trigger_id: 'x',
  })
  expect(status).toBe(200)
})

function deliverTo(payload: unknown) {
  return postTo(bot, payload, now)
}
