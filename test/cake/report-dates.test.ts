import { once } from 'node:events'
import { describe, expect, test } from 'vitest'
import { client, errorOf, json, network } from './network.ts'
import { systemClock } from '../../src/cake/clock.ts'
import { getOfferReport } from '../../src/cake/reports.ts'
import { tell } from '../../src/cake/report-dates.ts'

const now = () => new Date('2026-06-19T09:00:00Z')
const period = { from: '2026-06-01', to: '2026-06-30' }

type Means = 'inclusive' | 'exclusive' | 'exclusive, same day as one day' | 'exclusive, same day refused'

/** A network that counts clicks by day and means end_date in its own way. */
function reporting(means: Means, clicksOn: (day: string) => number) {
  return network((one, res) => {
    const from = one.query.get('start_date') ?? ''
    const to = one.query.get('end_date') ?? ''
    if (means === 'exclusive, same day refused' && from === to) {
      json(res, { success: false, message: 'end_date must be after start_date' })
      return
    }
    let clicks = 0
    for (let day = from; day <= to; day = new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10)) {
      const ends = day === to && means !== 'inclusive'
      if (!ends || (from === to && means === 'exclusive, same day as one day')) clicks += clicksOn(day)
    }
    const offers =
      clicks === 0
        ? []
        : [
            { offer_id: 1, clicks: clicks - 1 },
            { offer_id: 2, clicks: 1 },
          ]
    json(res, { request_status: 'Success', response: { data: { offers } } })
  })
}

const weekend = (day: string) => [0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay())
const everyDay = (day: string) => 100 + Number(day.slice(-2))
const readings: [Means, Awaited<ReturnType<ReturnType<typeof client>['cake']['reportDates']>>][] = [
  ['inclusive', { start_date: '2026-06-01', end_date: '2026-06-30' }],
  ['exclusive', { start_date: '2026-06-01', end_date: '2026-07-01' }],
  ['exclusive, same day as one day', { start_date: '2026-06-01', end_date: '2026-07-01' }],
  ['exclusive, same day refused', { start_date: '2026-06-01', end_date: '2026-07-01' }],
]

describe.each(readings)('a network whose end date is %s', (means, dates) => {
  test.each<[string, (day: string) => number]>([
    ['busy every day', everyDay],
    ['the same every day', () => 50],
    ['idle at weekends', (day) => (weekend(day) ? 0 : 50)],
    ['only busy long ago', (day) => (day < '2026-06-12' ? 50 : 0)],
    ['stopped the day before yesterday', (day) => (day < '2026-06-18' ? 50 : 0)],
  ])('is known, when it is %s', async (_, clicksOn) => {
    const { url } = await reporting(means, clicksOn)
    const { cake } = client(url, { reportEndDate: 'auto', now })
    await expect(cake.reportDates(period)).resolves.toEqual(dates)
  })
})

test('a network without clicks does not tell, and what to do is said', async () => {
  const { url } = await reporting('inclusive', () => 0)
  const { cake } = client(url, { reportEndDate: 'auto', now })
  const error = await errorOf(cake.reportDates(period))
  expect(error).toMatchObject({ name: 'CakeError', kind: 'unreadable' })
  expect(String(error)).toContain('set CAKE_REPORT_END_DATE to inclusive or exclusive')
})

test.each([
  [100, 150, 50, 'inclusive'],
  [100, 149, 50, 'inclusive'],
  [0, 50, 50, 'inclusive'],
  [0, 100, 0, 'exclusive'],
  [100, 100, 50, 'exclusive'],
  [100, 101, 50, 'exclusive'],
  [0, 0, 50, 'exclusive'],
  [100, 100, 0, undefined],
  [0, 0, 0, undefined],
])('%d for one day, %d for two and %d for the next: %s', (same, both, nextSame, end) => {
  expect(tell(same, both, nextSame)).toBe(end)
})

test('the network is asked once, for all who wait, and again after a day', async () => {
  const { url, came } = await reporting('inclusive', everyDay)
  let ms = 0
  const clock = {
    ms: () => ms,
    after: (wait: number, act: () => void) => {
      const timer = setTimeout(act, wait)
      return () => clearTimeout(timer)
    },
  }
  const { cake } = client(url, { reportEndDate: 'auto', now, clock })
  await Promise.all([cake.reportDates(period), cake.reportDates(period), cake.reportDates(period)])
  await cake.reportDates(period)
  expect(came).toHaveLength(3)
  ms = 24 * 60 * 60_000 - 1
  await cake.reportDates(period)
  expect(came).toHaveLength(3)
  ms += 1
  await cake.reportDates(period)
  expect(came).toHaveLength(6)
})

test('a failed check is not kept', async () => {
  let down = true
  const { url } = await network((_, res) => {
    if (down) json(res, {}, 404)
    else json(res, { offers: [{ offer_id: 1, clicks: 5 }] })
  })
  const { cake } = client(url, { reportEndDate: 'auto', now })
  await expect(cake.reportDates(period)).rejects.toMatchObject({ kind: 'not-found' })
  down = false
  await expect(cake.reportDates(period)).resolves.toMatchObject({ end_date: '2026-07-01' })
})

