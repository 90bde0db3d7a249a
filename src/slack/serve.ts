import { BUTTON } from '../blocks/buttons.ts'
import { type Person, type SlackUser, standing, type Standing, type Trust } from '../core/person.ts'
import type { Place } from '../core/place.ts'
import { kinds } from '../catalogue/contract.ts'
import { openLine } from '../core/entries.ts'
import { answer, exportCsv, refresh, share } from '../core/run.ts'
import type { Ran, Runner } from '../core/runner.ts'
import { sentence } from '../core/trouble.ts'
import { UNGOVERNED } from '../core/changes/governance.ts'
import type { Desk } from '../core/changes/desk.ts'
import type { CommandOutcome, Observe } from './contract.ts'
import { changeAct } from './change-acts.ts'
import type { Seen } from './deliveries.ts'
import type { Log } from './log.ts'
import type { Moves } from './moves.ts'
import type { People } from './people.ts'
import type { Request } from './requests.ts'
import { standingOf } from './standing.ts'
import type { PlaceParts, Where } from './where.ts'

/** What answering takes. */
export interface Serving {
  readonly runner: Runner
  /** What changes are handled with; absent: only lookups. */
  readonly desk?: Desk
  readonly people: People
  /** The workspace the bot is in, and whom it trusts. */
  readonly trust: () => Trust
  readonly place: (where: Where) => Place
  /** Told when changes move, by this process. */
  readonly moves: Moves
  readonly parts: PlaceParts
  /** Shares and files of the last seconds: a double click asks once. */
  readonly justAsked: Seen
  readonly log: Log
  readonly observe?: Observe
  readonly clock: () => number
}

/** What became of a request: what became of its command line, or why that was not run. */
interface Served {
  readonly command: string
  readonly outcome: CommandOutcome
}

/** How long a second click on the same Share or CSV button counts as the first one's echo, in milliseconds. */
export const DOUBLE_CLICK = 5_000

/**
 * Answers what a person asked for, after looking up who they are: where they asked, or in `place`, where that is
 * open already.
 */
export async function serve(serving: Serving, request: Request, place?: Place): Promise<void> {
  const since = serving.clock()
  const { outcome, command } = await serveOnce(serving, request, place)
  const milliseconds = serving.clock() - since
  serving.observe?.command(command, outcome, milliseconds)
  serving.log.debug({ command, outcome, milliseconds, user: request.where.userId }, 'a command was handled')
}

async function serveOnce(serving: Serving, request: Request, open?: Place): Promise<Served> {
  const unasked = { command: 'none' } as const
  if (isEcho(serving, request)) return { ...unasked, outcome: 'echo' }
  const place = open ?? serving.place(request.where)
  const found = await lookUp(serving, request, place)
  if (found === undefined) return { ...unasked, outcome: 'bug' }
  if (!found.allowed) {
    await refuse(place, found)
    return { ...unasked, outcome: 'refused' }
  }
  return run(serving, request, place, found.person)
}

async function refuse(
  place: Pick<Place, 'tell'>,
  { sentence: words }: Standing & { readonly allowed: false },
): Promise<void> {
  if (words !== null) await place.tell(sentence(words))
}

/** The person behind a request, for what is no command line; undefined where they may not, and then they were told. */
export async function whoAsks(
  serving: Serving,
  request: Pick<Request, 'teamId' | 'where'>,
  place: Pick<Place, 'tell'>,
): Promise<Person | undefined> {
  const found = await lookUp(serving, request, place)
  if (found?.allowed) return found.person
  if (found) await refuse(place, found)
  return undefined
}

/** What they may do; nothing where Slack does not say who they are, and then they have been told so. */
async function lookUp(
  serving: Serving,
  request: Pick<Request, 'teamId' | 'where'>,
  place: Pick<Place, 'tell'>,
): Promise<Standing | undefined> {
  const { userId } = request.where
  const trust = serving.trust()
  if (request.teamId !== undefined && request.teamId !== trust.teamId) {
    return standing(fromElsewhere(userId, request.teamId), trust, NOBODY)
  }
  try {
    return await standingOf(serving, userId)
  } catch (error) {
    const reference = serving.runner.reference()
    serving.runner.log('warn', error, { reference, user: userId, part: 'users.info' })
    await place.tell(
      sentence(
        'Slack does not say who you are right now, so nothing was looked up. Try again in a minute.',
        [],
        reference,
      ),
    )
    return undefined
  }
}

/** Of another workspace: nothing of this one's governance is about them. */
const NOBODY = { governance: UNGOVERNED, groups: new Set<string>() }

/** Somebody whose payload names another workspace: Slack need not be asked. */
function fromElsewhere(id: string, teamId: string): SlackUser {
  return { id, teamId, name: id, isBot: false, isDeactivated: false, isGuest: false, isStranger: true }
}

async function run(serving: Serving, request: Request, place: Place, person: Person): Promise<Ran> {
  const { runner } = serving
  const words = request.picked ? pickedLine(runner, request.words) : request.words
  const asked = { words, person, place, channel: request.where.channelId }
  switch (request.kind) {
    case BUTTON.run:
    case BUTTON.turn:
      return answer(runner, asked)
    case BUTTON.share:
      return share(runner, asked)
    case BUTTON.csv:
      return exportCsv(runner, asked)
    case BUTTON.refresh:
      return refresh(runner, asked, request.sharedBy ?? person.userId)
    case BUTTON.change:
      return changeAct(serving, request, place, person)
  }
}

/** The command line that opens what was chosen in a search box. */
function pickedLine({ registry }: Runner, value: string): string {
  const [kind, id] = value.split(':')
  const known = kinds.find((each) => each === kind)
  return (known && openLine(registry, known, Number(id))) ?? value
}

function isEcho({ justAsked }: Serving, { kind, words, where }: Request): boolean {
  if (kind !== BUTTON.share && kind !== BUTTON.csv && kind !== BUTTON.refresh) return false
  // Two cards of the same thing are refreshed each for itself, but shared once; every window answers for itself.
  const spot = where.view ?? (kind === BUTTON.refresh ? where.messageTs : undefined)
  return justAsked.before([kind, where.userId, where.channelId, spot, words].join(' '))
}
