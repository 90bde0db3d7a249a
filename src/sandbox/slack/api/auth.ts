import { APP_ID, BOT_ID, BOT_USER_ID, TEAM_DOMAIN, TEAM_ID } from '../ids.ts'
import type { Method } from './method.ts'

/** https://docs.slack.dev/reference/methods/auth.test and …/apps.connections.open */
export const auth: Readonly<Record<string, Method>> = {
  'api.test': { token: 'bot', run: (_workspace, args) => ({ args }) },
  'auth.test': {
    token: 'bot',
    run: () => ({
      url: `https://${TEAM_DOMAIN}.slack.com/`,
      team: 'CAKE sandbox',
      user: 'cake',
      team_id: TEAM_ID,
      user_id: BOT_USER_ID,
      bot_id: BOT_ID,
      app_id: APP_ID,
      is_enterprise_install: false,
    }),
  },
  'apps.connections.open': {
    token: 'app',
    run: (workspace) => ({ url: workspace.newSocketUrl() }),
  },
}
