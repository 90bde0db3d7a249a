import { describe, expect, it } from 'vitest'
import type { Desk } from '../../../src/core/changes/desk.ts'
import { newMeta } from '../../../src/core/changes/form.ts'
import { openForm } from '../../../src/core/changes/submit.ts'
import type { Modal } from '../../../src/core/modal.ts'
import { features } from '../../../src/features/index.ts'
import { read } from '../../support/read.ts'
import { asked, asks, judges, modalOf, requesterCard, sends, writes } from '../../support/forms.ts'
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
