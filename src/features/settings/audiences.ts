import type { Audience, Governance } from '../../core/changes/governance.ts'

/** The audiences of the settings, in the order in which they are shown. */
export const AUDIENCES = [
  { key: 'viewers', label: 'Look things up', mayBeAll: true },
  { key: 'requesters', label: 'Ask for changes', mayBeAll: true },
  { key: 'approvers', label: 'Approve changes', mayBeAll: false },
  { key: 'admins', label: 'Admins', mayBeAll: false },
  { key: 'money', label: 'See money', mayBeAll: true },
] as const

export type AudienceKey = (typeof AUDIENCES)[number]['key']

/** The other settings, by what they are called. */
const OTHERS = [
  { key: 'approvalsChannel', label: 'Approvals channel' },
  { key: 'expiryHours', label: 'Hours until a request expires' },
  { key: 'rules', label: 'Rules' },
] as const

/** What differs between two settings, by what it is called. */
export function differing(one: Governance, other: Governance): string[] {
  return [...AUDIENCES, ...OTHERS].flatMap(({ key, label }) =>
    asText(one[key]) === asText(other[key]) ? [] : [label],
  )
}

function asText(setting: Governance[keyof Governance]): string {
  return isAudience(setting)
    ? JSON.stringify([setting.everyone, setting.users.toSorted(), setting.groups.toSorted()])
    : JSON.stringify(setting ?? null)
}

function isAudience(setting: unknown): setting is Audience {
  return typeof setting === 'object' && setting !== null && 'everyone' in setting
}
