import type { ShortcutView, StateValues } from '../page/protocol.ts'
import { attachmentOf, wireMessage, type Workspace } from './core.ts'
import type { Channel, Person } from './directory.ts'
import { APP_ID, BOT_ID, BOT_USER_ID, TEAM_DOMAIN, TEAM_ID } from './ids.ts'
import type { Message } from './messages.ts'
import { viewObject, type View } from './modals.ts'
import type { Origin } from './response-url.ts'
import { escape } from './typed.ts'

type Payload = Record<string, unknown>

export const VERIFICATION_TOKEN = 'sandbox-verification-token'

/** https://docs.slack.dev/interactivity/implementing-slash-commands#app_command_handling */
export function slashCommand(
  workspace: Workspace,
  person: Person,
  channel: Channel,
  command: string,
  text: string,
): Record<string, string> {
  return {
    token: VERIFICATION_TOKEN,
    team_id: TEAM_ID,
    team_domain: TEAM_DOMAIN,
    channel_id: channel.id,
    channel_name: channel.isPrivate && !channel.isDm ? 'privategroup' : nameOf(channel),
    user_id: person.id,
    user_name: person.name,
    command,
    text: escape(text),
    api_app_id: APP_ID,
    is_enterprise_install: 'false',
    response_url: responseUrl(workspace, { channel: channel.id, user: person.id }),
    trigger_id: workspace.triggers.issue(person.id),
  }
}

function nameOf(channel: Channel): string {
  return channel.isDm ? 'directmessage' : channel.name
}

function responseUrl(workspace: Workspace, origin: Origin): string {
  return `${workspace.origin()}${workspace.responseUrls.issue(origin)}`
}

/** What all interactions begin with: https://docs.slack.dev/reference/interaction-payloads */
function interaction(type: string, person: Person): Payload {
  return {
    type,
    user: { id: person.id, username: person.name, name: person.name, team_id: person.teamId },
    api_app_id: APP_ID,
    token: VERIFICATION_TOKEN,
    team: { id: TEAM_ID, domain: TEAM_DOMAIN },
    enterprise: null,
    is_enterprise_install: false,
  }
}

/** https://docs.slack.dev/reference/interaction-payloads/block_actions-payload */
export function blockActions(
  workspace: Workspace,
  person: Person,
  spot: { readonly where: Payload; readonly origin: Origin | undefined; readonly view: string | undefined },
  action: Payload,
): Payload {
  return {
    ...interaction('block_actions', person),
    trigger_id: workspace.triggers.issue(person.id, spot.view),
    ...spot.where,
    ...(spot.origin && { response_url: responseUrl(workspace, spot.origin) }),
    actions: [action],
  }
}

/** https://docs.slack.dev/reference/interaction-payloads/block_suggestion-payload. No trigger_id, no response_url. */
export function blockSuggestion(person: Person, where: Payload, asked: Payload): Payload {
  return { ...interaction('block_suggestion', person), ...where, ...asked }
}

/** Where in a conversation something was used. An ephemeral message is not told itself. */
export function inMessage(channel: Channel, message: Message): Payload {
  const isEphemeral = message.ephemeralTo !== undefined
  return {
    container: {
      type: 'message',
      message_ts: message.ts,
      channel_id: channel.id,
      is_ephemeral: isEphemeral,
      ...threadOf(message),
    },
    channel: { id: channel.id, name: nameOf(channel) },
    ...(!isEphemeral && { message: messageObject(message) }),
  }
}

/** The same in what a link unfurled to: the person's message is not told, only the app's own piece of it. */
export function inUnfurl(channel: Channel, message: Message, index: number): Payload {
  const unfurl = message.unfurls?.[index]
  return {
    container: {
      type: 'message_attachment',
      message_ts: message.ts,
      attachment_id: index + 1,
      channel_id: channel.id,
      is_ephemeral: false,
      is_app_unfurl: true,
      app_unfurl_url: unfurl?.url,
      ...threadOf(message),
    },
    channel: { id: channel.id, name: nameOf(channel) },
    ...(unfurl && { app_unfurl: attachmentOf(unfurl, index, BOT_ID) }),
  }
}

/** The same on Home or in a modal: the view as it stands, no channel. */
export function inView(view: View, values: StateValues): Payload {
  return { container: { type: 'view', view_id: view.id }, view: { ...viewObject(view), state: { values } } }
}

function threadOf(message: Message): Payload {
  return message.thread_ts === undefined ? {} : { thread_ts: message.thread_ts }
}

function messageObject(message: Message): Payload {
  const isOwn = message.user === BOT_USER_ID
  return { ...wireMessage(message, BOT_ID, BOT_USER_ID), ...(isOwn && { app_id: APP_ID }), team: TEAM_ID }
}

/** https://docs.slack.dev/reference/interaction-payloads/view-interactions-payload#view_submission */
export function viewSubmission(
  workspace: Workspace,
  person: Person,
  view: View,
  values: StateValues,
  targets: readonly { readonly block_id: string; readonly action_id: string; readonly channel: string }[],
): Payload {
  return {
    ...interaction('view_submission', person),
    trigger_id: workspace.triggers.issue(person.id, view.id),
    view: { ...viewObject(view), state: { values } },
    response_urls: targets.map(({ block_id, action_id, channel }) => ({
      block_id,
      action_id,
      channel_id: channel,
      response_url: responseUrl(workspace, { channel, user: person.id }),
    })),
  }
}

/** https://docs.slack.dev/reference/interaction-payloads/view-interactions-payload#view_closed: without the values. */
export function viewClosed(person: Person, view: View, isCleared: boolean): Payload {
  return { ...interaction('view_closed', person), view: viewObject(view), is_cleared: isCleared }
}

/** https://docs.slack.dev/interactivity/implementing-shortcuts: a global one comes from nowhere in particular. */
export function globalShortcut(workspace: Workspace, person: Person, shortcut: ShortcutView): Payload {
  const { api_app_id: _app, ...common } = interaction('shortcut', person)
  return {
    ...common,
    callback_id: shortcut.callback_id,
    trigger_id: workspace.triggers.issue(person.id),
    action_ts: actionTs(workspace),
  }
}

/** The same for a message. Its response_url answers in the channel: see threadOf in response-url.ts. */
export function messageShortcut(
  workspace: Workspace,
  person: Person,
  channel: Channel,
  message: Message,
  shortcut: ShortcutView,
): Payload {
  const { api_app_id: _app, ...common } = interaction('message_action', person)
  const replies = workspace.messages
    .all()
    .filter(
      (one) => one.channel === channel.id && one.thread_ts === message.ts && one.ephemeralTo === undefined,
    )
  return {
    ...common,
    callback_id: shortcut.callback_id,
    trigger_id: workspace.triggers.issue(person.id),
    action_ts: actionTs(workspace),
    response_url: responseUrl(workspace, { channel: channel.id, user: person.id }),
    channel: { id: channel.id, name: nameOf(channel) },
    message_ts: message.ts,
    message: {
      ...messageObject(message),
      // Slack marks the first message of a thread as part of it.
      ...(replies.length > 0 && { thread_ts: message.ts, reply_count: replies.length }),
    },
  }
}

export function actionTs(workspace: Workspace): string {
  return (workspace.settings.now() / 1000).toFixed(6)
}
