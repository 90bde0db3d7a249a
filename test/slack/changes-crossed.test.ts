/** What happens between the steps of a change: other changes of the same, other settings, somebody in CAKE itself. */
import { describe, expect, it } from 'vitest'
import { people, userGroups } from '../../src/sandbox/slack/ids.ts'
import { approvalCard, approves, asked, asks, form, requesterCard, sends } from '../support/forms.ts'
import { useBot } from '../support/use-bot.ts'

const bot = useBot()
const MINUTE = 60_000

async function asksForCampaigns(): Promise<void> {
  for (const id of [1, 2]) {
    const reason = { Reason: 'because of a test' }
    await asks(bot, '/cake campaign new 67890 12345')
    if ((await sends(bot, reason)).includes('<Ask>')) await sends(bot, reason)
    expect((await bot.store.changes.list()).total).toBe(id)
  }
}

async function statesLater(minutes: number): Promise<(string | undefined)[]> {
  for (let minute = 0; minute < minutes; minute += 1) await bot.later(MINUTE)
  const both = await Promise.all([1, 2].map((id) => bot.store.changes.byId(id)))
  return both.map((change) => change?.state)
}

describe('two new campaigns of one pair', () => {
  it('one that never arrived is not taken for done by what the other has made', async () => {
    await asksForCampaigns()
    bot.cake.setTrouble({ mode: 'drop-before-write', delayMs: 0, times: 1 })
    await approves(bot, { id: 1 })
    await approves(bot, { id: 2 })
    expect(await statesLater(6)).toEqual(['failed', 'applied'])
    expect(bot.cake.network.writes).toHaveLength(1)
  })

  it('the second waits until it is known that the first never arrived', async () => {
    await asksForCampaigns()
    bot.cake.setTrouble({ mode: 'drop-before-write', delayMs: 0, times: 1 })
    await approves(bot, { id: 1 })
    bot.cake.setTrouble({ mode: 'drop-after-write', delayMs: 0, times: 1 })
    await approves(bot, { id: 2 })
    expect(await statesLater(1)).toEqual(['unknown', 'approved'])
    expect(await statesLater(6)).toEqual(['failed', 'applied'])
    expect(bot.cake.network.writes).toHaveLength(1)
  })
})

it('the next change of a thing waits until it is known what the one before has left', async () => {
  for (const payout of [20, 21]) {
    await asks(bot, `/cake offer edit 12345 payout:${payout} reason:"a test"`)
    await sends(bot)
  }
  bot.cake.setTrouble({ mode: 'drop-before-write', delayMs: 0, times: 1 })
  await approves(bot, { id: 1 })
  await approves(bot, { id: 2 })
  expect(bot.cake.network.writes).toEqual([])
  expect(await statesLater(6)).toEqual(['failed', 'applied'])
  expect(bot.cake.network.offers.get(12345)).toMatchObject({ payout: 21 })
})

it('the groups of the rule under which it was asked approve, also when the settings name others', async () => {
  const approvers = { everyone: false, users: [people.approver], groups: [] }
  const named = { users: [], groups: [userGroups.approvers] }
  const rule = { name: 'pauses', when: { commands: ['offer pause'] }, approvals: 1, approvers: named }
  bot.govern({ approvers, rules: [rule] })
  await asked(bot, '/cake offer pause 12345')
  bot.govern({ approvers, rules: [] })
  expect(await approves(bot)).toContain('is being carried out')
})

it('what has changed while the form of an undo stood open is not undone', async () => {
  await asked(bot, '/cake offer pause 12345')
  await approves(bot)
  await bot.clicks('Undo', approvalCard(bot))
  const { offers } = bot.cake.network
  offers.put({ ...offers.get(12345)!, offer_status: 'pending' })
  expect(await sends(bot)).toContain('Change 1 cannot be undone: Status has been changed since')
  expect((await bot.store.changes.list()).total).toBe(1)
})

it('a payout is not put back when the revenue has been changed since: the margin would be another', async () => {
  await asks(bot, '/cake offer edit 12345 payout:20 reason:"a test"')
  await sends(bot)
  await approves(bot)
  const { offers } = bot.cake.network
  offers.put({ ...offers.get(12345)!, revenue: 18 })
  await bot.clicks('Undo', approvalCard(bot))
  expect(form(bot)).toContain('Change 1 cannot be undone: Revenue has been changed since; it was $22.00.')
})

it('an undo can be undone', async () => {
  const status = () => bot.cake.network.offers.get(12345)!.offer_status
  await asked(bot, '/cake offer pause 12345')
  await approves(bot)
  for (const [id, becomes] of [
    [2, 'active'],
    [3, 'inactive'],
  ] as const) {
    await bot.clicks('Undo', requesterCard(bot, id - 1))
    await sends(bot)
    await approves(bot, { id })
    expect(status()).toBe(becomes)
    expect((await bot.store.changes.byId(id))?.undoOf).toBe(id - 1)
  }
  expect(bot.cake.network.writes).toHaveLength(3)
})
