import { expect, test, vi } from 'vitest'
import { CakeError } from '../src/cake/errors.ts'
import { warmUp } from '../src/warm-up.ts'
import { client, json, network } from './cake/network.ts'

const now = new Date('2026-06-19T23:00:00Z')

/** A log that keeps its warnings. */
function logging() {
  const warned: unknown[] = []
  const keep = (details: object) => void warned.push(details)
  return { warned, log: { debug() {}, info() {}, warn: keep, error: keep } }
}

test('the first card does not ask for the end date any more', async () => {
  const { url, came } = await network((_, res) => json(res, { offers: [{ offer_id: 1, clicks: 5 }] }))
  const { cake, calls } = client(url, { reportEndDate: 'auto', now: () => now })
  const { warned, log } = logging()
  warmUp(cake, log, now, new AbortController().signal)
  await vi.waitUntil(() => calls.length === 3)
  const period = { from: '2026-06-18', to: '2026-06-18' }
  expect(await cake.reportDates(period)).toMatchObject({ start_date: '2026-06-18' })
  expect(came).toHaveLength(3)
  expect(warned).toEqual([])
})

test('nothing is asked where the setting says it', async () => {
  const { url, came } = await network((_, res) => json(res, {}))
  const { log } = logging()
  const { cake } = client(url, { reportEndDate: 'exclusive' })
  warmUp(cake, log, now, new AbortController().signal)
  await cake.close()
  expect(came).toEqual([])
})

/** A network of which only the report's dates are asked, and that fails. */
function failing(zone: string) {
  const asked: unknown[] = []
  const failed = Promise.withResolvers<never>()
  const reportDates = (...all: unknown[]) => {
    asked.push(all)
    return failed.promise
  }
  const cake = { zone, reportDates } as unknown as Parameters<typeof warmUp>[0]
  return { cake, asked, failed }
}

test('yesterday is asked for, in the zone of the network, behind people; a failure is a line in the log', async () => {
  const { cake, asked, failed } = failing('Asia/Tokyo')
  const { warned, log } = logging()
  const { signal } = new AbortController()
  warmUp(cake, log, now, signal)
  expect(asked).toEqual([
    [
      { from: '2026-06-19', to: '2026-06-19' },
      { background: true, signal },
    ],
  ])
  const err = new CakeError('unreadable', 'report/offer.json', 'They do not tell.')
  failed.reject(err)
  await failed.promise.catch(() => undefined)
  expect(warned).toEqual([{ err }])
})

test('cut short by the end, it says nothing', async () => {
  const { cake, failed } = failing('UTC')
  const { warned, log } = logging()
  const ending = new AbortController()
  warmUp(cake, log, now, ending.signal)
  ending.abort()
  failed.reject(new Error('aborted'))
  await failed.promise.catch(() => undefined)
  expect(warned).toEqual([])
})
