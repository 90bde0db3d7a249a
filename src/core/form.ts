import type { z } from 'zod'
import type { Desk } from './changes/desk.ts'
import type { ViewValues } from './changes/inputs.ts'
import type { Modal, Submitted } from './modal.ts'
import type { Person, Role } from './person.ts'

/** Who asks for one of the bot's own forms, or for something to be done, and where. */
export interface AskedBy {
  readonly person: Person
  /** Where it was asked; absent in the App Home. */
  readonly channel?: string
}

/** What stands in a form. */
export interface Filled {
  /** What `open` gave with it. */
  readonly meta: string
  readonly values: ViewValues
}

/** A form as it is shown; its `callback` is the caller's. */
export type FormShown = Omit<Modal, 'callback'>

/** A form of the bot's own, for what is no change of CAKE. */
export interface Form<I> {
  readonly kind: 'form'
  readonly summary: string
  readonly role: Role
  readonly example: string
  readonly args: readonly string[]
  readonly input: z.ZodType<I>
  readonly filters?: undefined
  /** What is shown at first. @throws UserError */
  open(desk: Desk, asked: AskedBy & { readonly input: I }): Promise<FormShown>
  /**
   * Draws it anew around what stands in it: one of its buttons was clicked, or a field chosen that others depend on.
   * @param used the action of that button or field
   * @throws UserError
   */
  redraw?(desk: Desk, person: Person, filled: Filled & { readonly used: string }): Promise<FormShown>
  /** Takes what was filled in. */
  submit(desk: Desk, person: Person, filled: Filled): Promise<Submitted>
}

/** A form whose input is known only to itself: what the registry holds. */
// Its types were checked against each other by defineForm.
// oxlint-disable-next-line typescript/no-explicit-any
export type AnyForm = Form<any>

/** Defines a form. */
export function defineForm<I>(form: Omit<Form<I>, 'kind'>): Form<I> {
  return { kind: 'form', ...form }
}
