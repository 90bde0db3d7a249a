import type { AnyBlock } from '@slack/types'
import { formButton } from '../../blocks/buttons.ts'
import type { Piece } from '../../blocks/message.ts'
import { pick } from '../../blocks/pick.ts'
import { actions } from '../../blocks/pieces.ts'
import type { Catalogue } from '../../catalogue/contract.ts'
import { COMPARISONS, PERIODS } from '../../core/digests/period.ts'
import { type Plan, REPORTS } from '../../core/digests/plan.ts'
import { type Days, WEEKDAYS } from '../../core/digests/when.ts'
import { asChoices, boxes, field, one, several, yes } from './blocks.ts'
import { type Often, OFTEN, oftenOf, type Part, PARTS, REPORT_LABELS } from './fields.ts'
import { filterFields, moreFields } from './more.ts'

/** A digest as its form shows it. */
export interface FormView {
  readonly plan: Plan
  readonly channels: readonly string[]
  /** How often it is to come, as chosen: which fields are asked depends on it. */
  readonly often: Often
  readonly shown: readonly Part[]
  /** What a cron expression means, or what is wrong with it. */
  readonly cronSaid?: Piece | undefined
  /** Whether whoever fills it in may see money, and so show it to others. */
  readonly money: boolean
  readonly catalogue: Catalogue
}

/** Slack's ids; as many as one digest is a delivery each for. */
export const MOST_CHANNELS = 20

/** The form, the essentials first: a phone shows five or so fields at a time. */
export function digestBlocks(view: FormView): AnyBlock[] {
  const { plan, channels, shown, money, catalogue } = view
  const hidden = PARTS.filter((part) => !shown.includes(part))
  return [
    field(['reports'], 'Reports', boxes('reports', asChoices(REPORTS, REPORT_LABELS), plan.reports)),
    field(['period'], 'Period', one('period', asChoices(PERIODS), plan.period)),
    field(['compare'], 'Compare with', one('compare', asChoices(COMPARISONS), plan.compare)),
    ...whenFields(view),
    field(
      ['channels'],
      'Channels',
      {
        type: 'multi_conversations_select',
        action_id: 'channels',
        filter: { include: ['public', 'private'] },
        max_selected_items: MOST_CHANNELS,
        ...(channels.length > 0 ? { initial_conversations: [...channels] } : {}),
      },
      { hint: 'Private channels need the bot in them: invite it there.' },
    ),
    ...(money ? [moneyField(plan.money)] : []),
    ...(shown.includes('filters') ? filterFields(plan, catalogue) : []),
    ...(shown.includes('more') ? moreFields(plan) : []),
    ...actions(hidden.map((part) => formButton(PART_LABELS[part], part))).blocks,
  ]
}

const PART_LABELS = { filters: 'Filters', more: 'More options' } as const

function moneyField(shown: boolean): AnyBlock {
  return field(['money'], 'Money', yes('money', 'Show money to everybody in these channels', shown), {
    optional: true,
    hint: 'Else there are only clicks and conversions. A channel shared with another company never gets money.',
  })
}

/** When it comes, as far as that is to be asked. */
function whenFields({ plan, often, cronSaid }: FormView): AnyBlock[] {
  const { when } = plan
  const howOften = field(['often'], 'How often', one('often', OFTEN, often), { dispatches: true })
  const zone = field(
    ['zone'],
    'Time zone',
    pick({ kind: 'zone', placeholder: 'City or zone …', chosen: { value: when.zone, text: when.zone } }),
  )
  if (often === 'cron') {
    return [howOften, cronField('cron' in when ? when.cron : ''), ...(cronSaid?.blocks ?? []), zone]
  }
  const time = {
    type: 'timepicker' as const,
    action_id: 'time',
    initial_time: 'time' in when ? when.time : '09:00',
  }
  return [
    howOften,
    ...dayFields(often, 'days' in when ? when.days : undefined),
    field(['time'], 'Time', time),
    zone,
  ]
}

function cronField(cron: string): AnyBlock {
  const element = {
    type: 'plain_text_input' as const,
    action_id: 'cron',
    max_length: 100,
    placeholder: { type: 'plain_text' as const, text: '0 9 * * 1-5' },
    dispatch_action_config: { trigger_actions_on: ['on_enter_pressed' as const] },
    ...(cron === '' ? {} : { initial_value: cron }),
  }
  return field(['cron'], 'Cron expression', element, {
    dispatches: true,
    hint: 'Minute, hour, day of the month, month, day of the week. Press Enter to see what it means.',
  })
}

const WEEK = WEEKDAYS.map((label, index) => ({ label, value: String(index + 1) }))
const MONTH = Array.from({ length: 31 }, (_, index) => ({
  label: String(index + 1),
  value: String(index + 1),
}))

function dayFields(often: Often, days: Days | undefined): AnyBlock[] {
  const chosen = (kind: Days['kind']) => (days && oftenOf(days) === kind ? days.days.map(String) : [])
  if (often === 'week') return [field(['week'], 'Days of the week', several('week', WEEK, chosen('week')))]
  if (often !== 'month') return []
  return [
    field(['month'], 'Days of the month', several('month', MONTH, chosen('month')), {
      hint: 'In a shorter month its last day stands for those it does not have.',
    }),
  ]
}

/** How often a plan comes, as the form asks it. */
export function oftenIn({ when }: Plan): Often {
  return 'cron' in when ? 'cron' : oftenOf(when.days)
}
