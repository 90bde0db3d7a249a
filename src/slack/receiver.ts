import type { IncomingMessage, ServerResponse } from 'node:http'
import { HTTPModuleFunctions, HTTPReceiver } from '@slack/bolt'
import type { Attach } from './bolt.ts'
import { boltLogger, type Log } from './log.ts'

/** Bytes. Slack's largest payloads hold a message of 50 blocks, or a view of 250 kB. */
const LARGEST_BODY = 1024 * 1024

/** Takes Slack's requests over HTTP: checks their signatures and hands what they hold to the app. */
export function httpEvents(
  signingSecret: string,
  attach: Attach,
  log: Log,
): (request: IncomingMessage, response: ServerResponse) => void {
  const receiver = new HTTPReceiver({ signingSecret, logger: boltLogger(log), bodyLimit: LARGEST_BODY })
  attach(receiver)
  return (request, response) => {
    const take = (status: number | undefined) => {
      if (status === undefined) receiver.requestListener(request, response)
      else response.writeHead(status).end()
    }
    refusalOf(request)
      .then(take)
      .catch((error: unknown) => {
        log.error({ err: error }, 'a request could not be read')
        response.destroy()
      })
  }
}

/**
 * Reads the body, and the receiver then takes it from there. Without this it would leave a body of `null` unanswered,
 * with a rejection that nobody handles.
 * @returns the status to refuse with; undefined where there is something for the receiver to look at
 */
async function refusalOf(request: IncomingMessage): Promise<number | undefined> {
  let body: unknown
  try {
    const read = await HTTPModuleFunctions.bufferIncomingMessage(request, LARGEST_BODY)
    body = HTTPModuleFunctions.parseHTTPRequestBody(read)
  } catch (error) {
    if (!HTTPModuleFunctions.isRawBodyError(error)) return 400
    return error.statusCode
  }
  return typeof body === 'object' && body !== null ? undefined : 400
}
