import type { z } from 'zod'
import type { Message } from '../blocks/message.ts'
import type { Desk } from './changes/desk.ts'
import type { AskedBy } from './form.ts'
import type { Role } from './person.ts'

/** What is asked before something is done that cannot be undone. */
export interface Question {
  /** A sentence: what would be done, and what that means. */
  readonly question: string
  /** What the button says that does it: a verb. */
  readonly button: string
}

/** What an act has come to, for the one who asked. */
export type Done =
  /** A sentence, above the answer of a command line: where people can go on from. */
  { readonly said: string; readonly line: string } | { readonly message: Message }

/**
 * Something that a command does at once with what the bot itself keeps: it changes nothing in CAKE, so it needs no form
 * and no approval. The store writes it into the audit chain.
 */
export interface Act<I> {
  readonly kind: 'act'
  readonly summary: string
  readonly role: Role
  readonly example: string
  readonly args: readonly string[]
  readonly input: z.ZodType<I>
  readonly filters?: undefined
  /** Asked first, unless the line says `sure:yes`. Absent: it is done at once. @throws UserError */
  readonly confirm?: (desk: Desk, by: AskedBy, input: I) => Promise<Question>
  /** Does it. Who may do it to this one is looked at here. @throws UserError */
  run(desk: Desk, by: AskedBy, input: I): Promise<Done>
}

/** An act whose input is known only to itself: what the registry holds. */
// Its types were checked against each other by defineAct.
// oxlint-disable-next-line typescript/no-explicit-any
export type AnyAct = Act<any>

/** Defines an act. */
export function defineAct<I>(act: Omit<Act<I>, 'kind'>): Act<I> {
  return { kind: 'act', ...act }
}

/** The key under which the button of a question says yes. */
export const SURE = 'sure'
