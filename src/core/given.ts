import { UserError } from './errors.ts'
import type { Resolved } from './resolve.ts'

/** Reads what was given as the command's input. @throws UserError that names what is missing or wrong. */
export function readInput({ noun, verb, command, given }: Resolved): unknown {
  const result = command.input.safeParse(given)
  if (result.success) return result.data
  const [issue] = result.error.issues
  const field = String(issue?.path[0] ?? '')
  const isMissing = field !== '' && given[field] === undefined
  const why = isMissing
    ? `Which ${field.replaceAll('_', ' ')}?`
    : (issue?.message ?? 'That is not understood.')
  throw new UserError(`${why} For example \`/cake ${command.example}\`.`, [`help ${noun} ${verb}`])
}
