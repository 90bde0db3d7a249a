import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Step } from '../../src/store/step.ts'
import { isFinal, leads, LIFE, STATES, type StepName } from '../../src/store/life.ts'
import { BEN, EVE, MIA, pause } from './support/asked.ts'
import { databases } from './support/databases.ts'

describe('the table', () => {
  it('ends a change for good in these states', () => {
    expect(STATES.filter(isFinal)).toEqual(['applied', 'failed', 'rejected', 'withdrawn', 'expired', 'stale'])
  })

  it('leads to every state, and from nowhere but asking into a life', () => {
    const reached = new Set(Object.values(LIFE).flatMap(({ to }) => [...to]))
    expect([...reached].toSorted()).toEqual(STATES.toSorted())
    const births = Object.entries(LIFE).filter(([, { from }]) => (from as readonly unknown[]).includes(null))
    expect(births.map(([step]) => step)).toEqual(['ask'])
  })

  it('sends a write only from where it was approved, and none again', () => {
    const into = (state: string) =>
      Object.entries(LIFE)
        .filter(
          ([, { to, from }]) =>
            (to as readonly string[]).includes(state) && !(from as readonly unknown[]).includes(state),
        )
        .map(([step]) => step)
    expect(into('applying')).toEqual(['claim'])
    expect(LIFE.startWrite.from).toEqual(['applying'])
    expect(LIFE.settle.to).not.toContain('approved')
  })
})

const person = fc.constantFrom(MIA, BEN, EVE)
const worker = fc.constantFrom('one', 'one', 'one', 'two')
const hash = fc.constantFrom('right', 'right', 'right', 'wrong')

const known = fc.constantFrom('applied' as const, 'failed' as const)
const leaseMs = fc.constant(60_000)

/** Any step by anybody; those that lead on come more often than those that end it. */
const anything = fc.oneof(
  often(4, fc.record({ step: is('approve'), by: person, hash })),
  often(2, fc.record({ step: is('breakGlass'), by: person, hash, reason: fc.string() })),
  often(1, fc.record({ step: is('reject'), by: person, reason: fc.string() })),
  often(1, fc.record({ step: is('withdraw'), by: person })),
  often(1, fc.record({ step: is('expire') })),
  often(1, fc.record({ step: is('goStale'), by: person, worker, found: fc.json() })),
  often(8, fc.record({ step: is('claim'), worker, leaseMs })),
  often(8, fc.record({ step: is('startWrite'), worker, leaseMs })),
  often(2, fc.record({ step: is('release'), worker, retryAt: fc.constant(new Date(0)), why: fc.string() })),
  often(2, fc.record({ step: is('finish'), worker, to: known, answer: fc.json() })),
  often(2, fc.record({ step: is('finish'), worker, to: is('unknown'), answer: fc.json() })),
  often(3, fc.record({ step: is('recover') })),
  often(1, fc.record({ step: is('settle'), to: known, answer: fc.json() })),
  often(1, fc.record({ step: is('mark'), by: person, to: known, reason: fc.string() })),
)
/** Minutes: longer than a lease, or than half a change's life. */
const wait = fc.record({ wait: fc.constantFrom(2, 2, 2, 900) })
const events = fc.array(fc.oneof(often(10, anything), often(1, wait)), {
  minLength: 5,
  maxLength: 40,
  size: 'max',
})

function is<const T>(value: T) {
  return fc.constant(value)
}

function often<T>(weight: number, arbitrary: fc.Arbitrary<T>) {
  return { weight, arbitrary }
}

describe.each(databases)('any steps, in any order, on $name', ({ fresh }) => {
  it('never leave the table, leave a row each, and send at most one write', async () => {
    const { open, clock } = await fresh()
    const store = await open()
    const seen = new Set<string>()
    let offer = 0
    await fc.assert(
      fc.asyncProperty(events, fc.integer({ min: 0, max: 2 }), async (events, approvalsNeeded) => {
        const expiresAt = new Date(clock.now().getTime() + 24 * 3_600_000)
        // Each about an offer of its own: of one, only one change at a time is applied.
        const about = { kind: 'offer', id: (offer += 1), title: 'Summer Sale' }
        const { change } = await store.changes.ask(pause({ about, approvalsNeeded, expiresAt }))
        let now = change
        for (const event of events) {
          if ('wait' in event) {
            clock.pass({ minutes: event.wait })
            continue
          }
          const exact = 'hash' in event && event.hash === 'right' ? { hash: change.differenceHash } : {}
          const step: Step = { ...event, ...exact }
          const { change: after, done } = await store.changes.step(change.id, step)
          if (done) expect(leads(step.step, now.state, after.state)).toBe(true)
          if (isFinal(now.state)) expect(after).toEqual(now)
          if (done && step.step === 'approve') expect(step.by).not.toBe(MIA)
          now = after ?? now
          seen.add(now.state)
        }
        const story = await store.audit.story(change.id)
        expect(story).toHaveLength(now.version)
        expect(story.map(({ from }) => from)).toEqual([null, ...story.slice(0, -1).map(({ to }) => to)])
        expect(story.at(-1)?.to).toBe(now.state)
        for (const row of story)
          expect(leads(row.what as StepName, row.from as never, row.to as never)).toBe(true)
        expect(story.filter(({ what }) => what === 'startWrite').length).toBeLessThanOrEqual(1)
      }),
      { numRuns: 30, seed: 1 },
    )
    expect(await store.verify()).toMatchObject({ whole: true })
    // Nothing was left out.
    expect([...seen].toSorted()).toEqual(STATES.toSorted())
  })
})
