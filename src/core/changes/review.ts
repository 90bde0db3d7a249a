import { readInput } from '../given.ts'
import type { Resolved } from '../resolve.ts'
import type { AnyChange, ChangeContext, Derived, Remark, Subject, Weight } from './change.ts'
import { changed, difference, type Called, type Line } from './difference.ts'
import { inWords, type Field, type Values } from './fields.ts'
import { calledFor } from './called.ts'
import type { Typed } from './inputs.ts'

/** In a guard: the ids of what was there before something new is made, with spaces between. */
export const KNOWN = 'There already'

/** A change as it was said: the command, and what it is about. */
export interface Said {
  /** `offer pause` */
  readonly command: string
  readonly change: AnyChange
  /** What it is about, as it was typed: the ids, without values for fields. */
  readonly given: Readonly<Record<string, string>>
  /** The same, read. */
  readonly input: unknown
}

/** A change as it stands against CAKE at this moment: all that is shown of it, judged and recorded. */
export interface Reviewed {
  readonly title: string
  readonly subject?: Subject
  readonly touches: readonly { readonly kind: string; readonly id: number }[]
  readonly fields: readonly Field[]
  readonly before: Values
  readonly lines: readonly Line[]
  /** What the things are called that are chosen now, or would be. */
  readonly called: Called
  readonly derived: readonly Derived[]
  /** What must not move until it is written, beside what it changes. */
  readonly guard: Values
  readonly remarks: readonly Remark[]
  readonly impact: readonly string[]
  readonly weight: Weight
}

/** A change as it was said. @throws UserError that says what is missing or wrong */
export function said(found: Resolved, change: AnyChange): Said {
  const { noun, verb } = found
  const names = change.args.map((arg) => arg.replaceAll(/^…|\?$/g, ''))
  const given = Object.fromEntries(Object.entries(found.given).filter(([name]) => names.includes(name)))
  return { command: `${noun} ${verb}`, change, given, input: readInput(found) }
}

/**
 * Holds the values somebody wants against what CAKE has now.
 * @param typed what stands in the form's fields, as text
 * @param read reads what is wanted into the fields, by their names; a field that is absent stays as it is
 * @throws CakeError, UserError where CAKE does not tell
 */
export async function review(
  context: ChangeContext,
  { change, input }: Said,
  typed: Typed,
  read: (fields: readonly Field[]) => Values,
): Promise<Reviewed> {
  const state: unknown = await change.load(context, input, typed)
  const after = { ...read(change.fields(state, {})), ...change.sets?.(state) }
  const fields = change.fields(state, after)
  const before = change.before(state)
  const called = await calledFor(context, fields, before, after)
  const lines = difference(fields, before, after, called)
  const next = { ...before, ...after }
  const written = changed(lines)
  const [impact, weight] = await Promise.all([
    change.impact?.(context, state, written) ?? [],
    change.weigh?.(context, state, written) ?? {},
  ])
  return {
    title: change.title(state, next),
    subject: change.subject?.(input),
    touches: change.touches?.(state, next) ?? [],
    fields,
    before,
    lines,
    called,
    derived: change.derives?.(state, before, next) ?? [],
    guard: change.guard?.(state, written) ?? {},
    remarks: change.remarks?.(state, next, context) ?? [],
    impact,
    weight,
  }
}

/** What of CAKE's decides whether a change that was asked can still be written. */
export type Reread = Pick<Reviewed, 'fields' | 'before' | 'guard'>

/**
 * Reads anew what a change touches, and nothing that is only told about it: a report that fails holds up no write.
 * @throws CakeError, UserError where CAKE does not tell
 */
export async function reread(context: ChangeContext, said: Said, after: Values): Promise<Reread> {
  const { change, input } = said
  const [state, known] = await Promise.all([
    change.load(context, input, asTyped(after)) as Promise<unknown>,
    knownTo(context, said, after),
  ])
  return {
    fields: change.fields(state, after),
    before: change.before(state),
    guard: { ...change.guard?.(state, after), ...known },
  }
}

/** What there is already of the kind that is to be made, to tell it from what is made. @throws CakeError */
export async function knownTo(
  context: ChangeContext,
  { change, input }: Said,
  after: Values,
): Promise<Values> {
  if (!change.candidates) return {}
  const ids = (await change.candidates(context, input, after)).map(({ id }) => Number(id))
  return { [KNOWN]: ids.toSorted((one, other) => one - other).join(' ') }
}

/** Values as if they had been typed. */
export function asTyped(values: Values): Typed {
  const typed: Record<string, string> = {}
  for (const [name, value] of Object.entries(values)) if (value !== null) typed[name] = String(value)
  return typed
}

/** Something that has moved, in words. */
export interface Moved {
  readonly label: string
  readonly was: string
  readonly now: string
}

/** Whether what a change touches has moved: what it was then and is now, by label, as far as it differs. */
export function movedSince(
  then: { readonly lines: readonly Line[]; readonly guard: Values },
  now: Reread,
  called: Called,
): Moved[] {
  const of = then.lines.flatMap((line) => {
    const has = now.before[line.field] ?? null
    return has === line.before ? [] : [{ label: line.label, was: line.was, now: wordsNow(line, now, called) }]
  })
  const guards = Object.keys({ ...then.guard, ...now.guard }).flatMap((key) => {
    const [was, is] = [then.guard[key] ?? null, now.guard[key] ?? null]
    return was === is
      ? []
      : [
          {
            label: key === KNOWN ? 'Already in CAKE' : key,
            was: String(was || 'none'),
            now: String(is || 'none'),
          },
        ]
  })
  return [...of, ...guards]
}

function wordsNow({ field: name }: Line, { fields, before }: Reread, called: Called): string {
  const has = before[name] ?? null
  const field = fields.find((each) => each.name === name)
  if (!field) return String(has ?? 'none')
  return inWords(field, has, typeof has === 'number' ? called(field, has) : undefined)
}
