/**
 * How a change lives: the one table of its states and of the steps between them. What a step asks for besides the state
 * (who, which hash, whose lease) is in decide.ts.
 */
export const STATES = [
  'waiting',
  'approved',
  'applying',
  'applied',
  'failed',
  'unknown',
  'rejected',
  'withdrawn',
  'expired',
  'stale',
] as const

export type ChangeState = (typeof STATES)[number]

interface Leads {
  /** Null: before there is a change. */
  readonly from: readonly (ChangeState | null)[]
  readonly to: readonly ChangeState[]
}

export const LIFE = {
  /** Approved at once where the rule asks for no approval. */
  ask: { from: [null], to: ['waiting', 'approved'] },
  /** One vote; the last one that the rule asks for approves. */
  approve: { from: ['waiting'], to: ['waiting', 'approved'] },
  /** An admin carries it out without approval. */
  breakGlass: { from: ['waiting'], to: ['approved'] },
  reject: { from: ['waiting'], to: ['rejected'] },
  withdraw: { from: ['waiting', 'approved'], to: ['withdrawn'] },
  expire: { from: ['waiting', 'approved'], to: ['expired'] },
  /** What it touches has moved. From applying only before the write. */
  goStale: { from: ['waiting', 'approved', 'applying'], to: ['stale'] },
  /** A worker takes it for the time of a lease. */
  claim: { from: ['approved'], to: ['applying'] },
  /** From here on nobody may send the write again, unless its worker releases it. */
  startWrite: { from: ['applying'], to: ['applying'] },
  /** The worker gives it back before the write, or when CAKE surely has not taken it, to be tried again later. */
  release: { from: ['applying'], to: ['approved'] },
  /** The worker says what came of it; also when others had already given it up for unknown. */
  finish: { from: ['applying', 'unknown'], to: ['applied', 'failed', 'unknown'] },
  /** The worker's lease has ended: tried again if no write was started, otherwise unknown. */
  recover: { from: ['applying'], to: ['approved', 'unknown'] },
  /** Reading CAKE told what had come of it. */
  settle: { from: ['unknown'], to: ['applied', 'failed'] },
  /** A person says what had come of it, where reading cannot tell. */
  mark: { from: ['unknown'], to: ['applied', 'failed'] },
} as const satisfies Readonly<Record<string, Leads>>

export type StepName = keyof typeof LIFE

/** True where the table has this step between these states. */
export function leads(step: StepName, from: ChangeState | null, to: ChangeState): boolean {
  return mayStart(step, from) && (LIFE[step].to as readonly ChangeState[]).includes(to)
}

/** True where the step can be taken in this state. */
export function mayStart(step: StepName, from: ChangeState | null): boolean {
  return (LIFE[step].from as Leads['from']).includes(from)
}

/** True where nothing ever follows. */
export function isFinal(state: ChangeState): boolean {
  return Object.values<Leads>(LIFE).every(({ from }) => !from.includes(state))
}

/** True where the step is something that people are to be told of: not the worker's taking up and giving back. */
export function isNews(from: ChangeState | null, to: ChangeState): boolean {
  return to !== 'applying' && !(from === 'applying' && to === 'approved')
}
