import { Governance, type Audience } from '../../core/changes/governance.ts'
import type { ViewValues } from '../../core/changes/inputs.ts'
import { readRules } from '../../core/changes/rule-text.ts'
import { AUDIENCES, type AudienceKey } from './audiences.ts'
import { ALL, inputId } from './form.ts'

export type SettingsRead =
  | { readonly ok: true; readonly governance: Governance }
  /** Sentences by block id. */
  | { readonly ok: false; readonly errors: Readonly<Record<string, string>> }

const MOST = { users: 200, groups: 50 }
const HOURS = { least: 1, most: 720 }

/** Reads what was filled into the form. @param commands every change there is */
export function readSettings(values: ViewValues, commands: readonly string[]): SettingsRead {
  const errors: Record<string, string> = {}
  const audiences = Object.fromEntries(
    AUDIENCES.map(({ key, mayBeAll }) => [key, audienceIn(values, key, { mayBeAll, errors })]),
  ) as Record<AudienceKey, Audience>
  const rules = readRules(textIn(values, 'rules'), commands)
  if (!rules.ok) errors[inputId('rules')] = rules.problem
  const expiryHours = hoursIn(textIn(values, 'expiryHours'))
  if (expiryHours === undefined) {
    errors[inputId('expiryHours')] =
      `This must be a whole number of hours, from ${HOURS.least} to ${HOURS.most}.`
  }
  if (Object.keys(errors).length > 0) return { ok: false, errors }
  const approvalsChannel = inputOf(values, 'approvalsChannel')?.selected_conversation ?? undefined
  const read = Governance.safeParse({
    ...audiences,
    ...(approvalsChannel === undefined ? {} : { approvalsChannel }),
    rules: rules.ok ? rules.rules : [],
    expiryHours,
  })
  if (read.success) return { ok: true, governance: read.data }
  const where = inputId(String(read.error.issues[0]?.path[0] ?? 'rules'))
  const block =
    Object.keys(values).find((id) => id === where || id.startsWith(`${where}:`)) ?? inputId('rules')
  return { ok: false, errors: { [block]: 'Slack gave something here that cannot be kept. Choose again.' } }
}

interface Reading {
  readonly mayBeAll: boolean
  readonly errors: Record<string, string>
}

function audienceIn(values: ViewValues, key: AudienceKey, { mayBeAll, errors }: Reading): Audience {
  const everyone = mayBeAll && inputOf(values, key, 'who')?.selected_option?.value === ALL
  const users = [...(inputOf(values, key, 'users')?.selected_users ?? [])]
  const chosen = inputOf(values, key, 'groups')?.selected_options ?? []
  const groups = chosen.flatMap(({ value }) => (value === undefined ? [] : [value]))
  if (users.length > MOST.users)
    errors[inputId(key, 'users')] = `Choose ${MOST.users} people at most; a user group holds more.`
  if (groups.length > MOST.groups)
    errors[inputId(key, 'groups')] = `Choose ${MOST.groups} user groups at most.`
  if (mayBeAll && key !== 'money' && !everyone && users.length + groups.length === 0) {
    errors[inputId(key, 'users')] = 'Choose people or user groups, or every full member.'
  }
  return { everyone, users, groups }
}

function inputOf(values: ViewValues, ...key: readonly string[]): ViewValues[string][string] | undefined {
  return Object.values(values[inputId(...key)] ?? {})[0]
}

function textIn(values: ViewValues, key: string): string {
  return inputOf(values, key)?.value ?? ''
}

function hoursIn(text: string): number | undefined {
  const hours = /^\d{1,3}$/.test(text.trim()) ? Number(text) : Number.NaN
  return hours >= HOURS.least && hours <= HOURS.most ? hours : undefined
}
