import type { ExpressionBuilder, Expression, SqlBool } from 'kysely'
import type { Reader } from './access.ts'
import { type Change, isId, type Thing, toChange } from './change.ts'
import { type ChangeState, STATES } from './life.ts'
import type { Database } from './schema.ts'

/** Which changes; all that is given must hold. */
export interface ChangeFilter {
  readonly states?: readonly ChangeState[]
  /** Slack user id. */
  readonly requester?: string
  /** Slack user id: what others have asked, so that this person may judge it. */
  readonly notBy?: string
  /** About each of these things, or touching it. */
  readonly things?: readonly Thing[]
  /** About a thing of this kind. */
  readonly kind?: string
  /** Asked then or later. */
  readonly since?: Date
  readonly undoOf?: number
}

export interface PageOptions {
  /** At most so many; 20. */
  readonly size?: number
  /** Only changes before this id: the last one of the page before. */
  readonly before?: number
  /** Leaves out so many of the newest: for pages that go by number. */
  readonly skip?: number
}

export interface ChangePage {
  readonly changes: readonly Change[]
  /** How many match, on all pages. */
  readonly total: number
}

type Row = ExpressionBuilder<Database, 'change'>

/** A page of the changes that match, newest first. */
export async function changePage(
  db: Reader,
  filter: ChangeFilter,
  { size = 20, before, skip = 0 }: PageOptions,
): Promise<ChangePage> {
  const matching = db.selectFrom('change').where((row) => matches(row, filter))
  const { total } = await matching
    .select((row) => row.fn.countAll<number | string>().as('total'))
    .executeTakeFirstOrThrow()
  const rows = await matching
    .$if(before !== undefined, (query) => query.where('id', '<', before ?? 0))
    .selectAll()
    .orderBy('id', 'desc')
    .limit(size)
    .offset(skip)
    .execute()
  return { changes: rows.map(toChange), total: Number(total) }
}

/** How many of the changes that match are in each state. */
export async function countByState(db: Reader, filter: ChangeFilter): Promise<Record<ChangeState, number>> {
  const rows = await db
    .selectFrom('change')
    .where((row) => matches(row, filter))
    .select((row) => ['state', row.fn.countAll<number | string>().as('count')])
    .groupBy('state')
    .execute()
  const counted = new Map(rows.map(({ state, count }) => [state, Number(count)]))
  return Object.fromEntries(STATES.map((state) => [state, counted.get(state) ?? 0])) as Record<
    ChangeState,
    number
  >
}

function matches(row: Row, filter: ChangeFilter): Expression<SqlBool> {
  const { states, requester, notBy, things = [], kind, since, undoOf } = filter
  return row.and([
    // An empty list is SQL's syntax error: none of them is in the state ''.
    ...(states ? [row('state', 'in', states.length > 0 ? states : [''])] : []),
    ...(requester === undefined ? [] : [row('requester', '=', requester)]),
    ...(notBy === undefined ? [] : [row('requester', '<>', notBy)]),
    ...things.map((thing) => touches(row, thing)),
    ...(kind === undefined ? [] : [row('about_kind', '=', kind)]),
    ...(since ? [row('asked_at', '>=', since.toISOString())] : []),
    ...(undoOf === undefined ? [] : [row('undo_of', '=', undoOf)]),
  ])
}

function touches(row: Row, { kind, id }: Thing): Expression<SqlBool> {
  if (!isId(id)) return row('id', '<', 0)
  const changes = row.selectFrom('change_thing').select('change_id')
  return row('id', 'in', changes.where('kind', '=', kind).where('thing_id', '=', id))
}
