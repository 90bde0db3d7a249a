import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { manifestFor } from '../scripts/manifest.ts'

const text = readFileSync(join(import.meta.dirname, '../manifest.yml'), 'utf8')

interface Manifest {
  readonly display_information: Readonly<
    Record<'name' | 'description' | 'long_description' | 'background_color', string>
  >
  readonly features: {
    readonly app_home: Readonly<Record<string, boolean>>
    readonly bot_user: { readonly display_name: string }
    readonly slash_commands: readonly Readonly<Record<string, string | boolean>>[]
    readonly shortcuts: readonly Readonly<Record<'name' | 'type' | 'callback_id' | 'description', string>>[]
    readonly unfurl_domains: readonly string[]
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
  'usergroups:read',
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

  test('has one slash command, with the ids of those who are named in it', () => {
    const [command, ...more] = manifest.features.slash_commands
    expect(more).toEqual([])
    expect(command).toMatchObject({ command: '/cake', should_escape: true })
    expect(String(command?.['description']).length).toBeLessThanOrEqual(2000)
    expect(String(command?.['usage_hint']).length).toBeLessThanOrEqual(1000)
  })

  test('asks for scopes that exist, each once and each with a reason', () => {
    const scopes = manifest.oauth_config.scopes.bot
    expect(scopes.filter((scope) => !SCOPES.has(scope))).toEqual([])
    expect(new Set(scopes).size).toBe(scopes.length)
    for (const scope of scopes) expect(text).toMatch(new RegExp(`# .+\\n\\s+- ${scope}\\n`))
  })

  test('asks for what the bot calls, and for nothing more', () => {
    expect(manifest.oauth_config.scopes.bot.toSorted()).toEqual([
      'channels:history',
      'channels:read',
      'chat:write',
      'chat:write.public',
      'commands',
      'files:write',
      'groups:history',
      'groups:read',
      'im:history',
      'im:write',
      'links:read',
      'links:write',
      'usergroups:read',
      'users:read',
    ])
  })

  test('has the shortcuts that the bot listens to, within Slack’s lengths', () => {
    const { shortcuts } = manifest.features
    expect(shortcuts.map(({ type, callback_id }) => [type, callback_id])).toEqual([
      ['global', 'search_cake'],
      ['global', 'new_campaign'],
      ['global', 'new_offer'],
      ['message', 'look_up_in_cake'],
    ])
    for (const { name, description } of shortcuts) {
      expect(name.length).toBeLessThanOrEqual(24)
      expect(description.length).toBeLessThanOrEqual(150)
    }
  })

  test('unfurls one domain, which is a placeholder', () => {
    expect(manifest.features.unfurl_domains).toEqual(['yourdomain.cakemarketing.com'])
  })

  test('listens to events that exist and that its scopes allow', () => {
    const events = manifest.settings.event_subscriptions?.bot_events ?? []
    expect(events).toEqual(['app_home_opened', 'link_shared'])
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

describe('npm run manifest', () => {
  const script = join(import.meta.dirname, '../scripts/manifest.ts')
  const run = (...args: string[]) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...args], { encoding: 'utf8' })
    return { status, stdout, stderr }
  }

  test('prints the manifest with the domain filled in, and all else as it is', () => {
    const { status, stdout, stderr } = run('--domain', 'Go.Example-Network.com')
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
    expect(stdout).toBe(text.replace('- yourdomain.cakemarketing.com', '- go.example-network.com'))
    expect((parse(stdout) as Manifest).features.unfurl_domains).toEqual(['go.example-network.com'])
  })

  test.each([
    [[], '--domain is missing'],
    [['--domain'], '--domain'],
    [['--domian', 'x.com'], '--domian'],
    [['you.cakemarketing.com'], 'you.cakemarketing.com'],
    [['--domain', 'https://you.cakemarketing.com/'], 'must be a domain name alone'],
  ])('%j: one line says what is wrong', (args, words) => {
    const { status, stdout, stderr } = run(...args)
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' })
    expect(stderr).toContain(words)
    expect(stderr).not.toMatch(/\n\s+at /)
  })

  test.each([
    '',
    'localhost',
    '127.0.0.1',
    '-a.com',
    'a-.com',
    'a..com',
    'a.com\nx',
    'a b.com',
    '.com',
    'a.c',
  ])('%j is no domain', (domain) => {
    expect(() => manifestFor(text, domain)).toThrow('must be a domain name alone')
  })

  test('a manifest without the placeholder is not printed as if it had been filled in', () => {
    expect(() => manifestFor('features: {}', 'you.example.com')).toThrow('no unfurl domain')
  })
})

describe('.env.example', () => {
  test('names every variable, and no other', async () => {
    const { Variables } = await import('../src/variables.ts')
    const example = readFileSync(join(import.meta.dirname, '../.env.example'), 'utf8')
    const named = [...example.matchAll(/^(?:# )?([A-Z_]+)=/gm)].map(([, name]) => name)
    // FAIL_POINT is for the bot's own tests, and refused everywhere else.
    expect(new Set([...named, 'FAIL_POINT'])).toEqual(new Set(Object.keys(Variables.shape)))
    expect(named).not.toContain('FAIL_POINT')
    expect(named).toHaveLength(new Set(named).size)
  })
})
