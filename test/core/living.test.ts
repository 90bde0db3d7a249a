import { describe, expect, it } from 'vitest'
import { channels, people } from '../../src/sandbox/slack/ids.ts'
import type { SeenMessage } from '../../src/sandbox/slack/messages.ts'
import { approves, asked, asks, sends } from '../support/forms.ts'
import { read } from '../support/read.ts'
import { useBot } from '../support/use-bot.ts'

const bot = useBot()
const DAY = 24 * 3_600_000
const NEW = 'read again after change 1 at'

/** Shares what a line shows; gives the card in the channel. */
async function shares(line: string, where: { as?: string; in?: string } = {}): Promise<SeenMessage> {
  // Else it were the echo of a double click.
  await bot.later(6_000)
  const [card] = await bot.types(`/cake ${line}`, where)
  const shared = (await bot.clicks('Share', card!, where)).find(({ ephemeral }) => !ephemeral)
  return shared!
}

/** What is read of a message now; undefined where it is gone. */
function now({ channel, ts }: SeenMessage): string | undefined {
  const found = bot.slack.messages(channel).find((message) => message.ts === ts)
  return found && read(found)
}

async function pauses(line = 'offer pause 12345'): Promise<void> {
  await asked(bot, `/cake ${line}`)
  await approves(bot)
}

describe('a card that was shared', () => {
  it('is brought up to date when a change is carried out, wherever it is, and says so', async () => {
    const here = await shares('offer 12345')
    const there = await shares('offer 12345', { in: channels.general })
    const other = await shares('offer 12312')
    expect(now(here)).toContain('Active')
    await pauses()
    for (const card of [here, there]) {
      expect(now(card)).toContain('Paused')
      expect(now(card)).toContain(`${NEW} 09:00 UTC`)
      expect(now(card)).toContain('Last 7 days')
    }
    expect(now(other)).not.toContain(NEW)
  })

  it('of a campaign too', async () => {
    const card = await shares('campaign 98001')
    await pauses('campaign pause 98001')
    expect(now(card)).toContain('Paused')
  })

  it('is left alone as long as nothing has changed in CAKE', async () => {
    const card = await shares('offer 12345')
    await asked(bot, '/cake offer pause 12345')
    expect(now(card)).not.toContain(NEW)
  })

  it('is left alone after 7 days, and forgotten', async () => {
    const card = await shares('offer 12345')
    await bot.later(7 * DAY + 60_000)
    expect(await bot.store.cards.about({ kind: 'offer', id: 12345 }, new Date(0))).toEqual([])
    await pauses()
    expect(now(card)).not.toContain(NEW)
  })

  it('that was deleted is forgotten, and the others are rewritten', async () => {
    const about = { kind: 'offer', id: 12345 }
    const card = await shares('offer 12345')
    const gone = { channel: channels.general, ts: '1795000000.000100' }
    await bot.store.cards.shared({ ...gone, line: 'offer 12345', about, sharedBy: people.manager })
    await pauses()
    expect(await bot.store.cards.about(about, new Date(0))).toMatchObject([{ ts: card.ts }])
    expect(now(card)).toContain(NEW)
  })

  it('shows no money that the one who shared it may not see', async () => {
    bot.govern({ money: { everyone: false, users: [people.approver, people.manager], groups: [] } })
    const theirs = await shares('offer 12345', { as: people.viewer })
    const own = await shares('offer 12345')
    await asks(bot, '/cake offer edit 12345 payout:19 reason:"a test"')
    await sends(bot)
    await approves(bot)
    expect(now(own)).toContain('$19.00')
    expect(now(theirs)).toContain(NEW)
    expect(now(theirs)).not.toMatch(/\$\d/)
  })

  it('stays as it is where its line means something else by now', async () => {
    const card = await shares('offer 12345')
    await asked(bot, '/cake offer pause 12345')
    const about = { kind: 'offer', id: 12345 }
    await bot.store.cards.shared({
      channel: card.channel,
      ts: card.ts,
      line: 'gibberish 1',
      about,
      sharedBy: people.manager,
    })
    await approves(bot)
    expect(now(card)).not.toContain(NEW)
    expect(await bot.store.changes.byId(1)).toMatchObject({ state: 'applied' })
  })
})
