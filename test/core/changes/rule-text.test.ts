import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readRules, writeRules } from '../../../src/core/changes/rule-text.ts'
import { Rules, type Rule } from '../../../src/core/changes/rules.ts'

const commands = ['offer pause', 'offer edit', 'offer new', 'campaign delete', 'affiliate approve']

function whens(text: string): Rule['when'][] {
  const read = readRules(text, commands)
  if (!read.ok) throw new Error(read.problem)
  return read.rules.map(({ when }) => when)
}

describe('rules as people write them', () => {
  it.each([
    ['2 approvals when payout up 20%', { payoutUpPercent: 20 }],
    ['2 Approvals When Payout up by at least $5.50', { payoutUpBy: 5.5 }],
    ['1 approval if payout down', { payoutDownBy: 0 }],
    ['no approval when affiliate approve', { commands: ['affiliate approve'] }],
    ['0 approvals for offer or campaign delete', { commands: ['offer', 'campaign delete'] }],
    ['2 approvals when margin below zero', { marginBelowZero: true }],
    ['2 approvals when offer pause and pausing with traffic', { commands: ['offer pause'], pausesClicks: 1 }],
    ['1 approval when not creating, deleting', { creates: false, deletes: true }],
    ['3 approvals when at least 10 objects.', { objects: 10 }],
    ['5 approvals always', {}],
  ])('%s', (text, when) => {
    expect(whens(text)).toEqual([when])
  })

  it('passes over empty lines and takes who may approve', () => {
    const read = readRules('\n\n2 approvals by <@U0ADMIN001>, S0CAKEAPPR when deleting\n', commands)
    expect(read).toEqual({
      ok: true,
      rules: [
        {
          name: 'deleting',
          when: { deletes: true },
          approvals: 2,
          approvers: { users: ['U0ADMIN001'], groups: ['S0CAKEAPPR'] },
        },
      ],
    })
  })

  it.each([
    ['payout up 20%', 'Line 1: “payout up 20%” is no rule. Write it as: 2 approvals when payout up 20%'],
    ['1 approval always\n6 approvals always', 'Line 2: a change can need 5 approvals at most.'],
    [
      '1 approval when affiliate aprove',
      'Line 1: “affiliate aprove” is not understood. Did you mean “affiliate approve”?',
    ],
    [
      '1 approval when the moon is full',
      /^Line 1: “the moon is full” is not understood\. It can be a change/,
    ],
    ['1 approval when deleting and deleting', 'Line 1: “deleting” says again what stands before it.'],
    ['1 approval by Bob when deleting', /^Line 1: “Bob” is nobody/],
    ['1 approval when payout up 200000%', 'Line 1: payout up 200000% is too much.'],
    ['1 approval always\n'.repeat(31), 'There can be 30 rules at most; these are 31.'],
  ])('%s is refused in words', (text, problem) => {
    const read = readRules(text, commands)
    expect(read.ok).toBe(false)
    expect(read.ok ? '' : read.problem).toMatch(problem)
  })

  it('what is written is read back as itself, whatever the rules are', () => {
    const amount = fc.integer({ min: 1, max: 9_999_999 }).map((cents) => cents / 100)
    const when = fc.record(
      {
        commands: fc.uniqueArray(fc.constantFrom(...commands, 'offer', 'campaign'), {
          minLength: 1,
          maxLength: 4,
        }),
        creates: fc.boolean(),
        deletes: fc.boolean(),
        marginBelowZero: fc.boolean(),
        payoutUpPercent: fc.integer({ min: 0, max: 100_000 }),
        payoutDownBy: fc.oneof(fc.constant(0), amount),
        pausesClicks: fc.integer({ min: 0, max: 999_999_999 }),
        objects: fc.integer({ min: 1, max: 999_999 }),
      },
      { requiredKeys: [] },
    )
    const approvers = fc.record({
      users: fc.uniqueArray(fc.constantFrom('U0A1', 'W0B2'), { minLength: 1 }),
      groups: fc.uniqueArray(fc.constantFrom('S0A1', 'S0B2')),
    })
    const rule = fc.record(
      { when, approvals: fc.integer({ min: 0, max: 5 }), approvers },
      { requiredKeys: ['when', 'approvals'] },
    )
    fc.assert(
      fc.property(fc.array(rule, { maxLength: 5 }), (rules) => {
        const all = rules.map((each) => ({ name: 'x', ...each }))
        const read = readRules(writeRules(all), commands)
        if (!read.ok) throw new Error(read.problem)
        expect(read.rules).toEqual(rules.map((each) => ({ ...each, name: expect.any(String) as string })))
        expect(Rules.safeParse(read.rules).error).toBeUndefined()
      }),
    )
  })

  it('anything else never throws, and is never longer told than a field holds', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 400 }), (text) => {
        const read = readRules(text, commands)
        if (read.ok) expect(Rules.safeParse(read.rules).error).toBeUndefined()
        else expect(read.problem.length).toBeLessThan(400)
      }),
    )
  })
})
