import { GOVERNANCE, type Governance, readGovernance } from '../../src/core/changes/governance.ts'
import { userGroups } from '../../src/sandbox/slack/ids.ts'
import { Heart } from '../../src/schedule/heart.ts'
import { openStore, type Store } from '../../src/store/store.ts'
import type { Time } from './time.ts'

/** What there is of changes between Slack and the database. */
export class Changes {
  readonly #time: Time
  #store: Store
  #governance: unknown = ONE_APPROVAL
  /** It beats when it is told to, and never by itself. */
  heart = new Heart()

  private constructor(time: Time, store: Store) {
    this.#time = time
    this.#store = store
  }

  static async start(time: Time): Promise<Changes> {
    return new Changes(time, await open(time))
  }

  get store(): Store {
    return this.#store
  }

  /** Always the store of the test that runs. */
  asStore(): Store {
    const current = () => this.#store
    return new Proxy(current(), { get: (_, name: keyof Store) => current()[name] })
  }

  govern(governance: Partial<Governance>): void {
    this.#governance = { ...ONE_APPROVAL, ...governance }
  }

  governance(): Promise<Governance> {
    return this.#store.settings.get(GOVERNANCE).then((set) => readGovernance(set?.value ?? this.#governance))
  }

  async reset(): Promise<void> {
    await this.heart.idle()
    await this.#store.close()
    this.#store = await open(this.#time)
    this.#governance = ONE_APPROVAL
  }
}

const ONE_APPROVAL = { approvers: { groups: [userGroups.approvers] } }

function open({ now }: Time): Promise<Store> {
  const log = (_: unknown, error: unknown) => {
    throw error
  }
  return openStore('sqlite::memory:', { now, log })
}
