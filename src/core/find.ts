import type { Button } from '@slack/types'
import { z } from 'zod'
import { small } from '../blocks/pieces.ts'
import type { Piece } from '../blocks/message.ts'
import type { Clock } from '../cake/clock.ts'
import { CakeError } from '../cake/errors.ts'
import type { Catalogue, CatalogueState, Entry, Kind } from '../catalogue/contract.ts'
import { defineQuery, goTo, type Card, type GoTo, type Registry, type Shown } from './command.ts'
import { momentInWords } from './days.ts'
import { catalogueEntry, openLine } from './entries.ts'
import { UserError } from './errors.ts'
import { freeText, page as pageInput } from './inputs.ts'
import { LIST_SIZE, listCard, type Listed } from './list.ts'
import { commandLine } from './resolve.ts'
import { missing } from './trouble.ts'

/** The search of a noun, or of everything: what it looks through and how it is written. */
export interface Search {
  readonly noun: string
  readonly verb: string
  /** `Offers`, for the heading. */
  readonly title: string
  readonly kinds: readonly Kind[]
  readonly one: string
  readonly summary: string
  readonly example: string
  /** Where else to look, as buttons below what was found; `hits` is how many that is. */
  readonly elsewhere: (registry: Registry, words: string, hits: number) => readonly Button[]
}

interface Hits {
  readonly words: string
  readonly listed: Listed<Entry>
  readonly state: CatalogueState
  readonly registry: Registry
}

/** A query that finds things by a few letters of their names, with typos, in any order; one hit is shown as its card. */
export function defineSearch(search: Search) {
  return defineQuery({
    summary: search.summary,
    role: 'viewer',
    example: search.example,
    args: ['…words'],
    input: z.object({ words: freeText(), page: pageInput }),
    load: async ({ catalogue, registry, asker, clock }, { words, page }): Promise<Hits | GoTo<Hits>> => {
      await someNames(catalogue, clock)
      const offset = (page - 1) * LIST_SIZE
      const found = catalogue.find({ words, kinds: search.kinds, limit: LIST_SIZE, offset, by: asker })
      const state = catalogue.state()
      const [only] = found.entries
      const line = only && found.total === 1 ? openLine(registry, only.kind, only.id) : undefined
      const total = found.atLeast ? undefined : found.total
      const listed = { rows: found.entries, page, hasMore: found.more, total }
      const hits = { words, listed, state, registry }
      // While CAKE does not answer there is no card: what the catalogue holds is then the answer.
      return line !== undefined && !isDown(state) ? goTo(line, hits) : hits
    },
    view: (hits, _, shown) => hitsCard(search, hits, shown),
  })
}

function isDown({ lastFailure }: CatalogueState): boolean {
  const down = ['unreachable', 'timeout', 'refused', 'rate-limited']
  return lastFailure?.error instanceof CakeError && down.includes(lastFailure.error.kind)
}

/** How long somebody waits for the first names after a start without a snapshot, in ms. */
export const FIRST_NAMES = 8_000

/**
 * Waits for the first names after a start without a snapshot, but not for all of them.
 * @throws CakeError, or UserError, when there are none to look through: the few that the bot came across while it
 * looked up ids are no answer
 */
export async function someNames(catalogue: Catalogue, clock: Clock): Promise<void> {
  if (catalogue.state().source !== 'none') return
  const { promise: enough, resolve } = Promise.withResolvers<void>()
  const drop = clock.after(FIRST_NAMES, resolve)
  await Promise.race([catalogue.refresh(), enough])
  drop()
  const { source, reading, sizes, lastFailure } = catalogue.state()
  if (source !== 'none' || (reading && sizes.offer + sizes.affiliate > 0)) return
  if (lastFailure?.error instanceof CakeError) throw lastFailure.error
  throw new UserError(
    lastFailure
      ? `There are no names to search yet: ${lastFailure.sentence} Ids work.`
      : 'The names are still being read from CAKE. Try again in a minute; ids work already.',
  )
}

function hitsCard(search: Search, { words, listed, state, registry }: Hits, shown: Shown): Card {
  const card = listCard({
    heading: `${search.title} like “${words}”`,
    one: search.one,
    listed,
    entry: (thing) => catalogueEntry(registry, thing, search.kinds.length > 1),
    line: (page) => commandLine(search.noun, search.verb, { words, page }),
    none: `None found: ${search.kinds.length > 1 ? 'nothing' : `no ${search.one}`} has this name or id.`,
    notes: ageNotes(state, shown),
  })
  const also = search.elsewhere(registry, words, listed.total ?? Infinity)
  return { ...card, buttons: [...card.buttons, ...also] }
}

/** Says so when what is searched is not all there is, or not as CAKE has it now. */
function ageNotes({ source, asOf, reading, sizes, lastFailure }: CatalogueState, shown: Shown): Piece[] {
  const isFirst = asOf === undefined || (reading && (sizes.offer === 0 || sizes.affiliate === 0))
  if (source === 'network' && !lastFailure && !isFirst) return []
  const why = lastFailure && missing(lastFailure.error)
  if (isFirst) {
    return [
      small(
        why === undefined
          ? 'Names are still being read from CAKE: there may be more in a minute.'
          : `Not all names could be read. ${why}`,
      ),
    ]
  }
  const age = `Names as of ${momentInWords(asOf, shown.now, shown.zone)}.`
  return [small(`${age} ${why === undefined ? 'Newer ones are on their way.' : `Not read since: ${why}`}`)]
}
