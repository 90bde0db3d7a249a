import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Weight } from '../../../src/core/changes/change.ts'
import { DEFAULT_RULE, mayApprove, Rule, ruleFor, ruleInWords } from '../../../src/core/changes/rules.ts'

const rule = (when: object, approvals = 2): Rule => Rule.parse({ name: 'big', when, approvals })
const change = (weight: Weight, command = 'offer edit') => ({ command, weight, objects: 1 })

describe('the rule for a change', () => {
  it('is one approval for everything, until somebody says otherwise', () => {
    expect(ruleFor([], change({}))).toBe(DEFAULT_RULE)
    expect(DEFAULT_RULE.approvals).toBe(1)
  })

  it.each([
    [{}, {}, true],
    [{ commands: ['offer edit'] }, {}, true],
    [{ commands: ['offer'] }, {}, true],
    [{ commands: ['off'] }, {}, false],
    [{ creates: true }, { creates: true }, true],
    [{ creates: true }, {}, false],
    [{ creates: false }, {}, true],
    [{ deletes: true }, { deletes: true }, true],
    [{ payoutUpBy: 5 }, { payoutBefore: 10, payoutAfter: 15 }, true],
    [{ payoutUpBy: 5 }, { payoutBefore: 10, payoutAfter: 14.99 }, false],
    [{ payoutUpBy: 0 }, { payoutBefore: 10, payoutAfter: 10 }, false],
    [{ payoutUpBy: 0 }, {}, false],
    [{ payoutUpPercent: 20 }, { payoutBefore: 10, payoutAfter: 12 }, true],
    [{ payoutUpPercent: 20 }, { payoutBefore: 10, payoutAfter: 8 }, false],
    [{ payoutUpPercent: 20 }, { payoutBefore: 0, payoutAfter: 0.01 }, true],
    [{ payoutDownBy: 5 }, { payoutBefore: 10, payoutAfter: 5 }, true],
    [{ payoutDownPercent: 50 }, { payoutBefore: 10, payoutAfter: 5 }, true],
    [{ payoutDownPercent: 50 }, { payoutBefore: 10, payoutAfter: 15 }, false],
    [{ marginBelowZero: true }, { marginAfter: -0.01 }, true],
    [{ marginBelowZero: true }, { marginAfter: 0 }, false],
    [{ pausesClicks: 100 }, { pausesClicks: 100 }, true],
    [{ pausesClicks: 100 }, { pausesClicks: 99 }, false],
    [{ pausesClicks: 0 }, {}, false],
    [{ objects: 2 }, {}, false],
    [{ creates: true, payoutUpBy: 5 }, { creates: true }, false],
  ] satisfies [object, Weight, boolean][])('%o on %o applies: %j', (when, weight, applies) => {
    expect(ruleFor([rule(when)], change(weight)).approvals).toBe(applies ? 2 : 1)
  })

  it('counts in whole ten-thousandths, as amounts are: what is exactly the limit is at least it', () => {
    const amounts = fc.record({
      before: fc.integer({ min: 1, max: 1_000_000 }),
      by: fc.integer({ min: 1, max: 99 }),
    })
    fc.assert(
      fc.property(amounts, fc.boolean(), ({ before, by }, isUp) => {
        const payoutBefore = before / 100
        const payoutAfter = (before * (isUp ? 100 + by : 100 - by)) / 10_000
        const limit = (before * by) / 10_000
        const weight = { payoutBefore, payoutAfter }
        const whens = isUp
          ? [{ payoutUpPercent: by }, { payoutUpBy: limit }]
          : [{ payoutDownPercent: by }, { payoutDownBy: limit }]
        for (const when of whens) expect(ruleFor([rule(when)], change(weight)).approvals).toBe(2)
        const next = isUp ? { payoutUpPercent: by + 0.01 } : { payoutDownPercent: by + 0.01 }
        expect(ruleFor([rule(next)], change(weight)).approvals).toBe(1)
      }),
    )
  })

  it('is the first that applies', () => {
    const rules = [rule({ creates: true }, 0), rule({}, 3)]
    expect(ruleFor(rules, change({ creates: true })).approvals).toBe(0)
    expect(ruleFor(rules, change({})).approvals).toBe(3)
  })

  describe('that does what another command does', () => {
    const pauses = (isAll: boolean) => change({ does: { command: 'offer pause', isAll } })
    const [always, onEdit, onPause] = [{}, { commands: ['offer edit'] }, { commands: ['offer pause'] }]

    it.each([
      ['is the rule that names that command', [rule(onPause, 2)], true, 2],
      ['also when it does more', [rule(onPause, 2)], false, 2],
      ['also where it needs none', [rule(onPause, 0)], true, 0],
      ['but not for more than that command does', [rule(onPause, 0)], false, 1],
      ['whatever comes after it', [rule(onPause, 0), rule(always, 3)], true, 0],
      ['is the stricter where both are named', [rule(onEdit, 0), rule(onPause, 2)], true, 2],
      ['whichever that is', [rule(onEdit, 2), rule(onPause, 0)], true, 2],
      ['is that of the noun for both', [rule({ commands: ['offer'] }, 3), rule(onPause, 0)], true, 3],
    ] as const)('%s: %j', (_, rules, isAll, approvals) => {
      expect(ruleFor(rules, pauses(isAll)).approvals).toBe(approvals)
    })

    it('lets only those approve whom either rule lets, where as many are needed', () => {
      const only = Rule.parse({ name: 'x', when: onPause, approvals: 1, approvers: { users: ['UANN'] } })
      expect(ruleFor([only], pauses(false))).toBe(only)
      expect(ruleFor([{ ...only, when: onEdit }, rule(onPause, 1)], pauses(false)).approvers).toEqual(
        only.approvers,
      )
    })

    it('never needs less than that command', () => {
      const when = fc.constantFrom(always, onEdit, onPause, { commands: ['offer'] }, { creates: true })
      const some = fc.array(fc.tuple(when, fc.nat({ max: 5 })), { maxLength: 6 })
      fc.assert(
        fc.property(some, fc.boolean(), (given, isAll) => {
          const rules = given.map(([conditions, approvals]) => rule(conditions, approvals))
          const least = ruleFor(rules, change({}, 'offer pause')).approvals
          expect(ruleFor(rules, pauses(isAll)).approvals).toBeGreaterThanOrEqual(least)
        }),
      )
    })
  })

  it('says itself in words', () => {
    expect(ruleInWords(DEFAULT_RULE)).toBe('one approval')
    expect(ruleInWords(rule({}, 0))).toBe('no approval (big)')
  })

  it.each([
    { approvals: -1 },
    { approvals: 6 },
    { approvals: 1, when: { payoutUp: 3 } },
    { name: '', approvals: 1 },
  ])('%o is no rule', (given) => {
    expect(Rule.safeParse({ name: 'x', ...given }).success).toBe(false)
  })
})

