import type { AnyBlock, InputBlock, PlainTextOption } from '@slack/types'
import { option } from '../../blocks/pick.ts'
import { lines, small, title } from '../../blocks/pieces.ts'
import type { Audience, Governance } from '../../core/changes/governance.ts'
import { writeRules } from '../../core/changes/rule-text.ts'
import { groupLabel, USER_GROUPS, type UserGroup } from '../../core/directory.ts'
import { AUDIENCES } from './audiences.ts'

/** The block id of a setting's input. */
export function inputId(...key: readonly string[]): string {
  return ['settings', ...key].join(':')
}

export const ALL = 'everyone'
const SOME = 'these'
const WHO: readonly PlainTextOption[] = [
  option('Every full member', ALL),
  option('Only the people and groups below', SOME),
]

/** The inputs of the settings, with what stands in them now. */
export function settingsBlocks(now: Governance, groups: readonly UserGroup[]): AnyBlock[] {
  return [
    ...AUDIENCES.flatMap(({ key, label, mayBeAll }): AnyBlock[] => [
      ...(key === 'admins'
        ? small('The people of CAKE_ADMINS are admins and approvers in any case.').blocks
        : []),
      ...(mayBeAll ? [whoInput(key, label, now[key])] : []),
      peopleInput(key, label, now[key]),
      groupsInput(key, label, now[key], groups),
    ]),
    ...title('Changes').blocks,
    channelInput(now.approvalsChannel),
    textInput('expiryHours', 'Hours until a request expires', String(now.expiryHours)),
    ...RULES_HELP,
    rulesInput(writeRules(now.rules)),
  ]
}

const RULES_HELP = lines([
  ['Rules: one in each line; the first that fits counts. A change that fits none needs one approval.'],
  [{ text: '2 approvals when payout up 20%', code: true }],
  [{ text: '2 approvals when margin below zero', code: true }],
  [{ text: '1 approval when offer pause and pausing with 100 clicks', code: true }],
  [{ text: 'no approval when affiliate approve or campaign pause', code: true }],
  ['Also: payout down 5, creating, deleting. Nobody ever approves what they asked for.'],
]).blocks

function input(
  key: readonly string[],
  label: string,
  element: InputBlock['element'],
  optional: boolean,
): InputBlock {
  return {
    type: 'input',
    block_id: inputId(...key),
    optional,
    label: { type: 'plain_text', text: label },
    element,
  }
}

function whoInput(key: string, label: string, { everyone }: Audience): AnyBlock {
  const initial_option = WHO.find(({ value }) => value === (everyone ? ALL : SOME))
  const element = { type: 'static_select' as const, action_id: 'who', options: [...WHO], initial_option }
  return input([key, 'who'], `${label}: who`, element, false)
}

function peopleInput(key: string, label: string, { users }: Audience): AnyBlock {
  const chosen = users.length > 0 ? { initial_users: [...users] } : {}
  return input(
    [key, 'users'],
    `${label}: people`,
    { type: 'multi_users_select', action_id: 'users', ...chosen },
    true,
  )
}

function groupsInput(
  key: string,
  label: string,
  { groups: ids }: Audience,
  groups: readonly UserGroup[],
): AnyBlock {
  const chosen = ids.map((id) => {
    const group = groups.find((each) => each.id === id)
    return option(group ? groupLabel(group) : id, id)
  })
  return input(
    [key, 'groups'],
    `${label}: user groups`,
    {
      type: 'multi_external_select',
      action_id: USER_GROUPS,
      min_query_length: 0,
      placeholder: { type: 'plain_text', text: 'Name of a user group …' },
      ...(chosen.length > 0 ? { initial_options: chosen } : {}),
    },
    true,
  )
}

function channelInput(channel: string | undefined): AnyBlock {
  const element = {
    type: 'conversations_select',
    action_id: 'channel',
    filter: { include: ['public', 'private'] },
    ...(channel === undefined ? {} : { initial_conversation: channel }),
  } satisfies InputBlock['element']
  return input(['approvalsChannel'], 'Approvals channel', element, true)
}

function textInput(key: string, label: string, initial_value: string): AnyBlock {
  return input([key], label, { type: 'plain_text_input', action_id: 'text', initial_value }, false)
}

function rulesInput(initial_value: string): AnyBlock {
  const initial = initial_value === '' ? {} : { initial_value }
  const element = { type: 'plain_text_input', action_id: 'text', multiline: true, ...initial } as const
  return input(['rules'], 'Rules', element, true)
}
