import type { App } from '@slack/bolt'
import { GROUPED, pickOf, type PickKind } from '../blocks/pick.ts'
import { optionsFor, type OptionGroup } from '../core/options.ts'
import { standing } from '../core/person.ts'
import type { Serving } from './serve.ts'

/** The fields that are read of a block_suggestion: https://docs.slack.dev/reference/interaction-payloads/block_suggestion-payload */
interface SuggestionPayload {
  readonly action_id: string
  readonly value: string
  readonly user: { readonly id: string }
  readonly team?: { readonly id?: string } | null
  readonly channel?: { readonly id?: string }
}

/** Slack waits three seconds for options; past this nothing is offered. In ms. */
const PATIENCE = 2_500

/** The one listener behind every typeahead select. */
export function listenToOptions(app: App, serving: Serving): void {
  app.options(/.*/, async ({ ack, body }) => {
    const payload = body as unknown as SuggestionPayload
    const wanted = pickOf(payload.action_id)
    const groups = wanted ? await atMost(PATIENCE, suggestions(serving, payload, wanted)) : []
    if (wanted && GROUPED.has(wanted.kind) && groups.length > 0) {
      await ack({
        option_groups: groups.map(({ label, options }) => ({
          label: { type: 'plain_text', text: label },
          options: [...options],
        })),
      })
    } else {
      await ack({ options: groups.flatMap(({ options }) => options) })
    }
  })
}

/** Never fails: a select shows no sentence. 'No results' is what people see, and the log says why. */
async function suggestions(
  serving: Serving,
  payload: SuggestionPayload,
  wanted: { readonly kind: PickKind; readonly offer?: number },
): Promise<OptionGroup[]> {
  const { catalogue, cake } = serving.runner
  const by = { user: payload.user.id, channel: payload.channel?.id }
  try {
    if (!(await mayLook(serving, payload))) return []
    return await optionsFor(catalogue, cake, { ...wanted, words: payload.value, by })
  } catch (error) {
    serving.log.warn({ err: error, kind: wanted.kind }, 'options could not be read')
    return []
  }
}

async function mayLook(serving: Serving, { user, team }: SuggestionPayload): Promise<boolean> {
  const trust = serving.trust()
  if (team?.id !== undefined && team.id !== trust.teamId) return false
  const found = standing(await serving.people.find(user.id), trust)
  return found.allowed && found.person.roles.has('viewer')
}

/** What `groups` gives within so many ms, else nothing. */
async function atMost(ms: number, groups: Promise<OptionGroup[]>): Promise<OptionGroup[]> {
  const { promise: nothing, resolve } = Promise.withResolvers<OptionGroup[]>()
  const timer = setTimeout(resolve, ms, [])
  try {
    return await Promise.race([groups, nothing])
  } finally {
    clearTimeout(timer)
  }
}