const id = fc.stringMatching(/^U[A-Z0-9]{3}$/)
const group = fc.stringMatching(/^S[A-Z0-9]{3}$/)

describe('who may approve', () => {
  it('never is the requester, whatever the rules say', () => {
    fc.assert(
      fc.property(
        fc.record({
          approvals: fc.integer({ min: 0, max: 5 }),
          users: fc.array(id),
          groups: fc.array(group),
          has: fc.boolean(),
        }),
        id,
        fc.array(group),
        ({ approvals, users, groups, has }, requester, own) => {
          const approvers = has
            ? { approvers: { users: [...users, requester], groups: [...groups, ...own] } }
            : {}
          const parsed = Rule.parse({ name: 'any', approvals, ...approvers })
          expect(mayApprove(parsed, requester, { userId: requester, groups: new Set(own) })).toBe(false)
        },
      ),
    )
  })

  it('are the people and groups of the rule, or every approver', () => {
    const of = (approvers?: object) =>
      Rule.parse({ name: 'r', approvals: 1, ...(approvers ? { approvers } : {}) })
    const ann = { userId: 'UANN', groups: new Set(['SOPS']) }
    expect(mayApprove(of(), 'UBOB', ann)).toBe(true)
    expect(mayApprove(of({ users: ['UANN'] }), 'UBOB', ann)).toBe(true)
    expect(mayApprove(of({ groups: ['SOPS'] }), 'UBOB', ann)).toBe(true)
    expect(mayApprove(of({ users: ['UCAT'], groups: ['SDEV'] }), 'UBOB', ann)).toBe(false)
    expect(mayApprove(of({}), 'UBOB', ann)).toBe(false)
  })
})
