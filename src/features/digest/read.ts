import type { ViewValues } from '../../core/changes/inputs.ts'
import { COMPARISONS, PERIODS } from '../../core/digests/period.ts'
import { Plan, type PlanWhen, REPORTS, SECTIONS, SORTS } from '../../core/digests/plan.ts'
import { isTime, isZone } from '../../core/digests/when.ts'
import { cronTrouble } from './cron.ts'
import { daysMeant, fieldId, inField, NARROWED, OFTEN, type Often, type PlanDays } from './fields.ts'
import { MOST_CHANNELS } from './form.ts'
import { BOUNDS } from './more.ts'

/** What was filled in. */
export type DigestRead =
  | { readonly ok: true; readonly plan: Plan; readonly channels: readonly string[] }
  /** Sentences by block id. */
  | { readonly ok: false; readonly errors: Readonly<Record<string, string>> }

/** A form that is being read. */
interface Reading {
  readonly values: ViewValues
  readonly errors: Record<string, string>
}

/**
 * Reads the form. What it does not show stays as it is in `base`.
 * @param now for how often a cron expression comes
 */
export function readDigest(values: ViewValues, base: Plan, now: Date): DigestRead {
  const reading: Reading = { values, errors: {} }
  const when = whenIn(reading, now)
  const channels = channelsIn(reading)
  const reports = chosenOf(reading, REPORTS, 'reports') ?? base.reports
  if (reports.length === 0) reading.errors[fieldId('reports')] = 'Choose one report at least.'
  const plan: Plan = {
    ...base,
    reports,
    period: oneOf(reading, PERIODS, 'period') ?? base.period,
    compare: oneOf(reading, COMPARISONS, 'compare') ?? base.compare,
    when: when ?? base.when,
    filters: filtersIn(reading, base),
    sort: oneOf(reading, SORTS, 'sort') ?? base.sort,
    rows: numberIn(reading, 'rows') ?? base.rows,
    leastClicks: numberIn(reading, 'leastClicks') ?? base.leastClicks,
    lateHours: numberIn(reading, 'lateHours') ?? base.lateHours,
    sections: chosenOf(reading, SECTIONS, 'sections') ?? base.sections,
    money: isYes(reading, 'money') ?? base.money,
    recheck: isYes(reading, 'recheck') ?? base.recheck,
  }
  const { errors } = reading
  if (Object.keys(errors).length > 0) return { ok: false, errors }
  const read = Plan.safeParse(plan)
  if (read.success) return { ok: true, plan: read.data, channels }
  // Nothing that Slack's own inputs give leads here.
  return {
    ok: false,
    errors: { [fieldId('reports')]: 'Slack gave something that cannot be kept. Choose again.' },
  }
}

/** How often it is to come, as chosen in the form so far. */
export function oftenChosen(values: ViewValues): Often | undefined {
  const chosen = inField(values, 'often')?.selected_option?.value
  return OFTEN.find(({ value }) => value === chosen)?.value
}

function whenIn(reading: Reading, now: Date): PlanWhen | undefined {
  const { values, errors } = reading
  const often = oftenChosen(values)
  const zone = inField(values, 'zone')?.selected_option?.value ?? ''
  if (!isZone(zone)) errors[fieldId('zone')] = 'Choose a time zone from the list.'
  if (often === 'cron') {
    const cron = (inField(values, 'cron')?.value ?? '').trim().replaceAll(/\s+/g, ' ')
    const problem = cronTrouble(cron, isZone(zone) ? zone : 'UTC', now)
    if (problem !== undefined) errors[fieldId('cron')] = problem
    return { cron, zone }
  }
  const time = inField(values, 'time')?.selected_time ?? ''
  if (!isTime(time)) errors[fieldId('time')] = 'Choose a time of day.'
  const days = often && (daysMeant(often) ?? daysIn(reading, often === 'month' ? 'month' : 'week'))
  return days && { time, days, zone }
}

function daysIn({ values, errors }: Reading, kind: 'week' | 'month'): PlanDays {
  const most = kind === 'week' ? 7 : 31
  const chosen = (inField(values, kind)?.selected_options ?? []).map(({ value }) => Number(value))
  const days = chosen.filter((day) => Number.isInteger(day) && day >= 1 && day <= most)
  if (days.length === 0) errors[fieldId(kind)] = 'Choose one day at least.'
  return { kind, days: days.toSorted((a, b) => a - b) }
}

function channelsIn({ values, errors }: Reading): readonly string[] {
  const channels = [...new Set(inField(values, 'channels')?.selected_conversations ?? [])]
  if (channels.length === 0) errors[fieldId('channels')] = 'Choose one channel at least.'
  if (channels.length > MOST_CHANNELS)
    errors[fieldId('channels')] = `Choose ${MOST_CHANNELS} channels at most.`
  return channels
}

/** What is narrowed stays as it is where the form does not show it; empty, it narrows nothing. */
function filtersIn(reading: Reading, { filters }: Plan): Plan['filters'] {
  const { values, errors } = reading
  if (inField(values, 'tags') === undefined) return filters
  const narrowed = NARROWED.flatMap(({ key }) => {
    const chosen = (inField(values, key)?.selected_options ?? []).map(({ value }) => Number(value))
    const ids = [...new Set(chosen)].filter((id) => Number.isInteger(id) && id > 0)
    return ids.length === 0 ? [] : [[key, { only: isOnly(values, key), ids }] as const]
  })
  const names = (inField(values, 'tags')?.value ?? '').split(',').map((each) => each.trim())
  const tags = [...new Set(names)].filter((each) => each !== '')
  if (tags.length > 50) errors[fieldId('tags')] = 'Name 50 tags at most.'
  return {
    ...Object.fromEntries(narrowed),
    ...(tags.length > 0 ? { tags: { only: isOnly(values, 'tags'), names: tags } } : {}),
  }
}

function isOnly(values: ViewValues, key: string): boolean {
  return inField(values, key, 'only')?.selected_option?.value !== 'but'
}

function numberIn({ values, errors }: Reading, key: keyof typeof BOUNDS): number | undefined {
  const typed = inField(values, key)
  if (typed === undefined) return undefined
  const { least, most } = BOUNDS[key]
  const number = /^\d{1,7}$/.test(typed.value ?? '') ? Number(typed.value) : Number.NaN
  if (number >= least && number <= most) return number
  errors[fieldId(key)] = `This must be a whole number from ${least} to ${most.toLocaleString('en-US')}.`
  return undefined
}

function isYes({ values }: Reading, key: string): boolean | undefined {
  const ticked = inField(values, key)
  return ticked && (ticked.selected_options ?? []).length > 0
}

function oneOf<const W extends string>({ values }: Reading, words: readonly W[], key: string): W | undefined {
  const chosen = inField(values, key)?.selected_option?.value
  return words.find((word) => word === chosen)
}

/** Those chosen, in the order in which the words stand. */
function chosenOf<const W extends string>(
  { values }: Reading,
  words: readonly W[],
  key: string,
): W[] | undefined {
  const ticked = inField(values, key)?.selected_options
  return ticked ? words.filter((word) => ticked.some(({ value }) => value === word)) : undefined
}
