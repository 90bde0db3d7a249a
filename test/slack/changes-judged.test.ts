import { describe, expect, it } from 'vitest'
import { people } from '../../src/sandbox/slack/ids.ts'
import { read } from '../support/read.ts'
import {
  approvalCard,
  approves,
  asked,
  asks,
  clicksIn,
  form,
  judges,
  modalOf,
  requesterCard,
  sends,
  thread,
  writes,
} from '../support/forms.ts'
import { useBot } from '../support/use-bot.ts'

const bot = useBot()
const HOUR = 3_600_000
const PAUSE = '/cake offer pause 12345'

describe('who approves', () => {
  it('never the requester, not even an admin', async () => {
    await asked(bot, PAUSE, { as: people.admin })
    expect(await judges(bot, 'Approve', { as: people.admin })).toContain('somebody else has to approve it')
    expect(writes(bot)).toEqual([])
  })

  it('only approvers', async () => {
    await asked(bot, PAUSE)
    expect(await judges(bot, 'Approve', { as: people.viewer })).toContain('Only approvers can judge changes.')
    expect(await judges(bot, 'Reject', { as: people.viewer })).toContain('Only approvers can judge changes.')
  })

  it('only those whom the rule lets', async () => {
    const approvers = { users: [people.admin], groups: [] }
    bot.govern({ rules: [{ name: 'pauses', when: { commands: ['offer pause'] }, approvals: 1, approvers }] })
    await asked(bot, PAUSE)
    expect(await judges(bot, 'Approve')).toContain('The rule “pauses” lets only certain people approve this')
    expect(await approves(bot, { as: people.admin })).toContain('is being carried out')
  })

  it('two of them at once: one write, and the other gets a true answer', async () => {
    await asked(bot, PAUSE)
    await judges(bot, 'Approve')
    await judges(bot, 'Approve', { as: people.admin })
    const both = await Promise.all([
      bot.slack.submit({ as: people.approver, view: modalOf(bot, people.approver).id, values: {} }),
      bot.slack.submit({ as: people.admin, view: modalOf(bot, people.admin).id, values: {} }),
    ])
    await bot.idle()
    expect(both).toEqual([{ ok: true }, { ok: true }])
    const told = [form(bot, people.approver), form(bot, people.admin)]
    expect(told.filter((text) => text.includes('Approved. Change 1 is being carried out.'))).toHaveLength(1)
    expect(told.filter((text) => text.includes('Change 1 is no longer open to this'))).toHaveLength(1)
    expect(writes(bot)).toHaveLength(1)
  })

  it('a second click is answered', async () => {
    await asked(bot, PAUSE)
    const card = approvalCard(bot)
    await approves(bot)
    await bot.slack.click({
      as: people.approver,
      channel: card.channel,
      ts: card.ts,
      action: { type: 'button', action_id: 'change:approve', block_id: 'x', value: '1' },
    })
    expect(writes(bot)).toHaveLength(1)
    expect(await bot.reads('/cake change 1', { as: people.approver })).toContain('Done in CAKE')
  })
})

describe('a quorum of two', () => {
  it('takes two people', async () => {
    bot.govern({ rules: [{ name: 'money', when: { payoutUpPercent: 5 }, approvals: 2 }] })
    await asks(bot, '/cake offer edit 12345 payout:20 reason:x')
    expect(form(bot)).toContain('Needs 2 approvals (money).')
    await sends(bot)
    expect(await approves(bot)).toContain('Approved. Change 1 needs 1 more.')
    expect(read(approvalCard(bot))).toContain('Waiting: 1 of 2 approvals')
    expect(thread(bot, approvalCard(bot))).toEqual(['Approved by @U0APPROV01'])
    expect(await judges(bot, 'Approve')).toContain('You have approved this change already.')
    expect(writes(bot)).toEqual([])
    expect(await approves(bot, { as: people.admin })).toContain('is being carried out')
    expect(writes(bot)).toHaveLength(1)
  })
})

