import { dayInZone } from '../days.ts'
import type { Remark } from './change.ts'
import { contextOf, type Desk } from './desk.ts'
import { readField, type Field, type Values } from './fields.ts'
import { CONFIRM, fieldsToAsk, type Had, mark } from './form.ts'
import { blockId, REASON, typedInto, type Typed, type ViewValues } from './inputs.ts'
import { review, type Reviewed, type Said } from './review.ts'

/** What is wrong with a form, and under which field that is said; without one it is about all of it. */
export interface Problem {
  readonly field?: string
  readonly sentence: string
}

/** What was typed into a form, held against CAKE. */
export interface Read {
  readonly reviewed: Reviewed
  /** What stands in the fields; what could not be read, as it was typed. */
  readonly values: Values
  /** What could not be read. */
  readonly unread: readonly Problem[]
}

/**
 * Reads what was typed into the fields of a change, against what CAKE has now.
 * @param had what CAKE had when the form came up; absent: all that is typed was said
 * @throws CakeError, UserError
 */
export async function readForm(desk: Desk, said: Said, typed: Typed, had?: Had): Promise<Read> {
  const context = contextOf(desk, dayInZone(desk.now(), desk.cake.zone))
  let raw: Values = {}
  let unread: readonly Problem[] = []
  const reviewed = await review(context, said, typed, (fields) => {
    const read = readAll(fields, typed, had)
    ;({ raw, unread } = read)
    return { ...said.change.initial, ...read.values }
  })
  return { reviewed, values: { ...reviewed.before, ...said.change.initial, ...raw }, unread }
}

/** Fields that nobody said anything to stay as they are, also when CAKE has something else in them by now. */
function readAll(fields: readonly Field[], typed: Typed, had: Had = {}) {
  const values: Record<string, Values[string]> = {}
  const raw: Record<string, Values[string]> = {}
  const unread: Problem[] = []
  for (const field of fields) {
    const text = typedInto(field, typed)
    if (text === undefined) continue
    const read = readField(field, text)
    if (read.ok && had[field.name] === mark(read.value)) continue
    if (read.ok) values[field.name] = raw[field.name] = read.value
    else {
      unread.push({ field: field.name, sentence: read.problem })
      if (isFree(field)) raw[field.name] = text
    }
  }
  return { values, raw, unread }
}

/** Whether a field takes whatever is typed; the others hold nothing that they cannot have. */
function isFree({ as }: Field): boolean {
  return as === 'text' || as === 'url' || as === 'money' || as === 'whole'
}

/** Everything that stands against asking for what is in the form. */
export function problemsIn(said: Said, { reviewed, values, unread }: Read, typed: Typed): Problem[] {
  return [
    ...unread,
    ...empty(said, { reviewed, values, unread }),
    ...unconfirmed(said, typed),
    ...refusals(reviewed),
  ]
}

function empty(said: Said, { reviewed, values, unread }: Read): Problem[] {
  return fieldsToAsk({ said, reviewed })
    .filter(({ name, optional }) => !optional && (values[name] ?? null) === null)
    .filter(({ name }) => !unread.some(({ field }) => field === name))
    .map(({ name, label }) => ({ field: name, sentence: `${label} is needed.` }))
}

function unconfirmed({ change, input }: Said, typed: Typed): Problem[] {
  const id = change.confirmId ? change.subject?.(input).id : undefined
  const isBlank = (typed[REASON] ?? '').trim() === ''
  return [
    ...(isBlank ? [{ field: REASON, sentence: 'Say why, for those who judge it.' }] : []),
    ...(id === undefined || typed[CONFIRM.name]?.trim() === String(id)
      ? []
      : [{ field: CONFIRM.name, sentence: `Type ${id} to confirm.` }]),
  ]
}

/** What the change itself refuses. */
export function refusals({ remarks }: Reviewed): Remark[] {
  return remarks.filter(({ isRefusal }) => isRefusal)
}

/** What is asked of nobody. */
export const NOTHING = 'This changes nothing: CAKE has it so already.'

/**
 * Sentences under the fields they are about, by block id. Only what is in the form on somebody's screen can have one
 * under it; all others belong on top.
 */
export function underFields(
  fields: readonly Field[],
  problems: readonly Problem[],
  onScreen: ViewValues,
): { readonly errors: Record<string, string>; readonly others: string[] } {
  const errors: Record<string, string> = {}
  const others: string[] = []
  for (const { field: name, sentence } of problems) {
    const field = fields.find((each) => each.name === name)
    const block = field ? blockId(field) : `field:${name}`
    if (name !== undefined && Object.hasOwn(onScreen, block)) errors[block] ??= sentence
    else others.push(sentence)
  }
  return { errors, others }
}
