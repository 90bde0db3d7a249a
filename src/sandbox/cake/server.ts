import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import type { CallView, MailView, TroubleView } from '../page/protocol.ts'
import { answer, isWrite, noteMistakes, type Desk, type Request } from './answer.ts'
import { Calls } from './calls.ts'
import type { Ask } from './handler.ts'
import { Network, writtenOffers } from './network/network.ts'
import { rememberer } from './once.ts'
import { failure, page, type Reply } from './reply.ts'
import { Told } from './told.ts'
import { afterStrike, dropped, instead, noTrouble, onTheWay, isSlow, strikes } from './trouble.ts'
import { documented, type Variant } from './variant.ts'

/** A CAKE network on loopback, as strict as the documentation and with data to look at. */
export interface SandboxCake {
  /** `http://127.0.0.1:PORT` */
  readonly url: string
  /** Newest last, at most 200. The key is never in one. */
  readonly calls: readonly CallView[]
  /** @returns what takes the listener off again */
  readonly onCall: (listener: (call: CallView) => void) => () => void
  readonly trouble: TroubleView
  readonly setTrouble: (trouble: TroubleView) => void
  /**
   * Of each change of the trouble, also of one that has struck as often as it should.
   * @returns what takes the listener off again
   */
  readonly onTrouble: (listener: (trouble: TroubleView) => void) => () => void
  /** E-mails that CAKE has sent to affiliates, oldest first. */
  readonly mails: readonly MailView[]
  /** @returns what takes the listener off again */
  readonly onMail: (listener: (mail: MailView) => void) => () => void
  /** The data, to look at and to change. */
  readonly network: Network
  /** How this network answers; by default exactly as documented. */
  readonly variant: Variant
  /** Changes some ways of answering and leaves the others. */
  readonly setVariant: (part: Partial<Variant>) => void
  /** What waits for its time, by a trouble or by how long answers take, goes on at once. */
  readonly hurry: () => void
  /** Data, trouble, variant and calls are as at first; requests that wait are answered at once. */
  readonly reset: () => void
  /** Requests in hand are cut off. */
  readonly close: () => Promise<void>
}

export interface SandboxCakeOptions {
  /** The only API key it takes. */
  readonly key: string
  /** IANA zone in which its days begin. Default UTC. */
  readonly zone?: string
  readonly now?: () => Date
  /** Default 60, the written ones; above that, more are made up. */
  readonly offers?: number
  /** Default 0: any free one. */
  readonly port?: number
  /** How long every answer takes, as over a real network; a trouble's delay comes on top. Default 0. */
  readonly answerMs?: number
}

/** @throws what `listen` throws, as when the port is taken */
export async function startSandboxCake(options: SandboxCakeOptions): Promise<SandboxCake> {
  const state = new State(options)
  const server = createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
    void state.serve(request, response)
  })
  server.listen(options.port ?? 0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    network: state.network,
    calls: state.calls.list,
    onCall: (listener) => state.calls.listen(listener),
    get trouble() {
      return state.trouble
    },
    setTrouble: (trouble) => state.setTrouble(trouble),
    onTrouble: (listener) => state.troubles.listen(listener),
    mails: state.network.mails,
    onMail: (listener) => state.network.mailed.listen(listener),
    get variant() {
      return state.variant
    },
    setVariant: (part) => {
      state.variant = { ...state.variant, ...part }
    },
    hurry: () => state.hurry(),
    reset: () => state.reset(),
    close: async () => {
      await close(server)
      state.close()
    },
  }
}

async function close(server: Server): Promise<void> {
  const closed = once(server, 'close')
  server.close()
  server.closeAllConnections()
  await closed
}

/** Why a wait has ended: it was told to, as if its time had come. */
const HURRIED = 'hurried'

/** Longer bodies are refused. Bytes. */
const maxBody = 1_000_000

class State {
  readonly network: Network
  readonly calls: Calls
  readonly troubles = new Told<TroubleView>()
  trouble: TroubleView = noTrouble
  variant: Variant = documented
  readonly #options: SandboxCakeOptions
  readonly #now: () => Date
  readonly #once: Ask['once']
  #waits = new AbortController()

  constructor(options: SandboxCakeOptions) {
    const { key, zone = 'UTC', offers = writtenOffers, now = () => new Date() } = options
    this.#options = options
    this.#now = now
    this.network = new Network({ zone, offers, now: now() })
    this.calls = new Calls(key)
    this.#once = rememberer(() => `${this.network.version} ${this.variant.endDate} ${this.#minute()}`)
  }

