import type { Breaker, BreakerPass } from './breaker.ts'
import type { Clock } from './clock.ts'
import type { ReadEndpoint, WriteEndpoint } from './endpoint.ts'
import { CakeError } from './errors.ts'
import { errorOf } from './faults.ts'
import { isFault, judge, type Fault, type Judged } from './judge.ts'
import { QueueTooLong, type Limiter } from './limiter.ts'
import { Unreadable } from './raw.ts'
import { keepOf, type Redact } from './redact.ts'
import { Cancelled, pause, type Ticket } from './ticket.ts'
import { NoAnswer, type HttpRequest, type Transport } from './transport.ts'

export interface CallsOptions {
  transport: Transport
  limiter: Limiter
  breaker: Breaker
  clock: Clock
  now: () => Date
  random: () => number
  redact: Redact
  /** Up to so many attempts for a read. */
  attempts: number
  /** The pause before the second attempt, in ms; doubles for the next, each ±50 %. */
  backoffMs: number
  onRequest: () => void
  onCall: (call: FinishedCall) => void
}

export interface FinishedCall {
  endpoint: string
  write: boolean
  error?: CakeError
  ms: number
  attempts: number
}

/** As much of an endpoint as carrying its calls out takes. */
type AnyEndpoint<A> = Pick<ReadEndpoint<unknown, A> | WriteEndpoint<unknown, A>, 'kind' | 'path' | 'answer'>

/** Kinds a read is asked again after. Whatever CAKE has understood and answered is not asked again. */
const passing = new Set<CakeError['kind']>(['unreachable', 'timeout', 'rate-limited'])

/** Carries calls out: through the breaker and the limiter, over HTTP, and again where that is right. */
export class Calls {
  readonly #options: CallsOptions

  constructor(options: CallsOptions) {
    this.#options = options
  }

  /**
   * Carries a read out, with up to three attempts while the ticket's deadline allows; a write once.
   * @throws CakeError, or Cancelled when the ticket is
   */
  async run<A>(endpoint: AnyEndpoint<A>, request: HttpRequest, ticket: Ticket): Promise<A> {
    const { clock, onCall } = this.#options
    const write = endpoint.kind === 'write'
    const began = clock.ms()
    for (let attempts = 1; ; attempts++) {
      const finished = { endpoint: endpoint.path, write, attempts }
      try {
        const answer = await this.#attempt(endpoint, request, ticket, attempts)
        onCall({ ...finished, ms: clock.ms() - began })
        return answer
      } catch (error) {
        if (!(error instanceof CakeError)) throw error
        const wait = write ? undefined : this.#waitBefore(attempts + 1, error, request, ticket)
        if (wait === undefined || !(await pause(wait, ticket, clock))) {
          onCall({ ...finished, ms: clock.ms() - began, error })
          throw error
        }
      }
    }
  }

