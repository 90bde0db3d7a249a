import type { ShortcutView } from '../page/protocol.ts'
import type { Settings } from './core.ts'

/** The manifest's bot scopes. */
const manifestScopes = [
  'commands',
  'chat:write',
  'chat:write.public',
  'files:write',
  'links:read',
  'links:write',
  'im:write',
  'users:read',
  'usergroups:read',
  'channels:read',
  'groups:read',
  'channels:history',
  'groups:history',
  'im:history',
]

/** The manifest's shortcuts. */
const manifestShortcuts: readonly ShortcutView[] = [
  {
    name: 'Search CAKE',
    type: 'global',
    callback_id: 'search_cake',
    description: 'Find an offer, affiliate or advertiser by a few letters',
  },
  {
    name: 'New campaign',
    type: 'global',
    callback_id: 'new_campaign',
    description: 'Ask for a tracking link for an affiliate on an offer',
  },
  {
    name: 'New offer',
    type: 'global',
    callback_id: 'new_offer',
    description: 'Ask for a new offer',
  },
  {
    name: 'Look up in CAKE',
    type: 'message',
    callback_id: 'look_up_in_cake',
    description: 'Show the offers, campaigns and names in this message',
  },
]

/** The manifest's placeholder, which is also where the sandbox's CAKE has its tracking links. */
const manifestDomains = ['yourdomain.cakemarketing.com']

export type SettingsOptions = Partial<Settings> & {
  /** Scopes besides `scopes` (by default the manifest's). */
  readonly moreScopes?: readonly string[]
}

/** The settings of a workspace. Throws a RangeError for an app that Slack's manifest would not take. */
export function settingsOf({ moreScopes = [], ...given }: SettingsOptions): Settings {
  const settings: Settings = {
    now: Date.now,
    botToken: 'xoxb-sandbox-bot-token',
    appToken: 'xapp-1-sandbox-app-token',
    signingSecret: 'sandbox-signing-secret',
    commands: ['/cake'],
    shortcuts: manifestShortcuts,
    unfurlDomains: manifestDomains,
    ackMs: 3000,
    messagesPerSecond: 1,
    responseUrlMinutes: 30,
    eventRetryMs: [0],
    ...given,
    scopes: [...new Set([...(given.scopes ?? manifestScopes), ...moreScopes])],
  }
  checkApp(settings)
  return settings
}

/** https://docs.slack.dev/reference/app-manifest: what it says of shortcuts and unfurl domains. */
function checkApp({ shortcuts, unfurlDomains }: Settings): void {
  const refuse = (what: string): never => {
    throw new RangeError(`Slack takes no such app: ${what}`)
  }
  if (shortcuts.length > 10) refuse('more than 10 shortcuts')
  if (unfurlDomains.length > 5) refuse('more than 5 unfurl domains')
  for (const { name, callback_id, description } of shortcuts) {
    if (name.length > 24) refuse(`the shortcut ‘${name}’ has a name of more than 24 characters`)
    if (callback_id.length > 255)
      refuse(`the shortcut ‘${name}’ has a callback_id of more than 255 characters`)
    if (description.length > 150)
      refuse(`the shortcut ‘${name}’ has a description of more than 150 characters`)
  }
  for (const domain of unfurlDomains) if (!/^[\w.-]+$/.test(domain)) refuse(`the unfurl domain ‘${domain}’`)
}
