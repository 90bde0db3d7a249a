import { count } from '../blocks/text.ts'
import type { Cake, CakeReader } from '../cake/client.ts'
import { systemClock, type Clock } from '../cake/clock.ts'
import { kinds, type Asker, type Catalogue } from '../catalogue/contract.ts'
import {
  GoTo,
  type Later,
  type QueryContext,
  type RecentFigures,
  type Registry,
  type Shown,
} from './command.ts'
import { stacked, type Message } from '../blocks/message.ts'
import { cardMessage, partMessage, sharedMessage, type Sharing } from './card.ts'
import { begin } from './context.ts'
import { csvFile } from './csv.ts'
import { UserError } from './errors.ts'
import type { Person } from './person.ts'
import type { Place } from './place.ts'
import type { Recent, Recents } from './recents.ts'
import { withIds } from './names.ts'
import { readInput } from './given.ts'
import { patience, settle } from './later.ts'
import { commandLine, resolve, type Resolved } from './resolve.ts'
import { byNoun } from './suggest.ts'
import { previewOf } from './preview.ts'
import { explain, sentence } from './trouble.ts'

/** What running a command takes, given once at the start. */
export interface Runner {
  readonly registry: Registry
  readonly cake: CakeReader & Pick<Cake, 'health'>
  readonly recent: RecentFigures
  readonly catalogue: Catalogue
  readonly recents: Recents
  readonly now: () => Date
  /** For waiting; the system's when absent. */
  readonly clock?: Clock
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
  /** Where it was asked; absent in the App Home. */
  readonly channel?: string
  /** What is shown below the sentence that CAKE did not answer. */
  readonly known?: Message
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
      return await answerQuery(runner, asked, { context, shown, input, found })
    } finally {
      stop()
    }
  })
}

/** Reads the command line's object anew and posts its card for the channel, with who shared it. */
export async function share(runner: Runner, asked: Asked): Promise<Ran> {
  const sharing = { sharedBy: asked.person.userId }
  return shared(runner, asked, sharing, (message) => asked.place.publish(message))
}

/** Reads the command line's object anew and puts its card in place of the shared one that was clicked on. */
export async function refresh(runner: Runner, asked: Asked, sharedBy: string): Promise<Ran> {
  const sharing = { sharedBy, refreshedBy: asked.person.userId }
  return shared(runner, asked, sharing, (message) => asked.place.republish(message))
}

function shared(
  runner: Runner,
  asked: Asked,
  sharing: Sharing,
  post: (message: Message) => Promise<void>,
): Promise<Ran> {
  return guarded(runner, asked, async (found, input) => {
    if (found.command.private) throw new UserError('This answer is only for you; it cannot be shared.')
    const { context, shown, stop } = start(runner, asked, found)
    try {
      const later = settle(found.command.figures?.load(context, input), noteFigures(runner, context, shown))
      const data: unknown = await found.command.load(context, input)
      if (data instanceof GoTo) return shared(runner, { ...asked, words: data.line }, sharing, post)
      const card = found.command.view(data, await later, shown)
      await post(sharedMessage(card, found.command, shown, sharing))
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
      await asked.place.send(csvFile(table), `${table.name}: ${count(table.rows.length, 'row')}.`)
      return undefined
    } finally {
      stop()
    }
  })
}

interface Running {
  readonly context: QueryContext
  readonly shown: Shown
  readonly input: unknown
  readonly found: Resolved
}

async function answerQuery(runner: Runner, asked: Asked, running: Running): Promise<Ran | undefined> {
  const { context, shown, input, found } = running
  const { command } = found
  // Both start at once, the card first; it never waits for its figures.
  let later: Later<unknown> = { state: 'pending' }
  const note = noteFigures(runner, context, shown)
  const began = performance.now()
  const loading = command.load(context, input)
  const figures = settle(command.figures?.load(context, input), note).then((settled) => (later = settled))
  const data: unknown = await loading
  if (data instanceof GoTo) {
    const known = cardMessage(command.view(data.known, later, shown), command, shown)
    return answer(runner, { ...asked, words: data.line, known })
  }
  await Promise.race([figures, patience(command, performance.now() - began)])
  const first: Later<unknown> = later
  const card = command.view(data, first, shown)
  await asked.place.show(cardMessage(card, command, shown))
  remember(runner, asked, found, { line: shown.words, title: card.summary })
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

/** What was shown is what this person and this channel look for first the next time; cards also stand on Home. */
function remember({ catalogue, recents, registry }: Runner, asked: Asked, found: Resolved, recent: Recent) {
  const { noun, verb, given, command } = found
  for (const kind of kinds) {
    const id = given[kind]
    if (id !== undefined) catalogue.used(kind, Number(id), askerOf(asked))
  }
  const isCard = verb === 'show' && !command.private && !byNoun(registry, noun)?.anything
  if (isCard) recents.note(asked.person.userId, recent)
}

/** Logs why a card has no figures, but not where they were ended because the card itself failed: that is logged already. */
function noteFigures(runner: Runner, { read }: QueryContext, { words }: Shown): (error: unknown) => void {
  return (error) => {
    if (!read.signal?.aborted) runner.log('warn', error, { words, part: 'figures' })
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
    const names = { ...runner, clock: clockOf(runner), by: askerOf(asked) }
    const found = await withIds(names, resolve(runner.registry, asked.words))
    command = `${found.noun} ${found.verb}`
    if (!asked.person.roles.has(found.command.role)) {
      throw new UserError(`Only people with the role ${found.command.role} can do this.`)
    }
    const instead = await act(found, readInput(found))
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
    await asked.place.tell(asked.known && level === 'warn' ? stacked(message, asked.known) : message)
  } catch (silent) {
    // Nowhere left to say it: Slack takes no message for this person.
    runner.log('error', silent, { ...details, unanswered: message.text })
  }
  return level === 'none' ? 'told' : level === 'warn' ? 'cake' : 'bug'
}

function clockOf({ clock = systemClock }: Runner): Clock {
  return clock
}

function askerOf({ person, channel }: Asked): Asker {
  return { user: person.userId, channel }
}

/** What a link unfurls to, for the whole channel. @throws CakeError where CAKE does not tell */
export function preview({ cake, registry, catalogue }: Runner, url: string): Promise<Message | undefined> {
  return previewOf({ cake, registry, catalogue, read: {} }, url)
}

function start(runner: Runner, asked: Asked, { noun, verb, given }: Resolved) {
  const { cake, registry, recent, catalogue, now } = runner
  const who = { person: asked.person, asker: askerOf(asked) }
  const means = { cake, registry, recent, catalogue, now, clock: clockOf(runner), ...who }
  return begin(means, commandLine(noun, verb, given))
}
