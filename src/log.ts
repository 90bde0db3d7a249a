import { randomInt } from 'node:crypto'
import { type Level, type Logger, pino } from 'pino'
import { redactor } from './cake/redact.ts'

export interface LogOptions {
  readonly level: Level | 'silent'
  /** What must never stand in a line: the API key, Slack's tokens. Empty texts are nothing to hide. */
  readonly secrets: readonly string[]
  /** Takes each line, with its line break; by default it goes to the standard output at once. */
  readonly write?: (line: string) => void
}

/**
 * The log: one JSON object a line. Secrets are taken out of the finished line, wherever in it they stand (in the URL of
 * an error's cause, in a stack): pino's own redaction only knows fields by their exact path.
 */
export function createLog({ level, secrets, write }: LogOptions): Logger {
  const scrub = scrubber(secrets)
  const put = write ?? toStandardOutput()
  return pino(
    {
      level,
      // A machine's name and process are known to whoever collects the lines.
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
    },
    { write: (line: string) => put(scrub(line)) },
  )
}

/** Tokens of Slack's are known by their looks as well, whoever's they are. */
const SLACK_TOKEN = /\bx(?:ox[a-z]|app)(?:\.xox[a-z])?-[\w-]{6,}/g
/** CAKE's key where it stands in a URL, or in a body: also one that is not ours. */
const NAMED_KEY = /(api_key(?:=|%3D|\\*"?\s*:\s*\\*"))[^&\s"'\\]+/gi

/** Takes secrets out of a text, in whatever way the text writes them. */
function scrubber(secrets: readonly string[]): (text: string) => string {
  const redactors = secrets.filter((secret) => secret !== '').map((secret) => redactor(secret))
  return (text) =>
    redactors
      .reduce((clean, redact) => redact(clean), text)
      .replaceAll(SLACK_TOKEN, '[token]')
      .replaceAll(NAMED_KEY, '$1[key]')
}

/** Synchronous, so that the line that says why the process ends is out before it does. */
function toStandardOutput(): (line: string) => void {
  const out = pino.destination({ dest: 1, sync: true })
  return (line) => void out.write(line)
}

/** Without letters and digits that look or sound alike. */
const ALPHABET = 'ACDEFGHJKMNPQRTUVWXY34679'

/** A reference that ties what a person was told to a log line: six characters that can be read out. */
export function newReference(): string {
  return Array.from({ length: 6 }, () => ALPHABET.charAt(randomInt(ALPHABET.length))).join('')
}
