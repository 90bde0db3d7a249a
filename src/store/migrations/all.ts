import { changes } from './001-changes.ts'
import { audit } from './002-audit.ts'
import { around } from './003-around.ts'
import { digests } from './004-digests.ts'
import type { Migration } from './migration.ts'

/** Every migration, in order. The first is number 1; new ones are added at the end. */
export const migrations: readonly Migration[] = [changes, audit, around, digests]
