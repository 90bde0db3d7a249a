import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'

const text = readFileSync(join(import.meta.dirname, '../manifest.yml'), 'utf8')

interface Manifest {
  readonly display_information: Readonly<
    Record<'name' | 'description' | 'long_description' | 'background_color', string>
  >
  readonly features: {
    readonly app_home: Readonly<Record<string, boolean>>
    readonly bot_user: { readonly display_name: string }
    readonly slash_commands: readonly Readonly<Record<string, string | boolean>>[]
  }
  readonly oauth_config: { readonly scopes: { readonly bot: readonly string[] } }
  readonly settings: {
    readonly interactivity: { readonly is_enabled: boolean }
    readonly event_subscriptions?: { readonly bot_events?: readonly string[] }
    readonly socket_mode_enabled: boolean
  }
}
const manifest = parse(text) as Manifest

/** Bot scopes that exist, of those a bot like this could want: https://docs.slack.dev/reference/scopes */
const SCOPES = new Set([
  'app_mentions:read',
  'channels:history',
  'channels:read',
  'chat:write',
  'chat:write.customize',
  'chat:write.public',
  'commands',
  'files:read',
  'files:write',
  'groups:history',
  'groups:read',
  'im:history',
  'im:read',
  'im:write',
  'links:read',
  'links:write',
  'mpim:read',
  'reactions:write',
  'users:read',
  'users:read.email',
])
/** https://docs.slack.dev/reference/events */
const EVENTS = new Set([
  'app_home_opened',
  'app_mention',
  'app_uninstalled',
  'link_shared',
  'message.im',
  'tokens_revoked',
])
/** Which scope an event needs. */
const EVENT_SCOPES: Readonly<Record<string, string>> = {
  app_mention: 'app_mentions:read',
  link_shared: 'links:read',
  'message.im': 'im:history',
}

describe('manifest.yml', () => {
  test('says that it is of the second version; without that Slack reads it as the first', () => {
    expect(manifest).toMatchObject({ _metadata: { major_version: 2 } })
  })

  test('keeps to Slack’s lengths', () => {
    const { name, description, long_description, background_color } = manifest.display_information
    expect(name.length).toBeLessThanOrEqual(35)
    expect(description.length).toBeLessThanOrEqual(140)
    expect(long_description.length).toBeGreaterThanOrEqual(175)
    expect(long_description.length).toBeLessThanOrEqual(4000)
    expect(background_color).toMatch(/^#[0-9a-f]{6}$/i)
    expect(manifest.features.bot_user.display_name.length).toBeLessThanOrEqual(80)
  })

  test('has one slash command, unescaped', () => {
    const [command, ...more] = manifest.features.slash_commands
    expect(more).toEqual([])
    expect(command).toMatchObject({ command: '/cake', should_escape: false })
    expect(String(command?.['description']).length).toBeLessThanOrEqual(2000)
    expect(String(command?.['usage_hint']).length).toBeLessThanOrEqual(1000)
  })

  test('asks for scopes that exist, each once and each with a reason', () => {
    const scopes = manifest.oauth_config.scopes.bot
    expect(scopes.filter((scope) => !SCOPES.has(scope))).toEqual([])
    expect(new Set(scopes).size).toBe(scopes.length)
    for (const scope of scopes) expect(text).toMatch(new RegExp(`# .+\\n\\s+- ${scope}\\n`))
  })

  test('asks for what the bot calls', () => {
    const needed = ['commands', 'chat:write', 'files:write', 'im:write', 'users:read']
    expect(manifest.oauth_config.scopes.bot).toEqual(expect.arrayContaining(needed))
  })

  test('listens to events that exist and that its scopes allow', () => {
    const events = manifest.settings.event_subscriptions?.bot_events ?? []
    expect(events.filter((event) => !EVENTS.has(event))).toEqual([])
    const needed = events.map((event) => EVENT_SCOPES[event]).filter((scope) => scope !== undefined)
    expect(manifest.oauth_config.scopes.bot).toEqual(expect.arrayContaining(needed))
  })

  test('has interactivity, Home and Socket Mode on', () => {
    expect(manifest.settings.interactivity.is_enabled).toBe(true)
    expect(manifest.settings.socket_mode_enabled).toBe(true)
    expect(manifest.features.app_home).toMatchObject({ home_tab_enabled: true, messages_tab_enabled: true })
  })
})

describe('.env.example', () => {
  test('names every variable, and no other', async () => {
    const { Variables } = await import('../src/variables.ts')
    const example = readFileSync(join(import.meta.dirname, '../.env.example'), 'utf8')
    const named = [...example.matchAll(/^(?:# )?([A-Z_]+)=/gm)].map(([, name]) => name)
    expect(new Set(named)).toEqual(new Set(Object.keys(Variables.shape)))
    expect(named).toHaveLength(new Set(named).size)
  })
})
