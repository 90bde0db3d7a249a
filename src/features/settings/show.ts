import { z } from 'zod'
import { runButton } from '../../blocks/buttons.ts'
import { facts, lines, small, title, type Inline } from '../../blocks/pieces.ts'
import { count } from '../../blocks/text.ts'
import type { Audience, Governance } from '../../core/changes/governance.ts'
import { writeRules } from '../../core/changes/rule-text.ts'
import { defineQuery, type Card, type Shown } from '../../core/command.ts'
import { AUDIENCES } from './audiences.ts'

export const show = defineQuery({
  summary: 'Show who may do what, and what needs approval',
  role: 'viewer',
  example: 'settings show',
  args: [],
  input: z.object({}),
  private: true,
  load: ({ governance }) => governance(),
  view: (governance, _, shown) => settingsCard(governance, shown),
})

function settingsCard(governance: Governance, { roles }: Shown): Card {
  const { approvalsChannel: channel, expiryHours, rules } = governance
  const ruleLines = rules.length === 0 ? [] : writeRules(rules).split('\n')
  return {
    summary: 'Who may do what',
    pieces: [
      title('Who may do what'),
      lines(
        AUDIENCES.map(({ key, label }) => [
          { text: `${label}: `, bold: true },
          ...audienceInWords(key, governance[key]),
        ]),
      ),
      small('The people of CAKE_ADMINS are admins and approvers in any case.'),
      title('What needs approval'),
      lines([
        ...ruleLines.map((line) => [line]),
        [ruleLines.length === 0 ? 'Every change: 1 approval' : 'Everything else: 1 approval'],
      ]),
      facts([
        [
          ['Asked in', channel === undefined ? 'no channel is set yet' : { channel, text: channel }],
          ['Expires after', count(expiryHours, 'hour')],
        ],
      ]),
      small('Nobody ever approves what they asked for.'),
    ],
    buttons: roles.has('admin') ? [runButton('Change settings', 'settings edit')] : [],
  }
}

function audienceInWords(key: string, { everyone, users, groups }: Audience): Inline[] {
  if (everyone) return ['every full member']
  const all: Inline[] = [
    ...groups.map((usergroup): Inline => ({ usergroup, text: usergroup })),
    ...users.map((user): Inline => ({ user, text: user })),
  ]
  if (all.length === 0) return [key === 'money' ? 'nobody but CAKE_ADMINS' : 'CAKE_ADMINS']
  return all.flatMap((each, index) => (index === 0 ? [each] : [', ', each]))
}
