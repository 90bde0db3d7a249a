import type { Actor } from '../../store/actor.ts'
import type { Change as Kept } from '../../store/change.ts'
import type { Step, Stepped } from '../../store/step.ts'
import type { Modal, Submitted } from '../modal.ts'
import type { Person } from '../person.ts'
import { missing } from '../trouble.ts'
import { calledFor } from './called.ts'
import type { Desk } from './desk.ts'
import { readField, type Field } from './fields.ts'
import { blockId, typedIn, typedInto, type Typed, type ViewValues } from './inputs.ts'
import { AGAIN, judging, MADE, NOTE, OUTCOME, staleModal, type JudgeMeta } from './judging.ts'
import { refusal, whyNot, type Judgement } from './may.ts'
import { movedSince } from './review.ts'
import type { Rule } from './rules.ts'
import { differenceOf } from './said.ts'
import { telling } from './telling.ts'
import { stateInWords } from './words.ts'
import { readAgain } from './worker.ts'

/**
 * The modal in which somebody judges a change: it shows the object as CAKE has it at this second. Where that has moved
 * since it was asked the change is out of date from now on, and that is shown instead.
 * @throws CakeError where CAKE does not tell
 */
export async function judgeModal(desk: Desk, person: Person, act: Judgement, id: number): Promise<Modal> {
  const change = await desk.store.changes.byId(id)
  if (!change) return telling(`There is no change ${id}.`)
  const refused = refusal(change, await forRuleOf(desk, change, person), act)
  if (refused !== undefined) return telling(refused)
  const overdue = await expired(desk, change)
  if (overdue !== undefined) return telling(overdue)
  // Rejecting, and marking what is over, need nothing of CAKE.
  if (act !== 'approve' && act !== 'breakGlass') return judging(desk, change, { act, person })
  const now = await readAgain(desk, change)
  const called = await calledFor(desk, now.fields, now.before)
  const moved = movedSince(differenceOf(change), now, called)
  if (moved.length === 0) return judging(desk, change, { act, person, now: { ...now, called } })
  const step = await desk.store.changes.step(id, { step: 'goStale', by: 'bot', found: { moved } })
  desk.kick()
  return step.done ? staleModal(step.change, moved) : telling(whyNot(step, desk.cake.zone))
}

/**
 * The person with those user groups that the change's own rule names: it is the rule of when it was asked, and the
 * settings may name others by now.
 * @throws what the Web API throws: then nobody knows
 */
async function forRuleOf({ directory }: Desk, { rule }: Kept, person: Person): Promise<Person> {
  const named = (rule as Rule).approvers?.groups ?? []
  if (named.length === 0 || !directory) return person
  return { ...person, groups: await directory.groupsOf(person.userId, new Set(named)) }
}

/** A sentence where its time is over; it is expired then, whether or not the clock has come round. */
async function expired(desk: Desk, { id, state, expiresAt }: Kept): Promise<string | undefined> {
  if (state !== 'waiting' || desk.now() < expiresAt) return undefined
  const step = await desk.store.changes.step(id, { step: 'expire' })
  desk.kick()
  return step.done ? whyNot({ done: false, why: 'expired', change: step.change }, desk.cake.zone) : undefined
}

/** Takes the modal of a judgement that was submitted. */
export async function judged(
  desk: Desk,
  person: Person,
  { act, id, hash }: JudgeMeta,
  inputs: ViewValues,
): Promise<Submitted> {
  const typed = typedIn(inputs)
  try {
    const change = await desk.store.changes.byId(id)
    if (!change) return shown(telling(`There is no change ${id}.`))
    // Looked up anew: whoever opened the modal may have lost the role since.
    const refused = refusal(change, await forRuleOf(desk, change, person), act)
    if (refused !== undefined) return shown(telling(refused))
    const errors = errorsIn(change, act, typed)
    if (Object.keys(errors).length > 0) return { kind: 'errors', errors }
    const step = await stepOf(desk, { userId: person.userId, teamId: person.teamId }, { act, hash, typed })
    const stepped = await desk.store.changes.step(id, step, change)
    desk.kick()
    return shown(telling(stepped.done ? done(act, stepped) : whyNot(stepped, desk.cake.zone)))
  } catch (error) {
    desk.log('error', error, { change: id, act })
    return {
      kind: 'errors',
      errors: { [blockId(NOTE)]: `${missing(error)} Look at the change before you try again.` },
    }
  }
}

