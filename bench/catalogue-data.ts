/** A made-up network: always the same, large, and named as networks name their offers. Used by all processes. */

export const OFFERS = 100_000
export const AFFILIATES = 20_000
const BRANDS = 20_000
const ADVERTISERS = 3000
const MANAGERS = 60

const syllables =
  'ba bri co dra du el fa flo ga gri ho in ja ka ki lu ma mi no o pa pri qui ra ro sa so ta tri u va ve wi xo ya zen'.split(
    ' ',
  )
const endings = 'ly mo ra tix zo nda ria plex io va dex line card bank play fit go max'.split(' ')
const products = (
  'Auto Insurance,Home Insurance,Life Insurance,Health Insurance,Payday Loan,Personal Loan,Credit Card,Credit Report,' +
  'Solar Quote,Roof Repair,Bathroom Remodel,Window Replacement,Puzzle Game,Strategy Game,Casino Bonus,Sports Betting,' +
  'Hotel Deals,Flight Finder,Cruise Club,Dating App,Video Chat,Language Course,Nursing Degree,Coding Bootcamp,' +
  'Vitamin Pack,Skin Care,Hair Serum,Keto Starter,Meal Box,Wine Club,VPN Trial,Antivirus Install,Phone Plan,' +
  'Fibre Switch,Pet Food,Gym Pass,Tax Help,Mortgage Compare,Debt Relief,Survey Panel,Sweepstakes Entry,Crypto Wallet'
).split(',')
const styles =
  'Direct,Premium,Express,Smart,Family,Student,Senior,Weekend,Incent,Non-Incent,Mobile,Desktop'.split(',')
const countries = 'US,CA,UK,DE,FR,AU,ES,IT,NL,BR,SE,NO,PL,JP'.split(',')
const models = 'CPA,CPL,CPS,SOI,DOI,Trial,Install,RevShare'.split(',')
const groups = 'Media,Digital,Leads,Clicks,Traffic,Network,Partners,Performance,Ads,Group'.split(',')

/** Numbers from 0 to 1, always the same ones for a seed. */
export function chances(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
}

export function pick<T>(list: readonly T[], chance: () => number): T {
  return list[Math.floor(chance() * list.length)] as T
}

function brandNames(): string[] {
  const chance = chances(11)
  const names = new Set<string>()
  while (names.size < BRANDS) {
    const name =
      pick(syllables, chance) +
      pick(syllables, chance) +
      (chance() < 0.5 ? pick(syllables, chance) : '') +
      pick(endings, chance)
    names.add(name.slice(0, 1).toUpperCase() + name.slice(1))
  }
  return [...names]
}

export interface Row {
  readonly id: number
  readonly name: string
  readonly status: string
  readonly clicks: number
}

const brands = brandNames()

export function offerRows(): Row[] {
  const chance = chances(23)
  return Array.from({ length: OFFERS }, (_, at) => {
    const style = chance() < 0.4 ? ` ${pick(styles, chance)}` : ''
    const name = `${pick(brands, chance)} ${pick(products, chance)}${style} - ${pick(countries, chance)} ${pick(models, chance)}`
    const odds = chance()
    const status = odds < 0.7 ? 'active' : odds < 0.9 ? 'paused' : odds < 0.95 ? 'pending' : 'expired'
    return { id: 10_001 + at, name, status, clicks: chance() < 0.2 ? Math.floor(chance() ** 4 * 50_000) : 0 }
  })
}

export function affiliateRows(): Row[] {
  const chance = chances(37)
  return Array.from({ length: AFFILIATES }, (_, at) => ({
    id: 5001 + at,
    name: `${pick(brands, chance)} ${pick(groups, chance)}${chance() < 0.3 ? ` ${pick(countries, chance)}` : ''}`,
    status: chance() < 0.8 ? 'active' : 'inactive',
    clicks: chance() < 0.3 ? Math.floor(chance() ** 4 * 100_000) : 0,
  }))
}

/** An offer as CAKE sends it. */
export function offerAsSent({ id, name, status }: Row): unknown {
  const advertiser = 101 + ((Math.imul(id, 7919) >>> 0) % ADVERTISERS)
  return {
    offer: {
      offer_id: id,
      offer_name: name,
      offer_status: status,
      vertical: { vertical_id: 1 + (id % 24), vertical_name: `Vertical ${1 + (id % 24)}` },
      advertiser: { advertiser_id: advertiser, advertiser_name: `${brands[advertiser] ?? ''} Inc.` },
      offer_url: `https://offers.example.com/${id}?click={click_id}&source={affiliate_id}`,
      preview_url: `https://offers.example.com/${id}/preview`,
      payout: 5 + (id % 40) / 2,
      payout_type: 'cpa',
      revenue: 8 + (id % 50) / 2,
      currency: 'USD',
      session_hours: 720,
      expiration_date: '2099-12-31T23:59:59',
      tags: [{ tag_id: 1 + (id % 40), tag_name: `tag ${1 + (id % 40)}` }],
      date_created: '2024-05-03T10:00:00',
    },
  }
}

/** An affiliate as CAKE sends it. */
export function affiliateAsSent({ id, name, status }: Row): unknown {
  return {
    affiliate: {
      affiliate_id: id,
      affiliate_name: name,
      affiliate_status: status,
      account_manager: {
        account_manager_id: 1 + (id % MANAGERS),
        account_manager_name: `Manager ${brands[id % MANAGERS] ?? ''}`,
      },
      website: `https://aff${id}.example.com`,
      date_created: '2023-02-01T09:00:00',
    },
  }
}

export interface Query {
  readonly how: 'prefix' | 'exact' | 'typo' | 'swapped'
  readonly words: string
  /** The name of what is looked for: several offers may be called the same. */
  readonly name: string
}

/** The same queries for all: a quarter each of beginnings, whole names, half names with a slip, and swapped words. */
export function queries(rows: readonly Row[], count: number): Query[] {
  const chance = chances(41)
  return Array.from({ length: count }, (_, at): Query => {
    const { name } = pick(rows, chance)
    const words = name.split(/[^\p{L}\p{N}]+/u)
    if (at % 4 === 0)
      return { how: 'prefix', words: name.slice(0, Math.ceil(name.length * (0.4 + chance() * 0.4))), name }
    if (at % 4 === 1) return { how: 'exact', words: name, name }
    if (at % 4 === 2)
      return { how: 'typo', words: withSlip(words.slice(0, Math.ceil(words.length / 2)), chance), name }
    return { how: 'swapped', words: words.toSorted(() => chance() - 0.5).join(' '), name }
  })
}

/** One slip in a word of at least four letters: two letters swapped, one missing, too many or wrong. */
function withSlip(words: readonly string[], chance: () => number): string {
  const at = pick(
    [...words.keys()].filter((at) => (words[at] ?? '').length >= 4),
    chance,
  )
  const word = words[at] ?? ''
  const place = Math.floor(chance() * (word.length - 1))
  const letter = String.fromCharCode(97 + Math.floor(chance() * 26))
  const [before, after] = [word.slice(0, place), word.slice(place)]
  const slipped = pick(
    [
      before + after.charAt(1) + after.charAt(0) + after.slice(2),
      before + after.slice(1),
      before + letter + after,
      before + letter + after.slice(1),
    ],
    chance,
  )
  return words.with(at, slipped).join(' ')
}
