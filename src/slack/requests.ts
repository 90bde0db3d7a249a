import { BUTTON, type ButtonKind } from '../blocks/buttons.ts'
import type { Where } from './where.ts'

/** What a person asked for, from whichever of Slack's payloads. */
export interface Request {
  readonly kind: ButtonKind
  /** The words after `/cake`. */
  readonly words: string
  /** The workspace that the payload says it comes from; absent in some of an Enterprise organisation's. */
  readonly teamId?: string
  readonly where: Where
}

/** The fields that are read of a slash command: https://docs.slack.dev/interactivity/implementing-slash-commands */
export interface CommandPayload {
  readonly text?: string
  readonly team_id?: string
  readonly user_id: string
  readonly channel_id?: string
  readonly response_url?: string
}

/** What was typed. */
export function typed(payload: CommandPayload): Request {
  return {
    kind: BUTTON.run,
    words: payload.text ?? '',
    teamId: payload.team_id,
    where: { userId: payload.user_id, channelId: payload.channel_id, responseUrl: payload.response_url },
  }
}

/** The fields that are read of a click: https://docs.slack.dev/reference/interaction-payloads/block_actions-payload */
export interface ClickPayload {
  readonly team?: { readonly id?: string } | null
  readonly user: { readonly id: string }
  readonly channel?: { readonly id?: string }
  readonly container?: {
    readonly channel_id?: string
    readonly thread_ts?: string
    readonly is_ephemeral?: boolean
  }
  readonly response_url?: string
  readonly actions?: readonly { readonly action_id?: string; readonly value?: string }[]
}

/** What a click on one of our buttons asks for; `undefined` where it is none that this version makes. */
export function clicked(payload: ClickPayload): Request | undefined {
  const [action] = payload.actions ?? []
  const kind = kindOf(action?.action_id)
  const words = action?.value?.trim()
  if (kind === undefined || words === undefined || words === '') return undefined
  const where = whereClicked(payload)
  return {
    kind,
    words,
    teamId: payload.team?.id,
    where: { ...where, replaces: kind === BUTTON.turn && onlyTheirs(payload, where) },
  }
}

/** Where a click came from, whatever it was on. */
export function whereClicked(payload: ClickPayload): Where {
  return {
    userId: payload.user.id,
    channelId: payload.channel?.id ?? payload.container?.channel_id,
    threadTs: payload.container?.thread_ts,
    responseUrl: payload.response_url,
  }
}

function kindOf(actionId: string | undefined): ButtonKind | undefined {
  const [kind] = actionId?.split(':', 1) ?? []
  return Object.values(BUTTON).find((known) => known === kind)
}

/** A message that others see too is not turned into one person's answer. */
function onlyTheirs(payload: ClickPayload, where: Where): boolean {
  return payload.container?.is_ephemeral === true || where.channelId?.startsWith('D') === true
}

/** Where to tell somebody that their request failed, of whatever kind it was; `undefined` where nobody is known. */
export function anyWhere(body: unknown): Where | undefined {
  if (typeof body !== 'object' || body === null) return undefined
  const payload = body as Partial<ClickPayload> & Partial<CommandPayload>
  if (payload.user_id !== undefined) return typed({ ...payload, user_id: payload.user_id }).where
  return payload.user ? whereClicked({ ...payload, user: payload.user }) : undefined
}
