import { z } from 'zod'
import type { Desk } from '../../core/changes/desk.ts'
import { withTyped, type ViewValues } from '../../core/changes/inputs.ts'
import type { Plan } from '../../core/digests/plan.ts'
import type { Filled, FormShown } from '../../core/form.ts'
import type { Person } from '../../core/person.ts'
import { cronInWords } from './cron.ts'
import { inField, type Part, PARTS } from './fields.ts'
import { digestBlocks, oftenIn } from './form.ts'
import { oftenChosen } from './read.ts'

/** What the form carries: which digest in which version it shows, if there is one; and which of its parts. */
const Meta = z.object({
  id: z.int().optional(),
  version: z.int().optional(),
  shown: z.array(z.enum(PARTS)).default([]),
})

export function metaOf(meta: string): z.infer<typeof Meta> {
  return Meta.parse(JSON.parse(meta))
}

interface Opening {
  readonly title: string
  readonly plan: Plan
  readonly channels: readonly string[]
  readonly meta: Omit<z.infer<typeof Meta>, 'shown'>
}

/** The form at first: parts that say something already are shown. */
export function opened(desk: Desk, { money }: Person, opening: Opening): FormShown {
  const { title, plan, channels, meta } = opening
  const shown: Part[] = Object.keys(plan.filters).length > 0 ? ['filters'] : []
  const often = oftenIn(plan)
  const cronSaid = 'cron' in plan.when ? cronInWords(plan.when.cron, plan.when.zone, desk.now()) : undefined
  const blocks = digestBlocks({ plan, channels, often, shown, cronSaid, money, catalogue: desk.catalogue })
  return { title, meta: JSON.stringify({ ...meta, shown }), submit: 'Save', close: 'Cancel', blocks }
}

/** The form around what stands in it, with the part that was asked for and the fields that were chosen. */
export function redrawn(
  desk: Desk,
  { money }: Person,
  { meta, values, used }: Filled & { readonly used: string },
  { title, plan }: Pick<Opening, 'title' | 'plan'>,
): FormShown {
  const before = metaOf(meta)
  const shown = PARTS.filter((part) => part === used || before.shown.includes(part))
  const often = oftenChosen(values) ?? oftenIn(plan)
  const cronSaid = often === 'cron' ? cronInWords(...cronTyped(values), desk.now()) : undefined
  const blocks = digestBlocks({
    plan,
    channels: [],
    often,
    shown,
    cronSaid,
    money,
    catalogue: desk.catalogue,
  })
  return {
    title,
    meta: JSON.stringify({ ...before, shown }),
    submit: 'Save',
    close: 'Cancel',
    blocks: withTyped(blocks, values),
  }
}

function cronTyped(values: ViewValues): [cron: string, zone: string] {
  return [inField(values, 'cron')?.value ?? '', inField(values, 'zone')?.selected_option?.value ?? '']
}
