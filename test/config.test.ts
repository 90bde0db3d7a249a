import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { type Config, ConfigError, type Environment, readConfig } from '../src/config.ts'

const http = {
  SLACK_BOT_TOKEN: 'xoxb-1-2-secretbottoken',
  SLACK_SIGNING_SECRET: 'secretsigningsecret',
  CAKE_URL: 'https://acme.cakemarketing.com',
  CAKE_API_KEY: 'secretapikey',
}
const { SLACK_SIGNING_SECRET: _unused, ...withoutSigning } = http
const socket = { ...withoutSigning, SLACK_APP_TOKEN: 'xapp-1-A1-2-secretapptoken' }

function live(env: Environment): Config {
  const wanted = readConfig(env)
  if (wanted.mode !== 'live') throw new Error('the sandbox was wanted')
  return wanted.config
}

function problems(env: Environment): readonly string[] {
  try {
    readConfig(env)
  } catch (error) {
    if (error instanceof ConfigError) return error.problems
    throw error
  }
  return []
}

describe('a live configuration', () => {
  test('has defaults for all that need not be said', () => {
    expect(live(http)).toEqual({
      slack: {
        botToken: 'xoxb-1-2-secretbottoken',
        signingSecret: 'secretsigningsecret',
        appToken: undefined,
        apiUrl: 'https://slack.com/api/',
      },
      http: { host: '0.0.0.0', port: 3000 },
      cake: {
        url: 'https://acme.cakemarketing.com',
        key: 'secretapikey',
        zone: 'UTC',
        reportEndDate: 'auto',
        requestsPerSecond: 10,
        concurrency: 8,
      },
      catalogue: { minutes: 15, linkTemplates: [] },
      trust: { admins: [], guestLookups: false },
      approvalsChannel: undefined,
      databaseUrl: 'sqlite:./data/cake.db',
      logLevel: 'info',
      secrets: ['xoxb-1-2-secretbottoken', 'secretsigningsecret', 'secretapikey'],
    })
  })

  test('takes every variable', () => {
    const config = live({
      ...socket,
      SLACK_API_URL: 'http://127.0.0.1:9/api',
      PORT: '8080',
      HOST: '::1',
      CAKE_URL: 'https://acme.cake.com/',
      CAKE_TIME_ZONE: 'America/New_York',
      CAKE_REPORT_END_DATE: 'exclusive',
      CAKE_REQUESTS_PER_SECOND: '2.5',
      CAKE_CONCURRENCY: '3',
      CAKE_CATALOGUE_MINUTES: '0',
      CAKE_LINK_TEMPLATES:
        'offer=https://acme.cake.com/Offers/{id} affiliate=https://acme.cake.com/#/affiliates/{id}/edit',
      CAKE_GUEST_LOOKUPS: 'yes',
      DATABASE_URL: 'postgres://bot:secretpassword@db/cake',
      CAKE_ADMINS: 'U012AB3CD, W045EF6GH,',
      CAKE_APPROVALS_CHANNEL: 'C012AB3CD',
      LOG_LEVEL: 'debug',
    })
    expect(config).toMatchObject({
      slack: { appToken: 'xapp-1-A1-2-secretapptoken', apiUrl: 'http://127.0.0.1:9/api/' },
      http: { host: '::1', port: 8080 },
      cake: {
        url: 'https://acme.cake.com',
        zone: 'America/New_York',
        reportEndDate: 'exclusive',
        requestsPerSecond: 2.5,
        concurrency: 3,
      },
      catalogue: {
        minutes: 0,
        linkTemplates: [
          { noun: 'offer', template: 'https://acme.cake.com/Offers/{id}' },
          { noun: 'affiliate', template: 'https://acme.cake.com/#/affiliates/{id}/edit' },
        ],
      },
      trust: { admins: ['U012AB3CD', 'W045EF6GH'], guestLookups: true },
      approvalsChannel: 'C012AB3CD',
      databaseUrl: 'postgres://bot:secretpassword@db/cake',
      logLevel: 'debug',
    })
    expect(config.secrets).toContain('secretpassword')
  })

  test('takes an empty variable for an absent one', () => {
    expect(live({ ...http, PORT: '', CAKE_ADMINS: ' ', SLACK_APP_TOKEN: '' })).toEqual(live(http))
  })
})

describe('the key from a file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'cake-config-'))
  afterAll(() => rmSync(folder, { recursive: true }))
  const { CAKE_API_KEY: _key, ...keyless } = http

  test('is read without the line break at its end', () => {
    const path = join(folder, 'key')
    writeFileSync(path, 'keyfromfile\n')
    const config = live({ ...keyless, CAKE_API_KEY_FILE: path })
    expect(config.cake.key).toBe('keyfromfile')
    expect(config.secrets).toContain('keyfromfile')
  })

  test('must be there', () => {
    const path = join(folder, 'nothing')
    expect(problems({ ...keyless, CAKE_API_KEY_FILE: path })).toEqual([
      `CAKE_API_KEY_FILE must be the path of a file with the API key in it, e.g. /run/secrets/cake_api_key; "${path}" cannot be read (ENOENT)`,
    ])
  })

  test('must be a key', () => {
    const path = join(folder, 'empty')
    writeFileSync(path, '\n')
    expect(problems({ ...keyless, CAKE_API_KEY_FILE: path })).toEqual([
      expect.stringContaining(`what is in "${path}" is no key`),
    ])
  })
})

