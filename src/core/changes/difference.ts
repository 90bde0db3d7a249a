import { inWords, type Field, type Value, type Values } from './fields.ts'

/** One field that changes: what it is, and what it becomes, as values and in words. */
export interface Line {
  readonly field: string
  readonly label: string
  readonly before: Value
  readonly after: Value
  readonly was: string
  readonly becomes: string
}

/** What a chosen thing is called, by field and id. */
export type Called = (field: Field, id: number) => string | undefined

/**
 * The fields in which two sets of values differ, in the form's order. A field that `after` does not have stays as it is.
 */
export function difference(
  fields: readonly Field[],
  before: Values,
  after: Values,
  called: Called = () => undefined,
): Line[] {
  return fields.flatMap((field) => {
    const next = after[field.name]
    const has = before[field.name] ?? null
    if (next === undefined || next === has) return []
    return [
      {
        field: field.name,
        label: field.label,
        before: has,
        after: next,
        was: words(field, has, called),
        becomes: words(field, next, called),
      },
    ]
  })
}

function words(field: Field, value: Value, called: Called): string {
  return inWords(field, value, typeof value === 'number' ? called(field, value) : undefined)
}

/** The values after a change, only those that change: what is written. */
export function changed(lines: readonly Line[]): Values {
  return Object.fromEntries(lines.map(({ field, after }) => [field, after]))
}
