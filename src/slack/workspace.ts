import type { Workspace } from './contract.ts'
import type { Log } from './log.ts'
import { untilItWorks } from './patience.ts'
import type { WebClient } from './web.ts'

/**
 * Asks Slack who the bot is until it says so: a dead network only delays it.
 * @throws TokenRefused when Slack refuses the token; what `signal` says when it is aborted.
 */
export async function identify(client: WebClient, log: Log, signal: AbortSignal): Promise<Workspace> {
  return untilItWorks(() => whoAmI(client), {
    variable: 'SLACK_BOT_TOKEN',
    what: 'Slack does not say who the bot is yet; trying again',
    log,
    signal,
  })
}

async function whoAmI(client: WebClient): Promise<Workspace> {
  const answer = await client.auth.test()
  const { team_id: teamId, user_id: botUserId } = answer
  if (teamId === undefined || botUserId === undefined) throw new Error('auth.test did not say who the bot is')
  return {
    teamId,
    teamName: answer.team ?? teamId,
    botUserId,
    botId: answer.bot_id,
    botName: answer.user ?? botUserId,
  }
}
