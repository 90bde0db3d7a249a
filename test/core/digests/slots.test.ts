import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Plan, type PlanWhen } from '../../../src/core/digests/plan.ts'
import { cronProblem, dueOf, nextOf, planWhenInWords, slotsOf } from '../../../src/core/digests/slots.ts'
import { wallAt } from '../../../src/core/digests/wall.ts'

const EVERY_DAY = { kind: 'week', days: [1, 2, 3, 4, 5, 6, 7] } as const

function daily(time: string, zone: string): PlanWhen {
  return { time, days: { ...EVERY_DAY, days: [...EVERY_DAY.days] }, zone }
}

function cron(time: string, zone: string): PlanWhen {
  const [hour, minute] = time.split(':').map(Number)
  return { cron: `${minute} ${hour} * * *`, zone }
}

/** A time, the zone, and when the slots of three days around a change of the clocks are due. */
const CHANGES: readonly (readonly [zone: string, time: string, first: string, at: readonly string[]])[] = [
  // 8 March: 02:00 becomes 03:00. 1 November: 02:00 becomes 01:00.
  ['America/New_York', '09:00', '2026-03-07', ['03-07T14:00', '03-08T13:00', '03-09T13:00']],
  ['America/New_York', '02:00', '2026-03-07', ['03-07T07:00', '03-08T07:00', '03-09T06:00']],
  ['America/New_York', '02:30', '2026-03-07', ['03-07T07:30', '03-08T07:00', '03-09T06:30']],
  ['America/New_York', '09:00', '2026-10-31', ['10-31T13:00', '11-01T14:00', '11-02T14:00']],
  ['America/New_York', '01:30', '2026-10-31', ['10-31T05:30', '11-01T05:30', '11-02T06:30']],
  // 29 March: 01:00 becomes 02:00. 25 October: 02:00 becomes 01:00.
  ['Europe/London', '09:00', '2026-03-28', ['03-28T09:00', '03-29T08:00', '03-30T08:00']],
  ['Europe/London', '01:59', '2026-03-28', ['03-28T01:59', '03-29T01:00', '03-30T00:59']],
  ['Europe/London', '09:00', '2026-10-24', ['10-24T08:00', '10-25T09:00', '10-26T09:00']],
  ['Europe/London', '01:00', '2026-10-24', ['10-24T00:00', '10-25T00:00', '10-26T01:00']],
  // Half an hour ahead of the full one, and never changed.
  ['Asia/Kolkata', '09:00', '2026-03-28', ['03-28T03:30', '03-29T03:30', '03-30T03:30']],
  ['Asia/Kolkata', '02:30', '2026-10-24', ['10-23T21:00', '10-24T21:00', '10-25T21:00']],
  // By half an hour only. 5 April: 02:00 becomes 01:30. 4 October: 02:00 becomes 02:30.
  ['Australia/Lord_Howe', '09:00', '2026-04-04', ['04-03T22:00', '04-04T22:30', '04-05T22:30']],
  ['Australia/Lord_Howe', '01:45', '2026-04-04', ['04-03T14:45', '04-04T14:45', '04-05T15:15']],
  ['Australia/Lord_Howe', '02:15', '2026-10-03', ['10-02T15:45', '10-03T15:30', '10-04T15:15']],
  ['Australia/Lord_Howe', '09:00', '2026-10-03', ['10-02T22:30', '10-03T22:00', '10-04T22:00']],
  ['UTC', '02:30', '2026-03-28', ['03-28T02:30', '03-29T02:30', '03-30T02:30']],
  ['UTC', '01:30', '2026-10-31', ['10-31T01:30', '11-01T01:30', '11-02T01:30']],
]

describe.each([
  ['days and a time', daily],
  ['a cron expression', cron],
] as const)('by %s', (_, made) => {
  it.each(CHANGES)('%s at %s from %s on', (zone, time, first, at) => {
    const start = new Date(`2026-${at[0]}:00Z`)
    const end = new Date(`2026-${at[2]}:00Z`)
    const slots = slotsOf(made(time, zone), new Date(start.getTime() - 60_000), end)
    expect(slots.map((slot) => slot.at.toISOString().slice(5, 16))).toEqual(at)
    // Known by what the wall was to show, also where it never did.
    expect(slots[0]?.wall).toBe(`${first} ${time}`)
    expect(slots.map(({ wall }) => wall.slice(11))).toEqual([time, time, time])
  })
})

const ZONES = ['America/New_York', 'Europe/London', 'Asia/Kolkata', 'Australia/Lord_Howe', 'UTC'] as const