  reset(): void {
    this.network.reset(this.#now())
    this.trouble = noTrouble
    this.variant = documented
    this.calls.clear()
    this.#waits.abort()
    this.#waits = new AbortController()
  }

  hurry(): void {
    this.#waits.abort(HURRIED)
    this.#waits = new AbortController()
  }

  close(): void {
    this.#waits.abort()
  }

  setTrouble(trouble: TroubleView): void {
    this.trouble = trouble
    this.troubles.tell(trouble)
  }

  async serve(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const started = performance.now()
    const { method = 'GET', url = '/' } = incoming
    const at = this.#now().toISOString()
    const reply = await this.#replyTo(incoming, response)
    const isGone = response.destroyed || incoming.socket.destroyed
    const status = reply === dropped || isGone ? 0 : reply.status
    this.calls.add({ at, method, path: url, status, ms: Math.round(performance.now() - started) })
    if (reply === dropped) incoming.socket.destroy()
    else send(response, reply)
  }

  /** A bug of the sandbox becomes a 500 that says what it is. */
  async #replyTo(incoming: IncomingMessage, response: ServerResponse): Promise<Reply | typeof dropped> {
    try {
      const request = await requestOf(incoming)
      if (!request) return failure(400, 'This is not a request CAKE understands.', { connection: 'close' })
      noteMistakes(request, this.#desk())
      return await this.#troubled(request, response)
    } catch (error) {
      return incoming.destroyed && !incoming.complete ? dropped : page(500, 'Runtime Error', String(error))
    }
  }

  /** The answer in its time, with what ails the network now: nothing waits between looking and counting. */
  async #troubled(request: Request, response: ServerResponse): Promise<Reply | typeof dropped> {
    const { trouble } = this
    const whom = strikes(trouble)
    const isStruck = whom === 'all' || (whom === 'writes' && isWrite(request, this.#desk()))
    if (isStruck) this.#struck(trouble)
    const delayMs = isStruck || !isSlow(trouble) ? trouble.delayMs : 0
    if (isStruck && trouble.mode === 'late-write') {
      // A reset takes back what was not done yet.
      if (!(await this.#wait(delayMs))) return dropped
      return answer(request, this.#desk())
    }
    const reply = (isStruck ? instead(trouble) : null) ?? answer(request, this.#desk())
    const isHeld = whom === 'written' && reply !== dropped && reply.wrote
    if (isHeld) this.#struck(trouble)
    const sent = reply !== dropped && (isStruck || isHeld) ? onTheWay(reply, trouble) : reply
    await this.#wait((this.#options.answerMs ?? 0) + delayMs, response)
    return sent
  }

  #struck(trouble: TroubleView): void {
    const left = afterStrike(trouble)
    if (left !== trouble) this.setTrouble(left)
  }

  #desk(): Desk {
    const { network, variant } = this
    return { network, variant, key: this.#options.key, now: this.#now(), once: this.#once }
  }

  #minute(): string {
    return this.network.local(this.#now()).slice(0, 16)
  }

  /**
   * Ends early when the one who asked (if it is for one) has gone, and on reset and close.
   * @returns false: it ended early
   */
  async #wait(ms: number, response?: ServerResponse): Promise<boolean> {
    if (ms <= 0) return true
    const gone = new AbortController()
    response?.once('close', () => gone.abort())
    const ended = AbortSignal.any([gone.signal, this.#waits.signal])
    try {
      await sleep(ms, undefined, { signal: ended })
      return true
    } catch (error) {
      if (!(error instanceof Error && error.name === 'AbortError')) throw error
      return ended.reason === HURRIED
    }
  }
}

function send(response: ServerResponse, { status, headers, body }: Reply): void {
  response.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(body) }).end(body)
}

/** @returns `null` for what is too long or has no URL */
async function requestOf(incoming: IncomingMessage): Promise<Request | null> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size <= maxBody) chunks.push(chunk)
  }
  if (size > maxBody) return null
  const url = URL.parse(incoming.url ?? '/', 'http://127.0.0.1')
  if (!url) return null
  const { method = 'GET', headers } = incoming
  const body = Buffer.concat(chunks).toString('utf8')
  return { method, url, contentType: headers['content-type'] ?? '', body }
}
