import { createHmac } from 'node:crypto'
import { PEOPLE, SIGNING_SECRET, TEAM } from './world.ts'

/** What Slack sends, as forms. Everything comes from people in turn. */

/** A slash command: https://docs.slack.dev/interactivity/implementing-slash-commands */
export function commandBody(text: string, at: number, responseUrl: string, trigger: string): string {
  return new URLSearchParams({
    team_id: TEAM,
    team_domain: 'bench',
    channel_id: 'C0BENCH',
    channel_name: 'cake-ops',
    user_id: person(at),
    user_name: person(at).toLowerCase(),
    command: '/cake',
    text,
    api_app_id: 'A0BENCH',
    is_enterprise_install: 'false',
    response_url: responseUrl,
    trigger_id: `${Date.now()}.${trigger}`,
  }).toString()
}

/** Letters typed into a select: https://docs.slack.dev/reference/interaction-payloads/block_suggestion-payload */
export function suggestionBody(value: string, at: number): string {
  const id = person(at)
  const payload = {
    type: 'block_suggestion',
    user: { id, username: id.toLowerCase(), name: id.toLowerCase(), team_id: TEAM },
    api_app_id: 'A0BENCH',
    token: 'bench',
    team: { id: TEAM, domain: 'bench' },
    enterprise: null,
    is_enterprise_install: false,
    container: {
      type: 'message',
      message_ts: '1700000000.000100',
      channel_id: 'C0BENCH',
      is_ephemeral: false,
    },
    channel: { id: 'C0BENCH', name: 'cake-ops' },
    action_id: OFFER_SELECT,
    block_id: 'offer',
    value,
  }
  return new URLSearchParams({ payload: JSON.stringify(payload) }).toString()
}

/** The select for an offer (`src/blocks/pick.ts`). */
export const OFFER_SELECT = 'pick:offer'

function person(at: number): string {
  return `U${String(at % PEOPLE).padStart(4, '0')}`
}

/** https://docs.slack.dev/authentication/verifying-requests-from-slack */
export function signed(body: string): Record<string, string> {
  const timestamp = String(Math.floor(Date.now() / 1000))
  const hash = createHmac('sha256', SIGNING_SECRET).update(`v0:${timestamp}:${body}`).digest('hex')
  return {
    'content-type': 'application/x-www-form-urlencoded',
    'x-slack-request-timestamp': timestamp,
    'x-slack-signature': `v0=${hash}`,
  }
}