describe('a slot', () => {
  it('is the same by either way of saying it, whatever the zone, the time and the day', () => {
    const start = fc.integer({ min: Date.UTC(2025, 0, 1), max: Date.UTC(2028, 0, 1) })
    const minute = fc.integer({ min: 0, max: 1439 })
    fc.assert(
      fc.property(fc.constantFrom(...ZONES), minute, start, (zone, m, from) => {
        const time = new Date(m * 60_000).toISOString().slice(11, 16)
        const after = new Date(from)
        expect(nextOf(cron(time, zone), after)).toEqual(nextOf(daily(time, zone), after))
      }),
      { numRuns: 300 },
    )
  })

  it('of several within the hour that does not exist is one', () => {
    const often: PlanWhen = { cron: '*/15 * * * *', zone: 'America/New_York' }
    const night = slotsOf(often, new Date('2026-03-08T06:40:00Z'), new Date('2026-03-08T07:20:00Z'))
    expect(night.map(({ wall, at }) => [wall, at.toISOString().slice(11, 16)])).toEqual([
      ['2026-03-08 01:45', '06:45'],
      ['2026-03-08 02:00', '07:00'],
      ['2026-03-08 03:15', '07:15'],
    ])
  })

  it('of the doubled hour comes the first time only', () => {
    const often: PlanWhen = { cron: '*/30 * * * *', zone: 'America/New_York' }
    const night = slotsOf(often, new Date('2026-11-01T04:59:00Z'), new Date('2026-11-01T07:00:00Z'))
    expect(night.map(({ at }) => at.toISOString().slice(11, 16))).toEqual(['05:00', '05:30', '07:00'])
  })

  it('of many is one of the latest', () => {
    const often: PlanWhen = { cron: '* * * * *', zone: 'UTC' }
    const slots = slotsOf(often, new Date('2026-11-01T00:00:00Z'), new Date('2026-11-03T00:00:00Z'), 3)
    expect(slots.map(({ wall }) => wall)).toEqual([
      '2026-11-02 23:58',
      '2026-11-02 23:59',
      '2026-11-03 00:00',
    ])
  })

  it('that never comes is said', () => {
    expect(() => nextOf({ cron: '0 0 30 2 *', zone: 'UTC' }, new Date(0))).toThrow(RangeError)
  })
})

describe('a cron expression', () => {
  it.each(['0 9 * * 1-5', '*/30 8-10 * * MON', '0 9 1,15 * *'])('can be %s', (expression) => {
    expect(cronProblem(expression)).toBeUndefined()
  })

  it.each([
    '0 9 * *',
    '* 0 9 * * *',
    '61 9 * * *',
    'at nine, please',
    '0 0 30 2 *',
    '@monthly',
    '0 9 * * *,*',
  ])('cannot be %s', (expression) => {
    expect(cronProblem(expression)).toContain(`"${expression}"`)
  })

  it('is said in words', () => {
    expect(planWhenInWords({ cron: '0 9 * * 1-5', zone: 'Europe/London' })).toBe(
      'at 09:00, Monday through Friday Europe/London',
    )
    expect(planWhenInWords(daily('09:00', 'UTC'))).toBe('every day at 09:00 UTC')
  })
})

describe('what is due', () => {
  const DUE = { nextWall: '2026-11-21 09:00', nextAt: new Date('2026-11-21T14:00:00Z') }
  const plan = (given: object = {}) =>
    Plan.parse({
      reports: ['offers'],
      period: 'yesterday',
      compare: 'the period before',
      when: daily('09:00', 'America/New_York'),
      ...given,
    })
  const after = (hours: number) => new Date(DUE.nextAt.getTime() + hours * 3_600_000)
  const said = (hours: number, given?: object) => {
    const { send, skipped, next } = dueOf(DUE, plan(given), after(hours))
    return [send && [send.wall, send.late], skipped.map(({ wall }) => wall), next.wall]
  }

  it.each([
    ['in time', 0, [['2026-11-21 09:00', false], [], '2026-11-22 09:00']],
    ['down for 3 h', 3, [['2026-11-21 09:00', true], [], '2026-11-22 09:00']],
    ['down for 11 h', 11, [['2026-11-21 09:00', true], [], '2026-11-22 09:00']],
    ['down for 12 h', 12, [undefined, ['2026-11-21 09:00'], '2026-11-22 09:00']],
    ['down for 13 h', 13, [undefined, ['2026-11-21 09:00'], '2026-11-22 09:00']],
    [
      'down for 3 days',
      72.1,
      [
        ['2026-11-24 09:00', false],
        ['2026-11-21 09:00', '2026-11-22 09:00', '2026-11-23 09:00'],
        '2026-11-25 09:00',
      ],
    ],
    [
      'down for 3 days and 13 h',
      85,
      [
        undefined,
        ['2026-11-21 09:00', '2026-11-22 09:00', '2026-11-23 09:00', '2026-11-24 09:00'],
        '2026-11-25 09:00',
      ],
    ],
  ] as const)('%s', (_, hours, expected) => {
    expect(said(hours)).toEqual(expected)
  })

  it('is as late as its plan has it', () => {
    expect(said(13, { lateHours: 24 })[0]).toEqual(['2026-11-21 09:00', true])
    expect(said(1, { lateHours: 0 })).toEqual([undefined, ['2026-11-21 09:00'], '2026-11-22 09:00'])
    expect(said(0.1, { lateHours: 0 })[0]).toEqual(['2026-11-21 09:00', false])
  })

  it('goes on by the plan as it is now, whatever it was when the slot was set', () => {
    const edited = plan({ when: daily('10:30', 'UTC') })
    const { send, next } = dueOf(DUE, edited, DUE.nextAt)
    expect([send?.wall, next.wall]).toEqual(['2026-11-21 09:00', '2026-11-22 10:30'])
  })

  it('is one at most, and nothing is lost, however long it was down', () => {
    const zone = fc.constantFrom(...ZONES)
    fc.assert(
      fc.property(zone, fc.integer({ min: 0, max: 40 * 24 * 60 }), (zone, minutes) => {
        const when = daily('02:15', zone)
        const first = nextOf(when, new Date('2026-03-01T00:00:00Z'))
        const now = new Date(first.at.getTime() + minutes * 60_000)
        const due = dueOf({ nextWall: first.wall, nextAt: first.at }, plan({ when }), now)
        const all = [...due.skipped, ...(due.send ? [due.send] : [])].map(({ wall }) => wall)
        expect(all).toEqual([first.wall, ...slotsOf(when, first.at, now).map(({ wall }) => wall)])
        expect(due.next.at > now).toBe(true)
        expect(wallAt(due.next.at, zone) >= due.next.wall).toBe(true)
      }),
      { numRuns: 200 },
    )
  })
})
