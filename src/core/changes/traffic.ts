import { count } from '../../blocks/text.ts'
import { number } from '../../blocks/figures.ts'
import { campaignPages } from '../../cake/campaigns.ts'
import { offerReportPages } from '../../cake/reports.ts'
import { plusDays } from '../days.ts'
import { only } from '../performance.ts'
import type { ChangeContext } from './change.ts'

/** What a change touches: which offer, and of which affiliate only. */
export interface Touched {
  readonly offer: number
  readonly affiliate?: number
}

export interface Traffic {
  /** Undefined: CAKE's report leaves them out. */
  readonly clicks: number | undefined
  readonly conversions: number | undefined
}

/** Yesterday's clicks and conversions on what a change touches. @throws CakeError */
export async function yesterdayOn({ cake, read, today }: ChangeContext, touched: Touched): Promise<Traffic> {
  const yesterday = plusDays(today, -1)
  const period = { from: yesterday, to: yesterday }
  const { offer: offer_id, affiliate: affiliate_id } = touched
  let [clicks, conversions]: [number | undefined, number | undefined] = [0, 0]
  const pages = offerReportPages(cake, { period, offer_id, affiliate_id }, read)
  for await (const { rows } of only(pages, (row) => row.offer_id === offer_id)) {
    for (const row of rows) {
      clicks = sum(clicks, row.clicks)
      conversions = sum(conversions, row.conversions)
    }
  }
  return { clicks, conversions }
}

/** A sum of which a part is not known is not known. */
function sum(all: number | undefined, one: number | undefined): number | undefined {
  return all === undefined || one === undefined ? undefined : all + one
}

/** An offer's active campaigns. @throws CakeError */
export async function activeCampaigns({ cake, read }: ChangeContext, offer_id: number): Promise<number> {
  let active = 0
  for await (const { rows } of campaignPages(cake, { offer_id, campaign_status: 'active' }, read)) {
    active += rows.filter((row) => row.offer_id === offer_id && row.campaign_status === 'active').length
  }
  return active
}

/** In a sentence: `Yesterday: 1,204 clicks, 31 conversions.` */
export function trafficInWords({ clicks, conversions }: Traffic): string {
  const told = [
    ...(clicks === undefined ? [] : [count(clicks, 'click')]),
    ...(conversions === undefined ? [] : [count(conversions, 'conversion')]),
  ]
  return told.length === 0 ? 'CAKE does not tell yesterday’s clicks.' : `Yesterday: ${told.join(', ')}.`
}

/** `It has 1,204 active campaigns.` */
export function campaignsInWords(active: number): string {
  return active === 0
    ? 'It has no active campaign.'
    : `It has ${number(active)} active campaign${active === 1 ? '' : 's'}.`
}
