import { percent } from '../../blocks/figures.ts'
import { listed } from '../../blocks/text.ts'
import { marginPercent } from '../../cake/figures.ts'
import type { Totals } from '../performance.ts'
import type { Writer } from './currency.ts'

/** What a headline is made of. */
export interface Headlined {
  readonly now: Totals
  /** Absent: there is nothing to compare with. */
  readonly before?: Totals
  /** What it is compared with: `the Tuesday before`. */
  readonly than: string
  /** How many of what need a look: `3 offers`, `1 affiliate`. */
  readonly alarming: readonly string[]
}

/** All of a digest in one sentence that is made of the figures alone. */
export function headline({ now, before, than, alarming }: Headlined, write: Pick<Writer, 'total'>): string {
  const main = now.revenue !== undefined ? 'revenue' : now.payout !== undefined ? 'payout' : 'clicks'
  const named = main.charAt(0).toUpperCase() + main.slice(1)
  const parts = [
    isNothing(now)
      ? `No traffic: CAKE reports no clicks and no conversions${before ? `, unlike on ${than}` : ''}`
      : `${named} ${write.total(main, now[main])}${movedBy(now[main], before?.[main], than)}`,
    ...marginPart(now, before),
    ...alarmingPart(alarming),
  ]
  return `${parts.join('; ')}.`
}

/** Whether these are totals of nothing at all, as far as is known. */
export function isNothing({ clicks, conversions, revenue = 0, payout = 0 }: Totals): boolean {
  return clicks === 0 && conversions === 0 && revenue === 0 && payout === 0
}

function movedBy(now: number | undefined, before: number | undefined, than: string): string {
  if (now === undefined || before === undefined) return ''
  if (before === 0) return now === 0 ? '' : `, after none on ${than}`
  const share = ((now - before) / Math.abs(before)) * 100
  if (Math.abs(share) < 0.5) return `, as on ${than}`
  const shown = percent(Math.abs(share), Math.abs(share) < 9.95 ? 1 : 0).replace('.0 ', ' ')
  return `, ${share > 0 ? 'up' : 'down'} ${shown} on ${than}`
}

function marginPart(now: Totals, before: Totals | undefined): string[] {
  const is = marginPercent(now)
  if (is === undefined) return []
  const was = before && marginPercent(before)
  const points = was === undefined ? 0 : is - was
  const shown = Math.abs(points).toFixed(1)
  const moved = shown === '0.0' ? '' : `, ${points > 0 ? 'up' : 'down'} ${shown} points`
  return [`margin ${percent(is)}${moved}`]
}

function alarmingPart(alarming: readonly string[]): string[] {
  const [first] = alarming
  if (first === undefined) return []
  const isOne = alarming.length === 1 && first.startsWith('1 ')
  return [`${listed(alarming)} need${isOne ? 's' : ''} a look`]
}
