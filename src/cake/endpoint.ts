import type { z } from 'zod'
import type { Answer, ListAnswer, Page } from './answer.ts'

/** What every endpoint says of itself, once. `params` in the order CAKE's documentation sends them. */
interface EndpointRecord<P, A> {
  /** Below `/api/2/`, e.g. `report/offer.json`. */
  readonly path: string
  readonly params: z.ZodType<P>
  readonly answer: Answer<A>
}

/** A GET that changes nothing: it may be asked again and shared. */
export interface ReadEndpoint<P, A> extends EndpointRecord<P, A> {
  readonly kind: 'read'
  readonly method: 'GET'
  /** Milliseconds one attempt may take; absent = the client's ordinary deadline (10 s). */
  readonly deadlineMs?: number
}

/** A read whose rows come in pages by `start_at_row` and `row_limit`. */
export interface PagedEndpoint<P, Row> extends ReadEndpoint<P, Page<Row>> {
  /** `max`: the largest row_limit CAKE documents. `first`: what it documents as the first start_at_row. */
  readonly page: { readonly max: number; readonly first: 0 | 1 }
  /** The id by which a row repeated on two pages is known. */
  readonly idOf: (row: Row) => number
}

/** A POST that changes CAKE: sent once, never again by itself. */
export interface WriteEndpoint<P, A> extends EndpointRecord<P, A> {
  readonly kind: 'write'
  readonly method: 'POST'
}

interface ReadOf<P, A> {
  params: z.ZodType<P>
  answer: Answer<A>
  deadlineMs?: number
}

interface PagedOf<P, Row> {
  params: z.ZodType<P>
  answer: ListAnswer<Row>
  page: { max: number; first: 0 | 1 }
  deadlineMs?: number
}

/**
 * Declares an endpoint that only reads. With `page` it can also be read page by page (`cake.pages`).
 * Types of parameters and answer follow from the zod schemas.
 */
export function read<P, Row>(path: string, declared: PagedOf<P, Row>): PagedEndpoint<P, Row>
export function read<P, A>(path: string, declared: ReadOf<P, A>): ReadEndpoint<P, A>
export function read<P, A>(path: string, declared: ReadOf<P, A>): ReadEndpoint<P, A> {
  const { answer } = declared
  return {
    kind: 'read',
    method: 'GET',
    path,
    ...declared,
    ...('idOf' in answer ? { idOf: answer.idOf } : {}),
  }
}

/** Declares an endpoint that changes CAKE. That it writes is said here, never guessed from the HTTP verb. */
export function write<P, A>(
  path: string,
  declared: { params: z.ZodType<P>; answer: Answer<A> },
): WriteEndpoint<P, A> {
  return { kind: 'write', method: 'POST', path, ...declared }
}
