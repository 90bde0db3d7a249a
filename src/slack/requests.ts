import { BUTTON, MORE, type ButtonKind, CHANGE_ACTS, type ChangeAct } from '../blocks/buttons.ts'
import { pickOf } from '../blocks/pick.ts'
import { openedFrom } from './modal.ts'
import type { Where } from './where.ts'

/** What a person asked for, from whichever of Slack's payloads. */
export interface Request {
  readonly kind: ButtonKind
  /** The words after `/cake`. */
  readonly words: string
  /** The words are a kind and an id, chosen in a search box. */
  readonly picked?: true
  /** Who shared the card that is to be read again. */
  readonly sharedBy?: string
  /** What is to be done with the change whose number `words` is. */
  readonly act?: ChangeAct
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
  readonly trigger_id?: string
  readonly response_url?: string
}

/** What was typed. */
export function typed(payload: CommandPayload): Request {
  return {
    kind: BUTTON.run,
    words: payload.text ?? '',
    teamId: payload.team_id,
    where: {
      userId: payload.user_id,
      channelId: payload.channel_id,
      responseUrl: payload.response_url,
      trigger: payload.trigger_id,
    },
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
  readonly message?: { readonly ts?: string }
  readonly view?: {
    readonly id?: string
    readonly type?: string
    readonly callback_id?: string
    readonly private_metadata?: string
  }
  readonly trigger_id?: string
  readonly response_url?: string
  readonly actions?: readonly {
    readonly action_id?: string
    readonly block_id?: string
    readonly value?: string
    readonly selected_option?: { readonly value?: string } | null
  }[]
}

/** What a click on one of our buttons asks for; `undefined` where it is none that this version makes. */
export function clicked(payload: ClickPayload): Request | undefined {
  const [action] = payload.actions ?? []
  const picked = pickedLine(action?.action_id, action?.selected_option?.value)
  const kind = picked === undefined ? kindOf(action?.action_id) : BUTTON.run
  const chosen = action?.action_id === `${BUTTON.run}:${MORE}` ? action.selected_option?.value : undefined
  const words = picked ?? chosen ?? action?.value?.trim()
  if (kind === undefined || words === undefined || words === '') return undefined
  const where = whereClicked(payload)
  return {
    kind,
    words,
    ...(picked === undefined ? {} : { picked: true as const }),
    ...(kind === BUTTON.refresh ? { sharedBy: userIn(action?.action_id) } : {}),
    ...(kind === BUTTON.change ? { act: actIn(action?.action_id) } : {}),
    teamId: payload.team?.id,
    where: {
      ...where,
      trigger: payload.trigger_id,
      replaces: kind === BUTTON.turn && onlyTheirs(payload, where),
    },
  }
}

/** Where a click came from, whatever it was on. */
export function whereClicked(payload: ClickPayload): Where {
  const { container, view } = payload
  const userId = payload.user.id
  if (view?.type === 'modal') return { userId, view: view.id, ...openedFrom(view.private_metadata) }
  if (view?.type === 'home') return { userId, triggerId: payload.trigger_id }
  return {
    userId,
    channelId: payload.channel?.id ?? container?.channel_id,
    threadTs: container?.thread_ts,
    messageTs: payload.message?.ts,
    responseUrl: payload.response_url,
  }
}

/** What was chosen in a search box of everything: `offer:12345`. */
function pickedLine(actionId: string | undefined, value: string | undefined): string | undefined {
  return actionId !== undefined && pickOf(actionId)?.kind === 'anything' ? value : undefined
}

/** Somebody's id at the end of an action_id, as in `refresh:U0123`. */
function userIn(actionId: string | undefined): string | undefined {
  return /:([UW][A-Z0-9]{2,20})$/.exec(actionId ?? '')?.[1]
}

/** What is to be done with a change, at the end of an action_id: `change:approve`. */
function actIn(actionId: string | undefined): ChangeAct | undefined {
  const act = actionId?.split(':')[1]
  return CHANGE_ACTS.find((known) => known === act)
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
