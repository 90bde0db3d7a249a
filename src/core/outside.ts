import { addDays } from 'date-fns/addDays'
import { runButton } from '../blocks/buttons.ts'
import { message, type Message } from '../blocks/message.ts'
import { actions, lines, small, title, type Inline } from '../blocks/pieces.ts'
import { count } from '../blocks/text.ts'
import { CakeError } from '../cake/errors.ts'
import type { Change as Kept } from '../store/change.ts'
import { calledIn } from './changes/called.ts'
import type { AnyChange } from './changes/change.ts'
import { contextOf, type Desk } from './changes/desk.ts'
import { inWords, type Value, type Values } from './changes/fields.ts'
import { differenceOf } from './changes/said.ts'
import { approvalsChannelOf } from './changes/submit.ts'
import { who } from './changes/words.ts'
import { dayInZone } from './days.ts'

/** Changes that were asked so long ago are still compared, in days. */
const COMPARED_DAYS = 30
/** At most so many changes are looked at, and so many things read from CAKE, the latest first. */
const MOST_CHANGES = 1000
const MOST_READS = 200
const MOST_AT_ONCE = 3
/** What stands in one message. */
const MOST_SHOWN = 20

/** What the audit calls the daily comparison, and each thing that it finds. */
const COMPARE = 'compare'
const OUTSIDE = 'outside'

/** What the bot wrote last into a field of a thing. */
interface Wrote {
  readonly field: string
  readonly label: string
  readonly value: Value
  readonly words: string
  readonly change: Kept
}

interface Thing {
  readonly kind: string
  readonly id: number
  readonly wrote: readonly Wrote[]
}

/** A field that is not as the bot wrote it. */
interface Difference extends Wrote {
  readonly kind: string
  readonly id: number
  readonly name: string
  readonly now: Value
  readonly nowInWords: string
}

/** A day's comparison, as far as it has come. */
export interface Comparison {
  readonly rest: readonly Thing[]
  readonly found: readonly Difference[]
}

/**
 * Begins to compare what the bot wrote in the last 30 days with what CAKE has now: once a day, whatever the number of
 * processes. Undefined: there is nothing to compare, or another process does it.
 * @throws what the store throws
 */
export async function beginComparing(desk: Desk): Promise<Comparison | undefined> {
  const things = lastWritten(await appliedLately(desk))
  if (things.length === 0 || !(await isOurs(desk))) return undefined
  return { rest: things.slice(0, MOST_READS), found: [] }
}

/**
 * Goes on for a few things, so that nobody's change waits for it. At the end it reports in the approvals channel what
 * was changed outside, each difference once. CAKE is asked behind everybody else; its first trouble is the end.
 * @returns undefined when it is over
 * @throws what the store and the Web API throw
 */
export async function goOnComparing(
  desk: Desk,
  { rest, found }: Comparison,
  signal: AbortSignal,
): Promise<Comparison | undefined> {
  const all = [...found]
  for (const [index, thing] of rest.entries()) {
    if (index === MOST_AT_ONCE) return { rest: rest.slice(index), found: all }
    if (signal.aborted) return undefined
    const differing = await differencesOf(desk, thing, signal)
    if (!differing) break
    all.push(...differing)
  }
  const told = await toldBefore(desk)
  const fresh = (await notOurs(desk, all)).filter((difference) => !told.has(keyOf(difference)))
  if (fresh.length > 0) await desk.teller.post(await approvalsChannelOf(desk), report(fresh))
  for (const difference of fresh) await note(desk, difference)
  return undefined
}

async function appliedLately({ store, now }: Desk): Promise<readonly Kept[]> {
  const since = addDays(now(), -COMPARED_DAYS)
  const { changes } = await store.changes.list({ states: ['applied'], since }, { size: MOST_CHANGES })
  return changes.toSorted((a, b) => doneAt(b) - doneAt(a))
}

function doneAt({ outcome, askedAt }: Kept): number {
  return (outcome?.at ?? askedAt).getTime()
}

/** The newest value of each field of each thing. @param changes the newest first */
function lastWritten(changes: readonly Kept[]): Thing[] {
  const things = new Map<string, { kind: string; id: number; wrote: Map<string, Wrote> }>()
  for (const change of changes) {
    const { kind, id } = change.about
    if (id === null) continue
    const key = `${kind} ${id}`
    const thing = things.get(key) ?? { kind, id, wrote: new Map() }
    things.set(key, thing)
    for (const { field, label, after, becomes } of differenceOf(change).lines) {
      const has = { field, label, value: after, words: becomes, change }
      if (!thing.wrote.has(field)) thing.wrote.set(field, has)
    }
  }
  return [...things.values()].map(({ kind, id, wrote }) => ({ kind, id, wrote: [...wrote.values()] }))
}

