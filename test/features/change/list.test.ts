import { beforeEach, describe, expect, it, vi } from 'vitest'
import { people } from '../../../src/sandbox/slack/ids.ts'
import { read } from '../../support/read.ts'
import { asked, asks, approves, sends } from '../../support/forms.ts'
import { useBot } from '../../support/use-bot.ts'

const bot = useBot()

beforeEach(async () => {
  await bot.catalogue.refresh()
  await asked(bot, '/cake offer pause 12345')
  await approves(bot)
  await bot.later(2 * 86_400_000)
  await asks(bot, '/cake campaign new 67852 12286 reason:x', { as: people.admin })
  await sends(bot, {}, { as: people.admin })
})

describe('/cake change list', () => {
  it('lists them, newest first', async () => {
    expect(await bot.reads('/cake change list')).toMatchInlineSnapshot(`
      "# Changes
      2: New campaign on Personal Loan Match - US
      🕓 Waiting for approval · Affiliate Clickwise Digital (67852), Offer Personal Loan Match - US (12286), Link type Standard · 23 Nov 2026 09:00 [Show]
      1: Pause offer 12345 Auto Insurance Quote - US
      ✅ Done in CAKE · Status Active → Paused · 21 Nov 2026 09:00 [Show]
      (1–2 of 2 changes)
      [CSV] [Share]"
    `)
  })

  it('makes no file that would leave some out', async () => {
    const [card] = await bot.types('/cake change list')
    const list = bot.store.changes.list.bind(bot.store.changes)
    vi.spyOn(bot.store.changes, 'list').mockImplementation(async (filter, options) => ({
      ...(await list(filter, options)),
      total: 10_001,
    }))
    const sent = await bot.clicks('CSV', card!)
    expect(sent.map(read).join()).toContain(
      'These are 10,001 changes, and a file holds 10,000 rows, so none was made.',
    )
    expect(sent.flatMap(({ files = [] }) => files)).toEqual([])
  })

  it.each([
    ['by:me', [1]],
    [`by:<@${people.admin}|ada>`, [2]],
    [`by:${people.admin}`, [2]],
    ['offer:12345', [1]],
    ['offer:12286', [2]],
    ['affiliate:67852', [2]],
    ['campaign:98001', []],
    ['offer:12286 affiliate:67852', [2]],
    ['offer:12345 affiliate:67852', []],
    ['status:waiting', [2]],
    ['status:applied by:me', [1]],
    ['since:2026-11-22', [2]],
    ['since:2026-11-21', [2, 1]],
  ])('%s', async (filter, ids) => {
    const shown = await bot.reads(`/cake change list ${filter}`)
    const listed = [...shown.matchAll(/^(\d+): /gm)].map(([, id]) => Number(id))
    expect(listed).toEqual(ids)
  })

  it.each(['status:done', 'by:@mia', 'since:yesterday', 'offer:abc'])('%s is explained', async (filter) => {
    const shown = await bot.reads(`/cake change list ${filter}`)
    expect(shown).not.toMatch(/^\d+: /m)
    expect(shown.length).toBeGreaterThan(20)
  })

  it('comes as a file', async () => {
    const [card] = await bot.types('/cake change list')
    const sent = await bot.clicks('CSV', card!)
    const [file] = sent.flatMap(({ files }) => files ?? [])
    expect(file, sent.map(read).join()).toBeDefined()
    const stored = bot.slack.file(file!.id, people.manager)
    expect(new TextDecoder().decode(stored?.bytes)).toMatchInlineSnapshot(`
      "change,command,about,id,title,difference,state,requester,reason,asked_at,approved_by,break_glass_by,outcome
      2,campaign new,campaign,,New campaign on Personal Loan Match - US,"Affiliate Clickwise Digital (67852), Offer Personal Loan Match - US (12286), Link type Standard",waiting,U0ADMIN001,x,2026-11-23T09:00:00.000Z,,,
      1,offer pause,offer,12345,Pause offer 12345 Auto Insurance Quote - US,Status Active → Paused,applied,U0MANAGER1,because of a test,2026-11-21T09:00:00.000Z,U0APPROV01,,
      "
    `)
  })
})
