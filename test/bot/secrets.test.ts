import { afterAll, beforeAll, expect, it } from 'vitest'
import { KEY, startBot, type TestBot } from '../support/bot.ts'
import { startCakeServer } from '../support/cake-server.ts'

/** A network that tells the key to everybody in every way it can. */
let network: Awaited<ReturnType<typeof startCakeServer>>
let bot: TestBot
let turn = 0

const WAYS: readonly ((url: string) => { status: number; body: string })[] = [
  (url) => ({
    status: 200,
    body: JSON.stringify({ request_status: 'Failure', message: `Bad request ${url} with ${KEY}` }),
  }),
  (url) => ({ status: 500, body: `<html>${url} ${encodeURIComponent(KEY)}</html>` }),
  () => ({
    status: 200,
    body: JSON.stringify({ request_status: 'Success', response: { offers: [{ offer: { offer_id: KEY } }] } }),
  }),
  () => ({
    status: 200,
    body: JSON.stringify({ success: false, message: `Restricted: ${KEY.toUpperCase()} ${KEY}` }),
  }),
  () => ({ status: 403, body: JSON.stringify({ message: `api_key=${KEY} is not on the whitelist` }) }),
  () => ({ status: 200, body: `{"broken": "${KEY}` }),
]

beforeAll(async () => {
  network = await startCakeServer((request, response) => {
    const way = WAYS[turn % WAYS.length]!(request.url ?? '')
    response.writeHead(way.status, { 'x-echo': request.url ?? '', location: request.url ?? '' }).end(way.body)
  })
  bot = await startBot({
    cakeUrl: network.url,
    cakeOptions: { waits: { backoffMs: 1 } },
  })
})
afterAll(async () => {
  await bot.stop()
  await network.close()
})

it('the key is in nothing that a failing run writes', async () => {
  for (turn = 0; turn < WAYS.length; turn += 1) {
    for (const line of ['offer 12345', 'offers', 'affiliate 67890', 'report offers', 'campaign 98001']) {
      await bot.types(`/cake ${line}`)
    }
  }
  await network.close()
  await bot.types('/cake offer 12345')
  const written = JSON.stringify([bot.slack.apiCalls, allMessages(), bot.logged])
  expect(written.length).toBeGreaterThan(5000)
  expect(bot.logged.length).toBeGreaterThan(10)
  expect(written.toLowerCase()).not.toContain(KEY.toLowerCase())
})

function allMessages(): unknown {
  return bot.slack.channels.map((channel) => bot.slack.messages(channel.id))
}
