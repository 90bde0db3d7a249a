import { performance, type EventLoopUtilization } from 'node:perf_hooks'
import { setTimeout as sleep } from 'node:timers/promises'
import { Pool, type Dispatcher } from 'undici'
import { commandBody, signed, suggestionBody } from './forms.ts'

/**
 * Slash commands, or letters typed into a typeahead select, to send to one process, so many at a time: the next one leaves
 * when an earlier one's card, or list of options, is there.
 */
export interface Job {
  /** Where the process listens, `http://127.0.0.1:3000`. */
  readonly origin: string
  /** Sent first and not timed: connections are open and code is compiled after them. */
  readonly warmUp: readonly Command[]
  readonly timed: readonly Command[]
  readonly inFlight: number
}

export interface Command {
  /** The words after `/cake`, or what was typed so far. */
  readonly text: string
  /** Must stand in the first message, or in the list of options; else the run fails. */
  readonly expects: string
  /** Typed into a select: what is answered to the request itself is all. */
  readonly typed?: true
}

/** Times in milliseconds from sending the command, one for each timed command. */
export interface Outcome {
  readonly ack: number[]
  /** Until the first message for it was in at the response_url; of what was typed into a select the same as `ack`. */
  readonly card: number[]
  /** From the first command to the last message of any, those that follow the cards included. */
  readonly seconds: number
  /** Messages and requests to CAKE a command. */
  readonly messages: number
  readonly cakeCalls: number
  /** How busy this process was itself, 0 to 1: near 1 it would be what is measured. */
  readonly busy: number
}

/** Nothing may take longer, in milliseconds. */
const GIVE_UP = 30_000
/** A run is over when nothing has come from the process for so long, in milliseconds. */
const QUIET = 100

interface Flight {
  readonly command: Command
  readonly headers: Record<string, string>
  readonly body: string
  sentAt: number
  ackAt: number
  cardAt: number
  landed: () => void
}

/** Sends slash commands as Slack does and notes when they are acknowledged and answered. One run at a time. */
export class Load {
  readonly #respondAt: string
  readonly #pools = new Map<string, Pool>()
  #run = 0
  #flights: Flight[] = []
  #messages = 0
  #cakeCalls = 0
  #lastSign = 0
  #failed: (error: Error) => void = () => undefined

  /** @param respondAt the base of response_urls, `http://127.0.0.1:4000/respond` */
  constructor(respondAt: string) {
    this.#respondAt = respondAt
  }

  /** @throws Error when a command is not acknowledged, answered by something else than its card, or not in time */
  async carryOut(job: Job): Promise<Outcome> {
    if (job.warmUp.length > 0) await this.#fly(job, job.warmUp)
    const before = performance.eventLoopUtilization()
    const began = await this.#fly(job, job.timed)
    return this.#outcome(began, before)
  }

  /** CAKE was asked for something. */
  cakeCalled(): void {
    this.#cakeCalls += 1
    this.#lastSign = performance.now()
  }

  /** A message came in for a command. */
  messageCame(run: number, at: number, body: Buffer): void {
    const now = performance.now()
    const flight = this.#flights[at]
    if (run !== this.#run || !flight) return
    this.#messages += 1
    this.#lastSign = now
    if (flight.cardAt > 0) return
    if (!body.includes(flight.command.expects)) {
      const said = body.toString().slice(0, 500)
      return this.#failed(new Error(`'${flight.command.text}' was answered by ${said}`))
    }
    flight.cardAt = now
    if (flight.ackAt > 0) flight.landed()
  }

  /** @returns when the first command left */
  async #fly(job: Job, commands: readonly Command[]): Promise<number> {
    this.#run += 1
    this.#messages = 0
    this.#cakeCalls = 0
    this.#flights = commands.map((command, at) => this.#prepare(command, at))
    const pool = this.#pool(job)
    const late = new AbortController()
    const failed = new Promise<never>((_, reject) => (this.#failed = reject))
    const began = performance.now()
    const waiting = this.#flights.values()
    const lane = async () => {
      for (const flight of waiting) await this.#send(pool, flight)
    }
    const lanes = Promise.all(Array.from({ length: job.inFlight }, lane))
    try {
      await Promise.race([lanes, failed, giveUp(late.signal)])
    } finally {
      late.abort()
    }
    this.#lastSign = Math.max(this.#lastSign, began)
    while (performance.now() - this.#lastSign < QUIET) await sleep(QUIET / 4)
    return began
  }

  #pool({ origin, inFlight }: Job): Pool {
    const name = `${origin} ${inFlight}`
    const pool = this.#pools.get(name) ?? new Pool(origin, { connections: inFlight, pipelining: 1 })
    this.#pools.set(name, pool)
    return pool
  }

  #send(pool: Pool, flight: Flight): Promise<void> {
    return new Promise((resolve) => {
      flight.landed = resolve
      const { body, headers } = flight
      flight.sentAt = performance.now()
      pool.dispatch(
        { method: 'POST', path: '/slack/events', headers, body },
        acknowledgement(flight, (error) => this.#failed(error)),
      )
    })
  }

  #prepare(command: Command, at: number): Flight {
    const body = command.typed
      ? suggestionBody(command.text, at)
      : commandBody(command.text, at, `${this.#respondAt}/${this.#run}/${at}`, `${this.#run}.${at}`)
    return { command, body, headers: signed(body), sentAt: 0, ackAt: 0, cardAt: 0, landed: () => undefined }
  }

  #outcome(began: number, before: EventLoopUtilization): Outcome {
    const count = this.#flights.length
    return {
      ack: this.#flights.map(({ sentAt, ackAt }) => ackAt - sentAt),
      card: this.#flights.map(({ sentAt, cardAt }) => cardAt - sentAt),
      seconds: (this.#lastSign - began) / 1000,
      messages: this.#messages / count,
      cakeCalls: this.#cakeCalls / count,
      busy: performance.eventLoopUtilization(before).utilization,
    }
  }
}

async function giveUp(signal: AbortSignal): Promise<never> {
  await sleep(GIVE_UP, undefined, { signal })
  throw new Error(`not every command was answered within ${GIVE_UP / 1000} s`)
}

function acknowledgement(flight: Flight, failed: (error: Error) => void): Dispatcher.DispatchHandler {
  const { text, expects, typed } = flight.command
  const chunks: Buffer[] = []
  let status = 0
  return {
    onRequestStart() {},
    onResponseStart(_, code) {
      status = code
    },
    onResponseData(_, chunk) {
      if (typed) chunks.push(chunk)
    },
    onResponseEnd() {
      if (status !== 200) return failed(new Error(`'${text}' got ${status} instead of an ack`))
      flight.ackAt = performance.now()
      if (typed) {
        flight.cardAt = flight.ackAt
        const answer = Buffer.concat(chunks)
        if (!answer.includes(expects))
          return failed(new Error(`'${text}' was offered ${answer.toString().slice(0, 500)}`))
      }
      if (flight.cardAt > 0) flight.landed()
    },
    onResponseError: (_, error) => failed(error),
  }
}
