import type { Access } from './access.ts'
import type { MessagePointer, Thing } from './change.ts'
import type { CardRow } from './schema.ts'

/** A card that the bot shared to a channel. */
export interface SharedCard extends MessagePointer {
  /** The command that makes it anew: 'offer 12345'. */
  readonly line: string
  readonly about: Thing
  /** Slack user id. */
  readonly sharedBy: string
  readonly at: Date
}

/** Cards in channels, so that they can be kept true when what they show is changed. */
export class Cards {
  readonly #access: Access
  readonly #now: () => Date

  constructor(access: Access, now: () => Date) {
    this.#access = access
    this.#now = now
  }

  /** Remembers a card; one that is already known at that message is replaced. */
  async shared(card: Omit<SharedCard, 'at'>): Promise<void> {
    const { channel, ts, line, about, sharedBy } = card
    const shown = { line, kind: about.kind, thing_id: about.id }
    const by = { shared_by: sharedBy, shared_at: this.#now().toISOString() }
    await this.#access.statement((db) =>
      db
        .insertInto('card')
        .values({ channel, ts, ...shown, ...by })
        .onConflict((conflict) => conflict.columns(['channel', 'ts']).doUpdateSet({ ...shown, ...by })),
    )
  }

  /** The cards about a thing that were shared then or later, newest first. */
  async about({ kind, id }: Thing, since: Date): Promise<readonly SharedCard[]> {
    const rows = await this.#access.read((db) =>
      db
        .selectFrom('card')
        .selectAll()
        .where('kind', '=', kind)
        .where('thing_id', '=', id)
        .where('shared_at', '>=', since.toISOString())
        .orderBy('shared_at', 'desc')
        .execute(),
    )
    return rows.map(toCard)
  }

  /** Forgets one whose message is gone. */
  async forget({ channel, ts }: MessagePointer): Promise<void> {
    await this.#access.statement((db) =>
      db.deleteFrom('card').where('channel', '=', channel).where('ts', '=', ts),
    )
  }

  /** Forgets those that were shared before `time`; says how many they were. */
  async forgetBefore(time: Date): Promise<number> {
    const [result] = await this.#access.statement((db) =>
      db.deleteFrom('card').where('shared_at', '<', time.toISOString()),
    )
    return Number(result?.numDeletedRows ?? 0)
  }
}

function toCard(row: CardRow): SharedCard {
  return {
    channel: row.channel,
    ts: row.ts,
    line: row.line,
    about: { kind: row.kind, id: row.thing_id },
    sharedBy: row.shared_by,
    at: new Date(row.shared_at),
  }
}
