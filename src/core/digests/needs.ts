import { runButton } from '../../blocks/buttons.ts'
import type { Piece } from '../../blocks/message.ts'
import { entry, small, words } from '../../blocks/pieces.ts'
import { status } from '../../blocks/status.ts'
import { count, name } from '../../blocks/text.ts'
import { capital } from '../entries.ts'
import { dayFromToday, dayInWords } from '../days.ts'
import type { Totals } from '../performance.ts'
import { alarms, type Alarm, type Alarming } from './attention.ts'
import type { Attempt } from './attempt.ts'
import type { Asked, Names } from './compose.ts'
import type { Writer, Writers } from './currency.ts'
import type { Facts, Told } from './facts.ts'
import { affiliatesOf, offersOf } from './narrowing.ts'
import { totalsIn, type Sheet } from './sheet.ts'

/** One thing that needs somebody. */
interface Need {
  readonly noun: 'offer' | 'affiliate' | 'advertiser'
  readonly id: number
  readonly name?: string
  readonly why: string
  /** Absent: what shows it. */
  readonly button?: { readonly text: string; readonly line: string }
}

/** Things of one kind of need. */
interface Group {
  readonly needs: readonly Need[]
  /** The command line that lists all of them. */
  readonly all?: string
  readonly most: number
}

/** What needs somebody, as it is shown. */
export interface Needs {
  /** How many of what, each counted once: `3 offers`. */
  readonly counted: readonly string[]
  readonly pieces: readonly Piece[]
  /** Whole sentences about what CAKE could not tell. */
  readonly untold: readonly string[]
}

/** Fewer clicks without a conversion say nothing. */
const LEAST_CLICKS = 100
const NOUNS = ['offer', 'affiliate', 'advertiser'] as const

/** What needs a look, the gravest first, each with the button to where something is done about it. */
export function needsOf({ told, lists }: Facts, asked: Asked, catalogue: Names, writers: Writers): Needs {
  if (!lists) return { counted: [], pieces: [], untold: [] }
  const { filters, leastClicks } = asked.plan
  const offers = offersOf(filters, catalogue)
  const affiliates = affiliatesOf(filters, catalogue)
  const groups: Group[] = [
    ...told.map((one) => alarmed(one, Math.max(leastClicks, LEAST_CLICKS), writers.of(one))),
    { needs: came(lists.expiring, offers).map((offer) => expiring(offer, lists.today)), most: 3 },
    { needs: came(lists.stopped, offers).map(stopped), most: 3, all: 'offer list status:paused' },
    { needs: came(lists.waiting, affiliates).map(waiting), most: 3, all: 'affiliate list status:pending' },
  ]
  const all = groups.flatMap(({ needs }) => needs)
  const counted = NOUNS.flatMap((noun) => {
    const ids = new Set(all.filter((need) => need.noun === noun).map(({ id }) => id))
    return ids.size === 0 ? [] : [count(ids.size, noun)]
  })
  const pieces = [...groups.flatMap(shown), ...changesWaiting(lists.changes)]
  return {
    counted,
    pieces: pieces.length === 0 ? [] : [words({ text: 'Needs a look', bold: true }), ...pieces],
    untold: [
      ...unread('which offers expire', lists.expiring),
      ...unread('which offers are not active while campaigns are', lists.stopped),
      ...unread('which affiliates wait for approval', lists.waiting),
    ],
  }
}

function came<T extends { readonly id: number }>(
  tried: Attempt<readonly T[]>,
  wanted: (id: number) => boolean,
): T[] {
  return 'why' in tried ? [] : tried.value.filter(({ id }) => wanted(id))
}

function unread(what: string, tried: Attempt<unknown>): string[] {
  return 'why' in tried ? [`CAKE could not tell ${what}: ${tried.why}.`] : []
}

function shown({ needs, all, most }: Group): Piece[] {
  const rest = needs.length - most
  const [first] = needs
  const more =
    first && rest > 0
      ? [small(`… and ${count(rest, `more ${first.noun}`)}${all ? `: /cake ${all}` : ''}`)]
      : []
  return [...needs.slice(0, most).map(shownNeed), ...more]
}

function shownNeed({ noun, id, name: called, why, button }: Need, at: number): Piece {
  const { text, line } = button ?? { text: 'Show', line: `${noun} ${id}` }
  const heading = name(called ?? `${capital(noun)} ${id}`, 100)
  const label = `${text.replace('…', '')} ${noun} ${id}`
  return entry(
    heading,
    `${capital(noun)} ${id} · ${why}`,
    runButton(text, line, { id: `${line} ${at}`, label }),
  )
}

function alarmed({ sheet, weeks, kind }: Told, leastClicks: number, write: Writer): Group {
  const earlier = { get: (id: number) => weeksOf(id, weeks) }
  const needs = alarms(sheet.rows, { leastClicks, earlier }).map(({ id, name: called, alarm }: Alarming) => ({
    noun: kind.noun,
    id,
    name: called,
    why: alarmInWords(alarm, write),
  }))
  return { needs, most: 4 }
}

/** What a thing did in those of the weeks in which it is. */
function weeksOf(id: number, weeks: readonly Sheet[]): Totals[] {
  const all: Totals[] = []
  for (const week of weeks) {
    const totals = totalsIn(week, id)
    if (totals) all.push(totals)
  }
  return all
}

function alarmInWords(alarm: Alarm, write: Writer): string {
  switch (alarm.kind) {
    case 'negative margin':
      return `⚠️ margin ${write.row('margin', alarm.margin)}: paid out more than came in`
    case 'no conversions':
      return `⚠️ ${count(alarm.clicks, 'click')}, no conversions`
    case 'unlike itself': {
      const measure = alarm.figure === 'CVR' ? 'cvr' : 'epc'
      const arrow = alarm.now > alarm.usual ? '▲' : '▼'
      return `${arrow} ${alarm.figure} ${write.row(measure, alarm.now)}, usually ${write.row(measure, alarm.usual)}`
    }
  }
}

function expiring(
  { id, name: called, day }: { id: number; name?: string; day: string },
  today: string,
): Need {
  return {
    noun: 'offer',
    id,
    name: called,
    why: `⌛ expires ${dayFromToday(day, today)} (${dayInWords(day)})`,
  }
}

function stopped(offer: { id: number; name?: string; status: string; campaigns: number }): Need {
  const why = `${status(offer.status)}, with ${count(offer.campaigns, 'active campaign')}`
  return { noun: 'offer', id: offer.id, name: offer.name, why }
}

function waiting({ id, name: called }: { id: number; name?: string }): Need {
  const button = { text: 'Approve…', line: `affiliate approve ${id}` }
  return { noun: 'affiliate', id, name: called, why: '🕓 waits for approval', button }
}

function changesWaiting(changes: number): Piece[] {
  if (changes === 0) return []
  const button = runButton('Show', 'change list status:waiting', { label: 'Show the changes that wait' })
  return [entry(`${count(changes, 'change')} asked for`, '🕓 waiting for approval', button)]
}
