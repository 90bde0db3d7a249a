/**
 * What tests may have go wrong. Each entry of `calls` holds for the next `times` calls (default 1, `Infinity`: until
 * taken back) of its method, `*` for any.
 */
export interface CallTrouble {
  readonly method: string
  readonly times?: number
  /**
   * - `error`: HTTP 200 with `{ok: false, error}`
   * - `rate-limited`: 429 with `Retry-After: seconds`
   * - `status`: this HTTP status
   * - `hang`: no answer until the other side gives up
   * - `drop`: the connection is cut without an answer
   * - `drop-after`: the call takes effect, then the connection is cut
   * - `hang-after`: the call takes effect, and there is no answer until the other side gives up
   * - `status-after`: the call takes effect, and is answered with this HTTP status
   */
  readonly answer:
    | { readonly kind: 'error'; readonly error: string }
    | { readonly kind: 'rate-limited'; readonly seconds: number }
    | { readonly kind: 'status' | 'status-after'; readonly status: number }
    | { readonly kind: 'hang' | 'drop' | 'drop-after' | 'hang-after' }
}

export interface TroubleOptions {
  /** Added to those in force; an empty list takes back all that are left. */
  readonly calls?: readonly CallTrouble[]
  /** Block types that this Slack does not know yet: answered with `invalid_blocks`. Holds until set to []. */
  readonly refuseBlocks?: readonly string[]
  /**
   * Seen by users of Slack (https://github.com/slackapi/bolt-js/issues/1073): after a view was updated, its
   * `state.values` in clicks and suggestions lack what nobody has touched since. A submission has all. Holds until
   * set to false.
   */
  readonly forgetInitialValues?: boolean
  /** The same payload is delivered a second time, with `x-slack-retry-num: 1` over HTTP. Holds until set to false. */
  readonly deliverTwice?: boolean
  /** The next HTTP deliveries are signed so. Holds until set to `right`. */
  readonly signature?: 'right' | 'wrong-secret' | 'old' | 'future'
  /**
   * At once, to every open Socket Mode connection or to `count` of them, the next in turn first: `refresh` is Slack's
   * routine `disconnect`, `cut` a broken line.
   */
  readonly sockets?: { readonly how: 'refresh' | 'cut'; readonly count?: number }
}

/** The troubles in force. `method` of a `response_url` is `response_url`, of an upload `upload`. */
export class Troubles {
  refuseBlocks: readonly string[] = []
  deliverTwice = false
  forgetInitialValues = false
  signature: NonNullable<TroubleOptions['signature']> = 'right'
  #calls: { readonly trouble: CallTrouble; left: number }[] = []

  set(options: TroubleOptions): void {
    this.refuseBlocks = options.refuseBlocks ?? this.refuseBlocks
    this.deliverTwice = options.deliverTwice ?? this.deliverTwice
    this.forgetInitialValues = options.forgetInitialValues ?? this.forgetInitialValues
    this.signature = options.signature ?? this.signature
    if (options.calls?.length === 0) this.#calls = []
    for (const trouble of options.calls ?? []) this.#calls.push({ trouble, left: trouble.times ?? 1 })
  }

  /** The trouble this call is to have; counts it. */
  take(method: string): CallTrouble['answer'] | undefined {
    const entry = this.#calls.find(({ trouble }) => trouble.method === method || trouble.method === '*')
    if (entry === undefined) return undefined
    entry.left -= 1
    if (entry.left <= 0) this.#calls = this.#calls.filter((one) => one !== entry)
    return entry.trouble.answer
  }

  clear(): void {
    this.#calls = []
    this.refuseBlocks = []
    this.deliverTwice = false
    this.forgetInitialValues = false
    this.signature = 'right'
  }
}
