import {
  groupsIn,
  UNGOVERNED,
  UNREADABLE,
  UnreadableSettings,
  type Governance,
} from '../core/changes/governance.ts'
import type { Directory } from '../core/directory.ts'
import { standing, type Standing, type Trust } from '../core/person.ts'
import type { People } from './people.ts'

/** What is known of people and of what they may do. */
export interface Known {
  readonly people: People
  readonly trust: () => Trust
  /** Absent: nothing is governed. */
  readonly desk?: { governance(): Promise<Governance> }
}

/** What somebody may do at this moment. @throws what the Web API and the store throw: then nobody knows */
export async function standingOf({ people, trust, desk }: Known, userId: string): Promise<Standing> {
  try {
    const [user, governance] = await Promise.all([people.find(userId), desk?.governance() ?? UNGOVERNED])
    const groups = await people.groupsOf(userId, groupsIn(governance))
    return standing(user, trust(), { governance, groups })
  } catch (error) {
    if (error instanceof UnreadableSettings) return { allowed: false, sentence: UNREADABLE }
    throw error
  }
}

/** What the bot knows of people for itself, when nobody has clicked. */
export function directoryOf(known: Known): Directory {
  return {
    userGroups: () => known.people.userGroups(),
    groupsOf: (userId, groups) => known.people.groupsOf(userId, groups),
    async seesMoney(userId) {
      const found = await standingOf(known, userId)
      return found.allowed && found.person.money
    },
  }
}
