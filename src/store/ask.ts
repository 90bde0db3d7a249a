import type { Tx } from './access.ts'
import type { Actor } from './actor.ts'
import { append, lockHead } from './audit.ts'
import { type Change, type Thing, toChange } from './change.ts'
import { hashOf, plainText, sha256, toJson } from './json.ts'
import type { ChangeState } from './life.ts'
import type { ChangeRow } from './schema.ts'

/** A change as it is asked. What is `unknown` must be JSON. */
export interface Asked {
  /** The same for every submission of one and the same form: whatever comes again under it is the same request. */
  readonly askedKey: string
  readonly command: string
  readonly input: unknown
  /** Without `id` where it is yet to be created. */
  readonly about: { readonly kind: string; readonly id?: number; readonly title: string }
  /** What else it is to be found by: the offer and the affiliate of a campaign. */
  readonly touches?: readonly Thing[]
  readonly before: unknown
  readonly after: unknown
  readonly difference: unknown
  readonly requester: Actor
  readonly reason: string
  readonly rule: unknown
  /** 0: it is approved as it is asked. */
  readonly approvalsNeeded: number
  readonly askedIn: unknown
  readonly expiresAt: Date
  /** When to remind of it, once, if it is still waiting. */
  readonly remindAt?: Date
  readonly undoOf?: number
}

/**
 * Keeps a change that is asked, with its audit row. `first` is false when it was asked before under the same key: then
 * `change` is that one, and nothing is written.
 */
export async function ask(tx: Tx, asked: Asked, now: Date): Promise<{ change: Change; first: boolean }> {
  // First the lock: between two that ask at once, the second one sees what the first has written, and ids have no gaps.
  await lockHead(tx)
  const known = await tx
    .selectFrom('change')
    .selectAll()
    .where('asked_key', '=', asked.askedKey)
    .executeTakeFirst()
  if (known) return { change: toChange(known), first: false }
  const { last } = await tx
    .selectFrom('change')
    .select((row) => row.fn.max('id').as('last'))
    .executeTakeFirstOrThrow()
  const row = rowOf(asked, (last ?? 0) + 1, now)
  await tx.insertInto('change').values(row).execute()
  await keepThings(tx, row.id, thingsOf(asked))
  await append(
    tx,
    { by: asked.requester, what: 'ask', changeId: row.id, from: null, to: row.state, detail: askedIn(row) },
    now,
  )
  return { change: toChange(row), first: true }
}

/** Lets a change be found by these things as well. */
export async function keepThings(tx: Tx, changeId: number, things: readonly Thing[]): Promise<void> {
  if (things.length === 0) return
  await tx
    .insertInto('change_thing')
    .values(things.map(({ kind, id }) => ({ change_id: changeId, kind, thing_id: id })))
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** What an approval is bound to: this difference, made by this command of this thing. */
export function differenceHash({
  command,
  input,
  difference,
}: Pick<Asked, 'command' | 'input' | 'difference'>): string {
  return hashOf({ command, input, difference })
}

function thingsOf({ about, touches = [] }: Asked): Thing[] {
  return [...(about.id === undefined ? [] : [{ kind: about.kind, id: about.id }]), ...touches]
}

/** What the chain keeps of what is asked: enough to see whether the change's row was altered by hand later. */
export function askedIn(row: ChangeRow): Readonly<Record<string, unknown>> {
  return {
    command: row.command,
    input: JSON.parse(row.input) as unknown,
    about: { kind: row.about_kind, id: row.about_id, title: row.about_title },
    difference: JSON.parse(row.difference) as unknown,
    hash: row.difference_hash,
    reason: row.reason,
    approvalsNeeded: row.approvals_needed,
    undoOf: row.undo_of,
  }
}

function rowOf(asked: Asked, id: number, now: Date): ChangeRow {
  const state: ChangeState = asked.approvalsNeeded > 0 ? 'waiting' : 'approved'
  const decided = { by: 'bot', at: now, reason: null }
  return {
    ...BLANK,
    id,
    state,
    command: asked.command,
    input: toJson(asked.input),
    about_kind: asked.about.kind,
    about_id: asked.about.id ?? null,
    about_title: plainText(asked.about.title),
    target: targetOf(asked.about),
    before: toJson(asked.before),
    after: toJson(asked.after),
    difference: toJson(asked.difference),
    difference_hash: differenceHash(asked),
    requester: asked.requester.userId,
    requester_team: asked.requester.teamId,
    reason: plainText(asked.reason),
    asked_key: asked.askedKey,
    asked_in: toJson(asked.askedIn),
    asked_at: now.toISOString(),
    rule: toJson(asked.rule),
    approvals_needed: asked.approvalsNeeded,
    decided: state === 'approved' ? toJson(decided) : null,
    expires_at: asked.expiresAt.toISOString(),
    remind_at: asked.remindAt?.toISOString() ?? null,
    undo_of: asked.undoOf ?? null,
  }
}

/** Two changes that would make the same new thing have the same; of titles only their hash, for they may be long. */
function targetOf({ kind, id, title }: Asked['about']): string {
  return id === undefined ? `${kind} ${sha256(plainText(title))}` : `${kind} ${id}`
}

/** What every change starts with: asked, and told to nobody yet. */
const BLANK = {
  version: 1,
  votes: '[]',
  break_glass: null,
  reminded_at: null,
  claimed_by: null,
  claimed_at: null,
  lease_until: null,
  write_started_at: null,
  try_after: '',
  tries: 0,
  outcome: null,
  approvals_message: null,
  requester_message: null,
  tell_version: 1,
  told_version: 0,
  tell_after: '',
  telling_until: '',
  tell_tries: 0,
} as const
