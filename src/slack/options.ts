import type { App } from '@slack/bolt'
import { GROUPED, MOST_OPTIONS, option, pickOf, type PickKind } from '../blocks/pick.ts'
import { groupLabel, USER_GROUPS } from '../core/directory.ts'
import { optionsFor, type OptionGroup } from '../core/options.ts'
import type { Role } from '../core/person.ts'
import type { Serving } from './serve.ts'
import { standingOf } from './standing.ts'

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
    if (payload.action_id === USER_GROUPS) return ack({ options: await userGroups(serving, payload) })
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

/** User groups like these letters, for admins. */
async function userGroups(serving: Serving, payload: SuggestionPayload) {
  try {
    if (!(await may(serving, payload, 'admin'))) return []
    const wanted = payload.value.trim().toLowerCase().replace(/^@/, '')
    const all = await serving.people.userGroups()
    const found = all.filter((group) => groupLabel(group).toLowerCase().includes(wanted))
    return found.slice(0, MOST_OPTIONS).map((group) => option(groupLabel(group), group.id))
  } catch (error) {
    serving.log.warn({ err: error }, 'user groups could not be read')
    return []
  }
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
    if (!(await may(serving, payload, 'viewer'))) return []
    return await optionsFor(catalogue, cake, { ...wanted, words: payload.value, by })
  } catch (error) {
    serving.log.warn({ err: error, kind: wanted.kind }, 'options could not be read')
    return []
  }
}

async function may(serving: Serving, { user, team }: SuggestionPayload, role: Role): Promise<boolean> {
  const trust = serving.trust()
  if (team?.id !== undefined && team.id !== trust.teamId) return false
  const found = await standingOf(serving, user.id)
  return found.allowed && found.person.roles.has(role)
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
