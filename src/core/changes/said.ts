import { differenceHash } from '../../store/ask.ts'
import type { Change as Kept } from '../../store/change.ts'
import type { Registry } from '../command.ts'
import { UserError } from '../errors.ts'
import { resolve } from '../resolve.ts'
import type { Line } from './difference.ts'
import type { Values } from './fields.ts'
import type { Difference } from './preview.ts'
import { said, type Said } from './review.ts'

/** What a kept change says it does: what the store keeps as its difference, and what an approval is bound to. */
export interface KeptDifference extends Difference {
  readonly lines: readonly Line[]
  readonly guard: Values
}

/** The difference of a kept change. */
export function differenceOf(change: Kept): KeptDifference {
  return change.difference as KeptDifference
}

/** Whether what would be written is the difference that was approved; not so where somebody has edited the database. */
export function isAsApproved(change: Kept): boolean {
  const { lines } = differenceOf(change)
  const after = change.after as Values
  const shown = new Map(lines.map((line) => [line.field, line.after]))
  return (
    differenceHash(change) === change.differenceHash &&
    lines.every((line) => (after[line.field] ?? null) === line.after) &&
    Object.entries(after).every(([field, value]) => value === null || shown.get(field) === value)
  )
}

/** The change that a command line asks for. @throws UserError where it asks for none */
export function saidIn(registry: Registry, line: string): Said {
  const found = resolve(registry, line)
  if (found.command.kind !== 'change') throw new UserError('This is no change.')
  return said(found, found.command)
}

/** The change that was kept, as this version of the program has it. @throws UserError where it does not know it any more */
export function saidBefore(registry: Registry, kept: Kept): Said {
  const [noun = '', verb = ''] = kept.command.split(' ')
  const command = registry.find((feature) => feature.noun === noun)?.commands[verb]
  if (command?.kind !== 'change') {
    throw new UserError(
      `This version of the bot does not know \`${kept.command}\` any more, so it cannot carry it out.`,
    )
  }
  const given = kept.input as Record<string, string>
  return said({ noun, verb, command, given }, command)
}
