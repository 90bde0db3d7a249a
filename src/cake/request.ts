import type { ReadEndpoint, WriteEndpoint } from './endpoint.ts'
import { CakeError } from './errors.ts'

type Values = Readonly<Record<string, string | number | boolean | undefined>>

/**
 * Checks parameters against what the endpoint declares.
 * @returns them in the declared order, which is the order they are sent in
 * @throws CakeError `invalid` that names the parameter; nothing was sent
 */
export function checked<P>(
  endpoint: ReadEndpoint<P, unknown> | WriteEndpoint<P, unknown>,
  params: P,
): Values {
  const result = endpoint.params.safeParse(params)
  if (result.success) return result.data as Values
  const [issue] = result.error.issues
  const field = issue?.path.join('.') ?? ''
  const message = `CAKE cannot be asked this: ${field} ${issue?.message ?? 'is wrong'} (${endpoint.path}).`
  throw new CakeError('invalid', endpoint.path, message, { field })
}

/** `&offer_id=7&row_limit=50`: what follows the key in the URL of a GET, and by which equal reads are known. */
export function queryOf(values: Values): string {
  let query = ''
  for (const name in values) {
    const value = values[name]
    if (value !== undefined) query += `&${name}=${encodeURIComponent(String(value))}`
  }
  return query
}

/** The path of a GET, with the key as its first parameter, as CAKE documents it. */
export function getPath(path: string, key: string, query: string): string {
  return `/api/2/${path}?api_key=${encodeURIComponent(key)}${query}`
}

/** The path and JSON body of a POST, with the key as the body's first member. */
export function postBody(path: string, key: string, values: Values): { path: string; body: string } {
  return { path: `/api/2/${path}`, body: JSON.stringify({ api_key: key, ...values }) }
}
