import { kinds, type Kind } from './contract.ts'

/**
 * A row's number in the database is its place in the ranking: SQLite gives rows in the order of their numbers, so the
 * best hundred of fifty thousand matches are the first hundred, and no more are looked at.
 *
 * From the highest bit: kind (3), status (3), how little traffic (5), and how old (31): newer ones have higher ids.
 */

const IDS = 2 ** 31
/** CAKE's ids have 31 bits; one above this is not held. */
export const HIGHEST_ID = IDS - 1
const MOST_TRAFFIC = 31
const LEVELS = 256

/** Active before paused before expired; what nobody knows is between. */
const STATUS_RANKS: Readonly<Record<string, number>> = {
  active: 0,
  public: 0,
  private: 0,
  pending: 2,
  paused: 3,
  inactive: 3,
  suspended: 4,
  expired: 5,
  rejected: 5,
  deleted: 6,
}

/** 0 (active, or of a kind without statuses) to 6. */
function statusRank(status: string | undefined): number {
  return status === undefined ? 0 : (STATUS_RANKS[status] ?? 1)
}

/** How good a row is apart from what is searched: 0 (best) to 255. Two steps of traffic are a factor of two. */
export function levelOf(status: string | undefined, traffic: number | undefined): number {
  return statusRank(status) * 32 + scarcity(traffic)
}

function scarcity(traffic: number | undefined): number {
  const steps = traffic === undefined || !(traffic > 0) ? 0 : Math.ceil(2 * Math.log2(1 + traffic))
  return MOST_TRAFFIC - Math.min(steps, MOST_TRAFFIC)
}

/** The level with the status of `status` and the traffic of `level`. */
export function withStatus(level: number, status: string | undefined): number {
  return statusRank(status) * 32 + (level % 32)
}

/** The level with the status of `level` and this traffic. */
export function withTraffic(level: number, traffic: number | undefined): number {
  return level - (level % 32) + scarcity(traffic)
}

export function rowNumber(kind: Kind, id: number, level: number): number {
  return (kinds.indexOf(kind) * LEVELS + level) * IDS + HIGHEST_ID - id
}

/** The numbers a kind's rows can have, both included. */
export function numbersOf(kind: Kind): { low: number; high: number } {
  const at = kinds.indexOf(kind)
  return { low: at * LEVELS * IDS, high: (at + 1) * LEVELS * IDS - 1 }
}

export function kindOf(row: number): Kind {
  return kinds[Math.floor(row / (LEVELS * IDS))] ?? 'offer'
}

export function levelIn(row: number): number {
  return Math.floor(row / IDS) % LEVELS
}

export function idIn(row: number): number {
  return HIGHEST_ID - (row % IDS)
}

/** One number for a kind and an id. */
export function keyOf(kind: Kind, id: number): number {
  return kinds.indexOf(kind) * IDS + id
}
