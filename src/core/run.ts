import { setImmediate as turn, setTimeout as sleep } from 'node:timers/promises'
import { count } from '../blocks/text.ts'
import type { CakeReader } from '../cake/client.ts'
import { dayInZone } from './days.ts'
import {
  GoTo,
  type Command,
  type Later,
  type QueryContext,
  type RecentFigures,
  type Registry,
  type Shown,
} from './command.ts'
import { cardMessage, partMessage, sharedMessage } from './card.ts'
import { toCsv } from './csv.ts'
import { UserError } from './errors.ts'
import type { Person } from './person.ts'
import type { Place } from './place.ts'
import { commandLine, resolve, type Resolved } from './resolve.ts'
import { explain, missing, sentence } from './trouble.ts'

/** What running a command takes, given once at the start. */
export interface Runner {
  readonly registry: Registry
  readonly cake: CakeReader
  readonly recent: RecentFigures
  readonly now: () => Date
  /** A new reference for an error: short enough to be read out. */
  readonly reference: () => string
  /** Takes what the person was not told. */
  readonly log: (level: 'warn' | 'error', error: unknown, details: Readonly<Record<string, unknown>>) => void
}

/** Who asks what, and where the answer goes. */
export interface Asked {
  readonly words: string
  readonly person: Person
  readonly place: Place
}

/** What became of a command line, for counting. */
export interface Ran {
  /** `offer show`; 'unknown' where the words were no command. */
  readonly command: string
  /** `told`: the person's own slip was explained; `cake`: CAKE's trouble was; `bug`: ours. */
  readonly outcome: 'answered' | 'told' | 'cake' | 'bug'
}

/** Answers a command line where it was asked. Never throws: whatever happens becomes a message, or a log line. */
export async function answer(runner: Runner, asked: Asked): Promise<Ran> {
  return guarded(runner, asked, async (found, input) => {
    const { context, shown, stop } = start(runner, asked, found)
    try {
      return await answerQuery(runner, asked, found.command, { context, shown, input })
    } finally {
      stop()
    }
  })
}

/** Reads the command line's object anew and posts its card for the channel, with who shared it. */
export async function share(runner: Runner, asked: Asked): Promise<Ran> {
  return guarded(runner, asked, async (found, input) => {
    if (found.command.private) throw new UserError('This answer is only for you; it cannot be shared.')
    const { context, shown, stop } = start(runner, asked, found)
    try {
      const later = settle(found.command.figures?.load(context, input), noteFigures(runner, context, shown))
      const data: unknown = await found.command.load(context, input)
      if (data instanceof GoTo) return share(runner, { ...asked, words: data.line })
      const card = found.command.view(data, await later, shown)
      await asked.place.publish(sharedMessage(card, found.command, shown, asked.person))
      return undefined
    } finally {
      stop()
    }
  })
}

/** Sends all rows of the command line's answer to the person as a CSV file. */
export async function exportCsv(runner: Runner, asked: Asked): Promise<Ran> {
  return guarded(runner, asked, async (found, input) => {
    const { command } = found
    if (!command.csv) throw new UserError('There are no rows to send for this.')
    const { context, stop } = start(runner, asked, found)
    try {
      const table = await command.csv(context, input)
      const file = {
        name: `${table.name.replaceAll(/[^\w. -]+/g, '')}.csv`,
        title: table.name,
        content: toCsv(table),
      }
      await asked.place.send(file, `${table.name}: ${count(table.rows.length, 'row')}.`)
      return undefined
    } finally {
      stop()
    }
  })
}

type Running = { readonly context: QueryContext; readonly shown: Shown; readonly input: unknown }

async function answerQuery(
  runner: Runner,
  asked: Asked,
  command: Command,
  running: Running,
): Promise<Ran | undefined> {
  const { context, shown, input } = running
  // Both start at once, the card first; it never waits for its figures.
  let later: Later<unknown> = { state: 'pending' }
  const note = noteFigures(runner, context, shown)
  const began = performance.now()
  const loading = command.load(context, input)
  const figures = settle(command.figures?.load(context, input), note).then((settled) => (later = settled))
  const data: unknown = await loading
  if (data instanceof GoTo) return answer(runner, { ...asked, words: data.line })
  await Promise.race([figures, patience(command, performance.now() - began)])
  const first: Later<unknown> = later
  await asked.place.show(cardMessage(command.view(data, first, shown), command, shown))
  if (!command.figures || first.state !== 'pending') return undefined
  const settled = await figures
  if (asked.place.amend) {
    await asked.place.amend(cardMessage(command.view(data, settled, shown), command, shown))
  } else if (settled.state === 'there') {
    await asked.place.show(partMessage(command.figures.view(data, settled.value, shown)))
  } else if (settled.state === 'failed') {
    await asked.place.tell(sentence(settled.sentence))
  }
  return undefined
}

