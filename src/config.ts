import { readFileSync } from 'node:fs'
import type { FailPoint } from './core/changes/fail-points.ts'
import { isOnThisMachine, type Values, Variables } from './variables.ts'

/** How the bot is set up; every value has been checked. */
export interface Config {
  readonly slack: {
    readonly botToken: string
    readonly signingSecret?: string
    /** Present: Socket Mode. */
    readonly appToken?: string
    readonly apiUrl: string
  }
  readonly http: { readonly host: string; readonly port: number }
  readonly cake: {
    readonly url: string
    readonly key: string
    /** IANA. */
    readonly zone: string
    readonly reportEndDate: 'inclusive' | 'exclusive' | 'auto'
    readonly requestsPerSecond: number
    readonly concurrency: number
  }
  readonly catalogue: {
    /** Between two reads of everything that can be named; 0 = read once. */
    readonly minutes: number
    readonly linkTemplates: readonly { readonly noun: string; readonly template: string }[]
  }
  readonly trust: { readonly admins: readonly string[]; readonly guestLookups: boolean }
  readonly approvalsChannel?: string
  readonly databaseUrl: string
  readonly logLevel: Values['LOG_LEVEL']
  /** Where the process is to die; only in tests. */
  readonly failPoint?: FailPoint
  /** What must never be written anywhere. */
  readonly secrets: readonly string[]
}

/** What the environment asks for. */
export type Wanted =
  | { readonly mode: 'live'; readonly config: Config }
  | {
      readonly mode: 'sandbox'
      readonly zone: string
      /** How many offers the sandbox's network has; undefined: its usual ones. */
      readonly offers?: number
      /** The configuration that reaches the running sandbox, read from these variables like any other. */
      within(sandbox: Environment): Config
    }

export type Environment = Readonly<Record<string, string | undefined>>

/** The configuration cannot be used. Each problem is one line that names the variable; none holds a secret. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
  readonly problems: readonly string[]

  constructor(problems: readonly string[]) {
    super(problems.join('\n'))
    this.problems = problems
  }
}

/** The environment, with what `.env` in the working folder adds to it when it is there; what is set already stays. */
export function environment(): Environment {
  try {
    process.loadEnvFile()
  } catch (error) {
    // No such file: there is nothing to add.
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error
  }
  return process.env
}

/**
 * Reads the whole configuration. Without SLACK_BOT_TOKEN it is the sandbox that is wanted.
 * @param readFile reads CAKE_API_KEY_FILE
 * @throws ConfigError with a line for every problem
 */
export function readConfig(env: Environment, readFile: ReadFile = readText): Wanted {
  const given = withoutEmpty(env)
  if (given['SLACK_BOT_TOKEN'] !== undefined) return { mode: 'live', config: complete(given, readFile) }
  const problems = [...alone(given), ...problemsOf(given)]
  if (problems.length > 0) throw new ConfigError(problems)
  const { CAKE_TIME_ZONE: zone, SANDBOX_OFFERS: offers } = Variables.parse(given)
  return {
    mode: 'sandbox',
    zone,
    offers,
    // The page is for whoever sits at this machine, unless HOST says otherwise.
    within: (sandbox) => complete({ HOST: '127.0.0.1', ...given, ...sandbox }, readFile),
  }
}

type ReadFile = (path: string) => string
const readText: ReadFile = (path) => readFileSync(path, 'utf8')

function withoutEmpty(env: Environment): Environment {
  const trimmed = Object.entries(env).map(([name, value]) => [name, value?.trim()] as const)
  return Object.fromEntries(trimmed.filter(([, value]) => value !== undefined && value !== ''))
}

