import { describe, expect, it } from 'vitest'
import { Plan } from '../../../src/core/digests/plan.ts'
import {
  called,
  lastInWords,
  narrowedCounted,
  planInWords,
  standing,
} from '../../../src/core/digests/words.ts'
import type { DeliveryState, Digest } from '../../../src/store/digest.ts'

const now = new Date('2026-11-21T09:00:00Z')
const plan = Plan.parse({
  reports: ['offers', 'affiliates', 'advertisers'],
  period: 'last week',
  compare: 'the period before',
  when: { cron: '0 9 * * 1', zone: 'UTC' },
  filters: { offers: { only: false, ids: [1, 2] }, tags: { only: true, names: ['a'] } },
})
const digest: Digest = {
  id: 3,
  version: 1,
  owner: { userId: 'U1', teamId: 'T1' },
  plan,
  channels: ['C1'],
  state: 'on',
  paused: null,
  nextWall: '2026-11-23 09:00',
  nextAt: new Date('2026-11-23T09:00:00Z'),
  last: null,
}

describe('a digest in words', () => {
  it('is called by what it tells of, by its number alone where this version cannot read it', () => {
    expect(planInWords(plan)).toBe('Offers, affiliates and advertisers, last week')
    expect(called(digest)).toBe('digest 3 (Offers, affiliates and advertisers, last week)')
    expect(called({ id: 4, plan: { reports: ['creatives'] } })).toBe('digest 4')
  })

  it('says what it is narrowed to', () => {
    expect(narrowedCounted(plan)).toBe('without 2 offers, only 1 tag')
    expect(narrowedCounted({ filters: {} })).toBeUndefined()
  })

  it.each([
    [{ by: 'bot', why: '#cake-daily is archived' }, '⏸️ Paused by the bot 08:30: #cake-daily is archived'],
    [{ by: digest.owner, why: 'asked for' }, '⏸️ Paused by its owner 08:30'],
    [{ by: { userId: 'U2', teamId: 'T1' }, why: 'asked for' }, '⏸️ Paused by an admin 08:30'],
  ] as const)('says who has paused it: %j', (by, words) => {
    const paused = { ...by, at: new Date('2026-11-21T08:30:00Z') }
    expect(standing({ ...digest, state: 'paused', paused }, now, 'UTC')).toBe(words)
    expect(standing(digest, now, 'UTC')).toBe('🟢 On; next Mon 23 Nov 2026 09:00')
  })

  it.each<[DeliveryState, string, string]>([
    ['sent', '2026-11-20 09:00', 'Sent 20 Nov 2026, 09:05'],
    ['skipped', '2026-11-20 09:00', 'Skipped: Fri 20 Nov 2026 09:00'],
    ['failed', '2026-11-20 09:00', '⛔ Could not be sent: Fri 20 Nov 2026 09:00'],
    ['told', '2026-11-20 09:00', '⚠️ Without numbers, which could not be had: Fri 20 Nov 2026 09:00'],
    ['due', 'now 17', '🕓 About to be sent: 20 Nov 2026, 09:05'],
  ])('says what became of its last one: %s', (state, slot, words) => {
    const last = { slot, channel: 'C1', at: new Date('2026-11-20T09:05:00Z'), state, message: null }
    expect(lastInWords({ last }, now, 'UTC')).toBe(words)
    expect(lastInWords({ last: null }, now, 'UTC')).toBe('Not sent yet')
  })
})
