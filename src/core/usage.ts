import type { Command, Feature, Registry } from './command.ts'
import type { Person } from './person.ts'

/** A command as help, the README and the composer show it. */
export interface Usage {
  /** Its path: `offer list`. */
  readonly path: string
  /** What can be typed, `offer list [status:] [sort:]`; for people, not for the parser. */
  readonly usage: string
  readonly summary: string
  /** A line that works. */
  readonly example: string
}

/** Every command of a feature that `person` may run (all of them without a person). */
export function usages(feature: Feature, person?: Person): Usage[] {
  return Object.entries(feature.commands)
    .filter(([, command]) => !person || person.roles.has(command.role))
    .map(([verb, command]) => usage(feature, verb, command))
}

/** Every command of the registry that `person` may run. */
export function allUsages(registry: Registry, person?: Person): Usage[] {
  return registry.flatMap((feature) => usages(feature, person))
}

function usage(feature: Feature, verb: string, command: Command): Usage {
  const implied = verb === 'show' || verb === 'find'
  const args = command.args.map((arg) =>
    arg.endsWith('?') ? `[${arg.replaceAll(/[…?]/g, '')}]` : `<${arg.replace('…', '')}>`,
  )
  const filters = Object.keys(command.filters ?? {}).map((key) => `[${key}:]`)
  return {
    path: `${feature.noun} ${verb}`,
    usage: [feature.noun, ...(implied ? [] : [verb]), ...args, ...filters].join(' '),
    summary: command.summary,
    example: command.example,
  }
}
