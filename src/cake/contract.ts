import type { Page } from './answer.ts'
import type { PagedEndpoint, ReadEndpoint, WriteEndpoint } from './endpoint.ts'
import type { CakeError, CakeErrorKind } from './errors.ts'
import type { Period, ReportDates } from './report-dates.ts'

export interface ReadOptions {
  /** Behind people's lookups in the queue for CAKE, and patient in it. */
  background?: boolean
  /** Ends the wait for this caller (who gets the signal's reason); others who share the read still get their answer. */
  signal?: AbortSignal
}

export interface PageOptions extends ReadOptions {
  /** Rows to ask for at once, up to the endpoint's maximum, which it is when absent. */
  pageSize?: number
  /** Rows to leave out at the start, whatever the endpoint counts from. */
  skip?: number
}

/** What a query gets: it can only read. */
export interface CakeReader {
  /**
   * Reads once. Equal reads in flight share one answer: do not change what it holds.
   * @throws CakeError
   */
  read<P, A>(endpoint: ReadEndpoint<P, A>, params: NoInfer<P>, options?: ReadOptions): Promise<A>
  /**
   * Reads page after page, as the loop asks for them; at least one page, empty if there is nothing.
   * @throws CakeError, within the loop
   */
  pages<P, Row>(
    endpoint: PagedEndpoint<P, Row>,
    params: NoInfer<P>,
    options?: PageOptions,
  ): AsyncIterable<Page<Row>>
  /**
   * A period of days in the network's zone as the start_date and end_date this network understands
   * (CAKE_REPORT_END_DATE; with `auto` it is found out once, and again on another day, by asking for three reports).
   * @throws CakeError; `unreadable` when it cannot be found out, with what to do
   */
  reportDates(period: Period, options?: ReadOptions): Promise<ReportDates>
  /** The network's IANA zone. */
  readonly zone: string
}

/** What a change gets for its one write. */
export interface CakeWriter extends CakeReader {
  /**
   * Writes once, never again by itself.
   * @throws CakeError; `unknown-outcome` when it may or may not have been done: then read the truth back
   */
  write<P, A>(endpoint: WriteEndpoint<P, A>, params: NoInfer<P>): Promise<A>
}

export interface CakeHealth {
  /** `open`: CAKE kept failing and is left alone; `half-open`: it is being tried. */
  circuit: 'closed' | 'open' | 'half-open'
  lastSuccessAt?: Date
  lastError?: CakeError
  requestsLastHour: number
  /** What the limiter allows now; below the setting while CAKE is overcharged. */
  ratePerSecond: number
}

export interface Cake extends CakeWriter {
  health(): CakeHealth
  /** Gives requests in flight a moment (2 s), then drops the connections. */
  close(): Promise<void>
}

/** One call that has ended; equal reads that shared it are one. */
export interface CakeCall {
  endpoint: string
  write: boolean
  outcome: 'ok' | CakeErrorKind
  /** From the call to its end, waiting for its turn included. */
  ms: number
  attempts: number
}
