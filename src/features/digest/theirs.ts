import { z } from 'zod'
import type { Desk } from '../../core/changes/desk.ts'
import { UserError } from '../../core/errors.ts'
import { id } from '../../core/inputs.ts'
import type { Person } from '../../core/person.ts'
import { type Plan } from '../../core/digests/plan.ts'
import { planOf } from '../../core/digests/words.ts'
import type { Digest } from '../../store/digest.ts'

/** A digest by its number: `digest 3`. */
export const One = z.object({ digest: id('digest') })

/** @throws UserError where there is none */
export async function digestOf({ store }: Desk, number: number): Promise<Digest> {
  const digest = await store.digests.byId(number)
  if (!digest) throw gone(number)
  return digest
}

/** One that this person may change: their own, or any to an admin. @throws UserError */
export async function theirs(desk: Desk, person: Person, number: number): Promise<Digest> {
  const digest = await digestOf(desk, number)
  if (!mayChange(person, digest))
    throw new UserError(`Digest ${number} is somebody else's: only its owner and admins change it.`)
  return digest
}

/** Whether somebody may change a digest, pause it, send it and delete it. */
export function mayChange({ userId, roles }: Pick<Person, 'userId' | 'roles'>, { owner }: Digest): boolean {
  return roles.has('admin') || owner.userId === userId
}

/** @throws UserError for a plan that another version of the bot has kept */
export function readablePlan(digest: Digest): Plan {
  const plan = planOf(digest)
  if (!plan)
    throw new UserError(
      `Digest ${digest.id} was made by another version of the bot, and this one cannot read it.`,
    )
  return plan
}

/** What is said of one that is not there. */
export function gone(number: number): UserError {
  return new UserError(`There is no digest ${number}, or not any more.`, ['digest list'])
}
