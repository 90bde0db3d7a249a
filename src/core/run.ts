import { count } from '../blocks/text.ts'
import { act } from './acts.ts'
import { type AnyQuery, GoTo, type Later, type QueryContext, type Shown } from './command.ts'
import { type Message, stacked } from '../blocks/message.ts'
import { fillFor, openForChange, queryOf } from './changes/opening.ts'
import { refusedTo } from './changes/submit.ts'
import { aloneMeans, openOwn } from './forms.ts'
import { noteFigures, remember, tell } from './noted.ts'
import { aboutOf, rememberCard } from './living.ts'
import { cardMessage, partMessage, sharedMessage, type Sharing } from './card.ts'
import { csvFile } from './csv.ts'
import { UserError } from './errors.ts'
import { withIds } from './names.ts'
import { readInput } from './given.ts'
import { patience, settle } from './later.ts'
import { commandLine, resolve, type Resolved } from './resolve.ts'
import { previewOf } from './preview.ts'
import { sentence } from './trouble.ts'
import { type Asked, askerOf, clockOf, type Ran, type Runner, start } from './runner.ts'

/** Answers a command line where it was asked. Never throws: whatever happens becomes a message, or a log line. */
export async function answer(runner: Runner, asked: Asked): Promise<Ran> {
  const words = aloneMeans(runner.registry, asked)
  if (words !== undefined) return answer(runner, { ...asked, words })
  const form = await openForChange(runner, asked)
  return guarded(runner, form ? { ...asked, place: form.place } : asked, async (found, input) => {
    const { command } = found
    if (command.kind === 'form') {
      const { person, channel } = asked
      await openOwn(runner.desk, { ...found, command }, { person, channel, input, opened: form?.opened })
      return undefined
    }
    if (command.kind === 'act') {
      const done = await act(runner, asked, { ...found, command }, input)
      if (!done) return undefined
      const said = sentence(done.said)
      const shown = await answer(runner, { ...asked, words: done.line, said, known: said })
      return { ...shown, command: `${found.noun} ${found.verb}` }
    }
    if (command.kind === 'change') {
      await fillFor(runner.desk, found, { opened: form?.opened, channel: asked.channel })
      return undefined
    }
    const { context, shown, stop } = start(runner, asked, found)
    try {
      return await answerQuery(runner, asked, { context, shown, input, found, command })
    } finally {
      stop()
    }
  })
}

/** Reads the command line's object anew and posts its card for the channel, with who shared it. */
export async function share(runner: Runner, asked: Asked): Promise<Ran> {
  const sharing = { sharedBy: asked.person.userId }
  return shared(runner, asked, sharing, async (message, found) => {
    const pointer = await asked.place.publish(message)
    const line = commandLine(found.noun, found.verb, found.given)
    await rememberCard(runner.desk, { pointer, about: aboutOf(found), line, sharedBy: sharing.sharedBy })
  })
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
  post: (message: Message, found: Resolved) => Promise<void>,
): Promise<Ran> {
  return guarded(runner, asked, async (found, input) => {
    const command = queryOf(found)
    if (command.private) throw new UserError('This answer is only for you; it cannot be shared.')
    const { context, shown, stop } = start(runner, asked, found)
    try {
      const later = settle(command.figures?.load(context, input), noteFigures(runner, context, shown))
      const data: unknown = await command.load(context, input)
      if (data instanceof GoTo) return shared(runner, { ...asked, words: data.line }, sharing, post)
      const card = command.view(data, await later, shown)
      await post(sharedMessage(card, command, shown, sharing), found)
      return undefined
    } finally {
      stop()
    }
  })
}

/** Sends all rows of the command line's answer to the person as a CSV file. */
export async function exportCsv(runner: Runner, asked: Asked): Promise<Ran> {
  return guarded(runner, asked, async (found, input) => {
    const command = queryOf(found)
    if (!command.csv) throw new UserError('There are no rows to send for this.')
    const { context, stop } = start(runner, asked, found)
    try {
      const table = await command.csv(context, input)
      const { file, rows } = await csvFile(table)
      await asked.place.send(file, `${table.name}: ${count(rows, 'row')}.`)
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
  readonly command: AnyQuery
}

async function answerQuery(runner: Runner, asked: Asked, running: Running): Promise<Ran | undefined> {
  const { context, shown, input, found, command } = running
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
  await asked.place.show(under(asked, cardMessage(card, command, shown)))
  remember(runner, asked, found, {
    line: shown.words,
    title: card.summary,
    money: shown.money,
  })
  if (!command.figures || first.state !== 'pending') return undefined
  const settled = await figures
  if (asked.place.amend) {
    await asked.place.amend(under(asked, cardMessage(command.view(data, settled, shown), command, shown)))
  } else if (settled.state === 'there') {
    await asked.place.show(partMessage(command.figures.view(data, settled.value, shown)))
  } else if (settled.state === 'failed') {
    await asked.place.tell(sentence(settled.sentence))
  }
  return undefined
}

function under({ said }: Asked, card: Message): Message {
  return said ? stacked(said, card) : card
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
    const refused = refusedTo(asked.person, found.command)
    if (refused !== undefined) throw new UserError(refused)
    const instead = await act(found, readInput(found))
    return instead ?? { command, outcome: 'answered' }
  } catch (error) {
    return { command, outcome: await tell(runner, asked, error) }
  }
}

/** What a link unfurls to, for the whole channel. @throws CakeError where CAKE does not tell */
export function preview({ cake, registry, catalogue }: Runner, url: string): Promise<Message | undefined> {
  return previewOf({ cake, registry, catalogue, read: {} }, url)
}
