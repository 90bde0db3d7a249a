import { wireMessage, type Workspace } from './core.ts'
import type { Person } from './directory.ts'
import { APP_ID, BOT_ID, BOT_USER_ID, TEAM_ID, botDm } from './ids.ts'
import type { Message } from './messages.ts'
import { viewObject } from './modals.ts'
import { VERIFICATION_TOKEN } from './payloads.ts'
import type { SharedLink } from './shared-links.ts'
import { escape } from './typed.ts'

type Payload = Record<string, unknown>

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

/** https://docs.slack.dev/reference/events/app_home_opened: the view comes with the Home tab when there is one. */
export function homeOpened(workspace: Workspace, person: Person, tab: 'home' | 'messages'): Payload {
  const home = tab === 'home' ? workspace.homes.get(person.id) : undefined
  return eventCallback(workspace, {
    type: 'app_home_opened',
    user: person.id,
    channel: botDm(person.id),
    tab,
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

/**
 * https://docs.slack.dev/reference/events/link_shared. The addresses are escaped like the text they come from
 * (https://github.com/slackapi/python-slack-events-api/issues/49).
 */
export function linkShared(
  workspace: Workspace,
  message: Message,
  links: readonly SharedLink[],
  unfurlId: string,
): Payload {
  return eventCallback(workspace, {
    type: 'link_shared',
    user: message.user,
    channel: message.channel,
    message_ts: message.ts,
    ...(message.thread_ts !== undefined && { thread_ts: message.thread_ts }),
    links: links.map(({ domain, url }) => ({ domain, url: escape(url) })),
    source: 'conversations_history',
    unfurl_id: unfurlId,
    is_bot_user_member: workspace.directory.isMember(message.channel, BOT_USER_ID),
    event_ts: eventTs(workspace),
  })
}

function eventTs(workspace: Workspace): string {
  return `${Math.floor(workspace.settings.now() / 1000)}.000001`
}
