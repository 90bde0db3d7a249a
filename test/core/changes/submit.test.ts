import { describe, expect, it } from 'vitest'
import type { Desk } from '../../../src/core/changes/desk.ts'
import { newMeta } from '../../../src/core/changes/form.ts'
import { openForm } from '../../../src/core/changes/submit.ts'
import type { Modal } from '../../../src/core/modal.ts'
import { features } from '../../../src/features/index.ts'
import { read } from '../../support/read.ts'
import { approves, asked, asks, judges, modalOf, requesterCard, sends, writes } from '../../support/forms.ts'
import { useBot } from '../../support/use-bot.ts'

const bot = useBot()

/** Of all changes there are. */
const EXAMPLES = features
  .flatMap(({ commands }) => Object.values(commands))
  .flatMap(({ kind, example }) => (kind === 'change' ? [example] : []))

/** The modal that a line opens, as it is read. */
async function opened(line: string, desk: Partial<Desk> = {}): Promise<string> {
  const shown: Modal[] = []
  const meta = newMeta(line, {})
  await openForm({ ...bot.desk, ...desk }, meta, { show: async (modal) => void shown.push(modal) }, {})
  return read({ text: '', blocks: shown[0]?.blocks ?? [] })
}

describe('a form that opens', () => {
  it('says that nothing can be asked where no approvals channel is set', async () => {
    const { approvalsChannel: _channel, ...desk } = bot.desk
    const shown: Modal[] = []
    await openForm(
      desk,
      newMeta('offer pause offer:12345', {}),
      { show: async (modal) => void shown.push(modal) },
      {},
    )
    expect(read({ text: '', blocks: shown[0]?.blocks ?? [] })).toBe(
      'No approvals channel is set, so nothing can be asked yet. An admin sets it with /cake settings.',
    )
  })

  it.each(EXAMPLES)('%s works in the sandbox, as the help shows it', async (example) => {
    await asks(bot, `/cake ${example}`)
    expect(modalOf(bot).submit).toMatch(/^(Review|Ask)$/)
  })

  it.each([
    ['offer 12345', 'This is no change.'],
    ['offer pause', 'Which offer?'],
  ])('%s: %s', async (line, sentence) => {
    expect(await opened(line)).toContain(sentence)
  })

  it('has no more than a person can be told, whatever goes wrong', async () => {
    const governance = () => Promise.reject(new Error('secret detail'))
    expect(await opened('offer pause offer:12345', { governance })).toBe('Something went wrong on our side.')
  })
})

describe('a field that nobody has touched', () => {
  function movedOutside(): void {
    const { offers } = bot.cake.network
    offers.put({ ...offers.get(12345)!, revenue: 31 })
  }

  it('is left as CAKE has it by now', async () => {
    await asks(bot, '/cake offer edit 12345')
    movedOutside()
    const preview = await sends(bot, { 'Offer name': 'Another name', Reason: 'a test' })
    expect(preview).toContain('Another name')
    expect(preview).not.toMatch(/Revenue.*→/)
    await sends(bot)
    await approves(bot)
    expect(bot.cake.network.writes.map(({ body }) => Object.keys(body).toSorted())).toEqual([
      ['offer_id', 'offer_name'],
    ])
    expect(bot.cake.network.offers.get(12345)?.revenue).toBe(31)
  })

  it('and one that was, is asked for against what CAKE has by now', async () => {
    await asks(bot, '/cake offer edit 12345 revenue:25 reason:"a test"')
    expect(modalOf(bot).submit).toBe('Ask')
    movedOutside()
    expect(await sends(bot)).toMatch(/Revenue.*31\.00.*→.*25\.00/)
    expect(modalOf(bot).submit).toBe('Ask')
    expect((await bot.store.changes.list()).total).toBe(0)
  })

  it('that was typed back to what it was changes nothing', async () => {
    await asks(bot, '/cake offer edit 12345 revenue:25 reason:"a test"')
    movedOutside()
    expect(await sends(bot, { Revenue: '22.00' })).toContain('This changes nothing')
  })
})

describe('a change of an older version', () => {
  it('that is not known any more fails with a reason, and nothing is written', async () => {
    await asked(bot, '/cake offer pause 12345')
    await judges(bot, 'Approve')
    const registry = bot.desk.registry.map((feature) =>
      feature.noun === 'offer' ? { ...feature, commands: {} } : feature,
    )
    const real = bot.desk.registry
    Object.assign(bot.desk, { registry })
    await sends(bot, {}, { as: 'U0APPROV01' })
    Object.assign(bot.desk, { registry: real })
    expect(read(requesterCard(bot))).toContain('This version of the bot does not know `offer pause` any more')
    expect(writes(bot)).toEqual([])
  })
})
