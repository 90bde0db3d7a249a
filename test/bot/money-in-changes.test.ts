import { beforeEach, describe, expect, it } from 'vitest'
import { people } from '../../src/sandbox/slack/ids.ts'
import type { SeenMessage } from '../../src/sandbox/slack/messages.ts'
import { approvalCard, approves, asked, asks, form, judges, modalOf, sends } from '../support/forms.ts'
import { useBot } from '../support/use-bot.ts'

const bot = useBot()
const as = people.viewer
const only = (...users: string[]) => ({ everyone: false, users, groups: [] })
/** The viewer may ask and judge, but not see money. */
const HIDDEN = { money: only(people.approver, people.manager), approvers: only(as, people.approver) }
const AMOUNT = /\$\s?\d|18\.5|22\.00|\bUSD\b/

beforeEach(() => bot.govern(HIDDEN))

function movedOutside(): void {
  const { offers } = bot.cake.network
  offers.put({ ...offers.get(12345)!, payout: 19.25 })
}

async function fileOf([card]: SeenMessage[]): Promise<string> {
  const sent = await bot.clicks('CSV', card!, { as })
  return sent.flatMap(({ files = [] }) => files.map(({ preview }) => preview)).join('\n')
}

describe('somebody who may not see money', () => {
  it('reads of a change that went stale without the amount that moved', async () => {
    await asks(bot, '/cake offer edit 12345 payout:20 reason:"a test"')
    await sends(bot)
    movedOutside()
    expect(await judges(bot, 'Approve')).toContain('then $18.50, now $19.25')
    expect(await bot.reads('/cake change 1', { as })).not.toMatch(AMOUNT)
    const listed = await bot.types('/cake change list', { as })
    expect(await fileOf(listed)).toContain('stale')
    expect(await fileOf(await bot.types('/cake change list status:stale', { as }))).not.toMatch(AMOUNT)
  })

  it('judges another name of an offer without what else CAKE has of it', async () => {
    await asks(bot, '/cake offer edit 12345 name:"Another name" reason:"a test"')
    await sends(bot)
    expect(await judges(bot, 'Approve', { as })).toContain('Another name')
    expect(form(bot, as)).not.toMatch(AMOUNT)
  })

  it('undoes a pause in a form without amounts', async () => {
    await asked(bot, '/cake offer pause 12345')
    await approves(bot)
    await bot.clicks('Undo', approvalCard(bot), { as })
    expect(form(bot, as)).not.toMatch(AMOUNT)
  })

  it('asks again in a form without amounts', async () => {
    await asks(bot, '/cake offer edit 12345 name:"Another name" reason:"a test"')
    await sends(bot)
    await bot.later(25 * 3_600_000)
    await bot.clicks('Ask again', approvalCard(bot), { as })
    expect(form(bot, as)).not.toMatch(AMOUNT)
  })

  it('who was taken it from with the form open cannot send it, nor see amounts in it', async () => {
    await asks(bot, '/cake offer edit 12345')
    bot.govern({ ...HIDDEN, money: only(people.approver) })
    expect(await sends(bot, { Payout: '20', Reason: 'a test' })).toContain('hidden from you')
    expect((await bot.store.changes.list()).total).toBe(0)
    expect(modalOf(bot).blocks).toHaveLength(1)
  })

  it('reads of a new affiliate without the minimum payment', async () => {
    await asks(bot, '/cake affiliate new')
    const filled = { 'Affiliate name': 'A', 'Account manager': '42', 'Minimum payment': '77', Reason: 'x' }
    await sends(bot, filled)
    await sends(bot, filled)
    expect(await bot.reads('/cake change 1')).toContain('$77.00')
    expect(await bot.reads('/cake change 1', { as })).not.toContain('77')
  })

  it('is not told either that a payout is above the revenue', async () => {
    await asks(bot, '/cake offer edit 12345 payout:30 reason:"a test"')
    await sends(bot)
    expect(await bot.reads('/cake change 1')).toContain('The payout is above the revenue')
    const hidden = await bot.reads('/cake change 1', { as })
    expect(hidden).toContain('Payout hidden → hidden')
    expect(hidden).not.toContain('above the revenue')
  })
})
