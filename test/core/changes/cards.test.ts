import { describe, expect, it } from 'vitest'
import { approvalMessage, headline, requesterMessage } from '../../../src/core/changes/cards.ts'
import { checkBlocks } from '../../../src/sandbox/slack/block-kit/check.ts'
import type { Change } from '../../../src/store/change.ts'
import { STATES, type ChangeState } from '../../../src/store/life.ts'
import { read } from '../../support/read.ts'

const AT = new Date('2026-11-21T23:30:00Z')
const SAM = { userId: 'U0APPROV01', teamId: 'T1' }
const LINE = { field: 'payout', label: 'Payout', before: 18.5, after: 20, was: '$18.50', becomes: '$20.00' }

function changeIn(state: ChangeState, more: Partial<Change> = {}): Change {
  const isOver = state === 'rejected' || state === 'withdrawn' || state === 'expired' || state === 'stale'
  return {
    id: 17,
    state,
    version: 3,
    command: 'offer edit',
    input: { offer: '12345' },
    about: { kind: 'offer', id: 12345, title: 'Change offer 12345 Auto' },
    before: {},
    after: { payout: 20 },
    difference: {
      lines: [LINE],
      derived: [],
      impact: ['It has 2 active campaigns.'],
      guard: {},
      warnings: [],
      isNew: false,
    },
    differenceHash: 'h',
    requester: { userId: 'U0MANAGER1', teamId: 'T1' },
    reason: 'A better deal',
    askedIn: {},
    askedAt: AT,
    rule: { name: 'default', when: {}, approvals: 1 },
    approvalsNeeded: 1,
    votes: state === 'waiting' || isOver ? [] : [{ by: SAM, at: AT, note: 'Fine', hash: 'h' }],
    breakGlass: null,
    decided: isOver ? { by: state === 'rejected' ? SAM : 'bot', at: AT, reason: 'Not now' } : null,
    expiresAt: new Date('2026-11-22T23:30:00Z'),
    remindAt: null,
    remindedAt: null,
    undoOf: null,
    claim: null,
    tries: 0,
    outcome: outcomeOf(state),
    approvalsMessage: null,
    requesterMessage: null,
    telling: { version: 3, told: 2, tries: 1 },
    ...more,
  }
}

function outcomeOf(state: ChangeState): Change['outcome'] {
  const answers: Partial<Record<ChangeState, unknown>> = {
    applied: {},
    failed: { sentence: 'payout: must be a number' },
    unknown: { sentence: 'CAKE did not say whether it carried this out.' },
    stale: { moved: [{ label: 'Payout', was: '$18.50', now: '$19.00' }] },
  }
  const answer = answers[state]
  return answer === undefined ? null : { by: 'bot', at: AT, answer, reason: null }
}

describe.each(STATES)('a change that is %s', (state) => {
  it('for those who approve it, times in the network’s zone', () => {
    const made = approvalMessage(changeIn(state), 'America/New_York')
    expect(read({ text: made.text, blocks: made.blocks })).toMatchSnapshot()
    expect(checkBlocks(made.blocks, 'message')).toEqual([])
  })

  it('for the one who asked for it', () => {
    const made = requesterMessage(changeIn(state), 'America/New_York')
    expect(read({ text: made.text, blocks: made.blocks })).toMatchSnapshot()
    expect(made.text).toBe(headline(changeIn(state)).replaceAll('>', '&gt;'))
  })
})

it('a name as long as it can be, and hostile, breaks no card', () => {
  const title = '<!channel> '.repeat(200)
  const lines = [{ ...LINE, was: title, becomes: 'ü'.repeat(3000) }]
  const difference = {
    ...(changeIn('waiting').difference as object),
    lines,
    warnings: [title],
    impact: [title],
  }
  const made = approvalMessage(
    changeIn('waiting', { difference, reason: title, about: { kind: 'offer', id: 1, title } }),
    'UTC',
  )
  expect(checkBlocks(made.blocks, 'message')).toEqual([])
  expect(made.text).not.toContain('<!channel>')
})
