/** What the bot, the reference and the stand-ins have to agree on. None of it opens anything anywhere. */
export const BOT_TOKEN = 'xoxb-bench'
export const SIGNING_SECRET = 'bench-signing-secret'
export const CAKE_KEY = 'bench-key'
export const TEAM = 'T0BENCH'
export const BOT_USER = 'U0BOT'

/** Commands come from so many people in turn. */
export const PEOPLE = 20

/** Rows of an unfiltered offer report, and of one filtered by BIG_VERTICAL; both in pages of PAGE_ROWS. */
export const PAGE_ROWS = 10_000
export const BIG_VERTICAL = 50
export const BIG_ROWS = 5 * PAGE_ROWS

/** Stands in every card of this offer, so that an error is not timed as an answer. */
export function offerName(offer: number): string {
  return `Bench Offer ${offer}`
}
