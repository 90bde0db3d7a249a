import type { Button } from '@slack/types'
import { runButton } from '../../blocks/buttons.ts'
import type { Piece } from '../../blocks/message.ts'
import { entry, facts, small, title } from '../../blocks/pieces.ts'
import { status } from '../../blocks/status.ts'
import { name, tally } from '../../blocks/text.ts'
import type { Affiliate } from '../../cake/affiliates.ts'
import type { Card, Later, Shown } from '../../core/command.ts'
import { dayInWords, dayOf } from '../../core/days.ts'
import { performancePieces, sourceLine, type Performance } from '../../core/performance.ts'

/** What an affiliate's card shows beside the affiliate: campaigns counted by status, and the last 7 days. */
export interface AffiliateFigures {
  /** Campaigns by CAKE's word for their status, in the order met. */
  readonly campaigns: readonly (readonly [status: string, count: number])[]
  readonly performance: Performance
}

/** An affiliate, and whether it could only be put together from campaigns and the report. */
export interface AffiliateFound {
  readonly affiliate: Affiliate
  readonly partial: boolean
}

/** An affiliate's card. */
export function affiliateCard(found: AffiliateFound, later: Later<AffiliateFigures>, shown: Shown): Card {
  const { affiliate, partial } = found
  const id = affiliate.affiliate_id
  return {
    summary: `Affiliate ${id} ${affiliateName(affiliate)}: ${affiliate.affiliate_status ?? 'status unknown'}`,
    pieces: [
      title(affiliateName(affiliate)),
      small(`Affiliate ${id} · ${partial ? 'status unknown' : status(affiliate.affiliate_status)}`),
      ...(partial
        ? [
            small(
              'This network does not list affiliates: name from its campaigns and report; status, manager and website are not known.',
            ),
          ]
        : [facts(factRows(affiliate, shown))]),
      ...figurePieces(later),
    ],
    buttons: [
      runButton('Campaigns', `campaign list affiliate:${id}`),
      runButton('Report', `report offers last-7d affiliate:${id}`),
    ],
    changes: shown.roles.has('requester') ? changeButtons(found) : [],
    ...(later.state === 'there' ? { footer: footer(later.value, shown) } : {}),
  }
}

/** What can be asked for, as the affiliate is. Where CAKE does not list affiliates they cannot be changed either. */
function changeButtons({ affiliate, partial }: AffiliateFound): Button[] {
  const { affiliate_id: id, affiliate_status: has } = affiliate
  const campaign = runButton('New campaign', `campaign new affiliate:${id}`)
  if (partial) return [campaign]
  const status =
    has === 'pending'
      ? [runButton('Approve', `affiliate approve ${id}`), runButton('Reject', `affiliate reject ${id}`)]
      : has === 'active'
        ? [runButton('Suspend', `affiliate suspend ${id}`)]
        : [runButton('Activate', `affiliate activate ${id}`)]
  const edit = runButton('Edit', `affiliate edit ${id}`)
  return has === 'active' ? [edit, campaign, ...status] : [...status, edit]
}

/** Campaigns and the last 7 days alone, for when the card is already up. */
export function affiliateFigures({ affiliate }: AffiliateFound, value: AffiliateFigures, shown: Shown): Card {
  return {
    summary: `Last 7 days of affiliate ${affiliate.affiliate_id}`,
    pieces: [
      small(`Affiliate ${affiliate.affiliate_id} · ${name(affiliateName(affiliate), 150)}`),
      ...figurePieces({ state: 'there', value }),
    ],
    buttons: [],
    footer: footer(value, shown),
  }
}

/** An affiliate in a list. */
export function affiliateEntry(affiliate: Affiliate): Piece {
  const id = affiliate.affiliate_id
  const manager = affiliate.account_manager
  const detail = [
    String(id),
    status(affiliate.affiliate_status),
    ...(manager ? [`manager ${name(manager.name ?? String(manager.id))}`] : []),
  ]
  const open = runButton('Show', `affiliate ${id}`, { id, label: `Show affiliate ${id}` })
  return entry(name(affiliateName(affiliate), 150), detail.join(' · '), open)
}

function factRows(affiliate: Affiliate, shown: Shown): Parameters<typeof facts>[0] {
  const manager = affiliate.account_manager
  const { website } = affiliate
  const since = dayOf(affiliate.created, shown.zone)
  return [
    [
      manager && ['Account manager', name(manager.name ?? String(manager.id))],
      since === undefined ? undefined : ['Since', dayInWords(since)],
    ],
    [
      website === undefined || website === ''
        ? undefined
        : ['Website', { text: name(website, 200), url: website }],
    ],
  ]
}

function figurePieces(later: Later<AffiliateFigures>): Piece[] {
  if (later.state !== 'there') return performancePieces(later)
  const { campaigns, performance } = later.value
  return [
    facts([[['Campaigns', tally(campaigns)]]]),
    ...performancePieces({ state: 'there', value: performance }),
  ]
}

function footer({ performance }: AffiliateFigures, shown: Shown): string {
  const source = sourceLine(performance.range, performance.asOf, shown)
  return shown.money ? `${source} · money as CAKE's report gives it` : source
}

function affiliateName(affiliate: Affiliate): string {
  return affiliate.affiliate_name ?? `Affiliate ${affiliate.affiliate_id}`
}