describe('no approval', () => {
  it('where the rule needs none it is carried out at once, and told', async () => {
    bot.govern({ rules: [{ name: 'small', when: { commands: ['offer pause'] }, approvals: 0 }] })
    expect(await asked(bot, PAUSE)).toContain('It needs no approval and is being carried out.')
    expect(writes(bot)).toHaveLength(1)
    expect(read(approvalCard(bot))).toContain('Done in CAKE')
    expect(read(approvalCard(bot))).toContain('needed no approval (small)')
  })
})

describe('break-glass', () => {
  it('is for admins, with a reason and a second confirmation; it is announced and marked', async () => {
    await asked(bot, PAUSE)
    const seenByOthers = await bot.reads('/cake change 1', { as: people.approver })
    expect(seenByOthers).not.toContain('Without approval')
    const [story] = await bot.types('/cake change 1', { as: people.admin })
    await bot.clicks('Without approval …', story!, { as: people.admin })
    expect(form(bot, people.admin)).toMatchInlineSnapshot(`
      "== Without approval ==
      # 1: Pause offer 12345 Auto Insurance Quote - US
      ⚠️ Careful: Nobody has approved this. The approvals channel is told that it is carried out all the same, and the record says so.
      Asked by @U0MANAGER1 · because of a test
      Status Active → Paused
      (It has 2 active campaigns. Yesterday: 262 clicks, 10 conversions.)
      (In CAKE now: Status Active. Nothing has moved since this was asked.)
      (Asked 21 Nov 2026 09:00 UTC.)
      Why without approval*: []
      Type 1 to confirm*: []
      <Carry it out> <Cancel>"
    `)
    const shown = await sends(
      bot,
      { 'Why without approval': 'Fraud', 'Type 1 to confirm': '2' },
      { as: people.admin },
    )
    expect(shown).toContain('! This is not 1, the number of the change.')
    expect(writes(bot)).toEqual([])
    await sends(bot, { 'Type 1 to confirm': '1' }, { as: people.admin })
    expect(form(bot, people.admin)).toContain('The approvals channel is told.')
    expect(writes(bot)).toHaveLength(1)
    expect(read(approvalCard(bot))).toMatchInlineSnapshot(`
      "# 1: Pause offer 12345 Auto Insurance Quote - US
      Asked by @U0MANAGER1 · because of a test
      Status Active → Paused
      (It has 2 active campaigns. Yesterday: 262 clicks, 10 conversions.)
      ✅ Done in CAKE
      Break-glass: carried out without approval by @U0ADMIN001 on 21 Nov 2026 09:00 · Fraud
      [Details] [Show] [Undo]
      (Asked 21 Nov 2026 09:00 UTC · needed one approval)"
    `)
    expect(thread(bot, approvalCard(bot)).join('\n')).toContain(
      'Break-glass: carried out without the approval it needs by @U0ADMIN001 · Fraud',
    )
    const posts = bot.slack.apiCalls.filter(({ method }) => method === 'chat.postMessage')
    expect(posts.some(({ body }) => String(body['reply_broadcast']) === 'true')).toBe(true)
    expect(await bot.reads('/cake change 1')).toContain('Break-glass')
  })

  it('is announced to the whole channel also where some have approved, but not enough', async () => {
    bot.govern({ rules: [{ name: 'two', when: {}, approvals: 2 }] })
    await asked(bot, PAUSE)
    await approves(bot)
    const [story] = await bot.types('/cake change 1', { as: people.admin })
    await bot.clicks('Without approval …', story!, { as: people.admin })
    expect(form(bot, people.admin)).toContain('This has 1 of 2 approvals.')
    const filled = { 'Why without approval': 'Fraud', 'Type 1 to confirm': '1' }
    await sends(bot, filled, { as: people.admin })
    const posts = bot.slack.apiCalls.filter(({ method }) => method === 'chat.postMessage')
    const broadcast = posts.filter(({ body }) => String(body['reply_broadcast']) === 'true')
    const announced = broadcast.map(({ body }) => JSON.stringify(body)).join()
    expect(announced).toContain('Break-glass')
    expect(announced).toContain('1: Pause offer 12345')
    expect(read(approvalCard(bot))).toContain('Break-glass: carried out with 1 of 2 approvals by @U0ADMIN001')
  })

  it('a click of somebody who is no admin opens nothing to send', async () => {
    await asked(bot, PAUSE)
    const [shared] = await bot.types('/cake change 1', { as: people.admin })
    await bot.clicks('Share', shared!, { as: people.admin })
    const inChannel = bot.slack.messages(shared!.channel, people.approver).at(-1)
    await bot.clicks('Without approval …', inChannel!, { as: people.approver })
    expect(form(bot, people.approver)).toContain('Only admins can do this.')
  })
})

