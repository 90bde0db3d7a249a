import type { Actor, By } from './actor.ts'
import type { ChangeState } from './life.ts'
import type { ChangeRow } from './schema.ts'

/** A thing of CAKE's, as far as the record is looked up by it. */
export interface Thing {
  /** 'offer', 'campaign', 'affiliate', … */
  readonly kind: string
  readonly id: number
}

/** False for what no id in the database can be: PostgreSQL refuses to look for it at all. */
export function isId(number: number): boolean {
  return Number.isInteger(number) && number > 0 && number <= 0x7f_ff_ff_ff
}

/** Where a message of the bot's is. */
export interface MessagePointer {
  readonly channel: string
  readonly ts: string
}

/** A pointer as it is kept, whatever else came with it. */
export function pointerJson({ channel, ts }: MessagePointer): string {
  return JSON.stringify({ channel, ts })
}

export interface Vote {
  readonly by: Actor
  readonly at: Date
  readonly note: string | null
  /** The difference that was approved. */
  readonly hash: string
}

/** A change as it was asked and as it now stands. What is `unknown` here is JSON that the store does not look into. */
export interface Change {
  /** 1, 2, 3 …: people say 'change 17'. */
  readonly id: number
  readonly state: ChangeState
  /** Steps taken so far: it has as many audit rows. */
  readonly version: number
  /** 'offer pause' */
  readonly command: string
  readonly input: unknown
  /** `id` is null as long as it does not exist. */
  readonly about: { readonly kind: string; readonly id: number | null; readonly title: string }
  readonly before: unknown
  readonly after: unknown
  readonly difference: unknown
  readonly differenceHash: string
  readonly requester: Actor
  readonly reason: string
  /** Where it was asked. */
  readonly askedIn: unknown
  readonly askedAt: Date
  /** The rule as it was when the change was asked. */
  readonly rule: unknown
  readonly approvalsNeeded: number
  /** The approvals so far, in order. */
  readonly votes: readonly Vote[]
  readonly breakGlass: { readonly by: Actor; readonly at: Date; readonly reason: string } | null
  /** Who ended the waiting, by whichever step: approved, rejected, withdrawn, expired, stale. */
  readonly decided: { readonly by: By; readonly at: Date; readonly reason: string | null } | null
  /** Until when it can be judged, or once approved be carried out. */
  readonly expiresAt: Date
  readonly remindAt: Date | null
  readonly remindedAt: Date | null
  readonly undoOf: number | null
  readonly claim: Claim | null
  /** Failed attempts since its state last changed for good: how long to wait for the next. */
  readonly tries: number
  /** What came of it: what CAKE answered, or why not; for a stale one, what was found. */
  readonly outcome: Outcome | null
  readonly approvalsMessage: MessagePointer | null
  readonly requesterMessage: MessagePointer | null
  /** The step that people are to be told of, the one they have been told of, and the attempts since. */
  readonly telling: { readonly version: number; readonly told: number; readonly tries: number }
}

/** The worker that has it, or had it last. */
export interface Claim {
  readonly worker: string
  readonly at: Date
  readonly leaseUntil: Date
  /** From this moment on the write may have reached CAKE. */
  readonly writeStartedAt: Date | null
}

export interface Outcome {
  readonly by: By
  readonly at: Date
  readonly answer: unknown
  /** Why a person marked it so. */
  readonly reason: string | null
}

/** A change from its row. */
export function toChange(row: ChangeRow): Change {
  return {
    id: row.id,
    state: row.state as ChangeState,
    version: row.version,
    command: row.command,
    input: JSON.parse(row.input),
    about: { kind: row.about_kind, id: row.about_id, title: row.about_title },
    before: JSON.parse(row.before),
    after: JSON.parse(row.after),
    difference: JSON.parse(row.difference),
    differenceHash: row.difference_hash,
    requester: { userId: row.requester, teamId: row.requester_team },
    reason: row.reason,
    askedIn: JSON.parse(row.asked_in),
    askedAt: new Date(row.asked_at),
    ...judgement(row),
    ...carryingOut(row),
    approvalsMessage: parsed(row.approvals_message),
    requesterMessage: parsed(row.requester_message),
    telling: { version: row.tell_version, told: row.told_version, tries: row.tell_tries },
  }
}

function judgement(row: ChangeRow) {
  return {
    rule: JSON.parse(row.rule) as unknown,
    approvalsNeeded: row.approvals_needed,
    votes: (JSON.parse(row.votes) as { at: string }[]).map(withTime) as Vote[],
    breakGlass: timed(row.break_glass) as Change['breakGlass'],
    decided: timed(row.decided) as Change['decided'],
    expiresAt: new Date(row.expires_at),
    remindAt: time(row.remind_at),
    remindedAt: time(row.reminded_at),
    undoOf: row.undo_of,
  }
}

function carryingOut(row: ChangeRow) {
  return { claim: claim(row), tries: row.tries, outcome: timed(row.outcome) as Outcome | null }
}

function claim(row: ChangeRow): Claim | null {
  if (row.claimed_by === null || row.claimed_at === null || row.lease_until === null) return null
  return {
    worker: row.claimed_by,
    at: new Date(row.claimed_at),
    leaseUntil: new Date(row.lease_until),
    writeStartedAt: time(row.write_started_at),
  }
}

/** What JSON has kept with its time as a text. */
function timed(json: string | null): unknown {
  return json === null ? null : withTime(JSON.parse(json))
}

function withTime(stored: { at: string }): unknown {
  return { ...stored, at: new Date(stored.at) }
}

function parsed(json: string | null): MessagePointer | null {
  return json === null ? null : (JSON.parse(json) as MessagePointer)
}

function time(text: string | null): Date | null {
  return text === null ? null : new Date(text)
}
