/** CAKE takes a write and the answer is lost, or the write itself: reading tells which, and nothing is sent twice. */
import { describe, expect, test } from 'vitest'
import { people } from '../../src/sandbox/slack/ids.ts'
import { approvalCard, approves, asks, sends, thread } from '../support/forms.ts'
import { read } from '../support/read.ts'
import { useBot } from '../support/use-bot.ts'

const bot = useBot()

const MINUTE = 60_000
const REASON = { Reason: 'because of a test' }
const NEW_OFFER = {
  ...REASON,
  'Offer URL': 'https://offers.example.com/crash',
  Payout: '5',
  Revenue: '8',
}

/** Each kind of write: the command, what is filled in, and where it is written. */
const WRITES = [
  ['offer edit 12345', { ...REASON, Payout: '19' }, 'update_offer.json'],
  ['offer new name:"Crash Offer" advertiser:101 vertical:3', NEW_OFFER, 'offer.json'],
  ['affiliate edit 67890', { ...REASON, 'Affiliate name': 'Crash Media' }, 'update_affiliate.json'],
  ['affiliate new name:"Crash Media" manager:42', REASON, 'affiliate.json'],
  ['campaign pause 98001', REASON, 'update_campaign.json'],
  ['campaign new 67890 12345', REASON, 'campaign.json'],
] as const

describe.each(WRITES)('/cake %s', (line, filled, endpoint) => {
  test.each(['drop-after-write', 'error-after-write'] as const)(
    '%s: is found to be done, and is not sent again',
    async (mode) => {
      bot.cake.setTrouble({ mode, delayMs: 0, times: 1 })
      await approved(line, filled)
      expect(await stateOf(1)).toBe('applied')
      await bot.later(24 * 60 * MINUTE)
      expect(written()).toEqual([endpoint])
      expect(read(approvalCard(bot))).toContain('✅ Done in CAKE')
      expect(await bot.store.verify()).toMatchObject({ whole: true })
    },
  )

  test.each(['drop-before-write', 'error-before-write'] as const)(
    '%s: is unknown until it cannot arrive any more, and is not sent again',
    async (mode) => {
      bot.cake.setTrouble({ mode, delayMs: 0, times: 1 })
      await approved(line, filled)
      expect(await stateOf(1)).toBe('unknown')
      expect(read(approvalCard(bot))).toContain('❓ Not known')
      await bot.later(MINUTE)
      expect(await stateOf(1)).toBe('unknown')
      for (let minutes = 1; minutes < 5; minutes += 1) await bot.later(MINUTE)
      expect(await stateOf(1)).toBe('failed')
      expect(written()).toEqual([])
      expect(read(approvalCard(bot))).toContain('⛔ Failed')
      expect(thread(bot, approvalCard(bot)).at(-1)).toContain('reading it back shows that it was not done')
      expect(await bot.store.verify()).toMatchObject({ whole: true })
    },
  )
})

test('two new offers of one name: nobody but a person can tell, and what they say is kept', async () => {
  const { cake } = bot
  cake.setTrouble({ mode: 'drop-after-write', delayMs: 0, times: 1 })
  const stop = cake.onTrouble(() => {
    stop()
    // Somebody else makes the same in CAKE at this very moment.
    const { offers } = cake.network
    const made = offers.values().find(({ offer_name }) => offer_name === 'Crash Offer')
    if (made) offers.put({ ...made, offer_id: offers.nextId() })
  })
  await approved(WRITES[1][0], NEW_OFFER)
  for (const minutes of [1, 5, 60, 24 * 60]) await bot.later(minutes * MINUTE)
  expect(await stateOf(1)).toBe('unknown')
  expect(written()).toEqual(['offer.json'])

  const mark = () => bot.clicks('Mark by hand', approvalCard(bot), { as: people.admin })
  await mark()
  const said = { 'What has come of it': 'CAKE has made the change', 'How you know': 'I looked it up in CAKE' }
  await sends(bot, said, { as: people.admin })
  expect(await stateOf(1)).toBe('applied')
  expect(read(approvalCard(bot))).toContain('I looked it up in CAKE')
  expect(written()).toEqual(['offer.json'])
  const story = await bot.store.audit.story(1)
  expect(story.at(-1)).toMatchObject({ what: 'mark', by: { userId: people.admin }, to: 'applied' })
})

async function approved(line: string, filled: Readonly<Record<string, string>>): Promise<void> {
  await asks(bot, `/cake ${line}`)
  if ((await sends(bot, filled)).includes('<Ask>')) await sends(bot, filled)
  // The trouble is for the write alone: it has not struck yet.
  expect(written()).toEqual([])
  await approves(bot)
  expect(bot.cake.trouble.mode).toBe('none')
}

async function stateOf(id: number): Promise<string | undefined> {
  return (await bot.store.changes.byId(id))?.state
}

function written(): string[] {
  return bot.cake.network.writes.map(({ endpoint }) => endpoint)
}
