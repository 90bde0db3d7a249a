import type { Access } from './access.ts'
import { askedIn } from './ask.ts'
import { hashOf } from './json.ts'
import type { AuditTableRow, ChangeRow } from './schema.ts'

const PAGE = 1000

/** What a change's row says that the chain says too. */
interface Row {
  readonly id: number
  readonly version: number
  readonly state: string
  readonly asked: string
  readonly requester: string
  readonly voters: readonly string[]
}

/** What the chain says of a change, step by step. */
interface Told {
  asked?: string
  requester?: string
  /** After each step. */
  readonly states: (string | null)[]
  /** Who approved, and by which step. */
  readonly votes: { readonly version: number; readonly by: string }[]
}

/**
 * The changes' rows as they are now, to be held against the rows of the chain. The chain may go on meanwhile: a row is
 * held against what was told up to its own version.
 */
export class ChangesBeside {
  readonly #rows: readonly Row[]
  readonly #told = new Map<number, Told>()

  private constructor(rows: readonly Row[]) {
    this.#rows = rows
  }

  /** To be read before the chain. */
  static async read(access: Access): Promise<ChangesBeside> {
    const rows: Row[] = []
    for (;;) {
      const page = await access.read((db) =>
        db
          .selectFrom('change')
          .selectAll()
          .where('id', '>', rows.at(-1)?.id ?? 0)
          .orderBy('id')
          .limit(PAGE)
          .execute(),
      )
      if (page.length === 0) return new ChangesBeside(rows)
      rows.push(...page.map(rowOf))
    }
  }

  /** Takes note of a row of the chain. */
  hear({ change_id: id, what, actor, detail, to_state: to }: AuditTableRow): void {
    if (id === null) return
    const told: Told = this.#told.get(id) ?? { states: [], votes: [] }
    this.#told.set(id, told)
    told.states.push(to)
    if (what === 'ask') {
      told.asked = fingerprint(JSON.parse(detail) as Asked)
      told.requester = actor
    }
    if (what === 'approve') told.votes.push({ version: told.states.length, by: actor })
  }

  /** The first change that is not as the chain has it, and how. */
  flaw(): { readonly change: number; readonly why: string } | undefined {
    for (const row of this.#rows) {
      const why = flawOf(row, this.#told.get(row.id) ?? { states: [], votes: [] })
      if (why !== undefined) return { change: row.id, why }
    }
    return undefined
  }
}

function rowOf(row: ChangeRow): Row {
  const { id, version, state, requester } = row
  const votes = JSON.parse(row.votes) as { by: { userId: string } }[]
  return {
    id,
    version,
    state,
    requester,
    asked: fingerprint(askedIn(row)),
    voters: votes.map(({ by }) => by.userId),
  }
}

type Asked = Readonly<Record<string, unknown>>

/** Of what is asked; without the thing's id, which what is new gets only when it is made. What is there has it in `input`. */
function fingerprint(asked: Asked): string {
  return hashOf({ ...asked, about: { ...(asked['about'] as object), id: null } })
}

function flawOf({ version, state, asked, requester, voters }: Row, told: Told): string | undefined {
  if (version > told.states.length)
    return `it has taken ${version} steps, the record has ${told.states.length}`
  const recorded = told.states[version - 1]
  if (recorded !== state) return `it is ${state}, the record says ${String(recorded)}`
  if (asked !== told.asked) return 'what it asks for is not what was asked'
  if (requester !== told.requester) return 'somebody else asked for it'
  const votes = told.votes.filter((vote) => vote.version <= version).map(({ by }) => by)
  return votes.join() === voters.join() ? undefined : 'others have approved it'
}
