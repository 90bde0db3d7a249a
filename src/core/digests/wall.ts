/**
 * Times as a clock on the wall of some zone shows them, and the instants they are. Zones are IANA's names; Intl knows
 * their rules. A wall time is `2026-03-08 02:30`: it may not exist, or exist twice, on the nights the clocks change.
 */

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** What a clock in `zone` shows at an instant: `2026-03-08 03:00`. */
export function wallAt(instant: Date, zone: string): string {
  return new Date(instant.getTime() + offsetAt(instant.getTime(), zone))
    .toISOString()
    .slice(0, 16)
    .replace('T', ' ')
}

/**
 * The instant at which a clock in `zone` shows `wall`. Where it shows it twice, the first time; where it never does, the
 * first minute that exists after it.
 * @param wall `2026-03-08 02:30`
 */
export function instantOf(wall: string, zone: string): Date {
  const asUtc = Date.parse(`${wall.replace(' ', 'T')}:00Z`)
  if (!isWall(wall) || Number.isNaN(asUtc)) throw new RangeError(`"${wall}" is no time on a wall`)
  const offsets = new Set([offsetAt(asUtc - DAY, zone), offsetAt(asUtc + DAY, zone)])
  const instants = [...offsets]
    .map((offset) => asUtc - offset)
    .filter((at) => at + offsetAt(at, zone) === asUtc)
  return new Date(instants.length > 0 ? Math.min(...instants) : jumpBefore(asUtc, zone))
}

/** Whether this has the form of a time on a wall: a slot that was sent by hand has none. */
export function isWall(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}$/.test(text)
}

/** When the clocks jump over `asUtc`, read as a wall time: the first instant after the jump. */
function jumpBefore(asUtc: number, zone: string): number {
  let [low, high] = [asUtc - DAY, asUtc + DAY]
  const before = offsetAt(low, zone)
  while (high - low > MINUTE) {
    const middle = low + Math.floor((high - low) / 2 / MINUTE) * MINUTE
    if (offsetAt(middle, zone) === before) low = middle
    else high = middle
  }
  return high
}

/** How far a zone's clocks are ahead of UTC at an instant, in milliseconds. */
function offsetAt(instant: number, zone: string): number {
  const parts = clockIn(zone).formatToParts(instant)
  const of = (type: Intl.DateTimeFormatPartTypes) => Number(parts.find((part) => part.type === type)?.value)
  const shown = Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute'), of('second'))
  return shown - Math.floor(instant / 1000) * 1000
}

/** Formats by zone: making one takes a thousand times as long as using it. */
const clocks = new Map<string, Intl.DateTimeFormat>()

function clockIn(zone: string): Intl.DateTimeFormat {
  const made =
    clocks.get(zone) ??
    new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    })
  clocks.set(zone, made)
  return made
}
