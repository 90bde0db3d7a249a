import { sha256 } from '../../store/json.ts'
import { UserError } from '../errors.ts'
import type { Modal, OpenModal, Submitted } from '../modal.ts'
import type { Person } from '../person.ts'
import { missing } from '../trouble.ts'
import { ask, ruleOf } from './ask.ts'
import type { AnyChange } from './change.ts'
import type { Desk } from './desk.ts'
import { formModal, type Had, mark, sentences, type FormMeta, type FormView } from './form.ts'
import { REASON, typedIn, type Typed, type ViewValues } from './inputs.ts'
import { NOTHING, problemsIn, readForm, refusals, underFields, type Read } from './reading.ts'
import type { Reviewed, Said } from './review.ts'
import { ruleInWords } from './rules.ts'
import { saidIn } from './said.ts'
import { telling } from './telling.ts'
import { cannotUndo } from './undo.ts'
import { stateInWords } from './words.ts'

/**
 * Opens a change's form and fills it from CAKE, with what was typed in it. Whatever goes wrong is said in it.
 * @param typed what is to stand in the fields
 */
export async function openForm(desk: Desk, meta: FormMeta, opened: OpenModal, typed: Typed): Promise<void> {
  await opened.show(await firstForm(desk, meta, typed))
}

async function firstForm(desk: Desk, meta: FormMeta, typed: Typed): Promise<Modal> {
  try {
    await approvalsChannelOf(desk)
    const said = saidIn(desk.registry, meta.line)
    return await filled(desk, said, meta, typed, true)
  } catch (error) {
    desk.log('warn', error, { form: meta.line })
    return telling(missing(error))
  }
}

/**
 * The form again around what stands in it, for when something was chosen on which other fields depend.
 * @throws CakeError, UserError where CAKE does not tell: then the form is to stay as it is
 */
export async function refillForm(
  desk: Desk,
  person: Person,
  meta: FormMeta,
  inputs: ViewValues,
): Promise<Modal> {
  const said = saidIn(desk.registry, meta.line)
  const refused = refusedTo(person, said.change)
  if (refused !== undefined) return telling(refused)
  return filled(desk, said, { ...meta, seen: undefined }, typedIn(inputs), false)
}

/** @param canPreview where all of it was said at once; whoever is still choosing is shown it when they are done */
async function filled(
  desk: Desk,
  said: Said,
  meta: FormMeta,
  typed: Typed,
  canPreview: boolean,
): Promise<Modal> {
  const read = await readForm(desk, said, typed, meta.had)
  const { reviewed } = read
  const stop = stopping(said, reviewed)
  // What nobody can ask for needs no form: a pause of what is paused.
  if (stop !== undefined) return telling(stop)
  const wrong = [...read.unread, ...refusals(reviewed)]
  const view = await viewOf(
    desk,
    { said, meta: { ...meta, had: meta.had ?? hadIn(said, reviewed) }, read, typed },
    wrong.map(({ sentence }) => sentence),
  )
  // The reason can still be typed, and whether it was is looked at when it is sent.
  const isReady = problemsIn(said, read, { confirm: '', ...typed, [REASON]: '.' }).every(
    ({ field }) => field === 'confirm',
  )
  if (!canPreview || !isReady || reviewed.lines.length === 0) return formModal(view)
  return formModal({ ...view, isPreviewed: true, meta: seen(view) })
}

/** Nothing for what is yet to be made. */
function hadIn({ change }: Said, { fields, before }: Reviewed): Had {
  if (!change.subject) return {}
  return Object.fromEntries(fields.map(({ name }) => [name, mark(before[name] ?? null)]))
}

/** Why there is nothing to ask for, whatever is typed into the form. */
function stopping({ change }: Said, reviewed: Reviewed): string | undefined {
  const [stop] = refusals(reviewed).filter(({ field }) => change.sets !== undefined || field === undefined)
  if (stop) return stop.sentence
  return change.sets && reviewed.lines.length === 0 ? NOTHING : undefined
}

/**
 * Takes a form that was submitted: says what is wrong under its fields, shows what it would do, and asks for it when
 * that was shown before and is the same still. Nothing that was typed is lost when CAKE cannot be read.
 */
