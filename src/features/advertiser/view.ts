import { runButton } from '../../blocks/buttons.ts'
import { facts, small, title } from '../../blocks/pieces.ts'
import { tally } from '../../blocks/text.ts'
import type { Card, Later, Shown } from '../../core/command.ts'
import { performancePieces, sourceLine, type Performance } from '../../core/performance.ts'

/** What is known of an advertiser: CAKE has no call for one, so it is put together from its offers. */
export interface AdvertiserFound {
  readonly advertiser_id: number
  readonly advertiser_name?: string
  /** Offers by CAKE's word for their status, in the order met. */
  readonly offers: readonly (readonly [status: string, count: number])[]
}

/** An advertiser's card. */
export function advertiserCard(found: AdvertiserFound, later: Later<Performance>, shown: Shown): Card {
  const { advertiser_id: id, offers } = found
  return {
    summary: `Advertiser ${id} ${advertiserName(found)}: offers ${tally(offers)}`,
    pieces: [
      title(advertiserName(found)),
      small(`Advertiser ${id}`),
      facts([[['Offers', tally(offers)]]]),
      ...performancePieces(later),
    ],
    buttons: [
      runButton('Offers', `offer list advertiser:${id}`),
      runButton('Report', `report offers last-7d advertiser:${id}`),
    ],
    ...(later.state === 'there' ? { footer: footer(later.value, shown) } : {}),
  }
}

/** The last 7 days alone, for when the card is already up. */
export function advertiserFigures(found: AdvertiserFound, value: Performance, shown: Shown): Card {
  return {
    summary: `Last 7 days of advertiser ${found.advertiser_id}`,
    pieces: [
      small(`Advertiser ${found.advertiser_id} · ${advertiserName(found)}`),
      ...performancePieces({ state: 'there', value }),
    ],
    buttons: [],
    footer: footer(value, shown),
  }
}

function footer(performance: Performance, shown: Shown): string {
  const source = sourceLine(performance.range, performance.asOf, shown)
  return shown.money ? `${source} · CAKE's advertiser report has no payout, so no margin` : source
}

function advertiserName(found: AdvertiserFound): string {
  return found.advertiser_name ?? `Advertiser ${found.advertiser_id}`
}
