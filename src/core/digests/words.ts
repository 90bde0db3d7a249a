import { count, listed } from '../../blocks/text.ts'
import type { Digest } from '../../store/digest.ts'
import { dayInWords, momentInWords } from '../days.ts'
import { capital } from '../entries.ts'
import { Plan } from './plan.ts'
import { isWall } from './wall.ts'
import { weekdayName } from './when.ts'

/** The plan of a digest; undefined where it is of another version of the bot, that this one cannot read. */
export function planOf({ plan }: Pick<Digest, 'plan'>): Plan | undefined {
  return Plan.safeParse(plan).data
}

/** What a digest tells of, as its title: `Offers and affiliates, yesterday`. */
export function planInWords({ reports, period }: Pick<Plan, 'reports' | 'period'>): string {
  return `${capital(listed(reports))}, ${period}`
}

/** A digest by its number and what it tells of: `digest 3 (Offers, yesterday)`. */
export function called(digest: Pick<Digest, 'id' | 'plan'>): string {
  const plan = planOf(digest)
  return plan ? `digest ${digest.id} (${planInWords(plan)})` : `digest ${digest.id}`
}

/** A time on the wall of a digest's zone, `2026-11-23 09:00`, as people write it: `Mon 23 Nov 2026 09:00`. */
export function wallInWords(wall: string): string {
  const day = wall.slice(0, 10)
  return `${weekdayName(day).slice(0, 3)} ${dayInWords(day)} ${wall.slice(11)}`
}

/** How a digest stands, with a sign that the words say too. @param zone the network's, for when it was paused */
export function standing({ state, paused, nextWall, owner }: Digest, now: Date, zone: string): string {
  if (state === 'on') return `🟢 On; next ${wallInWords(nextWall)}`
  if (!paused) return '⏸️ Paused'
  const at = momentInWords(paused.at, now, zone)
  return paused.by === 'bot'
    ? `⏸️ Paused by the bot ${at}: ${paused.why}`
    : `⏸️ Paused by ${paused.by.userId === owner.userId ? 'its owner' : 'an admin'} ${at}`
}

/** How many things a digest is narrowed to, for a list: `without 2 offers, only 1 vertical`; undefined for all. */
export function narrowedCounted({ filters }: Pick<Plan, 'filters'>): string | undefined {
  const parts = Object.entries(filters).flatMap(([key, narrowed]) => {
    if (narrowed === undefined) return []
    const many = 'ids' in narrowed ? narrowed.ids.length : narrowed.names.length
    return [`${narrowed.only ? 'only' : 'without'} ${count(many, key.slice(0, -1))}`]
  })
  return parts.length === 0 ? undefined : parts.join(', ')
}

/** What became of its latest slot. @param zone the network's, for when it was sent */
export function lastInWords({ last }: Pick<Digest, 'last'>, now: Date, zone: string): string {
  if (!last) return 'Not sent yet'
  const at = momentInWords(last.at, now, zone)
  // One that was sent by hand has no time of its own.
  const slot = isWall(last.slot) ? wallInWords(last.slot) : at
  switch (last.state) {
    case 'sent':
      return `Sent ${at}`
    case 'due':
      return `🕓 About to be sent: ${slot}`
    case 'told':
      return `⚠️ Without numbers, which could not be had: ${slot}`
    case 'skipped':
      return `Skipped: ${slot}`
    case 'failed':
      return `⛔ Could not be sent: ${slot}`
  }
}
