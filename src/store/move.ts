import type { By } from './actor.ts'
import type { ChangeState, StepName } from './life.ts'
import type { ChangeRow } from './schema.ts'
import type { Refusal, Step } from './step.ts'

/** What a step does to a change, decided but not yet done. */
export interface Move {
  readonly step: StepName
  readonly by: By
  readonly to: ChangeState
  /** What else is set in its row, besides the state and the version. */
  readonly set: Readonly<Partial<ChangeRow>>
  /** What the audit row says of it. */
  readonly detail: Readonly<Record<string, unknown>>
  readonly createdId?: number
  /** A loss of power may undo it: for what is simply done again then, and is not worth waiting for the disk. */
  readonly forgettable?: true
}

/** Why a step of a change that there is was not taken. */
export type Why = Exclude<Refusal, 'missing'>

export type Of<S extends StepName> = Extract<Step, { step: S }>