export async function submitForm(
  desk: Desk,
  person: Person,
  meta: FormMeta,
  inputs: ViewValues,
): Promise<Submitted> {
  const typed = typedIn(inputs)
  try {
    const said = saidIn(desk.registry, meta.line)
    // Looked up anew: whoever opened the form may have lost the role since.
    const refused = refusedTo(person, said.change)
    if (refused !== undefined) return shown(telling(refused))
    const done = meta.undoOf === undefined ? undefined : await cannotUndo(desk, meta.undoOf)
    if (done !== undefined) return shown(telling(done))
    const read = await readForm(desk, said, typed, meta.had)
    const { reviewed } = read
    const changesNothing = said.change.subject && reviewed.lines.length === 0 && read.unread.length === 0
    const problems = changesNothing ? [{ field: REASON, sentence: NOTHING }] : problemsIn(said, read, typed)
    const { errors, others } = underFields(reviewed.fields, problems, inputs)
    if (Object.keys(errors).length > 0) return { kind: 'errors', errors }
    const view = await viewOf(desk, { said, meta, read, typed }, others)
    if (others.length > 0) return shown(formModal(view))
    const next = seen(view)
    if (meta.seen !== next.seen) {
      const isAnother = meta.seen !== undefined
      return shown(formModal({ ...view, isPreviewed: true, isAnother, meta: next }))
    }
    return shown(await asked(desk, person, view))
  } catch (error) {
    desk.log('warn', error, { form: meta.line })
    // The form stays as it is, with all that was typed.
    return {
      kind: 'errors',
      errors: { [`field:${REASON}`]: `${missing(error)} Nothing was asked; what you typed is still here.` },
    }
  }
}

/** What somebody is told who lacks a role. */
export function notFor(role: string): string {
  return `Only people with the role ${role} can do this.`
}

/** Why somebody may not ask for a change in its form, in a sentence; undefined: they may. */
export function refusedTo(
  { roles, money }: Person,
  { role, showsMoney }: Pick<AnyChange, 'role' | 'showsMoney'>,
): string | undefined {
  if (!roles.has(role)) return notFor(role)
  return showsMoney && !money ? 'This form has payouts and revenues, which are hidden from you.' : undefined
}

async function asked(desk: Desk, person: Person, view: FormView): Promise<Modal> {
  const { said, reviewed, reason, meta } = view
  await approvalsChannelOf(desk)
  const governance = await desk.governance()
  const rule = ruleOf(governance, said, reviewed)
  const { change, first } = await ask(desk, { said, reviewed, reason, person, meta, rule, governance })
  const what = `Change ${change.id}: ${change.about.title}.`
  if (!first) return telling(`${what} This form has asked for it already: ${stateInWords(change)}.`)
  if (rule.approvals === 0) return telling(`${what} It needs no approval and is being carried out.`)
  return telling(
    `${what} It waits for ${ruleInWords(rule)}. You get a card that tells you what becomes of it.`,
  )
}

/** The meta of a form in which this was shown: what it does, what follows from it, and what it takes. */
function seen({ meta, reviewed, rule }: FormView): FormMeta {
  const lines = reviewed.lines.map(({ field, before, after }) => [field, before, after])
  const values = JSON.stringify([lines, reviewed.derived, sentences(reviewed), rule])
  return { ...meta, seen: sha256(values) }
}

interface Filling {
  readonly said: Said
  readonly meta: FormMeta
  readonly read: Read
  readonly typed: Typed
}

async function viewOf(
  desk: Desk,
  { said, meta, read, typed }: Filling,
  problems: readonly string[],
): Promise<FormView> {
  const { reviewed, values } = read
  const rule = ruleInWords(ruleOf(await desk.governance(), said, reviewed))
  const reason = (typed[REASON] ?? '').trim()
  return { said, meta, reviewed, values, reason, problems, isPreviewed: false, isAnother: false, rule }
}

/** Where requests are judged. @throws UserError where nobody has said it */
export async function approvalsChannelOf(desk: Desk): Promise<string> {
  const channel = (await desk.governance()).approvalsChannel ?? desk.approvalsChannel
  if (channel !== undefined) return channel
  throw new UserError(
    'No approvals channel is set, so nothing can be asked yet. An admin sets it with /cake settings.',
  )
}

function shown(modal: Modal): Submitted {
  return { kind: 'modal', modal }
}
