import type { ClickRequest, SuggestRequest, Suggestions } from '../page/protocol.ts'
import { readSuggestions } from './block-kit/suggestions.ts'
import type { Workspace } from './core.ts'
import type { Courier } from './deliver.ts'
import { actionOf, valueOfAction } from './interactive.ts'
import { fine, interact, not, type Done } from './outcomes.ts'
import { actionTs, blockActions, blockSuggestion } from './payloads.ts'
import { spotOf } from './spots.ts'

/** What one has to type before Slack asks the app. */
const MIN_QUERY_LENGTH = 3

/** A button, a menu or a date picker is used; an input without `dispatch_action` only keeps what was chosen. */
export async function click(workspace: Workspace, courier: Courier, request: ClickRequest): Promise<Done> {
  const { action: given } = request
  const spot = spotOf(workspace, { ...request, ...given })
  if (typeof spot === 'string') return not(spot)
  const made = actionOf(spot.placed.element, spot.placed.block_id, given)
  if ('error' in made) return not(made.error)
  spot.hold(request.values ?? {})
  const state = spot.hold(valueOfAction(made.action))
  if (!spot.placed.dispatches) return fine
  const action = { ...made.action, action_ts: actionTs(workspace) }
  const where = { where: spot.payload(state), origin: spot.origin, view: spot.view }
  return await interact(courier, blockActions(workspace, spot.person, where, action))
}

/**
 * Something was typed into a select with an external source. What the app answers too late or wrongly is shown as
 * nothing found; the workspace's `refused` event says why.
 */
export async function suggest(
  workspace: Workspace,
  courier: Courier,
  request: SuggestRequest,
): Promise<Suggestions | { readonly ok: false; readonly error: string }> {
  const spot = spotOf(workspace, request)
  if (typeof spot === 'string') return { ok: false, error: spot }
  const { element } = spot.placed
  if (!String(element.type).endsWith('external_select'))
    return { ok: false, error: 'That menu has its choices in it.' }
  const { min_query_length: min = MIN_QUERY_LENGTH } = element
  const state = spot.hold(request.values ?? {})
  if (request.value.length < Number(min)) return nothing
  const { action_id, block_id, value } = request
  const payload = blockSuggestion(spot.person, spot.payload(state), { action_id, block_id, value })
  const outcome = await courier.deliver({ type: 'interactive', payload })
  const answer =
    outcome.kind === 'acked' ? readSuggestions(outcome.body) : { problems: [`no answer: ${outcome.kind}`] }
  if (!('problems' in answer)) return answer
  workspace.emit({ type: 'refused', payload: 'block_suggestion', user: request.as, why: answer.problems })
  return nothing
}

const nothing: Suggestions = { ok: true, options: [] }
