/** The steps of carrying out what is approved. Each says what it does to the change, or why it is not taken. */
import type { By } from './actor.ts'
import type { Change } from './change.ts'
import { plainText, toJson } from './json.ts'
import type { Move, Of, Why } from './move.ts'

/** The worker has it until the lease ends. */
export function claim(change: Change, { worker, leaseMs }: Of<'claim'>, now: Date): Move | Why {
  const leaseUntil = later(now, leaseMs)
  return {
    step: 'claim',
    by: 'bot',
    to: 'applying',
    set: { claimed_by: worker, claimed_at: now.toISOString(), lease_until: leaseUntil },
    detail: { worker, leaseUntil, try: change.tries + 1 },
    // Nothing is written to CAKE on its strength: the write is started by a step of its own, which finds it gone.
    forgettable: true,
  }
}

/** Only the worker whose lease runs, and only once: this is what keeps a write from being sent twice. */
export function startWrite(change: Change, { worker, leaseMs }: Of<'startWrite'>, now: Date): Move | Why {
  const { claim } = change
  if (claim?.worker !== worker || claim.leaseUntil <= now) return 'worker'
  if (claim.writeStartedAt !== null) return 'write'
  return {
    step: 'startWrite',
    by: 'bot',
    to: 'applying',
    set: { write_started_at: now.toISOString(), lease_until: later(now, leaseMs) },
    detail: { worker },
  }
}

/** As it was before a worker had it. */
const UNCLAIMED = { claimed_by: null, claimed_at: null, lease_until: null } as const

/** Given back as it was, as long as nothing was sent; also when its worker knows that CAKE has not taken what was. */
export function release(change: Change, step: Of<'release'>): Move | Why {
  const { worker, retryAt, why, notTaken } = step
  if (change.claim?.worker !== worker) return 'worker'
  if (change.claim.writeStartedAt !== null && notTaken !== true) return 'write'
  return {
    step: 'release',
    by: 'bot',
    to: 'approved',
    set: {
      ...UNCLAIMED,
      write_started_at: null,
      try_after: retryAt.toISOString(),
      tries: change.tries + 1,
      // People may have been told that it is being carried out.
      ...(change.claim.writeStartedAt !== null && { tell_version: change.version + 1, tell_after: '' }),
    },
    detail: { worker, why, retryAt, notTaken },
  }
}

/** Also after the lease has ended, also when it was given up for unknown: the worker knows best what came of its write. */
export function finish(change: Change, step: Of<'finish'>, now: Date): Move | Why {
  const { worker, to, answer, createdId } = step
  if (change.claim?.worker !== worker) return 'worker'
  if (change.state === to) return 'state'
  if (to !== 'failed' && change.claim.writeStartedAt === null) return 'write'
  return {
    step: 'finish',
    by: 'bot',
    to,
    set: { outcome: toJson({ by: 'bot', at: now, answer, reason: null }), try_after: '', tries: 0 },
    detail: { worker, answer },
    createdId,
  }
}

/** What a worker that has let its lease end leaves behind. */
export function recover(change: Change, now: Date): Move | Why {
  if (change.claim === null || now < change.claim.leaseUntil) return 'early'
  const { worker, writeStartedAt } = change.claim
  const detail = { worker, writeStartedAt }
  return writeStartedAt === null
    ? { step: 'recover', by: 'bot', to: 'approved', set: { ...UNCLAIMED, tries: change.tries + 1 }, detail }
    : { step: 'recover', by: 'bot', to: 'unknown', set: { try_after: '', tries: 0 }, detail }
}

/** What others than the worker say came of it: the bot by reading, or a person. */
export function outcome(
  { step, to, createdId }: Of<'settle' | 'mark'>,
  by: By,
  told: { answer?: unknown; reason?: string },
  now: Date,
): Move {
  const { answer = null } = told
  const reason = told.reason === undefined ? null : plainText(told.reason)
  const detail = step === 'mark' ? { reason } : { answer }
  return { step, by, to, set: { outcome: toJson({ by, at: now, answer, reason }) }, detail, createdId }
}

function later(now: Date, ms: number): string {
  return new Date(now.getTime() + ms).toISOString()
}
