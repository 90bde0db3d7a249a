import type { IncomingMessage, ServerResponse } from 'node:http'
import { BOT_USER, TEAM } from './world.ts'

/** Told when a message has come in at a response_url: `/respond/<run>/<command>`. */
export type OnMessage = (run: number, command: number, body: Buffer) => void

const ANSWERS: Readonly<Record<string, (form: URLSearchParams) => object>> = {
  'auth.test': () => ({ team_id: TEAM, team: 'Bench', user_id: BOT_USER, user: 'cake', bot_id: 'B0BOT' }),
  'users.info': (form) => ({ user: person(form.get('user') ?? '') }),
  'conversations.open': () => ({ channel: { id: 'D0BENCH' } }),
  'chat.postMessage': () => ({ channel: 'C0BENCH', ts: '1700000000.000100' }),
  'chat.postEphemeral': () => ({ message_ts: '1700000000.000100' }),
}

/** Takes a request of Slack's Web API, or a message for a response_url. */
export function slackServer(onMessage: OnMessage) {
  return (request: IncomingMessage, response: ServerResponse): void => {
    response.sendDate = false
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const [, place = '', run = '', command = ''] = (request.url ?? '').split('/')
      const body = chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks)
      if (place === 'respond') {
        response.writeHead(200, { 'content-type': 'text/plain', 'content-length': 2 }).end('ok')
        return onMessage(Number(run), Number(command), body)
      }
      callMethod(run, new URLSearchParams(body.toString()), response)
    })
  }
}

function callMethod(method: string, form: URLSearchParams, response: ServerResponse): void {
  const answer = ANSWERS[method]?.(form)
  const body = JSON.stringify(answer ? { ok: true, ...answer } : { ok: false, error: 'unknown_method' })
  response.writeHead(200, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(body),
  })
  response.end(body)
}

function person(id: string) {
  return {
    id,
    team_id: TEAM,
    name: id.toLowerCase(),
    deleted: false,
    is_bot: false,
    is_restricted: false,
    is_ultra_restricted: false,
    is_stranger: false,
    profile: { display_name: id, real_name: id },
  }
}