/** Logs why a card has no figures, but not where they were ended because the card itself failed: that is logged already. */
function noteFigures(runner: Runner, { read }: QueryContext, { words }: Shown): (error: unknown) => void {
  return (error) => {
    if (!read.signal?.aborted) runner.log('warn', error, { words, part: 'figures' })
  }
}

/**
 * How long a card that is ready waits for its figures: a fifth of the time it took itself, so that nobody notices, but
 * figures that are nearly there come in the same message. Under 5 ms a timer is not worth it: what has arrived is taken.
 */
async function patience(command: Command, tookMs: number): Promise<void> {
  const ms = tookMs / 5
  if (command.figures) await (ms >= 5 ? sleep(ms) : turn())
}

/** Waits for the figures without ever failing: what they could not tell is said in the card. */
async function settle(
  loading: Promise<unknown> | undefined,
  note: (error: unknown) => void,
): Promise<Later<unknown>> {
  if (!loading) return { state: 'pending' }
  try {
    return { state: 'there', value: await loading }
  } catch (error) {
    note(error)
    return { state: 'failed', sentence: missing(error) }
  }
}

/** The one place where errors are caught. `act` gives what another command line became, where that answered instead. */
async function guarded(
  runner: Runner,
  asked: Asked,
  act: (found: Resolved, input: unknown) => Promise<Ran | undefined>,
): Promise<Ran> {
  let command = 'unknown'
  try {
    const found = resolve(runner.registry, asked.words)
    command = `${found.noun} ${found.verb}`
    if (!asked.person.roles.has(found.command.role)) {
      throw new UserError(`Only people with the role ${found.command.role} can do this.`)
    }
    const instead = await act(found, parse(found))
    return instead ?? { command, outcome: 'answered' }
  } catch (error) {
    return { command, outcome: await tell(runner, asked, error) }
  }
}

/** Tells the person what went wrong, and the log what they were not told. */
async function tell(runner: Runner, asked: Asked, error: unknown): Promise<Ran['outcome']> {
  const reference = runner.reference()
  const { level, message } = explain(error, reference)
  const details = { reference, words: asked.words, user: asked.person.userId }
  if (level !== 'none') runner.log(level, error, details)
  try {
    await asked.place.tell(message)
  } catch (silent) {
    // Nowhere left to say it: Slack takes no message for this person.
    runner.log('error', silent, { ...details, unanswered: message.text })
  }
  return level === 'none' ? 'told' : level === 'warn' ? 'cake' : 'bug'
}

/** Made once: an AbortError of its own for every command, stack and all, would be thrown away. */
const OVER = new Error('the command has been answered')

function start(runner: Runner, asked: Asked, found: Resolved) {
  const ending = new AbortController()
  const now = runner.now()
  const today = dayInZone(now, runner.cake.zone)
  const context: QueryContext = {
    cake: runner.cake,
    read: { signal: ending.signal },
    now,
    today,
    registry: runner.registry,
    person: asked.person,
    recent: runner.recent,
  }
  const words = commandLine(found.noun, found.verb, found.given)
  return { context, shown: { now, today, zone: runner.cake.zone, words }, stop: () => ending.abort(OVER) }
}

/** Reads what was given as the command's input. @throws UserError that names what is missing or wrong. */
function parse(found: Resolved): unknown {
  const result = found.command.input.safeParse(found.given)
  if (result.success) return result.data
  const [issue] = result.error.issues
  const field = String(issue?.path[0] ?? '')
  const usage = `\`/cake ${found.command.example}\``
  if (field !== '' && found.given[field] === undefined) {
    throw new UserError(`Which ${field.replaceAll('_', ' ')}? For example ${usage}.`, [
      `help ${found.noun} ${found.verb}`,
    ])
  }
  throw new UserError(`${issue?.message ?? 'That is not understood.'} For example ${usage}.`, [
    `help ${found.noun} ${found.verb}`,
  ])
}
