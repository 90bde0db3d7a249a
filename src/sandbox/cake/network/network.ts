import type { MailView } from '../../page/protocol.ts'
import { localText } from '../days.ts'
import { Told } from '../told.ts'
import { seedAffiliates } from './affiliates.ts'
import { bulkRows } from './bulk.ts'
import { seedCampaigns } from './campaigns.ts'
import { seedOffers } from './offers.ts'
import { seedCreatives, seedLandingPages } from './pages.ts'
import type { Affiliate, Campaign, Creative, LandingPage, Offer } from './records.ts'
import { Shelf } from './shelf.ts'

/** A change that was accepted. */
export interface Write {
  /** ISO. */
  readonly at: string
  /** As in `update_offer.json`. */
  readonly endpoint: string
  /** As it was sent, without the key. */
  readonly body: Readonly<Record<string, unknown>>
}

/** Something that must never be done to a real network: GET conversion.json records a conversion. */
export interface Mistake {
  readonly at: string
  readonly request: string
}

interface Rows {
  readonly offers: Shelf<Offer>
  readonly affiliates: Shelf<Affiliate>
  readonly campaigns: Shelf<Campaign>
  readonly creatives: Shelf<Creative>
  readonly landingPages: Shelf<LandingPage>
}

/** How many offers are written by hand; more are made up as they are looked at. */
export const writtenOffers = 60

/**
 * The data of the sandbox's CAKE: for the handlers to read and change, and for tests to look at and to change, as in
 * `network.offers.put({...network.offers.get(7), payout: 5})`.
 */
export class Network {
  /** IANA name of the zone in which this network's days begin. */
  readonly zone: string
  readonly writes: Write[] = []
  readonly mistakes: Mistake[] = []
  /** E-mails sent to affiliates, oldest first. Add to them by {@link mail}. */
  readonly mails: MailView[] = []
  readonly mailed = new Told<MailView>()
  readonly #count: number
  #rows: Rows
  #resets = 0

  /**
   * @param options.offers how many; never fewer than the sixty written ones
   * @param options.now what "expires in 3 days" and "yesterday" count from
   */
  constructor(options: { zone: string; offers: number; now: Date }) {
    this.zone = options.zone
    this.#count = options.offers
    this.#rows = seed(options.zone, options.offers, options.now.getTime())
  }

  get offers(): Shelf<Offer> {
    return this.#rows.offers
  }

  get affiliates(): Shelf<Affiliate> {
    return this.#rows.affiliates
  }

  get campaigns(): Shelf<Campaign> {
    return this.#rows.campaigns
  }

  get creatives(): Shelf<Creative> {
    return this.#rows.creatives
  }

  get landingPages(): Shelf<LandingPage> {
    return this.#rows.landingPages
  }

  /** CAKE writes to an affiliate. */
  mail(mail: MailView): void {
    this.mails.push(mail)
    this.mailed.tell(mail)
  }

  /** Grows with every change. */
  get version(): number {
    const { offers, affiliates, campaigns, creatives, landingPages } = this.#rows
    const changes = [offers, affiliates, campaigns, creatives, landingPages].map((shelf) => shelf.version)
    return changes.reduce((sum, count) => sum + count, this.#resets)
  }

  /** The network's clock: `2026-06-19 09:15:00`. */
  local(at: Date | number): string {
    return localText(Number(at), this.zone)
  }

  /** As it was at first, with "now" another. */
  reset(now: Date): void {
    this.writes.length = 0
    this.mistakes.length = 0
    this.mails.length = 0
    this.#resets = this.version + 1
    this.#rows = seed(this.zone, this.#count, now.getTime())
  }
}

function seed(zone: string, count: number, now: number): Rows {
  const offers = seedOffers(now, zone)
  const bare = offers.map(({ offer }) => offer)
  const affiliates = seedAffiliates(now)
  const creatives = seedCreatives(bare)
  const creativesOf = (offerId: number) =>
    creatives.flatMap((row) =>
      row.offer_id === offerId && row.creative_status === 'active' ? row.creative_id : [],
    )
  const bulk = bulkRows(Math.max(0, count - writtenOffers))
  return {
    offers: new Shelf(bare, (row) => row.offer_id, bulk.offers),
    affiliates: new Shelf(affiliates, (row) => row.affiliate_id, bulk.affiliates),
    campaigns: new Shelf(
      seedCampaigns(offers, affiliates, creativesOf, now, zone),
      (row) => row.campaign_id,
      bulk.campaigns,
    ),
    creatives: new Shelf(creatives, (row) => row.creative_id, bulk.creatives),
    landingPages: new Shelf(seedLandingPages(bare), (row) => row.landing_page_id, bulk.landingPages),
  }
}
