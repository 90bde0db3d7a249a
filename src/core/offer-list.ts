import { z } from 'zod'
import { runButton } from '../blocks/buttons.ts'
import type { Piece } from '../blocks/message.ts'
import { defineQuery, type QueryContext } from './command.ts'
import { called, openLine } from './entries.ts'
import { id, oneOf, page } from './inputs.ts'
import { listCard, listHeading, mayBe, mayHaveStatus, pageOf } from './list.ts'
import { commandLine } from './resolve.ts'

const STATUSES = ['active', 'paused', 'deleted'] as const

/** What belongs to an offer and is listed with it: creatives, landing pages. CAKE gives them all at once. */
export interface OfOffer<Row extends { readonly offer_id?: number }> {
  readonly noun: string
  /** `Landing pages` */
  readonly title: string
  readonly one: string
  readonly summary: string
  readonly load: (
    context: QueryContext,
    offer: number,
    status?: (typeof STATUSES)[number],
  ) => Promise<readonly Row[]>
  readonly statusOf: (row: Row) => string | undefined
  readonly entry: (row: Row) => Piece
}

/** The query that lists what belongs to an offer. */
export function defineOfferList<Row extends { readonly offer_id?: number }>(of: OfOffer<Row>) {
  return defineQuery({
    summary: of.summary,
    role: 'viewer',
    example: `${of.noun} list 12345`,
    args: ['offer'],
    filters: { status: 'active' },
    input: z.object({ offer: id('offer'), status: oneOf('status', STATUSES).optional(), page }),
    load: async (context, filter) => {
      const { offer, status } = filter
      const all = await of.load(context, offer, status)
      // Once more here: a network may pass over a filter.
      const own = all.filter(
        (row) => mayBe(row.offer_id, offer) && mayHaveStatus(of.statusOf(row), status, STATUSES),
      )
      const back = openLine(context.registry, 'offer', offer)
      return { filter, back, names: called(context.catalogue, { offer }), listed: pageOf(own, filter.page) }
    },
    view: ({ filter, back, names, listed }) => {
      const card = listCard({
        heading: listHeading(`${of.title} of offer ${names.offer}`, filter.status),
        one: of.one,
        listed,
        entry: of.entry,
        line: (number) => commandLine(of.noun, 'list', { ...filter, page: number }),
      })
      return {
        ...card,
        buttons: [...card.buttons, ...(back === undefined ? [] : [runButton('Offer', back)])],
      }
    },
  })
}