/** Whoever notes it first on a day does it: the chain of the audit has one order for all processes. */
async function isOurs({ store, now, cake }: Desk): Promise<boolean> {
  const day = dayInZone(now(), cake.zone)
  const ofToday = async () => {
    const rows = await store.audit.list({ what: COMPARE, since: addDays(now(), -2) })
    return rows.filter(({ detail }) => (detail as { day?: unknown }).day === day)
  }
  if ((await ofToday()).length > 0) return false
  const own = await store.audit.note({ by: 'bot', what: COMPARE, detail: { day } })
  return (await ofToday()).at(-1)?.seq === own.seq
}

/** Without what the bot itself has written since the comparison began, or may be writing at this moment. */
async function notOurs(desk: Desk, found: readonly Difference[]): Promise<readonly Difference[]> {
  if (found.length === 0) return found
  const { changes } = await desk.store.changes.list(
    { states: ['applying', 'unknown'] },
    { size: MOST_CHANGES },
  )
  const last = lastWritten(await appliedLately(desk))
  const isOurs = ({ kind, id, field, change }: Difference) => {
    const isIt = (thing: { kind: string; id: number | null }) => thing.kind === kind && thing.id === id
    const now = last.find(isIt)?.wrote.find((wrote) => wrote.field === field)
    return changes.some(({ about }) => isIt(about)) || (now !== undefined && now.change.id !== change.id)
  }
  return found.filter((difference) => !isOurs(difference))
}

async function toldBefore({ store, now }: Desk): Promise<ReadonlySet<string>> {
  // Differences of a change end with it: none older than that is looked for.
  const since = addDays(now(), -COMPARED_DAYS - 1)
  const rows = await store.audit.list({ what: OUTSIDE, since, limit: 10_000 })
  return new Set(rows.map(({ detail }) => String((detail as { key?: unknown }).key)))
}

/** The same as long as neither the bot nor anybody else has changed it again. */
function keyOf({ kind, id, field, change, now }: Difference): string {
  return JSON.stringify([kind, id, field, change.id, now])
}

async function note({ store }: Desk, difference: Difference): Promise<void> {
  const { kind, id, field, change, value, now } = difference
  const detail = { key: keyOf(difference), kind, id, field, change: change.id, wrote: value, has: now }
  await store.audit.note({ by: 'bot', what: OUTSIDE, detail })
}

/** Undefined: CAKE did not tell, so it is not to be asked for more now. */
async function differencesOf(
  desk: Desk,
  thing: Thing,
  signal: AbortSignal,
): Promise<Difference[] | undefined> {
  const { kind, id, wrote } = thing
  const edit = desk.registry.find(({ noun }) => noun === kind)?.commands['edit']
  if (edit?.kind !== 'change') return []
  try {
    return await readDifferences(desk, edit, thing, signal)
  } catch (error) {
    if (error instanceof CakeError && error.kind === 'not-found') {
      const gone = { kind, id, name: '', now: null, nowInWords: 'not in CAKE any more' }
      return wrote.slice(0, 1).map((last) => ({ ...last, ...gone, field: '', label: 'It' }))
    }
    desk.log('warn', error, { part: 'comparing with CAKE', kind, id })
    return error instanceof CakeError ? undefined : []
  }
}

/** What of a thing is different: as far as what edits it can read it. */
async function readDifferences(
  desk: Desk,
  edit: AnyChange,
  { kind, id, wrote }: Thing,
  signal: AbortSignal,
): Promise<Difference[]> {
  const context = {
    ...contextOf(desk, dayInZone(desk.now(), desk.cake.zone)),
    read: { background: true, signal },
  }
  const state: unknown = await edit.load(context, edit.input.parse({ [kind]: String(id) }), {})
  const has: Values = edit.before(state)
  const name = edit.title(state, has)
  const fields = edit.fields(state, has)
  const called = calledIn(desk.catalogue)
  return wrote.flatMap((last) => {
    const field = fields.find((each) => each.name === last.field)
    const now = has[last.field] ?? null
    if (!field || now === last.value) return []
    const nowInWords = inWords(field, now, typeof now === 'number' ? called(field, now) : undefined)
    return [{ ...last, kind, id, name: name.replace(/^Change /, ''), now, nowInWords }]
  })
}

function report(found: readonly Difference[]): Message {
  const shown = found.slice(0, MOST_SHOWN)
  const things = [...new Set(shown.map(({ kind, id }) => `${kind} ${id}`))]
  const hidden = found.length - shown.length
  return message(`Changed outside of this bot: ${count(found.length, 'value')}`, [
    title('Changed outside of this bot'),
    lines(shown.map(inOneLine)),
    ...(hidden > 0 ? [small(`And ${count(hidden, 'more value', 'more values')}.`)] : []),
    small(
      'What the bot wrote in the last 30 days is compared with CAKE once a day. Each difference is told once.',
    ),
    actions(things.slice(0, 5).map((line) => runButton(`Show ${line}`, line, { id: line }))),
  ])
}

function inOneLine({ kind, id, name, label, words, nowInWords, change }: Difference): Inline[] {
  return [
    { text: name === '' ? `${kind} ${id}` : name, bold: true },
    ` · ${label} is ${nowInWords}; change ${change.id} by `,
    who(change.requester),
    ` made it ${words}`,
  ]
}
