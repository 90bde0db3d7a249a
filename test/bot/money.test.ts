import { beforeEach, describe, expect, it } from 'vitest'
import { features } from '../../src/features/index.ts'
import { channels, people } from '../../src/sandbox/slack/ids.ts'
import type { SeenMessage } from '../../src/sandbox/slack/messages.ts'
import { approvalCard, approves, asks, form, judges, sends } from '../support/forms.ts'
import { home, opensHome, readModal, says, shortcut } from '../support/surfaces.ts'
import { HandClock } from '../cake/clock.ts'
import { useBot } from '../support/use-bot.ts'

const waits = new HandClock()
const bot = useBot({ waits })
const as = people.viewer
const HIDDEN = { money: { everyone: false, users: [people.approver, people.manager], groups: [] } }

beforeEach(async () => {
  await bot.catalogue.refresh()
  // What others have read lately is no way round.
  for (const line of ['offer 12345', 'affiliate 67890', 'report offers']) await bot.types(`/cake ${line}`)
})

/** Everything that is in a message, whatever kind of block it is in, and of files. */
function all(messages: readonly SeenMessage[]): string {
  return JSON.stringify(messages)
}

/** An amount with a sign, or a word that only stands before one. */
const AMOUNT = /[$€£]\s?\d|\b(?:Payout|Revenue|Margin|EPC)\b[^a-z]{0,12}\d|\bUSD\b/

/** Every query, as its example has it, and further ones in which there are amounts. */
const queries = [
  ...features.flatMap(({ commands }) =>
    Object.values(commands).flatMap((command) => (command.kind === 'query' ? [command.example] : [])),
  ),
  'offer auto',
  'auto insurance',
  'offers status:active',
  'report offers last-30d top:50',
  'report affiliates yesterday',
  'report advertisers last-30d sort:clicks',
  'report offers affiliate:67890',
  'payout 67890 12345',
  'change list',
  'history',
]

/** What they hold for those who may see money: else the test could not fail. */
it('amounts are found where they are', async () => {
  const shown = await Promise.all(
    ['offer 12345', 'report offers', 'offers'].map((line) => bot.types(`/cake ${line}`)),
  )
  for (const messages of shown) expect(all(messages)).toMatch(AMOUNT)
})

describe('somebody who may not see money', () => {
  beforeEach(() => bot.govern(HIDDEN))

  it.each(queries)('finds no amount in /cake %s, nor in its file, nor when it is shared', async (line) => {
    await asks(bot, '/cake offer edit 12345 payout:20 reason:"a test"')
    await sends(bot)
    const shown = await bot.types(`/cake ${line}`, { as })
    expect(all(shown)).not.toMatch(AMOUNT)
    const [card] = shown
    for (const label of ['CSV', 'Share']) {
      const has = card?.blocks && JSON.stringify(card.blocks).includes(`"text":"${label}"`)
      if (card && has) expect(all(await bot.clicks(label, card, { as }))).not.toMatch(AMOUNT)
    }
    const files = bot.slack.messages(channels.cakeOps, as).flatMap(({ files = [] }) => files)
    expect(JSON.stringify(files)).not.toMatch(AMOUNT)
  })

  it('gets files without the columns of money', async () => {
    const [card] = await bot.types('/cake report offers', { as })
    const sent = await bot.clicks('CSV', card!, { as })
    const [file] = sent.flatMap(({ files = [] }) => files)
    expect(file!.preview).toContain('offer_id,offer_name,clicks,conversions,cvr\n')
  })

  it('is told so where there is nothing else', async () => {
    expect(await bot.reads('/cake payout 67890 12345', { as })).toContain('Payouts are hidden from you.')
    expect(await bot.reads('/cake report offers sort:revenue', { as })).toContain(
      'Money is hidden from you. Sort by clicks, conversions, cvr.',
    )
  })

  it('opens no form that shows amounts', async () => {
    expect(await asks(bot, '/cake offer edit 12345', { as })).toContain('hidden from you')
    expect(form(bot, as)).not.toMatch(AMOUNT)
    expect(await asks(bot, '/cake offer new', { as })).toContain('hidden from you')
    expect(await asks(bot, '/cake offer pause 12345', { as })).toContain('Reason')
  })

  it('does not judge what it may not see', async () => {
    await asks(bot, '/cake offer edit 12345 payout:20 reason:"a test"')
    await sends(bot)
    bot.govern({ ...HIDDEN, approvers: { everyone: false, users: [as], groups: [] } })
    expect(await judges(bot, 'Approve', { as })).toContain('hidden from you')
    expect(form(bot, as)).not.toMatch(AMOUNT)
    bot.govern(HIDDEN)
    await approves(bot)
    const [undo] = await bot.clicks('Undo', approvalCard(bot), { as })
    expect(undo).toBeUndefined()
    expect(form(bot, as)).toContain('hidden from you')
  })

  it('reads what others changed without the amounts', async () => {
    await asks(bot, '/cake offer edit 12345 payout:20 reason:"a test"')
    await sends(bot)
    expect(await bot.reads('/cake change 1', { as })).toContain('Payout hidden → hidden')
    expect(await bot.reads('/cake change 1')).toContain('Payout $18.50 → $20.00')
  })

  it('finds none on Home, of what was looked at before either', async () => {
    bot.govern({})
    await bot.types('/cake offer 12345', { as })
    expect(await opensHome(bot, as)).toContain('payout $18.50')
    bot.govern(HIDDEN)
    waits.pass(10_000)
    await opensHome(bot, as)
    expect(home(bot, as)).not.toMatch(AMOUNT)
  })

  it.each(['offers 12345 and 12286', 'does autto insurence still run?'])(
    'finds none in what a message is looked up for: %s',
    async (text) => {
      const said = await says(bot, text)
      expect(readModal(await shortcut(bot, said, people.manager))).toMatch(AMOUNT)
      const view = readModal(await shortcut(bot, said, as))
      expect(view).toContain('Auto Insurance Quote - US')
      expect(view).not.toMatch(AMOUNT)
    },
  )

  it('is no reason for others to see less', async () => {
    await bot.types('/cake offer 12345', { as })
    expect(await bot.reads('/cake offer 12345')).toContain('$18.50')
    expect(await bot.reads('/cake auto')).toContain('$18.50')
  })
})
