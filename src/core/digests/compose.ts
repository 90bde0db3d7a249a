import type { CakeReader } from '../../cake/client.ts'
import type { Catalogue } from '../../catalogue/contract.ts'
import type { Changes } from '../../store/changes.ts'
import type { Composed } from './composed.ts'
import { gather } from './facts.ts'
import type { Plan } from './plan.ts'
import type { Sheets } from './sheets.ts'
import { untoldMessage } from './view-none.ts'
import { composedOf } from './view.ts'

/** What the catalogue is asked for. */
export type Names = Pick<Catalogue, 'get' | 'find'>

/** What a digest is composed with. */
export interface ComposeTools {
  readonly cake: CakeReader
  readonly catalogue: Names
  readonly store: { readonly changes: Pick<Changes, 'counts'> }
  /** Shared by everything that composes: equal reports are then read once. */
  readonly sheets: Sheets
}

/** One digest at one time. */
export interface Asked {
  readonly plan: Plan
  /** For words about money, `cake-daily`. */
  readonly channelName?: string
  /** As the delivery has it: a time on the wall of the plan's zone, `2026-11-21 09:00`, or `now …`. */
  readonly slot: string
  /** When it was due, where that is on record. Its plan may have been edited since, its zone included. */
  readonly dueAt?: Date
  /** True: it should have been sent earlier, and says so. */
  readonly late: boolean
  readonly now: Date
  /** Whether money is shown. False leaves out every figure of it. */
  readonly money: boolean
  readonly signal?: AbortSignal
}

/**
 * What a digest says.
 * @throws the signal's reason, what the store throws, and bugs; trouble with CAKE is not thrown but told in what comes back
 */
export async function compose(tools: ComposeTools, asked: Asked): Promise<Composed> {
  const facts = await gather(tools, asked)
  const around = { catalogue: tools.catalogue, zone: tools.cake.zone }
  return facts.failed.length > 0
    ? { kind: 'none', ...untoldMessage(facts, asked, around) }
    : composedOf(facts, asked, around)
}
