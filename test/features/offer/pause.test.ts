import { describe, expect, it } from 'vitest'
import { read } from '../../support/read.ts'
import {
  approvalCard,
  approves,
  asks,
  form,
  judges,
  requesterCard,
  sends,
  thread,
  writes,
} from '../../support/forms.ts'
import { people } from '../../../src/sandbox/slack/ids.ts'
import { useBot } from '../../support/use-bot.ts'

const bot = useBot()

describe('/cake offer pause 12345', () => {
  it('asks for a reason and shows what it does, all of it at once', async () => {
    expect(await asks(bot, '/cake offer pause 12345')).toMatchInlineSnapshot(`
      "== Change in CAKE ==
      # Pause offer 12345 Auto Insurance Quote - US
      Status Active → Paused
      (It has 2 active campaigns. Yesterday: 262 clicks, 10 conversions.)
      (Needs one approval.)
      Reason*: []
      <Ask> <Cancel>"
    `)
    expect(await sends(bot, { Reason: 'Capped until Monday' })).toMatchInlineSnapshot(`
      "== Change in CAKE ==
      Change 1: Pause offer 12345 Auto Insurance Quote - US. It waits for one approval. You get a card that tells you what becomes of it.
      <Close>"
    `)
    expect(read(approvalCard(bot))).toMatchInlineSnapshot(`
      "# 1: Pause offer 12345 Auto Insurance Quote - US
      Asked by @U0MANAGER1 · Capped until Monday
      Status Active → Paused
      (It has 2 active campaigns. Yesterday: 262 clicks, 10 conversions.)
      🕓 Waiting for approval
      [Approve] [Reject] [Details]
      (Asked 21 Nov 2026 09:00 UTC · expires 22 Nov 2026 09:00 · needs one approval)"
    `)
    expect(read(requesterCard(bot))).toMatchInlineSnapshot(`
      "# 1: Pause offer 12345 Auto Insurance Quote - US
      @U0MANAGER1 asked for this · Capped until Monday
      Status Active → Paused
      (It has 2 active campaigns. Yesterday: 262 clicks, 10 conversions.)
      🕓 Waiting for approval
      [Withdraw] [Details]
      (Asked 21 Nov 2026 09:00 UTC · expires 22 Nov 2026 09:00 · needs one approval)"
    `)
    expect(writes(bot)).toEqual([])
  })

  it('is approved by somebody else, written once, and told', async () => {
    await asks(bot, '/cake offer pause 12345')
    await sends(bot, { Reason: 'Capped until Monday' })
    expect(await judges(bot, 'Approve')).toMatchInlineSnapshot(`
      "== Approve a change ==
      # 1: Pause offer 12345 Auto Insurance Quote - US
      Asked by @U0MANAGER1 · Capped until Monday
      Status Active → Paused
      (It has 2 active campaigns. Yesterday: 262 clicks, 10 conversions.)
      (In CAKE now: Status Active. Nothing has moved since this was asked.)
      (Asked 21 Nov 2026 09:00 UTC.)
      Note: []
      <Approve> <Cancel>"
    `)
    expect(await sends(bot, { Note: 'Fine by me' }, { as: people.approver })).toMatchInlineSnapshot(`
      "== Change in CAKE ==
      Approved. Change 1 is being carried out.
      <Close>"
    `)
    expect(writes(bot)).toEqual(['update_offer.json {"offer_id":12345,"offer_status":"inactive"}'])
    expect(read(approvalCard(bot))).toMatchInlineSnapshot(`
      "# 1: Pause offer 12345 Auto Insurance Quote - US
      Asked by @U0MANAGER1 · Capped until Monday
      Status Active → Paused
      (It has 2 active campaigns. Yesterday: 262 clicks, 10 conversions.)
      ✅ Done in CAKE
      Approved by @U0APPROV01 on 21 Nov 2026 09:00 · Fine by me
      [Details] [Show] [Undo]
      (Asked 21 Nov 2026 09:00 UTC · needed one approval)"
    `)
    expect(thread(bot, approvalCard(bot))).toMatchInlineSnapshot(`
      [
        "Approved by @U0APPROV01 · Fine by me",
        "Done in CAKE",
      ]
    `)
    expect(read(requesterCard(bot))).toMatchInlineSnapshot(`
      "# 1: Pause offer 12345 Auto Insurance Quote - US
      @U0MANAGER1 asked for this · Capped until Monday
      Status Active → Paused
      (It has 2 active campaigns. Yesterday: 262 clicks, 10 conversions.)
      ✅ Done in CAKE
      Approved by @U0APPROV01 on 21 Nov 2026 09:00 · Fine by me
      [Details] [Show] [Undo]
      (Asked 21 Nov 2026 09:00 UTC · needed one approval)"
    `)
  })

  it.each(['12341', '12342'])('an offer that is not active asks nothing of anyone: %s', async (id) => {
    expect(await asks(bot, `/cake offer pause ${id}`)).toContain('so there is nothing to pause.')
    expect(form(bot)).not.toContain('Reason')
    expect(() => approvalCard(bot)).toThrow('nothing was posted')
  })

  it('undo opens the inverse', async () => {
    await asks(bot, '/cake offer pause 12345')
    await sends(bot, { Reason: 'Capped until Monday' })
    await approves(bot)
    await bot.clicks('Undo', requesterCard(bot))
    expect(form(bot)).toMatchInlineSnapshot(`
      "== Change in CAKE ==
      # Change offer 12345 Auto Insurance Quote - US
      Offer name*: [Auto Insurance Quote - US]
      Status*: [Active] of Active/Paused/Pending
      Payout*: [18.50]
      Revenue*: [22]
      Expiry date*: [2026-12-31]
      Status Paused → Active
      (It has 2 active campaigns. Yesterday: 262 clicks, 10 conversions.)
      (Needs one approval.)
      Reason*: [Undo of change 1]
      <Ask> <Cancel>"
    `)
    expect(await sends(bot)).toContain('Change 2: ')
    await approves(bot, { id: 2 })
    expect(writes(bot).at(-1)).toBe('update_offer.json {"offer_id":12345,"offer_status":"active"}')
  })
})
