import type { Kysely } from 'kysely'

export type DialectName = 'sqlite' | 'postgres'

/** A transaction that knows no tables: what they are today is no business of a migration. */
// oxlint-disable-next-line typescript/no-explicit-any
export type MigrationTx = Kysely<any>

/**
 * One step of the schema. Once released it is never edited: what has to change is a further migration at the end of
 * `all.ts`. All that are missing run in one transaction, so there is no half of one.
 */
export interface Migration {
  readonly name: string
  up(tx: MigrationTx, dialect: DialectName): Promise<void>
}
