/**
 * The few words the Block Kit rules are written in. Messages read as Slack's own do
 * (`must be less than 151 characters [json-pointer:/blocks/0/text/text]`), so that what a developer
 * learns to read here is what Slack will say.
 */
export type Surface = 'message' | 'modal' | 'home'

export interface Context {
  readonly surface: Surface
  readonly report: (problem: string, pointer: string) => void
}

export type Check = (value: unknown, pointer: string, context: Context) => void

export type Fields = Readonly<Record<string, Check>>

export interface ObjectRules {
  readonly required?: Fields
  readonly optional?: Fields
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** A string of `min` (default 1) to `max` characters, counted as UTF-16 units: Slack's count is never larger. */
export function string({ min = 1, max = Infinity }: { min?: number; max?: number } = {}): Check {
  return (value, pointer, { report }) => {
    if (typeof value !== 'string') report('must provide a string', pointer)
    else if (value.length < min) report(`must be more than ${min - 1} characters`, pointer)
    else if (value.length > max) report(`must be less than ${max + 1} characters`, pointer)
  }
}

export function pattern(form: RegExp, problem: string): Check {
  return (value, pointer, { report }) => {
    if (typeof value !== 'string' || !form.test(value)) report(problem, pointer)
  }
}

export function number({
  min = -Infinity,
  max = Infinity,
  integer = false,
}: { min?: number; max?: number; integer?: boolean } = {}): Check {
  return (value, pointer, { report }) => {
    if (typeof value !== 'number' || !Number.isFinite(value)) report('must provide a number', pointer)
    else if (integer && !Number.isInteger(value)) report('must provide an integer', pointer)
    else if (value < min) report(`must be no less than ${min}`, pointer)
    else if (value > max) report(`must be no more than ${max}`, pointer)
  }
}

export const boolean: Check = (value, pointer, { report }) => {
  if (typeof value !== 'boolean') report('must provide a boolean', pointer)
}

export function literal(...allowed: readonly (string | number)[]): Check {
  return (value, pointer, { report }) => {
    if (!allowed.some((one) => one === value)) report(`must be one of: ${allowed.join(', ')}`, pointer)
  }
}

export function list(item: Check, { min = 1, max = Infinity }: { min?: number; max?: number } = {}): Check {
  return (value, pointer, context) => {
    if (!Array.isArray(value)) {
      context.report('must provide an array', pointer)
      return
    }
    if (value.length < min) context.report(`no fewer than ${min} items allowed`, pointer)
    if (value.length > max) context.report(`no more than ${max} items allowed`, pointer)
    value.forEach((one, index) => item(one, `${pointer}/${index}`, context))
  }
}

/** An object with exactly these fields; anything else in it is refused, as Slack does. */
export function object({ required = {}, optional = {} }: ObjectRules): Check {
  return (value, pointer, context) => {
    if (!isRecord(value)) {
      context.report('must provide an object', pointer)
      return
    }
    for (const name of Object.keys(required))
      if (value[name] === undefined) context.report(`missing required field: ${name}`, pointer)
    for (const [name, field] of Object.entries(value)) {
      const check = own(required, name) ?? own(optional, name)
      if (check === undefined) context.report(`invalid additional property: ${name}`, pointer)
      else if (field !== undefined) check(field, `${pointer}/${name}`, context)
    }
  }
}

/** An object told apart by its `type`. `where` names the types that are for some surfaces only. */
export function typed(
  kinds: Readonly<Record<string, Check>>,
  where: Readonly<Record<string, readonly Surface[]>> = {},
): Check {
  return (value, pointer, context) => {
    if (!isRecord(value)) {
      context.report('must provide an object', pointer)
      return
    }
    const type = typeof value.type === 'string' ? value.type : ''
    const check = own(kinds, type)
    if (check === undefined || !(own(where, type) ?? [context.surface]).includes(context.surface))
      context.report(`unsupported type: ${type}`, `${pointer}/type`)
    else check(value, pointer, context)
  }
}

export function all(...checks: readonly Check[]): Check {
  return (value, pointer, context) => {
    for (const check of checks) check(value, pointer, context)
  }
}

/** A rule over the whole object, after its fields: gives the problem, or nothing. */
export function rule(find: (value: Record<string, unknown>) => string | undefined): Check {
  return (value, pointer, { report }) => {
    if (!isRecord(value)) return
    const problem = find(value)
    if (problem !== undefined) report(problem, pointer)
  }
}

/** The field is not wanted twice: exactly one of these names must be there. */
export function exactlyOne(...names: readonly string[]): Check {
  return rule((value) => {
    const given = names.filter((name) => value[name] !== undefined)
    return given.length === 1 ? undefined : `must provide exactly one of: ${names.join(', ')}`
  })
}

function own<T>(record: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined
}
