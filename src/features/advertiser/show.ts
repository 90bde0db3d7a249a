import { z } from 'zod'
import { CakeError } from '../../cake/errors.ts'
import { offerPages, type Offer } from '../../cake/offers.ts'
import { advertiserReportPages } from '../../cake/reports.ts'
import { UserError } from '../../core/errors.ts'
import { defineQuery, type QueryContext } from '../../core/command.ts'
import { plusDays } from '../../core/days.ts'
import { id } from '../../core/inputs.ts'
import { lastSevenDays, only, type Performance } from '../../core/performance.ts'
import { advertiserCard, advertiserFigures, type AdvertiserFound } from './view.ts'

export const show = defineQuery({
  summary: 'Show an advertiser: offers by status and its last 7 days',
  role: 'viewer',
  example: 'advertiser 1021',
  args: ['…advertiser'],
  input: z.object({ advertiser: id('advertiser') }),
  load: (context, { advertiser }) => loadAdvertiser(context, advertiser),
  view: advertiserCard,
  figures: {
    load: (context, { advertiser }) => loadPerformance(context, advertiser),
    view: advertiserFigures,
  },
})

async function loadAdvertiser(context: QueryContext, advertiser_id: number): Promise<AdvertiserFound> {
  const own = await offersOf(context, advertiser_id)
  for (const offer of own) context.catalogue.noteOffer(offer)
  const counts = new Map<string, number>()
  for (const { offer_status = 'of unknown status' } of own) {
    counts.set(offer_status, (counts.get(offer_status) ?? 0) + 1)
  }
  const advertiser_name =
    own.find((offer) => offer.advertiser?.name !== undefined)?.advertiser?.name ??
    (await nameFromReport(context, advertiser_id))
  if (own.length === 0 && advertiser_name === undefined) {
    throw new UserError(
      `CAKE has no offer of an advertiser ${advertiser_id}, nor any traffic in the last 30 days.`,
    )
  }
  return { advertiser_id, advertiser_name, offers: [...counts] }
}

/** `advertiser_id` is not in the documentation of offers.json: a network may refuse it, or pass over it. */
async function offersOf(context: QueryContext, advertiser_id: number): Promise<Offer[]> {
  try {
    return await collect(context, advertiser_id, { advertiser_id })
  } catch (error) {
    if (error instanceof CakeError && error.kind === 'invalid') return collect(context, advertiser_id, {})
    throw error
  }
}

async function collect(
  { cake, read }: QueryContext,
  advertiser_id: number,
  filter: { advertiser_id?: number },
): Promise<Offer[]> {
  const own: Offer[] = []
  for await (const { rows } of offerPages(cake, filter, read)) {
    own.push(...rows.filter((offer) => offer.advertiser?.id === advertiser_id))
  }
  return own
}

async function nameFromReport(
  { cake, read, today }: QueryContext,
  advertiser_id: number,
): Promise<string | undefined> {
  const period = { from: plusDays(today, -30), to: plusDays(today, -1) }
  for await (const { rows } of advertiserReportPages(cake, { period, advertiser_id }, read)) {
    const own = rows.find((row) => row.advertiser_id === advertiser_id)
    if (own) return own.advertiser_name ?? `Advertiser ${advertiser_id}`
  }
  return undefined
}

function loadPerformance(context: QueryContext, advertiser_id: number): Promise<Performance> {
  return lastSevenDays(
    context,
    `advertiser ${advertiser_id}`,
    ['clicks', 'conversions', 'revenue'],
    (period) =>
      only(
        advertiserReportPages(context.cake, { period, advertiser_id }),
        (row) => row.advertiser_id === advertiser_id,
      ),
  )
}
