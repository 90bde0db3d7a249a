import { z } from 'zod'
import { getOffer } from '../../cake/offers.ts'
import { offerReportPages } from '../../cake/reports.ts'
import { defineQuery, type QueryContext } from '../../core/command.ts'
import { id } from '../../core/inputs.ts'
import { lastSevenDays, only } from '../../core/performance.ts'
import { offerCard, offerFigures } from './view.ts'

export const show = defineQuery({
  summary: 'Show an offer: payout, revenue, margin, expiry and its last 7 days',
  role: 'viewer',
  example: 'offer 12345',
  args: ['…offer'],
  input: z.object({ offer: id('offer') }),
  load: async ({ cake, read, catalogue }, { offer: id }) => {
    const offer = await getOffer(cake, id, read)
    catalogue.noteOffer(offer)
    return offer
  },
  view: offerCard,
  figures: {
    load: (context, { offer }) => offerPerformance(context, offer),
    view: offerFigures,
  },
})

function offerPerformance(context: QueryContext, offer: number) {
  return lastSevenDays(context, `offer ${offer}`, ['clicks', 'conversions', 'payout', 'revenue'], (period) =>
    only(offerReportPages(context.cake, { period, offer_id: offer }), (row) => row.offer_id === offer),
  )
}
