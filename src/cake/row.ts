import { z } from 'zod'
import { isRecord, Unreadable, type Raw } from './raw.ts'

/**
 * Reads one field out of CAKE's row: the value as the product knows it, or undefined when CAKE gives none that
 * can be understood. Throws `Unreadable` when the row is worthless without it.
 */
export type FieldReader = (raw: Raw) => unknown

/** Makes the reader of a field once its name is known, so that nothing is worked out again per row. */
export type FieldMaker = (name: string) => FieldReader

/**
 * Which reader goes with which zod type. The zod object says what a row *is* (and gives its TypeScript type); the
 * readers say how it is got out of what networks really send. zod's own unions and transforms do the same
 * but cost several times JSON.parse on a report of 10,000 rows.
 */
const makers = z.registry<{ read: FieldMaker; id: boolean }>()

/** Ties a zod type to the reader that produces it. `test/cake/answers.test.ts` holds the two together. */
export function field<T extends z.ZodType>(type: T, read: FieldMaker, id = false): T {
  makers.add(type, { read, id })
  return type
}

/**
 * Compiles a zod object of `field`s into a plain function from CAKE's row to ours.
 * @param readFields reads a row's fields where they are read in another way than one by one: to the same, only faster
 */
export function rowReader<S extends z.ZodObject>(
  schema: S,
  readFields: (raw: Raw) => z.infer<S> = fieldsReader(schema),
): (raw: unknown) => z.infer<S> {
  const [first] = Object.keys(schema.shape)
  return (raw) => {
    if (!isRecord(raw)) throw new Unreadable('a row in it is not an object', first)
    return readFields(raw)
  }
}

/** Reads field by field as the schema has them. */
function fieldsReader<S extends z.ZodObject>(schema: S): (raw: Raw) => z.infer<S> {
  const names = Object.keys(schema.shape)
  const readers = names.map((name) => makerOf(schema, name).read(name))
  const size = names.length
  return (raw) => {
    const row: Record<string, unknown> = {}
    for (let at = 0; at < size; at++) {
      const value = readers[at]?.(raw)
      if (value !== undefined) row[names[at] as string] = value
    }
    return row as z.infer<S>
  }
}

/** The id of a row read by `rowReader(schema)`: the schema's first id field. */
export function idReader<S extends z.ZodObject>(schema: S): (row: z.infer<S>) => number {
  const name = Object.keys(schema.shape).find((name) => makerOf(schema, name).id)
  if (name === undefined) throw new TypeError('A row without an id field cannot be listed')
  return (row) => (row as Record<string, number>)[name] as number
}

function makerOf(schema: z.ZodObject, name: string): { read: FieldMaker; id: boolean } {
  const maker = makers.get(schema.shape[name] as z.ZodType)
  if (maker === undefined) throw new TypeError(`The field ${name} does not say how it is read: use wire.ts`)
  return maker
}
