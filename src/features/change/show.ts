import { z } from 'zod'
import type { Change } from '../../store/change.ts'
import { STATES, type ChangeState } from '../../store/life.ts'
import { defineQuery, type QueryContext } from '../../core/command.ts'
import { refusal } from '../../core/changes/may.ts'
import type { Person } from '../../core/person.ts'
import { UserError } from '../../core/errors.ts'
import { changeCard, overviewCard, type Overview, type Story } from './view.ts'

/** What is older than so many others that wait is found in the list. */
const MOST_LOOKED_AT = 100
/** What is not over yet. */
const OPEN = STATES.filter((state) => ['waiting', 'approved', 'applying', 'unknown'].includes(state))

export const show = defineQuery({
  summary: 'Show what waits for me, or one change with its whole story',
  role: 'viewer',
  example: 'change 1',
  args: ['change?'],
  input: z.object({
    change: z
      .string()
      .regex(/^#?\d{1,9}$/, 'A change is named by its number.')
      .transform((text) => Number(text.replace('#', '')))
      .optional(),
  }),
  load: (context, { change }) => (change === undefined ? overview(context) : story(context, change)),
  view: (data: Overview | Story, _, shown) =>
    'change' in data ? changeCard(data, shown) : overviewCard(data, shown),
})

async function story({ record, person }: QueryContext, id: number): Promise<Story> {
  const [change, rows] = await Promise.all([record.byId(id), record.story(id)])
  if (!change) throw new UserError(`There is no change ${id}.`, ['change list'])
  return { change, rows, person }
}

/** What waits for this person, what they have asked for, and what waits for others. */
async function overview({ record, person }: QueryContext): Promise<Overview> {
  // Where CAKE cannot be asked what came of a change, an admin has to look.
  const states: ChangeState[] = ['waiting', ...(person.roles.has('admin') ? (['unknown'] as const) : [])]
  const [mine, { changes }] = await Promise.all([
    record.list({ states: OPEN, requester: person.userId }, { size: MOST_LOOKED_AT }),
    record.list({ states, notBy: person.userId }, { size: MOST_LOOKED_AT }),
  ])
  const forMe = changes.filter((change) => isFor(change, person))
  return { forMe, mine: mine.changes, others: changes.filter((change) => !forMe.includes(change)) }
}

function isFor(change: Change, person: Person): boolean {
  return refusal(change, person, change.state === 'unknown' ? 'mark' : 'approve') === undefined
}