describe('the sandbox', () => {
  const sandbox = {
    SLACK_BOT_TOKEN: 'xoxb-sandbox',
    SLACK_SIGNING_SECRET: 'sandbox-secret',
    SLACK_API_URL: 'http://127.0.0.1:1234/api/',
    CAKE_URL: 'http://127.0.0.1:1235',
    CAKE_API_KEY: 'sandbox-key',
    CAKE_ADMINS: 'U0ADMIN001',
  }

  test('is wanted where nothing is set, and is for this machine alone', () => {
    const wanted = readConfig({
      CAKE_TIME_ZONE: 'Europe/Berlin',
      SANDBOX_OFFERS: '500',
      CAKE_ADMINS: 'U1ELSE',
    })
    expect(wanted).toMatchObject({ mode: 'sandbox', zone: 'Europe/Berlin', offers: 500 })
    if (wanted.mode !== 'sandbox') return
    expect(wanted.within(sandbox)).toMatchObject({
      slack: { botToken: 'xoxb-sandbox', apiUrl: 'http://127.0.0.1:1234/api/' },
      http: { host: '127.0.0.1', port: 3000 },
      cake: { url: 'http://127.0.0.1:1235', zone: 'Europe/Berlin' },
      trust: { admins: ['U0ADMIN001'] },
    })
  })

  test('listens where it is told to', () => {
    const wanted = readConfig({ HOST: '0.0.0.0', PORT: '0' })
    expect(wanted.mode === 'sandbox' && wanted.within(sandbox).http).toEqual({ host: '0.0.0.0', port: 0 })
  })

  test('says at once what is wrong with its own variables', () => {
    expect(problems({ PORT: 'http', CAKE_TIME_ZONE: 'Berlin' })).toEqual([
      'PORT must be a whole number from 0 to 65535, e.g. 3000; it is "http"',
      `CAKE_TIME_ZONE must be the network's IANA time zone, e.g. America/New_York; it is "Berlin"`,
    ])
  })
})

describe('half a configuration is refused', () => {
  test.each([
    'SLACK_SIGNING_SECRET',
    'SLACK_APP_TOKEN',
    'SLACK_API_URL',
    'CAKE_URL',
    'CAKE_API_KEY',
    'CAKE_API_KEY_FILE',
  ])('%s without a bot token', (name) => {
    const value = { ...socket, ...http, SLACK_API_URL: 'https://slack.com/api/', CAKE_API_KEY_FILE: '/key' }[
      name
    ]
    expect(problems({ [name]: value })).toEqual([
      `SLACK_BOT_TOKEN must be set together with ${name}, e.g. xoxb-1234-5678-abc; without all of them the sandbox starts`,
    ])
  })

  test('a bot token alone: every missing variable has its line', () => {
    expect(problems({ SLACK_BOT_TOKEN: http.SLACK_BOT_TOKEN }).map((line) => line.split(' ')[0])).toEqual([
      'SLACK_SIGNING_SECRET',
      'CAKE_URL',
      'CAKE_API_KEY',
    ])
  })

  test('the key twice', () => {
    expect(problems({ ...http, CAKE_API_KEY_FILE: '/key' })).toEqual([
      expect.stringMatching(/^CAKE_API_KEY must not be set together with CAKE_API_KEY_FILE/),
    ])
  })
})

