/**
 * The reference for changes: the least a Bolt app can do between the submission of a form and CAKE's yes. It acknowledges,
 * keeps a row in one durable transaction, makes one GET and one POST. For `/cake …` and for a shortcut it opens a view.
 */
import { DatabaseSync } from 'node:sqlite'
import { App } from '@slack/bolt'
import pg from 'pg'
import { request } from 'undici'

const { SLACK_BOT_TOKEN, SLACK_SIGNING_SECRET, SLACK_API_URL, CAKE_URL, CAKE_API_KEY, DATABASE_URL, PORT } =
  process.env
const OFFER = 12345

const app = new App({
  token: SLACK_BOT_TOKEN,
  signingSecret: SLACK_SIGNING_SECRET,
  clientOptions: { slackApiUrl: SLACK_API_URL },
})

const view = {
  type: 'modal' as const,
  callback_id: 'approve',
  title: { type: 'plain_text' as const, text: 'Approve' },
  submit: { type: 'plain_text' as const, text: 'Approve' },
  blocks: [{ type: 'section' as const, text: { type: 'plain_text' as const, text: 'Approve it?' } }],
}

app.command('/cake', async ({ ack, body, client }) => {
  await ack()
  await client.views.open({ trigger_id: body.trigger_id, view })
})

app.shortcut('search_cake', async ({ ack, body, client }) => {
  await ack()
  await client.views.open({ trigger_id: body.trigger_id, view })
})

app.view('approve', async ({ ack }) => {
  await ack()
  await keep()
  const read = await request(`${CAKE_URL}/api/2/offers.json?api_key=${CAKE_API_KEY}&offer_id=${OFFER}`)
  await read.body.json()
  const write = await request(`${CAKE_URL}/api/2/update_offer.json`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ api_key: CAKE_API_KEY, offer_id: OFFER, offer_name: `Offer ${(writes += 1)}` }),
  })
  await write.body.json()
})

let writes = 0
const keep = await openDatabase(DATABASE_URL ?? '')

/** Gives what keeps a row so that it survives a loss of power. */
async function openDatabase(url: string): Promise<() => Promise<unknown>> {
  const create = 'create table if not exists reference (at text not null)'
  const now = () => new Date().toISOString()
  if (url.startsWith('postgres:')) {
    const pool = new pg.Pool({ connectionString: url })
    await pool.query(create)
    return () => pool.query('insert into reference values ($1)', [now()])
  }
  const db = new DatabaseSync(url.slice('sqlite:'.length))
  db.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; ${create}`)
  const insert = db.prepare('insert into reference values (?)')
  return () => Promise.resolve(insert.run(now()))
}

await app.start({ port: Number(PORT), host: '127.0.0.1' })
