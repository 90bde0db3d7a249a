import type { AnyBlock } from '@slack/types'
import { describe, expect, it } from 'vitest'
import { people } from '../../src/sandbox/slack/ids.ts'
import type { SeenMessage } from '../../src/sandbox/slack/messages.ts'
import { form } from '../support/forms.ts'
import { buttons } from '../support/read.ts'
import { useBot } from '../support/use-bot.ts'

const bot = useBot()

interface Menu {
  readonly type: 'overflow'
  readonly action_id: string
  readonly options: readonly { readonly text: { readonly text: string }; readonly value: string }[]
}

function menuOf(blocks: readonly AnyBlock[] = []): (Menu & { block_id: string }) | undefined {
  for (const block of blocks) {
    if (block.type !== 'actions' || !('elements' in block)) continue
    const menu = block.elements.find(({ type }) => type === 'overflow')
    if (menu) return { ...(menu as Menu), block_id: block.block_id ?? '' }
  }
  return undefined
}

/** The labels of a card's buttons; those behind `⋯` after it. */
function labels({ blocks }: SeenMessage): string {
  const menu = menuOf(blocks)?.options.map(({ text }) => text.text) ?? []
  const visible = buttons(blocks).map(({ button }) => button.text.text)
  return [...visible, ...(menu.length > 0 ? ['⋯', ...menu] : [])].join(' ')
}

async function card(line: string, as: string = people.manager): Promise<SeenMessage> {
  const [first] = await bot.types(`/cake ${line}`, { as })
  return first!
}

async function chooses({ channel, ts, blocks }: SeenMessage, label: string): Promise<string> {
  const menu = menuOf(blocks)!
  const option = menu.options.find(({ text }) => text.text === label)
  const action = {
    type: 'overflow',
    action_id: menu.action_id,
    block_id: menu.block_id,
    selected_option: option,
  }
  const done = await bot.slack.click({ as: people.manager, channel, ts, action })
  expect(done).toMatchObject({ ok: true })
  await bot.idle()
  return form(bot)
}

describe('what can be asked for stands on the card', () => {
  const network = () => bot.cake.network

  it.each([
    ['offer 12345', 'Campaigns Creatives Landing pages Report Share ⋯ Pause Edit New campaign'],
    ['campaign 98001', 'Offer Affiliate Payout Pause Share ⋯ Edit'],
    ['affiliate 67890', 'Campaigns Report Edit New campaign Share ⋯ Suspend'],
  ])('%s', async (line, expected) => {
    expect(labels(await card(line))).toBe(expected)
  })

  it.each([
    ['paused', 'Activate Edit'],
    ['pending', 'Activate Edit'],
  ] as const)('of a %s offer', async (offer_status, expected) => {
    const { offers } = network()
    offers.put({ ...offers.get(12345)!, offer_status: offer_status === 'paused' ? 'inactive' : offer_status })
    expect(labels(await card('offer 12345'))).toContain(`⋯ ${expected}`)
  })

  it.each([
    ['paused', 'Offer Affiliate Payout Activate Share ⋯ Edit'],
    ['deleted', 'Offer Affiliate Payout Share'],
  ] as const)('of a %s campaign', async (campaign_status, expected) => {
    const { campaigns } = network()
    campaigns.put({ ...campaigns.get(98001)!, campaign_status })
    expect(labels(await card('campaign 98001'))).toBe(expected)
  })

  it.each([
    ['pending', 'Campaigns Report Approve Reject Share ⋯ Edit'],
    ['suspended', 'Campaigns Report Activate Edit Share'],
  ] as const)('of a %s affiliate', async (affiliate_status, expected) => {
    const { affiliates } = network()
    affiliates.put({ ...affiliates.get(67890)!, affiliate_status })
    expect(labels(await card('affiliate 67890'))).toBe(expected)
  })

  it('not for those who may not ask, and not in channels', async () => {
    bot.govern({ requesters: { everyone: false, users: [people.manager], groups: [] } })
    expect(labels(await card('offer 12345', people.viewer))).toBe(
      'Campaigns Creatives Landing pages Report Share',
    )
    const own = await card('campaign 98001')
    const [shared] = (await bot.clicks('Share', own)).filter(({ ephemeral }) => !ephemeral)
    expect(labels(shared!)).toBe('Offer Affiliate Payout Refresh')
  })

  it('opens the form, by a button and from behind ⋯', async () => {
    await bot.clicks('Pause', await card('campaign 98001'))
    expect(form(bot)).toContain('# Pause campaign 98001')
    expect(await chooses(await card('offer 12345'), 'Edit')).toContain('# Change offer 12345')
    expect(await chooses(await card('offer 12345'), 'New campaign')).toContain(
      'Auto Insurance Quote - US (12345)',
    )
  })
})