describe('a wrong value has one line with the variable, what it must be and an example', () => {
  test.each([
    ['SLACK_BOT_TOKEN', 'xoxp-1'],
    ['SLACK_SIGNING_SECRET', 'two words'],
    ['SLACK_APP_TOKEN', 'xoxb-1'],
    ['SLACK_API_URL', 'slack.com/api'],
    ['SLACK_API_URL', 'http://slack.example/api/'],
    ['PORT', '65536'],
    ['PORT', '-1'],
    ['PORT', '3e3'],
    ['HOST', 'http://localhost'],
    ['CAKE_URL', 'acme.cakemarketing.com'],
    ['CAKE_URL', 'http://acme.cakemarketing.com'],
    ['CAKE_URL', 'https://acme.cakemarketing.com/api/2'],
    ['CAKE_URL', 'https://acme.cakemarketing.com/?api_key=1'],
    ['CAKE_URL', 'https://user:pass@acme.cakemarketing.com'],
    ['CAKE_API_KEY', 'a b'],
    ['CAKE_TIME_ZONE', '+02:00'],
    ['CAKE_TIME_ZONE', 'Mars/Olympus'],
    ['CAKE_REPORT_END_DATE', 'both'],
    ['CAKE_REQUESTS_PER_SECOND', '0'],
    ['CAKE_REQUESTS_PER_SECOND', 'fast'],
    ['CAKE_CONCURRENCY', '0'],
    ['CAKE_CONCURRENCY', '1.5'],
    ['CAKE_GUEST_LOOKUPS', 'true'],
    ['DATABASE_URL', 'mysql://db'],
    ['CAKE_ADMINS', 'ada,sam'],
    ['CAKE_APPROVALS_CHANNEL', '#approvals'],
    ['LOG_LEVEL', 'loud'],
    ['CAKE_CATALOGUE_MINUTES', '1441'],
    ['CAKE_CATALOGUE_MINUTES', '-1'],
    ['CAKE_LINK_TEMPLATES', 'offer=https://acme.cake.com/Offers/'],
    ['CAKE_LINK_TEMPLATES', 'offer=javascript:{id}'],
    ['CAKE_LINK_TEMPLATES', 'https://acme.cake.com/Offers/{id}'],
    ['SANDBOX_OFFERS', '0'],
  ])('%s=%s', (name, value) => {
    const lines = problems({ ...http, [name]: value })
    expect(lines).toHaveLength(1)
    expect(lines[0]).toMatch(new RegExp(`^${name} must be .+, e\\.g\\. \\S+`))
  })

  test('and never a secret', () => {
    const wrong = {
      SLACK_BOT_TOKEN: 'hush-1',
      SLACK_SIGNING_SECRET: 'hush 2',
      SLACK_APP_TOKEN: 'hush-3',
      CAKE_API_KEY: 'hush 4',
      DATABASE_URL: 'hush-5',
    }
    const lines = problems({ ...wrong, CAKE_URL: http.CAKE_URL })
    expect(lines).toHaveLength(5)
    expect(lines.join()).not.toContain('hush')
  })

  test.each([
    ['CAKE_URL', 'https://acme.cakemarketing.com/api/2/offers.json?api_key=hush'],
    ['CAKE_URL', 'https://ada:hush@acme.cakemarketing.com'],
    ['SLACK_API_URL', 'https://ada:hush@slack.com/api/'],
    ['CAKE_ADMINS', 'xoxb-hush'],
    ['CAKE_TIME_ZONE', 'xapp-hush'],
  ])('nor one that was put into %s', (name, value) => {
    const lines = problems({ ...http, [name]: value })
    expect(lines).toEqual([expect.stringMatching(new RegExp(`^${name} must be .+, e\\.g\\. \\S+$`))])
    expect(lines.join()).not.toContain('hush')
  })

  test('nor a key where its file was to be named', () => {
    const { CAKE_API_KEY: _key, ...keyless } = http
    expect(problems({ ...keyless, CAKE_API_KEY_FILE: 'hush123' })).toEqual([
      expect.stringMatching(/what it names cannot be read \(ENOENT\)$/),
    ])
  })

  test('all of them at once', () => {
    expect(problems({ ...http, PORT: 'x', HOST: '/', LOG_LEVEL: 'x' })).toHaveLength(3)
  })
})

describe('FAIL_POINT, at which the process dies', () => {
  const here = { SLACK_API_URL: 'http://127.0.0.1:4000/api/', CAKE_URL: 'http://127.0.0.1:4001' }
  const inTest = { ...http, ...here, NODE_ENV: 'test', FAIL_POINT: 'write' }

  test('is taken in tests, against a CAKE and a Slack on this machine', () => {
    expect(live(inTest).failPoint).toBe('write')
    expect(live(http).failPoint).toBeUndefined()
  })

  test.each([
    ['a real CAKE', { CAKE_URL: http.CAKE_URL }],
    ['a CAKE that only looks near', { CAKE_URL: 'https://127.0.0.1.example.com' }],
    ['a real Slack', { SLACK_API_URL: undefined }],
    ['no test', { NODE_ENV: 'production' }],
    ['nobody having said that it is a test', { NODE_ENV: undefined }],
  ])('is refused with %s', (_, other) => {
    expect(problems({ ...inTest, ...other })).toEqual([expect.stringMatching(/^FAIL_POINT must not be set/)])
  })

  test('is refused in the sandbox', () => {
    const wanted = readConfig({ FAIL_POINT: 'write' })
    if (wanted.mode !== 'sandbox') throw new Error('the sandbox was not wanted')
    expect(() => wanted.within({ ...http, ...here })).toThrow(/^FAIL_POINT must not be set/)
  })

  test('must be one that there is', () => {
    expect(problems({ ...inTest, FAIL_POINT: 'somewhere' })).toEqual([
      expect.stringMatching(/^FAIL_POINT must be one of claim, /),
    ])
  })
})

test.each(['http://127.evil.example', 'http://127.0.0.1.example.com'])(
  'plain http to %s is refused: it is not on this machine',
  (CAKE_URL) => {
    expect(problems({ ...http, CAKE_URL })).toEqual([expect.stringMatching(/^CAKE_URL must be /)])
  },
)
