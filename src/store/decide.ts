import { type By, isSamePerson } from './actor.ts'
import { claim, finish, outcome, recover, release, startWrite } from './carry-out.ts'
import type { Change } from './change.ts'
import { plainText, toJson } from './json.ts'
import { leads, mayStart } from './life.ts'
import type { Move, Of, Why } from './move.ts'
import type { ChangeRow } from './schema.ts'
import type { Step } from './step.ts'

/** `move`: what is to be done. `refused`: why the step itself is not; both, when the change is found expired instead. */
export interface Decision {
  readonly move?: Move
  readonly refused?: Why
}

/** Whether `step` can be taken with `change` as it stands, and what it does. Pure: the caller makes it so. */
export function decide(change: Change, step: Step, now: Date): Decision {
  if (!mayStart(step.step, change.state)) return { refused: 'state' }
  const overdue = now >= change.expiresAt && mayStart('expire', change.state)
  // Whoever touches it first finds it expired: nothing depends on when the clock comes round.
  if (overdue && step.step !== 'expire') return { move: expire(now), refused: 'expired' }
  const decided = decideStep(change, step, now)
  if (typeof decided === 'string') return { refused: decided }
  return leads(step.step, change.state, decided.to) ? { move: decided } : { refused: 'state' }
}

function decideStep(change: Change, step: Step, now: Date): Move | Why {
  switch (step.step) {
    case 'approve':
      return approve(change, step, now)
    case 'breakGlass':
      return breakGlass(change, step, now)
    case 'reject':
      return ended(step.step, step.by, 'rejected', step.reason, now)
    case 'withdraw':
      if (!isSamePerson(step.by, change.requester)) return 'requester'
      return ended(step.step, step.by, 'withdrawn', step.reason, now)
    case 'expire':
      return now < change.expiresAt ? 'early' : expire(now)
    case 'goStale':
      return goStale(change, step, now)
    case 'claim':
      return claim(change, step, now)
    case 'startWrite':
      return startWrite(change, step, now)
    case 'release':
      return release(change, step)
    case 'finish':
      return finish(change, step, now)
    case 'recover':
      return recover(change, now)
    case 'settle':
      return outcome(step, 'bot', { answer: step.answer }, now)
    case 'mark':
      return outcome(step, step.by, { reason: step.reason }, now)
  }
}

function approve(change: Change, step: Of<'approve'>, now: Date): Move | Why {
  const { by, hash, note, carryOutBy } = step
  if (isSamePerson(by, change.requester)) return 'own'
  if (change.votes.some((vote) => isSamePerson(vote.by, by))) return 'voted'
  if (hash !== change.differenceHash) return 'hash'
  const vote = { by, at: now, note: note === undefined ? null : plainText(note), hash }
  const votes = [...change.votes, vote]
  const enough = votes.length >= change.approvalsNeeded
  return {
    step: 'approve',
    by,
    to: enough ? 'approved' : 'waiting',
    set: { votes: toJson(votes), ...(enough && approvedFrom(by, null, now, carryOutBy)) },
    detail: { hash, note: vote.note, approvals: votes.length, needed: change.approvalsNeeded },
  }
}

function breakGlass(change: Change, step: Of<'breakGlass'>, now: Date): Move | Why {
  const { by, hash, carryOutBy } = step
  if (hash !== change.differenceHash) return 'hash'
  const reason = plainText(step.reason)
  return {
    step: 'breakGlass',
    by,
    to: 'approved',
    set: { break_glass: toJson({ by, at: now, reason }), ...approvedFrom(by, reason, now, carryOutBy) },
    detail: { hash, reason },
  }
}

/** From now on it is to be carried out: the attempts begin. */
function approvedFrom(by: By, reason: string | null, now: Date, carryOutBy?: Date): Partial<ChangeRow> {
  const expires = carryOutBy && { expires_at: carryOutBy.toISOString() }
  return { decided: toJson({ by, at: now, reason }), try_after: '', tries: 0, ...expires }
}

function ended(
  step: 'reject' | 'withdraw' | 'expire',
  by: By,
  to: 'rejected' | 'withdrawn' | 'expired',
  given: string | undefined,
  now: Date,
): Move {
  const reason = given === undefined ? null : plainText(given)
  return { step, by, to, set: { decided: toJson({ by, at: now, reason }) }, detail: { reason } }
}

function expire(now: Date): Move {
  return ended('expire', 'bot', 'expired', undefined, now)
}

function goStale(change: Change, step: Of<'goStale'>, now: Date): Move | Why {
  const { by, found, worker } = step
  if (change.state === 'applying') {
    if (change.claim?.worker !== worker) return 'worker'
    if (change.claim?.writeStartedAt) return 'write'
  }
  return {
    step: 'goStale',
    by,
    to: 'stale',
    set: {
      decided: toJson({ by, at: now, reason: null }),
      outcome: toJson({ by, at: now, answer: found, reason: null }),
    },
    detail: { found, worker },
  }
}