  /** @returns the ms to wait before another attempt; undefined when there is to be none */
  #waitBefore(attempt: number, error: CakeError, request: HttpRequest, ticket: Ticket): number | undefined {
    const { attempts, backoffMs, breaker, clock, random } = this.#options
    if (attempt > attempts || !passing.has(error.kind) || !breaker.allows) return undefined
    const backoff = backoffMs * 2 ** (attempt - 2) * (0.5 + random())
    const wait = Math.max(backoff, error.retryAfterMs ?? 0)
    const worthwhile = request.deadlineMs / 10
    return clock.ms() + wait + worthwhile > ticket.deadlineAt ? undefined : wait
  }

  async #attempt<A>(
    endpoint: AnyEndpoint<A>,
    request: HttpRequest,
    ticket: Ticket,
    attempt: number,
  ): Promise<A> {
    if (ticket.cancelled) throw new Cancelled()
    const { limiter, redact } = this.#options
    const write = endpoint.kind === 'write'
    const judged = await this.#exchange(endpoint, request, ticket, attempt)
    if (isFault(judged)) throw errorOf(judged, endpoint.path, redact, write)
    try {
      const answer = endpoint.answer.read(judged.body)
      limiter.recover()
      return answer
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error
      throw errorOf({ ...misread(error, write), status: judged.status }, endpoint.path, redact, write)
    }
  }

  /** One request, from the queue to the judged answer; the breaker and the limiter learn how it went. */
  async #exchange(
    endpoint: AnyEndpoint<unknown>,
    request: HttpRequest,
    ticket: Ticket,
    attempt: number,
  ): Promise<Judged> {
    const { limiter, breaker, clock, now, transport } = this.#options
    const pass = await this.#enter(endpoint.path, ticket)
    try {
      if (ticket.cancelled) throw new Cancelled()
      this.#options.onRequest()
      // A write has its whole deadline from here on: cut short in the queue, it would only be left unclear.
      const left = endpoint.kind === 'write' ? request.deadlineMs : ticket.deadlineAt - clock.ms()
      const deadlineMs = Math.max(1, Math.min(request.deadlineMs, left))
      const judged = judge(await transport.send({ ...request, deadlineMs }, ticket), now())
      this.#learn(judged, pass)
      return judged
    } catch (error) {
      if (!(error instanceof NoAnswer)) {
        breaker.dropped(pass)
        throw error
      }
      const fault = silence(error, request.deadlineMs, this.#options.redact)
      // Kept connections may all be closed by CAKE just as they are used: that alone is no trouble of CAKE's.
      const forgiven = endpoint.kind === 'read' && attempt === 1 && error.sent && !error.timedOut
      if (forgiven) breaker.dropped(pass)
      else this.#learn(fault, pass)
      return fault
    } finally {
      limiter.leave()
    }
  }

  /** Waits for the call's turn. @throws CakeError when CAKE is left alone for now, or the turn comes too late */
  async #enter(path: string, ticket: Ticket): Promise<BreakerPass> {
    const { breaker, limiter, redact } = this.#options
    if (!breaker.allows) throw errorOf(leftAlone, path, redact)
    try {
      await limiter.enter(ticket)
    } catch (error) {
      if (!(error instanceof QueueTooLong)) throw error
      throw errorOf({ ...tooLate, retryAfterMs: error.retryAfterMs }, path, redact)
    }
    const pass = breaker.enter()
    if (pass !== undefined) return pass
    limiter.leave()
    throw errorOf(leftAlone, path, redact)
  }

  #learn(judged: Judged, pass: BreakerPass): void {
    const { breaker, limiter } = this.#options
    const fault = isFault(judged) ? judged : undefined
    const failed = fault !== undefined && (fault.status === undefined || fault.status >= 500)
    if (failed) breaker.failed(pass)
    else breaker.answered()
    if (fault?.kind === 'rate-limited' || fault?.kind === 'timeout') limiter.slowDown()
    if (fault?.retryAfterMs !== undefined) limiter.hold(fault.retryAfterMs)
  }
}

const leftAlone: Fault = {
  kind: 'unreachable',
  why: 'CAKE has not been answering, so it is left alone for a few seconds; nothing was asked',
  unsent: true,
}
const tooLate: Fault = {
  kind: 'rate-limited',
  why: 'Too much is waiting for CAKE at the moment; nothing was asked',
  unsent: true,
}

/** No answer came. */
function silence(error: NoAnswer, deadlineMs: number, redact: Redact): Fault {
  const cause = error.cause === undefined ? undefined : keepOf(error.cause, redact)
  const unsent = !error.sent
  if (!error.timedOut) {
    const why = unsent ? 'CAKE could not be reached' : 'The connection to CAKE broke off before it answered'
    return { kind: 'unreachable', why, unsent, cause }
  }
  return { kind: 'timeout', why: `CAKE did not answer within ${seconds(deadlineMs)} s`, unsent, cause }
}

function seconds(ms: number): number {
  return ms < 1000 ? ms / 1000 : Math.round(ms / 1000)
}

/** CAKE answered, but not with what was asked for. */
function misread({ message, field, empty }: Unreadable, write: boolean): Fault {
  if (empty && !write) return { kind: 'not-found', why: 'CAKE knows no such thing', field }
  return { kind: 'unreadable', why: `An answer of CAKE could not be understood: ${message}`, field }
}
