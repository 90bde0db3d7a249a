import { auth } from './auth.ts'
import { chat } from './chat.ts'
import { conversations } from './conversations.ts'
import { files } from './files.ts'
import type { Method } from './method.ts'
import { usergroups } from './usergroups.ts'
import { users } from './users.ts'
import { views } from './views.ts'

/** Every Web API method this Slack has. A further one is an entry in its family's file. */
export const methods: ReadonlyMap<string, Method> = new Map(
  [auth, chat, conversations, files, usergroups, users, views].flatMap((family) => Object.entries(family)),
)
