import { systemClock, type Clock } from '../cake/clock.ts'
import type { Cake, CakeReader } from '../cake/client.ts'
import type { Asker, Catalogue } from '../catalogue/contract.ts'
import type { Message } from '../blocks/message.ts'
import type { Desk } from './changes/desk.ts'
import { recordOf } from './changes/record.ts'
import type { RecentFigures, Registry } from './command.ts'
import { begin } from './context.ts'
import { digestsOf } from './digests/record.ts'
import { governanceOf } from './forms.ts'
import type { Person } from './person.ts'
import type { Place } from './place.ts'
import type { Recents } from './recents.ts'
import { commandLine, type Resolved } from './resolve.ts'

/** What running a command takes, given once at the start. */
export interface Runner {
  readonly registry: Registry
  readonly cake: CakeReader & Pick<Cake, 'health'>
  readonly recent: RecentFigures
  readonly catalogue: Catalogue
  readonly recents: Recents
  /** What changes are handled with; absent: only lookups. */
  readonly desk?: Desk
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
  /** What has just been done: shown above the answer. */
  readonly said?: Message
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

/** What a command line that was understood runs with, until `stop`. */
export function start(runner: Runner, asked: Asked, { noun, verb, given }: Resolved) {
  const { cake, registry, recent, catalogue, now } = runner
  const who = { person: asked.person, asker: askerOf(asked) }
  const digests = digestsOf(runner.desk)
  const kept = { record: recordOf(runner.desk?.store), digests, governance: () => governanceOf(runner.desk) }
  const means = { cake, registry, recent, catalogue, ...kept, now, clock: clockOf(runner), ...who }
  return begin(means, commandLine(noun, verb, given))
}

/** The clock that the runner waits by. */
export function clockOf({ clock = systemClock }: Runner): Clock {
  return clock
}

/** As whom the catalogue is asked: what people look at comes first for them. */
export function askerOf({ person, channel }: Asked): Asker {
  return { user: person.userId, channel }
}
