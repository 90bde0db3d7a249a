import type { Button } from '@slack/types'
import { runButton } from '../../blocks/buttons.ts'
import { percent, price } from '../../blocks/figures.ts'
import type { Piece } from '../../blocks/message.ts'
import { entry, facts, small, title, warning, type Fact } from '../../blocks/pieces.ts'
import { status } from '../../blocks/status.ts'
import { count, name } from '../../blocks/text.ts'
import { isShare, margin, marginPercent } from '../../cake/figures.ts'
import type { Offer } from '../../cake/offers.ts'
import type { Party } from '../../cake/wire.ts'
import type { Card, Later, Shown } from '../../core/command.ts'
import { dayFromToday, dayInWords, dayOf, daysBetween } from '../../core/days.ts'
import { performancePieces, sourceLine, type Performance } from '../../core/performance.ts'

/** An offer that ends within this many days gets a warning. */
const SOON_DAYS = 14
const MOST_TAGS = 12
/** Further away, days are not counted: 9999-12-31 only means 'never'. */
const COUNTED_DAYS = 1000

/** An offer's card, with its last 7 days when they are there. */
export function offerCard(offer: Offer, later: Later<Performance>, shown: Shown): Card {
  const id = offer.offer_id
  return {
    summary: `Offer ${id} ${offerName(offer)}: ${offer.offer_status ?? 'status unknown'}${shown.money ? `, payout ${payout(offer)}` : ''}`,
    pieces: [
      title(offerName(offer)),
      small(
        [
          'Offer',
          id,
          '·',
          status(offer.offer_status),
          ...(offer.payout_type ? ['·', typeName(offer)] : []),
        ].join(' '),
      ),
      ...warnings(offer, shown),
      facts(factRows(offer, shown)),
      ...performancePieces(later, offer.currency),
    ],
    buttons: [
      runButton('Campaigns', `campaign list offer:${id}`),
      runButton('Creatives', `creative list ${id}`),
      runButton('Landing pages', `page list ${id}`),
      runButton('Report', `report affiliates last-7d offer:${id}`),
    ],
    changes: shown.roles.has('requester') ? changeButtons(offer, shown) : [],
    ...(later.state === 'there' ? { footer: sourceLine(later.value.range, later.value.asOf, shown) } : {}),
  }
}

/** What can be asked for, as the offer is. */
function changeButtons({ offer_id: id, offer_status }: Offer, { money }: Shown): Button[] {
  const isActive = offer_status === 'active'
  return [
    isActive ? runButton('Pause', `offer pause ${id}`) : runButton('Activate', `offer activate ${id}`),
    ...(money ? [runButton('Edit', `offer edit ${id}`)] : []),
    ...(isActive ? [runButton('New campaign', `campaign new offer:${id}`)] : []),
  ]
}

/** The last 7 days alone, for when the card is already up. */
export function offerFigures(offer: Offer, performance: Performance, shown: Shown): Card {
  return {
    summary: `Last 7 days of offer ${offer.offer_id}`,
    pieces: [
      small(`Offer ${offer.offer_id} · ${name(offerName(offer), 150)}`),
      ...performancePieces({ state: 'there', value: performance }, offer.currency),
    ],
    buttons: [],
    footer: sourceLine(performance.range, performance.asOf, shown),
  }
}

/** An offer in a list: what tells it apart, and the button to its card. */
export function offerEntry(offer: Offer, { money }: Pick<Shown, 'money'>): Piece {
  const id = offer.offer_id
  const type = offer.payout_type ? [typeName(offer)] : []
  const detail = [
    String(id),
    status(offer.offer_status),
    ...(offer.advertiser ? [partyName(offer.advertiser)] : []),
    [...(money ? [payout(offer)] : []), ...type].join(' '),
  ]
  const open = runButton('Show', `offer ${id}`, { id, label: `Show offer ${id}` })
  return entry(name(offerName(offer), 150), detail.filter(Boolean).join(' · '), open)
}

function moneyRow(offer: Offer): Fact[] {
  const gap = unitMargin(offer)
  return [
    ['Payout', payout(offer)],
    ['Revenue', price(offer.revenue, offer.currency)],
    [
      'Margin',
      gap === undefined
        ? isShare(offer.payout_type)
          ? 'cannot be told: the payout is a share'
          : '–'
        : `${price(gap, offer.currency)} (${percent(marginPercent(offer))})`,
    ],
  ]
}

function factRows(offer: Offer, shown: Shown): (Fact | undefined)[][] {
  return [
    shown.money ? moneyRow(offer) : [],
    [
      offer.advertiser && ['Advertiser', `${partyName(offer.advertiser)} (${offer.advertiser.id})`],
      offer.vertical && ['Vertical', partyName(offer.vertical)],
    ],
    [
      ['Expires', expiry(offer, shown)],
      offer.session_hours === undefined ? undefined : ['Session', count(offer.session_hours, 'hour')],
    ],
    [offer.tags.length === 0 ? undefined : ['Tags', tags(offer.tags)]],
    [
      offer.offer_url === undefined
        ? undefined
        : ['URL', { text: name(offer.offer_url, 200), url: offer.offer_url }],
    ],
  ]
}

/** A share is the bare number that CAKE gives: nobody knows whether it is percent or money. */
function payout({ payout, payout_type, currency }: Offer): string {
  return price(payout, isShare(payout_type) ? undefined : currency)
}

function unitMargin(offer: Offer): number | undefined {
  return isShare(offer.payout_type) ? undefined : margin(offer)
}

function warnings(offer: Offer, shown: Shown): Piece[] {
  const gap = unitMargin(offer)
  const day = dayOf(offer.expiration_date, shown.zone)
  const left = day === undefined ? undefined : daysBetween(shown.today, day)
  return [
    ...(gap !== undefined && gap < 0 ? [warning('this offer pays out more than it earns.')] : []),
    ...(left !== undefined && left >= 0 && left < SOON_DAYS
      ? [warning(`this offer expires ${left === 0 ? 'today' : `in ${count(left, 'day')}`}.`)]
      : []),
    ...(left !== undefined && left < 0 && offer.offer_status === 'active'
      ? [warning('its expiry date has passed, but CAKE still calls it active.')]
      : []),
  ]
}

function expiry(offer: Offer, shown: Shown): string {
  const day = dayOf(offer.expiration_date, shown.zone)
  if (day === undefined) return 'no date set'
  const isNear = Math.abs(daysBetween(shown.today, day)) <= COUNTED_DAYS
  return isNear ? `${dayInWords(day)} (${dayFromToday(day, shown.today)})` : dayInWords(day)
}

function tags(all: readonly Party[]): string {
  const shown = all.slice(0, MOST_TAGS).map((tag) => name(tag.name ?? String(tag.id), 40))
  return [...shown, ...(all.length > MOST_TAGS ? [`and ${all.length - MOST_TAGS} more`] : [])].join(', ')
}

function offerName(offer: Offer): string {
  return offer.offer_name ?? `Offer ${offer.offer_id}`
}

function typeName(offer: Offer): string {
  return name((offer.payout_type ?? '').toUpperCase().replaceAll('_', ' '), 30)
}

function partyName(party: Party): string {
  return name(party.name ?? `no name (${party.id})`)
}
