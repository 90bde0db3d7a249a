import { z } from 'zod'
import { FAIL_POINTS } from './core/changes/fail-points.ts'

/** Words that something must be, with an example; `holds` says whether it is. Secrets are not repeated in the answer. */
function variable(must: string, example: string, holds: (text: string) => boolean, secret?: 'secret') {
  const words = `must be ${must}, e.g. ${example}`
  return z.string().refine(holds, {
    error: ({ input }) =>
      secret || mayHoldSecret(String(input)) ? words : `${words}; it is "${String(input)}"`,
  })
}

/** What may hold a secret that somebody put into the wrong place: an address with one in it, or a token. */
function mayHoldSecret(text: string): boolean {
  return /[?@]|\bx(?:ox[a-z]|app)-/.test(text)
}

function secret(must: string, example: string, holds: (text: string) => boolean) {
  return variable(must, example, holds, 'secret')
}

function wholeNumber(min: number, max: number, example: number) {
  const holds = (text: string) => /^\d{1,9}$/.test(text) && Number(text) >= min && Number(text) <= max
  return variable(`a whole number from ${min} to ${max}`, String(example), holds).transform(Number)
}

function oneOf<const W extends readonly [string, ...string[]]>(words: W, example: W[number]) {
  const isOne = (text: string): boolean => words.includes(text)
  return variable(`one of ${words.join(', ')}`, example, isOne).transform((text): W[number] => text)
}

/** Over plain http the key or the token could be read on the way; within one machine there is no way. */
function isSafeUrl(text: string): boolean {
  if (!URL.canParse(text)) return false
  const { protocol, username, password, search, hash } = new URL(text)
  const isPlain = username + password + search + hash === ''
  return isPlain && (protocol === 'https:' || (protocol === 'http:' && isOnThisMachine(text)))
}

/** @param url that can be parsed */
export function isOnThisMachine(url: string): boolean {
  const { hostname } = new URL(url)
  return hostname === 'localhost' || hostname === '[::1]' || /^127(?:\.\d+){3}$/.test(hostname)
}

function isZone(text: string): boolean {
  try {
    return /^[A-Z]/i.test(text) && new Intl.DateTimeFormat('en', { timeZone: text }).format() !== ''
  } catch {
    // Intl's way of saying that it knows no such zone.
    return false
  }
}

const LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const

/** Every variable the bot knows. What must be set beside what is config.ts' business. */
export const Variables = z.object({
  SLACK_BOT_TOKEN: secret("the app's Bot User OAuth Token", 'xoxb-1234-5678-abc', (text) =>
    /^xoxb-\S+$/.test(text),
  ).optional(),
  SLACK_SIGNING_SECRET: secret("the app's Signing Secret", '8f742231b10e8888abcd99yyyzzz85a5', (text) =>
    /^\S+$/.test(text),
  ).optional(),
  SLACK_APP_TOKEN: secret('an App-Level Token', 'xapp-1-A1-2-abc', (text) =>
    /^xapp-\S+$/.test(text),
  ).optional(),
  SLACK_API_URL: variable("the base of Slack's Web API, https", 'https://slack.com/api/', isSafeUrl)
    .transform((text) => (text.endsWith('/') ? text : `${text}/`))
    .default('https://slack.com/api/'),
  PORT: wholeNumber(0, 65_535, 3000).default(3000),
  HOST: variable('the address to listen on', '127.0.0.1', (text) => /^[\w.:-]+$/.test(text)).default(
    '0.0.0.0',
  ),
  CAKE_URL: variable(
    "the network's address, https, without a path",
    'https://yourdomain.cakemarketing.com',
    (text) => isSafeUrl(text) && new URL(text).pathname === '/',
  )
    .transform((text) => new URL(text).origin)
    .optional(),
  CAKE_API_KEY: secret('the API key of a CAKE user', 'a1B2c3D4e5F6', (text) => /^\S+$/.test(text)).optional(),
  CAKE_API_KEY_FILE: variable(
    'the path of a file with the API key in it',
    '/run/secrets/cake_api_key',
    (text) => text !== '',
  ).optional(),
  CAKE_TIME_ZONE: variable("the network's IANA time zone", 'America/New_York', isZone).default('UTC'),
  CAKE_REPORT_END_DATE: oneOf(['inclusive', 'exclusive', 'auto'], 'auto').default('auto'),
  CAKE_REQUESTS_PER_SECOND: variable(
    'a number above 0, at most 100000',
    '10',
    (text) => /^\d{1,6}(\.\d{1,3})?$/.test(text) && Number(text) > 0 && Number(text) <= 100_000,
  )
    .transform(Number)
    .default(10),
  CAKE_CONCURRENCY: wholeNumber(1, 1000, 8).default(8),
  CAKE_CATALOGUE_MINUTES: wholeNumber(0, 1440, 15).default(15),
  CAKE_LINK_TEMPLATES: variable(
    'noun=address with {id}, with spaces between them',
    'offer=https://yourdomain.cakemarketing.com/Offers/{id}',
    (text) => text.split(/\s+/).every((one) => /^[a-z]+=https?:\/\/[^\s{}]+\{id\}[^\s{}]*$/.test(one)),
  )
    .transform((text) => text.split(/\s+/).map(linkTemplate))
    .default([]),
  CAKE_GUEST_LOOKUPS: oneOf(['yes', 'no'], 'no').default('no'),
  DATABASE_URL: secret('sqlite:PATH or postgres://…', 'sqlite:./data/cake.db', (text) =>
    /^(sqlite:\S|postgres(ql)?:\/\/\S)/.test(text),
  ).default('sqlite:./data/cake.db'),
  CAKE_ADMINS: variable("Slack members' ids with commas between them", 'U012AB3CD,U045EF6GH', (text) =>
    list(text).every((id) => /^[UW][A-Z0-9]{2,}$/.test(id)),
  )
    .transform((text) => list(text))
    .default([]),
  CAKE_APPROVALS_CHANNEL: variable("a Slack channel's id", 'C012AB3CD', (text) =>
    /^[CG][A-Z0-9]{2,}$/.test(text),
  ).optional(),
  LOG_LEVEL: oneOf(LEVELS, 'info').default('info'),
  SANDBOX_OFFERS: wholeNumber(1, 200_000, 60).optional(),
  /** Only for tests of the bot itself: config.ts refuses it everywhere else. */
  FAIL_POINT: oneOf(FAIL_POINTS, 'write').optional(),
})

/** The variables as they were read, with their defaults. */
export type Values = z.infer<typeof Variables>

function linkTemplate(text: string): { noun: string; template: string } {
  const at = text.indexOf('=')
  return { noun: text.slice(0, at), template: text.slice(at + 1) }
}

function list(text: string): string[] {
  return text
    .split(',')
    .map((id) => id.trim())
    .filter((id) => id !== '')
}
