import type { Generated, Selectable } from 'kysely'

/**
 * What is in the database, on SQLite and on PostgreSQL alike. Only whole numbers and texts, so that both give back what
 * was put in: times are ISO texts in UTC (they sort as they stand), everything else is JSON in a text, yes and no are 1
 * and 0. An empty text in a `…_after` column stands for 'at once'.
 */
export interface Database {
  migration: MigrationRow
  change: ChangeRow
  change_thing: ChangeThingRow
  audit: AuditTableRow
  audit_head: AuditHeadRow
  audit_end: AuditEndView
  setting: SettingRow
  card: CardRow
  snapshot: SnapshotRow
  digest: DigestRow
  delivery: DeliveryTable
}

export interface MigrationRow {
  number: number
  name: string
  at: string
}

export interface ChangeRow {
  id: number
  /** Steps taken so far: the number of its audit rows. */
  version: number
  state: string
  command: string
  input: string
  about_kind: string
  about_id: number | null
  about_title: string
  /** What it is about; of something new, what it would make. Of two with the same one is applied at a time. */
  target: string
  before: string
  after: string
  difference: string
  difference_hash: string
  requester: string
  requester_team: string
  reason: string
  asked_key: string
  asked_in: string
  asked_at: string
  rule: string
  approvals_needed: number
  votes: string
  break_glass: string | null
  decided: string | null
  expires_at: string
  remind_at: string | null
  reminded_at: string | null
  undo_of: number | null
  claimed_by: string | null
  claimed_at: string | null
  lease_until: string | null
  write_started_at: string | null
  try_after: string
  tries: number
  outcome: string | null
  approvals_message: string | null
  requester_message: string | null
  /** The version that people are to be told of, and the one that they have been told of. */
  tell_version: number
  told_version: number
  tell_after: string
  telling_until: string
  tell_tries: number
}

/** What a change touches: what it is about, and what else it is looked up by. */
export interface ChangeThingRow {
  change_id: number
  kind: string
  thing_id: number
}

export interface AuditTableRow {
  seq: number
  at: string
  actor: string
  actor_team: string
  what: string
  change_id: number | null
  from_state: string | null
  to_state: string | null
  detail: string
  prev_hash: string
  hash: string
}

/** The one row that every append locks: where the chain ends. */
export interface AuditHeadRow {
  id: number
  seq: number
  hash: string
}

/** That row, locked by whoever looks: whoever else does so, in whichever process, waits until their transaction is over. */
export type AuditEndView = Pick<AuditHeadRow, 'seq' | 'hash'>

export interface SettingRow {
  key: string
  value: string
  version: number
  set_by: string
  set_by_team: string
  set_at: string
}

export interface CardRow {
  channel: string
  ts: string
  line: string
  kind: string
  thing_id: number
  shared_by: string
  shared_at: string
}

export interface SnapshotRow {
  id: number
  saved_at: string
  bytes: Uint8Array
}

export interface DigestRow {
  id: number
  /** Times it was changed, by people or by the bot; not by being planned. */
  version: number
  state: string
  owner: string
  owner_team: string
  plan: string
  channels: string
  paused: string | null
  /** When its owner is to be told that the bot has paused it; null: never, or they have been. */
  tell_after: string | null
  /** The next slot, on the wall of its zone and in UTC. */
  next_wall: string
  next_at: string
  added_at: string
}

export interface DeliveryTable {
  id: Generated<number>
  digest_id: number
  channel: string
  /** As the wall of the digest's zone has it, or a word of its own for one that was sent by hand. */
  slot: string
  due_at: string
  late: number
  state: string
  claimed_by: string | null
  lease_until: string
  /** Null: there is nothing more to be tried. */
  try_after: string | null
  /** Times it was claimed: a worker whose lease has ended knows by it that it is not its own any more. */
  tries: number
  message: string | null
  outcome: string | null
  /** When it came to what it is; null as long as it is due. */
  ended_at: string | null
  recheck_at: string | null
}
export type DeliveryRow = Selectable<DeliveryTable>