describe('rejecting and withdrawing', () => {
  it('a rejection says why, to everybody', async () => {
    await asked(bot, PAUSE)
    await judges(bot, 'Reject')
    expect(await sends(bot, { Reason: ' ' }, { as: people.approver })).toContain(
      'Say why: it goes into the record.',
    )
    await sends(bot, { Reason: 'Not before Monday' }, { as: people.approver })
    expect(read(requesterCard(bot))).toMatchInlineSnapshot(`
      "# 1: Pause offer 12345 Auto Insurance Quote - US
      @U0MANAGER1 asked for this · because of a test
      Status Active → Paused
      (It has 2 active campaigns. Yesterday: 262 clicks, 10 conversions.)
      ⛔ Rejected
      Rejected by @U0APPROV01 on 21 Nov 2026 09:00 · Not before Monday
      [Details]
      (Asked 21 Nov 2026 09:00 UTC · needed one approval)"
    `)
    expect(thread(bot, approvalCard(bot))).toEqual(['Rejected by @U0APPROV01 · Not before Monday'])
    expect(read(approvalCard(bot))).not.toContain('[Approve]')
    expect(writes(bot)).toEqual([])
  })

  it('only the requester withdraws', async () => {
    await asked(bot, PAUSE)
    const told = await bot.clicks('Withdraw', requesterCard(bot), { as: people.admin })
    expect(told.map(read).join()).toContain('Only the one who asked for a change can withdraw it.')
    const done = await bot.clicks('Withdraw', requesterCard(bot))
    expect(done.map(read)).toContain('Change 1 is withdrawn; nothing was changed.')
    expect(read(requesterCard(bot))).toContain('Withdrawn')
    expect(read(approvalCard(bot))).toContain('Withdrawn')
    expect(thread(bot, approvalCard(bot))).toEqual(['Withdrawn by @U0MANAGER1'])
  })
})

describe('time', () => {
  it('reminds once, in the thread, and tags nobody', async () => {
    await asked(bot, PAUSE)
    await bot.later(12 * HOUR)
    await bot.later(HOUR)
    expect(thread(bot, approvalCard(bot))).toEqual([
      'Change 1 still waits for approval: Pause offer 12345 Auto Insurance Quote - US',
    ])
  })

  it('expires, and a click afterwards is answered', async () => {
    await asked(bot, PAUSE)
    await judges(bot, 'Approve')
    await bot.later(24 * HOUR)
    expect(read(approvalCard(bot))).toContain('Expired; nothing was changed')
    expect(await sends(bot, {}, { as: people.approver })).toContain('expired')
    expect(read(requesterCard(bot))).toContain('[Ask again]')
    expect(writes(bot)).toEqual([])
  })

  it('what is approved but cannot be carried out in time expires too', async () => {
    await asked(bot, PAUSE)
    await judges(bot, 'Approve')
    bot.cake.setTrouble({ mode: 'down', delayMs: 0 })
    await sends(bot, {}, { as: people.approver })
    expect(read(approvalCard(bot))).toContain('Approved, about to be carried out')
    await bot.later(24 * HOUR)
    expect(read(requesterCard(bot))).toContain('Expired; nothing was changed')
  })

  it('what could not be read is tried again', async () => {
    await asked(bot, PAUSE)
    await judges(bot, 'Approve')
    bot.cake.setTrouble({ mode: 'down', delayMs: 0 })
    await sends(bot, {}, { as: people.approver })
    bot.cake.setTrouble({ mode: 'none', delayMs: 0 })
    await bot.later(60_000)
    expect(writes(bot)).toHaveLength(1)
  })

  it('the first click after a restart', async () => {
    await asked(bot, PAUSE)
    await bot.restart()
    expect(await approves(bot)).toContain('is being carried out')
    expect(writes(bot)).toHaveLength(1)
    expect(read(requesterCard(bot))).toContain('Done in CAKE')
  })
})

