/**
 * @import { PageEvent, WorkspaceView } from '../protocol.ts'
 * @import { Store } from './store.js'
 */

const RETRY_MS = 1500
const PERSON = 'as'

/** @typedef {{ ok: true, [more: string]: any } | { ok: false, error: string }} Answer */

/**
 * Sends something a person did.
 *
 * @param {'type' | 'click' | 'open-home' | 'shortcut' | 'submit' | 'close' | 'suggest' | 'trouble' | 'channel' | 'clock' | 'reset'} what
 * @param {Record<string, unknown>} body
 * @returns {Promise<Answer>} never throws: where the server is not reached, that is the sentence
 */
export async function send(what, body) {
  try {
    const response = await fetch(`/sandbox/${what}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    return /** @type {Answer} */ (await response.json())
  } catch {
    // Down, or something that is not the sandbox answered: to the person it is the same.
    return { ok: false, error: 'The sandbox does not answer. Is it still running?' }
  }
}

/** Keeps the store in step with the server: loads the state, follows the events, and does both again after a drop. */
export class Connection {
  #store
  /** @type {EventSource | null} */
  #source = null
  /** Events that came while the state was on its way. @type {PageEvent[] | null} */
  #waiting = null
  /** Counts the loads: an answer to an older one is not taken. */
  #round = 0

  /** @param {Store} store */
  constructor(store) {
    this.#store = store
  }

  /** Begins as the person of the last visit, or as the account manager. */
  async start() {
    const as = await knownPerson(localStorage.getItem(PERSON) ?? '').catch(() => null)
    if (as !== null) return this.#open(as)
    this.#store.setConnection('lost')
    setTimeout(() => void this.start(), RETRY_MS)
  }

  /** @param {string} person an id */
  actAs(person) {
    localStorage.setItem(PERSON, person)
    this.#open(person)
  }

  #open(as) {
    this.#source?.close()
    const source = new EventSource(`/sandbox/events?as=${encodeURIComponent(as)}`)
    this.#source = source
    source.addEventListener('open', () => void this.#load(as))
    source.addEventListener('message', (event) => this.#heard(JSON.parse(event.data)))
    // The browser tries again by itself, except where the server answered with an error.
    source.addEventListener('error', () => {
      this.#store.setConnection('lost')
      if (source.readyState === EventSource.CLOSED) this.#again(as)
    })
  }

  #again(as) {
    this.#source?.close()
    setTimeout(() => this.#open(as), RETRY_MS)
  }

  #heard(event) {
    if (event.type === 'reset') {
      this.#store.forget()
      void this.#load(this.#store.as)
    } else if (event.type === 'refresh') void this.#load(this.#store.as)
    else if (this.#waiting) this.#waiting.push(event)
    else this.#store.apply(event)
  }

  async #load(as) {
    this.#round += 1
    const round = this.#round
    this.#waiting = []
    const view = await fetchState(as).catch(() => null)
    if (round !== this.#round) return
    const waiting = this.#waiting
    this.#waiting = null
    if (view === null) {
      this.#store.setConnection('lost')
      return this.#again(as)
    }
    this.#store.show(view)
    for (const event of waiting) this.#store.apply(event)
    this.#store.setConnection('open')
  }
}

/** The person asked for if there is one, else the account manager. @param {string} wanted */
async function knownPerson(wanted) {
  const view = await fetchState('')
  const people = view.people.filter((one) => !one.isBot)
  const found =
    people.find((one) => one.id === wanted) ?? people.find((one) => /account manager/i.test(one.title))
  return (found ?? view.me).id
}

/** @param {string} as @returns {Promise<WorkspaceView>} */
async function fetchState(as) {
  const response = await fetch(`/sandbox/state${as === '' ? '' : `?as=${encodeURIComponent(as)}`}`)
  if (!response.ok) throw new Error(`The sandbox answered ${response.status}.`)
  return response.json()
}
