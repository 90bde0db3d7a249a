import type { AnyBlock } from '@slack/types'
import type { App } from '@slack/bolt'
import type { Desk } from '../core/changes/desk.ts'
import { FORM, type FormMeta } from '../core/changes/form.ts'
import { keyOf, standingIn, withTyped, type ViewValues } from '../core/changes/inputs.ts'
import { judged } from '../core/changes/judge.ts'
import { JUDGE, type JudgeMeta } from '../core/changes/judging.ts'
import { refillForm, submitForm } from '../core/changes/submit.ts'
import { telling } from '../core/changes/telling.ts'
import { OWN_FORM, redrawOwn, submitOwn } from '../core/forms.ts'
import type { Modal, Submitted } from '../core/modal.ts'
import type { Person } from '../core/person.ts'
import { missing } from '../core/trouble.ts'
import { wrong } from '../blocks/pieces.ts'
import type { ClickPayload } from './requests.ts'
import { whoAsks, type Serving } from './serve.ts'
import { Turns } from './turns.ts'
import { openedView, viewOf } from './views.ts'

/** The fields that are read of a view: https://docs.slack.dev/reference/interaction-payloads/view-interactions-payload */
interface OpenView {
  readonly id: string
  readonly callback_id: string
  readonly private_metadata: string
  readonly title: { readonly text: string }
  readonly close?: { readonly text: string } | null
  readonly submit?: { readonly text: string } | null
  readonly blocks: readonly AnyBlock[]
  readonly state: { readonly values: ViewValues }
}

interface ViewPayload {
  readonly user: { readonly id: string }
  readonly team?: { readonly id?: string } | null
  readonly view: OpenView
  /** What was used in it; absent in a submission. */
  readonly actions?: readonly { readonly action_id?: string }[]
}

/** Slack waits three seconds for what becomes of a submission; past this the form says that it is being worked on. */
const PATIENCE_MS = 2_200

/** What was done last in each form: what comes of something earlier is not put over it. */
const turns = new Turns()

/** Submissions of the forms in which changes are asked for and judged. */
export function listenToChanges(app: App, serving: Serving): void {
  for (const callback of [FORM, JUDGE, OWN_FORM]) {
    app.view({ type: 'view_submission', callback_id: callback }, async ({ ack, body }) => {
      const payload = body as unknown as ViewPayload
      turns.begin(payload.view.id, {})
      const working = submitted(serving, payload).catch((error: unknown) =>
        unexpected(serving, payload, error),
      )
      const first = await Promise.race([working, later(PATIENCE_MS)])
      if (first) return ack(answerOf(first))
      await ack({ response_action: 'update', view: viewOf(telling('One moment: reading CAKE …')) })
      await showLate(serving, payload.view, await working)
    })
  }
}

async function submitted(serving: Serving, payload: ViewPayload): Promise<Submitted> {
  const { view } = payload
  const { desk } = serving
  const problem = (sentence: string): Submitted => ({ kind: 'modal', modal: telling(sentence) })
  let refused = 'You cannot do this.'
  const place = { tell: async (made: { readonly plain: string }) => void (refused = made.plain) }
  const asked = { teamId: payload.team?.id, where: { userId: payload.user.id } }
  const person = await whoAsks(serving, asked, place)
  if (!person) return problem(refused)
  if (!desk) return problem('Changes are not set up here.')
  const { values } = view.state
  if (OWN_FORM.test(view.callback_id)) {
    const filled = { meta: view.private_metadata, values: standingIn(view.blocks, values) }
    return submitOwn(desk, person, view.callback_id, filled)
  }
  const meta: unknown = JSON.parse(view.private_metadata)
  return view.callback_id === FORM
    ? submitForm(desk, person, meta as FormMeta, values)
    : judged(desk, person, meta as JudgeMeta, values)
}

/** Nobody is left without an answer: Slack would close the form and say nothing. */
function unexpected({ runner }: Serving, { user, view }: ViewPayload, error: unknown): Submitted {
  const reference = runner.reference()
  runner.log('error', error, { reference, user: user.id, form: view.callback_id })
  const said = 'Something went wrong on our side. Look at what has come of it before you open this again.'
  return { kind: 'modal', modal: telling(`${said} (${reference})`) }
}

function answerOf(result: Submitted) {
  switch (result.kind) {
    case 'errors':
      return { response_action: 'errors' as const, errors: { ...result.errors } }
    case 'modal':
      return { response_action: 'update' as const, view: viewOf(result.modal) }
    case 'close':
      return { response_action: 'clear' as const }
  }
}

/** After the submission was acknowledged nothing can be put under a field: the form comes again, with it on top. */
async function showLate({ parts }: Serving, view: OpenView, result: Submitted): Promise<void> {
  const modal =
    result.kind === 'errors'
      ? formAgain(view, Object.values(result.errors))
      : result.kind === 'modal'
        ? result.modal
        : telling('Done.')
  await openedView(parts.web, view.id).show(modal)
}

/** The block ids of what is said on top of a form, to be said once only. */
const SAID = 'said-'

/** A form as it stands on somebody's screen, with all that was typed, and sentences on top. */
function formAgain(view: OpenView, sentences: readonly string[]): Modal {
  const said = sentences.flatMap((sentence, index) =>
    wrong(sentence).blocks.map((block) => ({ ...block, block_id: `${SAID}${index}` })),
  )
  const others = view.blocks.filter(({ block_id }) => block_id?.startsWith(SAID) !== true)
  return {
    title: view.title.text,
    callback: view.callback_id,
    meta: view.private_metadata,
    close: view.close?.text ?? 'Close',
    ...(view.submit ? { submit: view.submit.text } : {}),
    blocks: [...said, ...withTyped(others, standingIn(others, view.state.values))],
  }
}

/** Whether something was used inside a form that draws it anew, rather than a button clicked that leads elsewhere. */
export function isInForm({ view, actions }: ClickPayload): boolean {
  if (view?.type !== 'modal') return false
  return OWN_FORM.test(view.callback_id ?? '') || keyOf(actions?.[0]?.block_id ?? '') !== undefined
}

/** A field was chosen that others depend on, or a form's own button clicked: the form is drawn anew around it. */
export async function chosen(serving: Serving, payload: ViewPayload): Promise<void> {
  const { desk, parts } = serving
  const { view } = payload
  const turn = {}
  turns.begin(view.id, turn)
  const show = (modal: Modal) =>
    turns.isOver(view.id, turn) ? Promise.resolve() : openedView(parts.web, view.id).show(modal)
  const place = { tell: (made: { readonly plain: string }) => show(telling(made.plain)) }
  const asked = { teamId: payload.team?.id, where: { userId: payload.user.id } }
  const person = desk && (await whoAsks(serving, asked, place))
  if (!desk || !person) return
  try {
    await show(await redrawn(desk, person, payload))
  } catch (error) {
    serving.log.warn({ err: error }, 'a form could not be filled anew')
    await show(formAgain(view, [`${missing(error)} What you typed is still here.`]))
  }
}

function redrawn(desk: Desk, person: Person, { view, actions }: ViewPayload): Promise<Modal> {
  const values = standingIn(view.blocks, view.state.values)
  const { callback_id, private_metadata: meta } = view
  if (!OWN_FORM.test(callback_id)) return refillForm(desk, person, JSON.parse(meta) as FormMeta, values)
  const used = actions?.[0]?.action_id ?? ''
  return redrawOwn(desk, person, callback_id, { meta, values, used })
}

function later(ms: number): Promise<undefined> {
  return new Promise((resolve) => setTimeout(() => resolve(undefined), ms).unref())
}
