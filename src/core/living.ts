import { addDays } from 'date-fns/addDays'
import { systemClock } from '../cake/clock.ts'
import type { SharedCard } from '../store/cards.ts'
import type { Change as Kept, MessagePointer, Thing } from '../store/change.ts'
import { sharedMessage } from './card.ts'
import { Unpostable, type Desk } from './changes/desk.ts'
import { digestsOf } from './digests/record.ts'
import { governanceOf } from './forms.ts'
import { recordOf } from './changes/record.ts'
import { begin } from './context.ts'
import { readInput } from './given.ts'
import { GoTo } from './command.ts'
import { settle } from './later.ts'
import type { Message } from '../blocks/message.ts'
import type { Person } from './person.ts'
import { recentFigures } from './recent.ts'
import { resolve, type Resolved } from './resolve.ts'

/** For so many days a shared card is kept true; then it is forgotten. */
const KEPT_DAYS = 7
/** No more cards about one thing are rewritten at once: the newest. */
const MOST_CARDS = 50

/** The kinds of things whose cards are kept true: those that the bot changes. */
const KINDS = new Set(['offer', 'affiliate', 'campaign'])

/** What a shared card is about; undefined for lists and reports, which nobody keeps true. */
export function aboutOf({ noun, verb, given }: Pick<Resolved, 'noun' | 'verb' | 'given'>): Thing | undefined {
  const id = Number(given[noun])
  return verb === 'show' && KINDS.has(noun) && Number.isInteger(id) ? { kind: noun, id } : undefined
}

/** Remembers a card that was shared, to be kept true. That it cannot be is no reason not to have shared it. */
export async function rememberCard(
  desk: Desk | undefined,
  card: Pick<SharedCard, 'line' | 'sharedBy'> & {
    readonly pointer: MessagePointer | undefined
    readonly about: Thing | undefined
  },
): Promise<void> {
  const { pointer, about, line, sharedBy } = card
  if (!desk || !pointer || !about) return
  try {
    await desk.store.cards.shared({ ...pointer, line, about, sharedBy })
  } catch (error) {
    desk.log('warn', error, { card: line })
  }
}

/**
 * Reads anew and rewrites every card about what a change has changed, wherever it was shared in the last 7 days. Never
 * fails: a card that is not rewritten has its Refresh button. To be called when a change has become `applied`.
 */
export async function livingCards(desk: Desk, change: Kept): Promise<void> {
  const { kind, id } = change.about
  if (change.state !== 'applied' || id === null) return
  try {
    const all = await desk.store.cards.about({ kind, id }, addDays(desk.now(), -KEPT_DAYS))
    const made = new Map<string, Promise<Message | undefined>>()
    for (const card of all.slice(0, MOST_CARDS)) await rewrite(desk, change, card, made)
  } catch (error) {
    desk.log('warn', error, { change: change.id, part: 'shared cards' })
  }
}

async function rewrite(
  desk: Desk,
  change: Kept,
  card: SharedCard,
  made: Map<string, Promise<Message | undefined>>,
): Promise<void> {
  const { channel, ts, line, sharedBy } = card
  try {
    const money = (await desk.directory?.seesMoney(sharedBy)) ?? false
    // What several have shared is read from CAKE once.
    const key = [line, sharedBy, money].join(' ')
    const making = made.get(key) ?? cardNow(desk, change, { line, sharedBy, money })
    made.set(key, making)
    const message = await making
    if (message) await desk.teller.rewrite({ channel, ts }, message)
  } catch (error) {
    if (error instanceof Unpostable) return desk.store.cards.forget(card)
    desk.log('warn', error, { change: change.id, card: line })
  }
}

interface Showing {
  readonly line: string
  readonly sharedBy: string
  readonly money: boolean
}

/** The card as it is now; undefined where this version of the bot has no such card any more. @throws CakeError */
async function cardNow(
  desk: Desk,
  change: Kept,
  { line, sharedBy, money }: Showing,
): Promise<Message | undefined> {
  const found = resolve(desk.registry, line)
  const { command } = found
  if (command.kind !== 'query' || !aboutOf(found)) return undefined
  const { context, shown, stop } = surroundings(desk, { line, sharedBy, money })
  try {
    const input = readInput(found)
    const figures = settle(command.figures?.load(context, input), (error) =>
      desk.log('warn', error, { card: line, part: 'figures' }),
    )
    const data: unknown = await command.load(context, input)
    if (data instanceof GoTo) return undefined
    const card = command.view(data, await figures, shown)
    return sharedMessage(card, command, shown, { sharedBy, changedBy: change.id })
  } finally {
    stop()
  }
}

/** A card is made for whoever shared it, as far as money goes; they may have no more than look at it. */
function surroundings(desk: Desk, { line, sharedBy, money }: Showing) {
  const { registry, cake, catalogue, now, store } = desk
  const [roles, groups] = [new Set(['viewer'] as const), new Set<string>()]
  const person: Person = { userId: sharedBy, teamId: '', name: '', roles, groups, money }
  const means = { cake, registry, catalogue, now, person, asker: { user: sharedBy }, clock: systemClock }
  const kept = { record: recordOf(store), digests: digestsOf(desk), governance: () => governanceOf(desk) }
  return begin({ ...means, ...kept, recent: recentFigures(now) }, line)
}

/** Forgets the cards that are not kept true any more. */
export async function forgetOldCards({ store, now }: Desk): Promise<void> {
  await store.cards.forgetBefore(addDays(now(), -KEPT_DAYS))
}
