import { wireMessage, type Home, type Workspace } from './core.ts'
import { viewObject } from './api/views.ts'
import type { Channel, Person } from './directory.ts'
import { APP_ID, BOT_ID, BOT_USER_ID, TEAM_DOMAIN, TEAM_ID, botDm } from './ids.ts'
import type { Message } from './messages.ts'
import { escape } from './typed.ts'

type Payload = Record<string, unknown>

const VERIFICATION_TOKEN = 'sandbox-verification-token'

/** https://docs.slack.dev/interactivity/implementing-slash-commands#app_command_handling */
export function slashCommand(
  workspace: Workspace,
  person: Person,
  channel: Channel,
  command: string,
  text: string,
): Record<string, string> {
  const path = workspace.responseUrls.issue({ channel: channel.id, user: person.id })
  return {
    token: VERIFICATION_TOKEN,
    team_id: TEAM_ID,
    team_domain: TEAM_DOMAIN,
    channel_id: channel.id,
    channel_name: channel.isDm ? 'directmessage' : channel.isPrivate ? 'privategroup' : channel.name,
    user_id: person.id,
    user_name: person.name,
    command,
    text: escape(text),
    api_app_id: APP_ID,
    is_enterprise_install: 'false',
    response_url: `${workspace.origin()}${path}`,
    trigger_id: workspace.triggers.issue(person.id),
  }
}

/** What all interactions begin with: https://docs.slack.dev/reference/interaction-payloads */
function interaction(workspace: Workspace, type: string, person: Person): Payload {
  return {
    type,
    user: { id: person.id, username: person.name, name: person.name, team_id: person.teamId },
    api_app_id: APP_ID,
    token: VERIFICATION_TOKEN,
    team: { id: TEAM_ID, domain: TEAM_DOMAIN },
    enterprise: null,
    is_enterprise_install: false,
    trigger_id: workspace.triggers.issue(person.id),
  }
}

/** https://docs.slack.dev/reference/interaction-payloads/block_actions-payload. An ephemeral message is not in it. */
export function clickInMessage(
  workspace: Workspace,
  person: Person,
  channel: Channel,
  message: Message,
  action: Payload,
  values: Payload,
): Payload {
  const isEphemeral = message.ephemeralTo !== undefined
  const path = workspace.responseUrls.issue({
    channel: channel.id,
    user: person.id,
    messageTs: message.ts,
    threadTs: message.thread_ts,
  })
  return {
    ...interaction(workspace, 'block_actions', person),
    container: {
      type: 'message',
      message_ts: message.ts,
      channel_id: channel.id,
      is_ephemeral: isEphemeral,
      ...(message.thread_ts !== undefined && { thread_ts: message.thread_ts }),
    },
    channel: { id: channel.id, name: channel.isDm ? 'directmessage' : channel.name },
    ...(!isEphemeral && {
      message: { ...wireMessage(message, BOT_ID, BOT_USER_ID), app_id: APP_ID, team: TEAM_ID },
    }),
    state: { values },
    response_url: `${workspace.origin()}${path}`,
    actions: [action],
  }
}

/** A click in the Home tab comes with the view in place of a message, and without a response_url. */
export function clickInHome(
  workspace: Workspace,
  person: Person,
  home: Home,
  action: Payload,
  values: Payload,
): Payload {
  return {
    ...interaction(workspace, 'block_actions', person),
    container: { type: 'view', view_id: home.viewId },
    view: { ...viewObject(home), state: { values } },
    actions: [action],
  }
}

/** https://docs.slack.dev/apis/events-api#callback-field */
function eventCallback(workspace: Workspace, event: Payload): Payload {
  return {
    token: VERIFICATION_TOKEN,
    team_id: TEAM_ID,
    context_team_id: TEAM_ID,
    context_enterprise_id: null,
    api_app_id: APP_ID,
    event,
    type: 'event_callback',
    event_id: workspace.newId('Ev'),
    event_time: Math.floor(workspace.settings.now() / 1000),
    authorizations: [
      {
        enterprise_id: null,
        team_id: TEAM_ID,
        user_id: BOT_USER_ID,
        is_bot: true,
        is_enterprise_install: false,
      },
    ],
    is_ext_shared_channel: false,
    event_context: workspace.newId('4-'),
  }
}

/** https://docs.slack.dev/reference/events/app_home_opened */
export function homeOpened(workspace: Workspace, person: Person): Payload {
  const home = workspace.homes.get(person.id)
  return eventCallback(workspace, {
    type: 'app_home_opened',
    user: person.id,
    channel: botDm(person.id),
    tab: 'home',
    event_ts: eventTs(workspace),
    ...(home && { view: viewObject(home) }),
  })
}

/** https://docs.slack.dev/reference/events/message.im */
export function directMessage(workspace: Workspace, message: Message): Payload {
  return eventCallback(workspace, {
    ...wireMessage(message, BOT_ID, BOT_USER_ID),
    channel: message.channel,
    channel_type: 'im',
    team: TEAM_ID,
    event_ts: message.ts,
  })
}

function eventTs(workspace: Workspace): string {
  return `${Math.floor(workspace.settings.now() / 1000)}.000001`
}