function problemsOf(env: Environment): string[] {
  const { error } = Variables.safeParse(env)
  return error?.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`) ?? []
}

/** Half a configuration is a mistake: a bot that was meant to be real must not run in the sandbox. */
function alone(env: Environment): string[] {
  const half = [
    'SLACK_SIGNING_SECRET',
    'SLACK_APP_TOKEN',
    'SLACK_API_URL',
    'CAKE_URL',
    'CAKE_API_KEY',
    'CAKE_API_KEY_FILE',
  ].filter((name) => env[name] !== undefined)
  if (half.length === 0) return []
  return [
    `SLACK_BOT_TOKEN must be set together with ${half.join(', ')}, e.g. xoxb-1234-5678-abc; without all of them the sandbox starts`,
  ]
}

/** What must, and what must not, be set beside SLACK_BOT_TOKEN. */
function together(env: Environment): string[] {
  const has = (name: string) => env[name] !== undefined
  return [
    ...(has('SLACK_SIGNING_SECRET') || has('SLACK_APP_TOKEN')
      ? []
      : [
          'SLACK_SIGNING_SECRET must be set for HTTP mode, e.g. 8f742231b10e8888abcd99yyyzzz85a5; or set SLACK_APP_TOKEN for Socket Mode, e.g. xapp-1-A1-2-abc',
        ]),
    ...(has('CAKE_URL')
      ? []
      : ["CAKE_URL must be the network's address, e.g. https://yourdomain.cakemarketing.com"]),
    ...(has('CAKE_API_KEY') || has('CAKE_API_KEY_FILE')
      ? []
      : [
          'CAKE_API_KEY must be the API key of a CAKE user, e.g. a1B2c3D4e5F6; or name its file in CAKE_API_KEY_FILE',
        ]),
    ...(has('CAKE_API_KEY') && has('CAKE_API_KEY_FILE')
      ? [
          'CAKE_API_KEY must not be set together with CAKE_API_KEY_FILE: keep one, e.g. CAKE_API_KEY_FILE=/run/secrets/cake_api_key',
        ]
      : []),
    ...(has('FAIL_POINT') && !isInTest(env)
      ? ['FAIL_POINT must not be set: the bot would die there, which only its own tests want']
      : []),
  ]
}

/** Against a CAKE and a Slack on this machine: there is nothing real to be left half done. */
function isInTest({ NODE_ENV, CAKE_URL, SLACK_API_URL }: Environment): boolean {
  const isHere = (url = '') => URL.canParse(url) && isOnThisMachine(url)
  return NODE_ENV === 'test' && isHere(CAKE_URL) && isHere(SLACK_API_URL)
}

function complete(env: Environment, readFile: ReadFile): Config {
  const file = keyFile(env, readFile)
  const problems = [...together(env), ...problemsOf(env), ...file.problems]
  if (problems.length > 0) throw new ConfigError(problems)
  return asConfig(Variables.parse(env), file.key)
}

function keyFile(env: Environment, readFile: ReadFile): { key?: string; problems: string[] } {
  const path = env['CAKE_API_KEY_FILE']
  if (path === undefined || env['CAKE_API_KEY'] !== undefined) return { problems: [] }
  const must =
    'CAKE_API_KEY_FILE must be the path of a file with the API key in it, e.g. /run/secrets/cake_api_key'
  try {
    const key = readFile(path).trim()
    return /^\S+$/.test(key)
      ? { key, problems: [] }
      : { problems: [`${must}; what is in "${path}" is no key`] }
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? ` (${String(error.code)})` : ''
    // Without a sign of a path in it, it may well be the key itself.
    const named = /[/\\.]/.test(path) ? `"${path}"` : 'what it names'
    return { problems: [`${must}; ${named} cannot be read${code}`] }
  }
}

function asConfig(values: Values, keyOfFile: string | undefined): Config {
  const {
    SLACK_BOT_TOKEN: botToken = '',
    SLACK_SIGNING_SECRET: signingSecret,
    SLACK_APP_TOKEN: appToken,
  } = values
  const key = values.CAKE_API_KEY ?? keyOfFile ?? ''
  const secrets = [botToken, signingSecret, appToken, key, ...passwordOf(values.DATABASE_URL)]
  return {
    slack: { botToken, signingSecret, appToken, apiUrl: values.SLACK_API_URL },
    http: { host: values.HOST, port: values.PORT },
    cake: {
      url: values.CAKE_URL ?? '',
      key,
      zone: values.CAKE_TIME_ZONE,
      reportEndDate: values.CAKE_REPORT_END_DATE,
      requestsPerSecond: values.CAKE_REQUESTS_PER_SECOND,
      concurrency: values.CAKE_CONCURRENCY,
    },
    catalogue: { minutes: values.CAKE_CATALOGUE_MINUTES, linkTemplates: values.CAKE_LINK_TEMPLATES },
    trust: { admins: values.CAKE_ADMINS, guestLookups: values.CAKE_GUEST_LOOKUPS === 'yes' },
    approvalsChannel: values.CAKE_APPROVALS_CHANNEL,
    databaseUrl: values.DATABASE_URL,
    logLevel: values.LOG_LEVEL,
    failPoint: values.FAIL_POINT,
    secrets: secrets.filter((text) => text !== undefined).filter((text) => text !== ''),
  }
}

/** As it stands in the address; the log knows its other spellings by itself. */
function passwordOf(databaseUrl: string): string[] {
  return URL.canParse(databaseUrl) ? [new URL(databaseUrl).password] : []
}
