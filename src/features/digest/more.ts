import type { AnyBlock } from '@slack/types'
import { pickMany } from '../../blocks/pick.ts'
import { title } from '../../blocks/pieces.ts'
import { name } from '../../blocks/text.ts'
import type { Catalogue, Kind } from '../../catalogue/contract.ts'
import { type Plan, SECTIONS, SORTS } from '../../core/digests/plan.ts'
import { asChoices, boxes, field, one, whole, yes } from './blocks.ts'
import { NARROWED, ONLY, SECTION_LABELS } from './fields.ts'

/** The bounds of the form's numbers, as `Plan` has them. */
export const BOUNDS = {
  rows: { least: 5, most: 25 },
  leastClicks: { least: 0, most: 1_000_000 },
  lateHours: { least: 0, most: 72 },
} as const

/** Which things it is narrowed to; one left empty narrows nothing. */
export function filterFields({ filters }: Plan, catalogue: Catalogue): AnyBlock[] {
  const narrowed = NARROWED.flatMap(({ key, kind, label }) => {
    const chosen = (filters[key]?.ids ?? []).map((id) => chosenOf(catalogue, kind, id))
    const select = pickMany({ kind, placeholder: 'Name or id …', chosen })
    return [
      field([key], label, select, { optional: true }),
      onlyField(key, label, filters[key]?.only ?? true),
    ]
  })
  const { tags } = filters
  const names = tags ? { initial_value: tags.names.join(', ') } : {}
  const text = { type: 'plain_text_input' as const, action_id: 'tags', ...names }
  return [
    ...title('Filters').blocks,
    ...narrowed,
    field(['tags'], 'Tags of offers', text, {
      optional: true,
      hint: 'Names as CAKE has them, with commas between.',
    }),
    onlyField('tags', 'Tags', tags?.only ?? true),
  ]
}

function onlyField(key: string, label: string, only: boolean): AnyBlock {
  return field([key, 'only'], `${label}: which`, one('only', ONLY, only ? 'only' : 'but'))
}

function chosenOf(catalogue: Catalogue, kind: Kind, id: number) {
  const known = catalogue.get(kind, id)?.name
  return { value: String(id), text: known === undefined ? String(id) : `${name(known, 60)} (${id})` }
}

/** What seldom needs another answer. */
export function moreFields(plan: Plan): AnyBlock[] {
  return [
    ...title('More options').blocks,
    field(
      ['sections'],
      'What is in it',
      boxes('sections', asChoices(SECTIONS, SECTION_LABELS), plan.sections),
      {
        optional: true,
        hint: 'The headline is always there.',
      },
    ),
    field(['sort'], 'Sort by', one('sort', asChoices(SORTS), plan.sort)),
    field(['rows'], 'Rows of a table', whole('rows', plan.rows, BOUNDS.rows), { hint: 'From 5 to 25.' }),
    field(
      ['leastClicks'],
      'Leave out rows under so many clicks',
      whole('clicks', plan.leastClicks, BOUNDS.leastClicks),
      {
        hint: 'Totals still have them.',
      },
    ),
    field(['lateHours'], 'Send late up to', whole('hours', plan.lateHours, BOUNDS.lateHours), {
      hint: 'Hours after its time, when the bot was down. After that it is skipped.',
    }),
    field(
      ['recheck'],
      'Corrections',
      yes('recheck', 'Read the totals again three days later', plan.recheck),
      {
        optional: true,
        hint: 'A total that has moved by more than 1 % is told in the thread.',
      },
    ),
  ]
}