/** What is missing or wrong in a modal, under its fields. */
function errorsIn({ id }: Kept, act: Judgement, typed: Typed): Record<string, string> {
  const errors: Record<string, string> = {}
  const say = (field: Field, sentence: string) => (errors[blockId(field)] ??= sentence)
  if (act !== 'approve' && textOf(typed, NOTE) === '') say(NOTE, 'Say why: it goes into the record.')
  if (act === 'breakGlass' && textOf(typed, AGAIN) !== String(id))
    say(AGAIN, `This is not ${id}, the number of the change.`)
  if (act === 'mark') {
    if (!isOutcome(typedInto(OUTCOME, typed))) say(OUTCOME, 'Choose what has come of it.')
    const made = readField(MADE, typedInto(MADE, typed))
    if (!made.ok) say(MADE, made.problem)
  }
  return errors
}

function isOutcome(text: string | undefined): text is 'applied' | 'failed' {
  return text === 'applied' || text === 'failed'
}

function textOf(typed: Typed, field: Field): string {
  return (typedInto(field, typed) ?? '').trim()
}

interface Judged {
  readonly act: Judgement
  readonly hash: string
  readonly typed: Typed
}

async function stepOf(desk: Desk, by: Actor, { act, hash, typed }: Judged): Promise<Step> {
  const note = textOf(typed, NOTE)
  switch (act) {
    case 'approve':
      return {
        step: 'approve',
        by,
        hash,
        carryOutBy: await carryOutBy(desk),
        ...(note === '' ? {} : { note }),
      }
    case 'breakGlass':
      return { step: 'breakGlass', by, hash, reason: note, carryOutBy: await carryOutBy(desk) }
    case 'reject':
      return { step: 'reject', by, reason: note }
    case 'mark': {
      const to = textOf(typed, OUTCOME) === 'applied' ? 'applied' : 'failed'
      const made = Number(textOf(typed, MADE))
      return {
        step: 'mark',
        by,
        to,
        reason: note,
        ...(to === 'applied' && made > 0 ? { createdId: made } : {}),
      }
    }
  }
}

/** An approved change that cannot be carried out in time expires too. */
async function carryOutBy(desk: Desk): Promise<Date> {
  const { expiryHours } = await desk.governance()
  return new Date(desk.now().getTime() + expiryHours * 3_600_000)
}

/** Withdraws a change, which only its requester can. @returns what they are told */
export async function withdraw(desk: Desk, person: Person, id: number): Promise<string> {
  const by = { userId: person.userId, teamId: person.teamId }
  const stepped = await desk.store.changes.step(id, { step: 'withdraw', by })
  desk.kick()
  return stepped.done ? `Change ${id} is withdrawn; nothing was changed.` : whyNot(stepped, desk.cake.zone)
}

function done(act: Judgement, { change }: Stepped & { readonly done: true }): string {
  const { id, approvalsNeeded, votes, state } = change
  if (act === 'approve' && state === 'waiting')
    return `Approved. Change ${id} needs ${approvalsNeeded - votes.length} more.`
  if (act === 'approve') return `Approved. Change ${id} is being carried out.`
  if (act === 'breakGlass')
    return `Change ${id} is being carried out without approval. The approvals channel is told.`
  if (act === 'reject') return `Rejected. Change ${id} will not be carried out; its requester is told.`
  return `Change ${id}: ${stateInWords(change)}.`
}

function shown(modal: Modal): Submitted {
  return { kind: 'modal', modal }
}