test('that the reports do not tell is kept for ten minutes', async () => {
  let clicks = 0
  const { url, came } = await reporting('inclusive', () => clicks)
  let ms = 0
  const clock = { ...systemClock, ms: () => ms }
  const { cake } = client(url, { reportEndDate: 'auto', now, clock })
  await expect(cake.reportDates(period)).rejects.toMatchObject({ kind: 'unreadable' })
  const asked = came.length
  clicks = 50
  ms = 10 * 60_000 - 1
  await expect(cake.reportDates(period)).rejects.toMatchObject({ kind: 'unreadable' })
  expect(came).toHaveLength(asked)
  ms += 1
  await expect(cake.reportDates(period)).resolves.toMatchObject({ end_date: '2026-06-30' })
})

describe('a check in the background', () => {
  /** A network that answers nothing until it is let. */
  async function holding() {
    const { promise, resolve: letGo } = Promise.withResolvers<void>()
    const all = await network((_, res) => {
      void promise.then(() => json(res, { offers: [{ offer_id: 1, clicks: 5 }] }))
    })
    return { ...all, letGo }
  }
  const dates = { start_date: '2026-06-01', end_date: '2026-07-01' }

  test('is enough for the people after it', async () => {
    const { url, came } = await reporting('exclusive', everyDay)
    const { cake } = client(url, { reportEndDate: 'auto', now })
    await cake.reportDates(period, { background: true })
    expect(came).toHaveLength(3)
    expect(await cake.reportDates(period)).toEqual(dates)
    expect(came).toHaveLength(3)
  })

  test('is joined by a person who asks meanwhile, and is then the person’s', async () => {
    const { url, came, has, letGo } = await holding()
    const { cake } = client(url, { reportEndDate: 'auto', now })
    const leaves = new AbortController()
    const background = cake.reportDates(period, { background: true, signal: leaves.signal })
    await has(3)
    const person = cake.reportDates(period)
    leaves.abort(new Error('the end'))
    await expect(background).rejects.toThrow('the end')
    letGo()
    expect(await person).toEqual(dates)
    expect(came).toHaveLength(3)
  })

  test('waits behind people: what is queued of it does not keep them', async () => {
    const { url, came, has, letGo } = await holding()
    const { cake } = client(url, { reportEndDate: 'auto', now, concurrency: 2 })
    const background = cake.reportDates(period, { background: true })
    await has(1)
    const person = cake.read(getOfferReport, { start_date: '2026-01-01', end_date: '2026-01-01' })
    await has(2)
    expect(came[1]?.query.get('start_date')).toBe('2026-01-01')
    letGo()
    await Promise.all([background, person])
  })

  test('ends with its signal, and so do its requests', async () => {
    const gone: Promise<unknown>[] = []
    const { url, has } = await network((_, res) => void gone.push(once(res, 'close')))
    const { cake, calls } = client(url, { reportEndDate: 'auto', now })
    const leaves = new AbortController()
    const background = cake.reportDates(period, { background: true, signal: leaves.signal })
    await has(3)
    leaves.abort(new Error('the end'))
    await expect(background).rejects.toThrow('the end')
    await Promise.all(gone)
    expect(calls).toEqual([])
  })
})

test('one who leaves does not end the check for others', async () => {
  const { url } = await reporting('inclusive', everyDay)
  const { cake } = client(url, { reportEndDate: 'auto', now })
  const leaves = new AbortController()
  const left = cake.reportDates(period, { signal: leaves.signal })
  const stays = cake.reportDates(period)
  leaves.abort(new Error('gone'))
  await expect(left).rejects.toThrow('gone')
  await expect(stays).resolves.toEqual({ start_date: '2026-06-01', end_date: '2026-06-30' })
})

test('days are looked at in the zone of the network', async () => {
  const { url, came } = await reporting('inclusive', everyDay)
  const late = new Date('2026-06-19T23:00:00Z')
  await client(url, { reportEndDate: 'auto', now: () => late, zone: 'Asia/Tokyo' }).cake.reportDates(period)
  expect(
    came.map((one) => one.query.get('start_date')).toSorted((a, b) => (a ?? '').localeCompare(b ?? '')),
  ).toEqual(['2026-06-18', '2026-06-18', '2026-06-19'])
})

test('a setting is taken without asking', async () => {
  const { url, came } = await reporting('inclusive', everyDay)
  const { cake } = client(url, { reportEndDate: 'exclusive' })
  await expect(cake.reportDates({ from: '2026-12-31', to: '2026-12-31' })).resolves.toEqual({
    start_date: '2026-12-31',
    end_date: '2027-01-01',
  })
  expect(came).toEqual([])
})

test.each([
  ['2026-02-30', '2026-03-01', 'start_date'],
  ['2026-03-01', 'soon', 'end_date'],
  ['2026-03-02', '2026-03-01', 'end_date'],
])('%s to %s is no period', async (from, to, field) => {
  const { cake } = client('http://127.0.0.1:1')
  await expect(cake.reportDates({ from, to })).rejects.toMatchObject({
    name: 'CakeError',
    kind: 'invalid',
    field,
  })
})
