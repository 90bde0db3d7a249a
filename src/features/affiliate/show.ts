import { z } from 'zod'
import { getAffiliate } from '../../cake/affiliates.ts'
import { campaignPages, type Campaign } from '../../cake/campaigns.ts'
import { affiliateReportPages, offerReportPages } from '../../cake/reports.ts'
import { defineQuery, type QueryContext } from '../../core/command.ts'
import { plusDays } from '../../core/days.ts'
import { UserError } from '../../core/errors.ts'
import { id } from '../../core/inputs.ts'
import { lastSevenDays } from '../../core/performance.ts'
import { isUnlisted } from './unlisted.ts'
import { affiliateCard, affiliateFigures, type AffiliateFigures, type AffiliateFound } from './view.ts'

export const show = defineQuery({
  summary: 'Show an affiliate: status, manager, campaigns and its last 7 days',
  role: 'viewer',
  example: 'affiliate 67890',
  args: ['…affiliate'],
  input: z.object({ affiliate: id('affiliate') }),
  load: (context, { affiliate }) => loadAffiliate(context, affiliate),
  view: affiliateCard,
  figures: {
    load: (context, { affiliate }) => loadFigures(context, affiliate),
    view: affiliateFigures,
  },
})

/**
 * The affiliate, or what campaigns and the report tell of it where the network has no affiliates.json.
 * @throws CakeError not-found, or UserError, when nothing knows the id.
 */
async function loadAffiliate(context: QueryContext, affiliate_id: number): Promise<AffiliateFound> {
  try {
    const affiliate = await getAffiliate(context.cake, affiliate_id, context.read)
    context.catalogue.noteAffiliate(affiliate)
    return { affiliate, partial: false }
  } catch (error) {
    if (!isUnlisted(error)) throw error
    const name =
      (await nameFromCampaigns(context, affiliate_id)) ?? (await nameFromReport(context, affiliate_id))
    if (name === undefined) {
      throw new UserError(
        `CAKE has no campaign of an affiliate ${affiliate_id}, nor any traffic in the last 30 days.`,
      )
    }
    const affiliate = { affiliate_id, affiliate_name: name.name }
    context.catalogue.noteAffiliate(affiliate)
    return { affiliate, partial: true }
  }
}

async function nameFromCampaigns({ cake, read }: QueryContext, affiliate_id: number) {
  for await (const { rows } of campaignPages(cake, { affiliate_id }, { ...read, pageSize: 1 })) {
    const own = rows.find((row) => row.affiliate_id === affiliate_id)
    if (own) return { name: own.affiliate_name }
  }
  return undefined
}

async function nameFromReport({ cake, read, today }: QueryContext, affiliate_id: number) {
  const period = { from: plusDays(today, -30), to: plusDays(today, -1) }
  for await (const { rows } of affiliateReportPages(cake, { period, affiliate_id }, read)) {
    const own = rows.find((row) => row.affiliate_id === affiliate_id)
    if (own) return { name: own.affiliate_name }
  }
  return undefined
}

async function loadFigures(context: QueryContext, affiliate_id: number): Promise<AffiliateFigures> {
  // The offer report, filtered by the affiliate: unlike the affiliate report it has revenue.
  const [campaigns, performance] = await Promise.all([
    context.recent.get(`campaigns of ${affiliate_id}`, () => countCampaigns(context, affiliate_id)),
    lastSevenDays(
      context,
      `affiliate ${affiliate_id}`,
      ['clicks', 'conversions', 'payout', 'revenue'],
      (period) => offerReportPages(context.cake, { period, affiliate_id }),
    ),
  ])
  return { campaigns, performance }
}

async function countCampaigns({ cake }: QueryContext, affiliate_id: number): Promise<[string, number][]> {
  const counts = new Map<string, number>()
  const isOwn = (row: Campaign) => row.affiliate_id === undefined || row.affiliate_id === affiliate_id
  for await (const { rows } of campaignPages(cake, { affiliate_id })) {
    // A network may pass over the filter.
    for (const { campaign_status = 'of unknown status' } of rows.filter(isOwn)) {
      counts.set(campaign_status, (counts.get(campaign_status) ?? 0) + 1)
    }
  }
  return [...counts]
}
