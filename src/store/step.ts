import type { Actor, By } from './actor.ts'
import type { Change } from './change.ts'

/** What came of a write, once it is known. */
type Known = 'applied' | 'failed'

/**
 * One step in the life of a change (the table is in life.ts). Who may take it by their role is the caller's business;
 * what can be known from the change itself is checked here, in the transaction that takes it.
 */
export type Step =
  /** A vote for exactly the difference with this hash. `carryOutBy`: when it expires if not carried out till then. */
  | {
      readonly step: 'approve'
      readonly by: Actor
      readonly hash: string
      readonly note?: string
      readonly carryOutBy?: Date
    }
  | {
      readonly step: 'breakGlass'
      readonly by: Actor
      readonly hash: string
      readonly reason: string
      readonly carryOutBy?: Date
    }
  | { readonly step: 'reject'; readonly by: Actor; readonly reason: string }
  | { readonly step: 'withdraw'; readonly by: Actor; readonly reason?: string }
  | { readonly step: 'expire' }
  /** `found`: what it touches, as it now is. `worker`: where it is being applied. */
  | { readonly step: 'goStale'; readonly by: By; readonly found: unknown; readonly worker?: string }
  | { readonly step: 'claim'; readonly worker: string; readonly leaseMs: number }
  | { readonly step: 'startWrite'; readonly worker: string; readonly leaseMs: number }
  /** Tried again not before `retryAt`. `notTaken`: the write was sent, or was to be, and surely has changed nothing. */
  | {
      readonly step: 'release'
      readonly worker: string
      readonly retryAt: Date
      readonly why: string
      readonly notTaken?: true
    }
  /** `createdId`: the id of what did not exist before. */
  | {
      readonly step: 'finish'
      readonly worker: string
      readonly to: Known | 'unknown'
      readonly answer: unknown
      readonly createdId?: number
    }
  | { readonly step: 'recover' }
  | { readonly step: 'settle'; readonly to: Known; readonly answer: unknown; readonly createdId?: number }
  | {
      readonly step: 'mark'
      readonly by: Actor
      readonly to: Known
      readonly reason: string
      readonly createdId?: number
    }

/**
 * Why a step was not taken:
 * - missing: there is no such change
 * - state: it is not in a state from which the step leads on
 * - expired: its time was over; it is expired now
 * - early: its time is not over yet, or the lease not ended
 * - own: the requester can never approve
 * - voted: this person has approved it already
 * - hash: the approval is of another difference
 * - requester: only the requester can withdraw it
 * - worker: another worker has it, or the lease has ended
 * - rival: another change of the same thing is being applied
 * - write: the write has been started; or for an outcome of it, has not
 */
export type Refusal =
  | 'missing'
  | 'state'
  | 'expired'
  | 'early'
  | 'own'
  | 'voted'
  | 'hash'
  | 'requester'
  | 'worker'
  | 'rival'
  | 'write'

/** What became of a step. When it was not taken, `change` is as it now stands, so that a true sentence can be said. */
export type Stepped =
  | { readonly done: true; readonly change: Change }
  | { readonly done: false; readonly why: Exclude<Refusal, 'missing'>; readonly change: Change }
  | { readonly done: false; readonly why: 'missing'; readonly change: undefined }
