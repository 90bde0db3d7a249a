import type { Access } from './access.ts'
import { ask, type Asked } from './ask.ts'
import { type Change, type MessagePointer, pointerJson } from './change.ts'
import type { ChangeState } from './life.ts'
import { changePage, type ChangeFilter, type ChangePage, countByState, type PageOptions } from './record.ts'
import type { Step, Stepped } from './step.ts'
import { changeOf, take } from './take.ts'

/** The changes: asked, judged, carried out, kept. What is to be done with them by the clock is in queue.ts. */
export class Changes {
  readonly #access: Access
  readonly #now: () => Date

  constructor(access: Access, now: () => Date) {
    this.#access = access
    this.#now = now
  }

  /**
   * Keeps a change that is asked. `first` is false when it was asked before under the same key: `change` is that one
   * then, as it now stands.
   * @throws what the database says when `undoOf` names no change
   */
  async ask(asked: Asked): Promise<{ readonly change: Change; readonly first: boolean }> {
    return this.#access.transaction((tx) => ask(tx, asked, this.#now()))
  }

  /**
   * Takes a step in the life of change `id`, or says why not and how the change stands.
   * @param seen the change as the caller has just read it: saves reading it again
   */
  async step(id: number, step: Step, seen?: Change): Promise<Stepped> {
    return take(this.#access, id, step, this.#now(), seen)
  }

  /** Undefined: there is no such change. */
  async byId(id: number): Promise<Change | undefined> {
    return this.#access.read((db) => changeOf(db, id))
  }

  /** A page of the changes that match, newest first, and how many match in all. */
  async list(filter: ChangeFilter = {}, options: PageOptions = {}): Promise<ChangePage> {
    return this.#access.read((db) => changePage(db, filter, options))
  }

  /** How many changes are in each state; those that match, where a filter is given. */
  async counts(filter: ChangeFilter = {}): Promise<Readonly<Record<ChangeState, number>>> {
    return this.#access.read((db) => countByState(db, filter))
  }

  /** Remembers where the messages about a change are, as soon as they are posted. It is no step of its life. */
  async posted(
    id: number,
    messages: { readonly approvals?: MessagePointer; readonly requester?: MessagePointer },
  ): Promise<void> {
    const { approvals, requester } = messages
    if (approvals === undefined && requester === undefined) return
    await this.#access.statement((db) =>
      db
        .updateTable('change')
        .set({
          ...(approvals && { approvals_message: pointerJson(approvals) }),
          ...(requester && { requester_message: pointerJson(requester) }),
        })
        .where('id', '=', id),
    )
  }
}
