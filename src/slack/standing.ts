import {
  groupsIn,
  UNGOVERNED,
  UNREADABLE,
  UnreadableSettings,
  type Governance,
} from '../core/changes/governance.ts'
import type { Directory } from '../core/directory.ts'
import { standing, type Standing, type Trust } from '../core/person.ts'
import { failure } from './failure.ts'
import { recentFigures } from '../core/recent.ts'
import { channelFacts, isInChannel } from './channels.ts'
import type { People } from './people.ts'
import type { WebClient } from './web.ts'

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

/** Several digests come to one channel at the same minute, and Slack limits how often it is asked. In milliseconds. */
const KEEP = 60_000

/** What the bot knows of people and channels for itself, when nobody has clicked; of channels as of the last minute. */
export function directoryOf(known: Known, web: WebClient, clock: () => number): Directory {
  const recent = recentFigures(() => new Date(clock()), KEEP)
  return {
    userGroups: () => known.people.userGroups(),
    groupsOf: (userId, groups) => known.people.groupsOf(userId, groups),
    async seesMoney(userId) {
      const found = await standingOf(known, userId)
      return found.allowed && found.person.money
    },
    isActive: (userId) => isActive(known.people, userId),
    async channel(id) {
      const known = await recent.get(id, () => channelFacts(web, id))
      // It would pause a digest, of which somebody may just have seen to it that it can come.
      return known && (known.isArchived || !known.isMember) ? channelFacts(web, id) : known
    },
    isIn: (userId, channel) => isInChannel(web, userId, channel),
  }
}

async function isActive(people: People, userId: string): Promise<boolean> {
  try {
    return !(await people.find(userId)).isDeactivated
  } catch (error) {
    const failed = failure(error)
    if (failed?.kind === 'refused' && failed.code === 'user_not_found') return false
    throw error
  }
}
