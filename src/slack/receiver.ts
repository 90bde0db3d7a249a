import { createSecretKey } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { HTTPModuleFunctions, HTTPReceiver } from '@slack/bolt'
import type { Attach } from './bolt.ts'
import { boltLogger, type Log } from './log.ts'
import { isSlacks } from './signature.ts'

/** Bytes. Slack's largest payloads hold a message of 50 blocks, or a view of 250 kB. */
const LARGEST_BODY = 1024 * 1024

/**
 * Takes Slack's requests over HTTP: checks their signatures and hands what they hold to the app. The check is ours:
 * it also refuses dates in the future, and makes one HMAC where Bolt's makes three. Bolt reads only what has been checked.
 */
export function httpEvents(
  signingSecret: string,
  attach: Attach,
  log: Log,
  clock: () => number,
): (request: IncomingMessage, response: ServerResponse) => void {
  const key = createSecretKey(Buffer.from(signingSecret))
  const receiver = new HTTPReceiver({ signingSecret, signatureVerification: false, logger: boltLogger(log) })
  attach(receiver)
  const take = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { rawBody } = await HTTPModuleFunctions.bufferIncomingMessage(request, LARGEST_BODY)
    const status = verdict(request, rawBody, (...signed) => isSlacks(key, clock(), ...signed))
    if (status === undefined) receiver.requestListener(request, response)
    else response.writeHead(status).end()
  }
  return (request, response) => {
    take(request, response).catch((error: unknown) => {
      if (HTTPModuleFunctions.isRawBodyError(error)) {
        response.writeHead(error.statusCode).end()
      } else {
        log.error({ err: error }, 'a request could not be read')
        response.destroy()
      }
    })
  }
}

/**
 * What to answer a request that is not for the app; undefined where it is.
 * Slack's check of the certificate comes without a signature (https://docs.slack.dev/interactivity/implementing-slash-commands):
 * it is answered, and nothing of it is read.
 */
function verdict(
  { headers }: IncomingMessage,
  body: Buffer,
  isSigned: (timestamp: string, signature: string, body: Buffer) => boolean,
): number | undefined {
  const timestamp = String(headers['x-slack-request-timestamp'] ?? '')
  if (!isSigned(timestamp, String(headers['x-slack-signature'] ?? ''), body)) {
    return /(?:^|&)ssl_check=1(?:&|$)/.test(body.toString('latin1')) ? 200 : 401
  }
  return holdsAnObject(body.toString('utf8')) ? undefined : 400
}

/** False for a JSON body, or a payload, of `null` or another bare value: Bolt would leave it unanswered. */
function holdsAnObject(body: string): boolean {
  const [, payload] = /(?:^|&)payload=([^&]*)/.exec(body) ?? []
  if (payload !== undefined) return /^\s*(?:\{|%7B)/i.test(payload.replaceAll('+', ' '))
  return /^\s*(?:\{|[^\s{["\d-]*=)/.test(body)
}
