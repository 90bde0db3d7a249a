import { expect, it } from 'vitest'
import { isAsApproved } from '../../../src/core/changes/said.ts'
import type { Change } from '../../../src/store/change.ts'
import { asked } from '../../support/forms.ts'
import { useBot } from '../../support/use-bot.ts'

const bot = useBot()

async function kept(): Promise<Change> {
  await asked(bot, '/cake offer pause 12345')
  const change = await bot.store.changes.byId(1)
  if (!change) throw new Error('nothing was asked')
  return change
}

it('what was asked is what would be written', async () => {
  expect(isAsApproved(await kept())).toBe(true)
})

it.each([
  ['what is written', { after: { status: 'active' } }],
  ['what is written beside it', { after: { status: 'inactive', payout: 1000 } }],
  ['what was shown', { difference: { lines: [], guard: {} } }],
  ['what it is of', { input: { offer: '12286' } }],
  ['what is done', { command: 'offer edit' }],
  ['its hash', { differenceHash: 'another' }],
])('it is not where somebody has edited %s in the database', async (_, edited) => {
  expect(isAsApproved({ ...(await kept()), ...edited })).toBe(false)
})
