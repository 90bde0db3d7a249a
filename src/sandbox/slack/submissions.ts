import type { CloseRequest, StateValues, SubmitRequest } from '../page/protocol.ts'
import { ApiError } from './api/method.ts'
import { readView } from './api/view-argument.ts'
import { replaceModal } from './api/views.ts'
import { isRecord } from './block-kit/schema.ts'
import type { Workspace } from './core.ts'
import type { Courier, Outcome } from './deliver.ts'
import { missingIn } from './filled-in.ts'
import { elementsOf, stateOf } from './interactive.ts'
import type { Modal } from './modals.ts'
import { fine, not, type Done } from './outcomes.ts'
import { viewClosed, viewSubmission } from './payloads.ts'

/** What Slack says over a form when the app is silent, late, or answers with something Slack does not take. */
const TROUBLE = 'We had some trouble connecting. Try again?'

/**
 * A person submits the modal that is on top. Fine also when the app answers with errors: they are in the modal then.
 * What is missing in the form is said there too, and the app hears nothing.
 */
export async function submit(workspace: Workspace, courier: Courier, request: SubmitRequest): Promise<Done> {
  const modal = topModal(workspace, request.as, request.view)
  const person = workspace.directory.person(request.as)
  if (modal === undefined || person === undefined) return not('That view is gone.')
  if (modal.busy) return not('This is being sent already.')
  if (modal.body.submit === undefined) return not('There is nothing to submit here.')
  const { blocks } = modal.body
  const values = stateOf(blocks, workspace.held.add(modal.id, request.values))
  const missing = missingIn(blocks, values)
  const [first] = Object.values(missing)
  workspace.modals.mark(modal, { errors: missing, busy: first === undefined })
  if (first !== undefined) return not(first)
  const payload = viewSubmission(workspace, person, modal, values, targetsOf(modal, values))
  const outcome = await courier.deliver({ type: 'interactive', payload })
  return settle(workspace, modal, outcome)
}

/** The person closes the modal on top, or with `all` the whole stack. The app hears of those that asked for it. */
export async function closeView(
  workspace: Workspace,
  courier: Courier,
  request: CloseRequest,
): Promise<Done> {
  const modal = topModal(workspace, request.as, request.view)
  const person = workspace.directory.person(request.as)
  if (modal === undefined || person === undefined) return not('That view is gone.')
  const isCleared = request.all === true || modal.body.clear_on_close === true
  const lowest = isCleared ? (workspace.modals.stack(request.as)[0] ?? modal) : modal
  const closed = workspace.modals.close(lowest)
  for (const one of closed) workspace.held.forget(one.id)
  const told = closed.filter(({ body }) => body.notify_on_close === true)
  const payloads = told.map((one) => viewClosed(person, one, isCleared))
  // Whether the app takes notice changes nothing for the person any more.
  await Promise.all(payloads.map((payload) => courier.deliver({ type: 'interactive', payload })))
  return fine
}

function topModal({ modals }: Workspace, user: string, id: string): Modal | undefined {
  const top = modals.stack(user).at(-1)
  return top?.id === id ? top : undefined
}

/** The conversations chosen in selects with `response_url_enabled`: the app gets a response_url for each. */
function targetsOf({ body }: Modal, values: StateValues) {
  return elementsOf(body.blocks)
    .filter(({ element, input }) => input !== undefined && element.response_url_enabled === true)
    .flatMap(({ block_id, element }) => {
      const action_id = String(element.action_id)
      const chosen = values[block_id]?.[action_id]
      const channel = chosen?.selected_conversation ?? chosen?.selected_channel
      return typeof channel === 'string' ? [{ block_id, action_id, channel }] : []
    })
}

/** Does what the app's acknowledgement says, unless the person has closed the modal meanwhile. */
function settle(workspace: Workspace, { id, user }: Modal, outcome: Outcome): Done {
  const modal = workspace.modals.find(id)
  if (modal === undefined) return fine
  const back = workspace.modals.unbusy(modal)
  const why = outcome.kind === 'acked' ? obey(workspace, back, outcome.body) : [`no answer: ${outcome.kind}`]
  if (why.length === 0) return fine
  workspace.modals.mark(back, { busy: false })
  workspace.emit({ type: 'refused', payload: 'view_submission', user, why })
  return not(TROUBLE)
}

/** Gives what is wrong with the answer; nothing when it was carried out. */
function obey(workspace: Workspace, modal: Modal, ack: unknown): readonly string[] {
  const { modals } = workspace
  if (isNothing(ack)) {
    modals.close(modal)
    return []
  }
  if (!isRecord(ack)) return ['the answer must be empty or an object']
  switch (ack.response_action) {
    case 'clear':
      modals.close(modals.stack(modal.user)[0] ?? modal)
      return []
    case 'errors':
      return showErrors(workspace, modal, ack.errors)
    case 'update':
      return refusalOf(() => replaceModal(workspace, modal, ack.view))
    case 'push':
      return refusalOf(() => {
        if (modals.push(modal.user, readView(workspace, ack.view, 'modal')) === undefined)
          throw new ApiError('push_limit_reached')
      })
    default:
      return [`unknown response_action: ${String(ack.response_action)}`]
  }
}

function isNothing(ack: unknown): boolean {
  return ack === undefined || ack === null || ack === '' || (isRecord(ack) && Object.keys(ack).length === 0)
}

/** Errors stand under input blocks, and only there. */
function showErrors(workspace: Workspace, modal: Modal, errors: unknown): readonly string[] {
  if (!isRecord(errors) || Object.keys(errors).length === 0)
    return ['errors must name the blocks they are of']
  const inputs = new Set(
    elementsOf(modal.body.blocks).flatMap(({ block_id, input }) => (input === undefined ? [] : [block_id])),
  )
  const shown: Record<string, string> = {}
  const why: string[] = []
  for (const [block, text] of Object.entries(errors)) {
    if (!inputs.has(block)) why.push(`there is no input block ${block}`)
    if (typeof text === 'string' && text !== '') shown[block] = text
    else why.push(`the error of ${block} must be words`)
  }
  if (why.length === 0) workspace.modals.mark(modal, { errors: shown })
  return why
}

function refusalOf(act: () => unknown): readonly string[] {
  try {
    act()
    return []
  } catch (error) {
    if (!(error instanceof ApiError)) throw error
    return [error.code, JSON.stringify(error.more)]
  }
}