describe('what has moved meanwhile', () => {
  function move() {
    const { offers } = bot.cake.network
    offers.put({ ...offers.get(12345)!, payout: 19 })
  }

  it('before it is approved: then and now side by side, and Ask again', async () => {
    await asks(bot, '/cake offer edit 12345 payout:20 reason:"A better deal"')
    await sends(bot)
    move()
    expect(await judges(bot, 'Approve')).toMatchInlineSnapshot(`
      "== Out of date ==
      # 1: Change offer 12345 Auto Insurance Quote - US
      ⚠️ CAKE has changed since this was asked. Nothing was written.
      Payout: then $18.50, now $19.00
      [Ask again]
      <Close>"
    `)
    expect(read(requesterCard(bot))).toMatchInlineSnapshot(`
      "# 1: Change offer 12345 Auto Insurance Quote - US
      @U0MANAGER1 asked for this · A better deal
      Payout $18.50 → $20.00
      Margin $3.50 (15.9 %) → $2.00 (9.1 %)
      (It has 2 active campaigns. Yesterday: 262 clicks, 10 conversions. Campaigns that run already may keep their own payout.)
      ⚠️ Out of date: CAKE has changed since it was asked; nothing was written
      Payout: then $18.50, now $19.00
      [Details] [Ask again]
      (Asked 21 Nov 2026 09:00 UTC · needed one approval)"
    `)
    expect(await clicksIn(bot, 'Ask again', people.approver)).toContain('Payout $19.00 → $20.00')
    await bot.clicks('Ask again', requesterCard(bot))
    expect(form(bot)).toContain('Reason*: [A better deal]')
    expect(await sends(bot)).toContain('Change 2: ')
  })

  it('between the approval and the write: nothing is written', async () => {
    await asks(bot, '/cake offer edit 12345 payout:20 reason:"A better deal"')
    await sends(bot)
    await judges(bot, 'Approve')
    move()
    await sends(bot, {}, { as: people.approver })
    expect(read(approvalCard(bot))).toContain('Payout: then $18.50, now $19.00')
    expect(writes(bot)).toEqual([])
  })

  it('the other amount of the margin counts too', async () => {
    await asks(bot, '/cake offer edit 12345 payout:20 reason:"A better deal"')
    await sends(bot)
    const { offers } = bot.cake.network
    offers.put({ ...offers.get(12345)!, revenue: 19 })
    expect(await judges(bot, 'Approve')).toContain('Revenue: then $22.00, now $19.00')
  })

  it('what it does not touch may move', async () => {
    await asks(bot, '/cake offer edit 12345 payout:20 reason:"A better deal"')
    await sends(bot)
    const { offers } = bot.cake.network
    offers.put({ ...offers.get(12345)!, offer_name: 'Renamed' })
    await approves(bot)
    expect(writes(bot)).toEqual(['update_offer.json {"offer_id":12345,"payout":20}'])
  })
})

describe('undo', () => {
  it('is refused with the reason when something else has changed the same since', async () => {
    await asked(bot, PAUSE)
    await approves(bot)
    const { offers } = bot.cake.network
    offers.put({ ...offers.get(12345)!, offer_status: 'pending' })
    await bot.clicks('Undo', requesterCard(bot))
    expect(form(bot)).toContain(
      'Change 1 cannot be undone: Status has been changed since; it is not Paused any more.',
    )
  })

  it('is refused for what CAKE does not empty again', async () => {
    await asks(bot, '/cake offer edit 12286 expires:2027-03-31 reason:x')
    await sends(bot)
    await approves(bot)
    await bot.clicks('Undo', requesterCard(bot))
    expect(form(bot)).toContain('Expiry date was empty before, and CAKE does not empty it again.')
  })

  it('is linked to what it undoes', async () => {
    await asked(bot, PAUSE)
    await approves(bot)
    await bot.clicks('Undo', requesterCard(bot))
    await sends(bot)
    expect(await bot.reads('/cake change 2')).toContain('[Change 1]')
  })
})
