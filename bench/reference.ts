/**
 * The reference: the least a Bolt app can do to answer `/cake offer N`. It acknowledges, makes the one GET and responds
 * with a card of fixed blocks. To whatever is typed into a select it offers the same options, as many as Slack takes. It
 * checks, shows and tolerates nothing else.
 */
import { App } from '@slack/bolt'
import { request } from 'undici'

const { SLACK_BOT_TOKEN, SLACK_SIGNING_SECRET, SLACK_API_URL, CAKE_URL, CAKE_API_KEY, PORT } = process.env

interface Answer {
  response: {
    offers: { offer: { offer_name: string; offer_status: string; payout: number; revenue: number } }[]
  }
}

const app = new App({
  token: SLACK_BOT_TOKEN,
  signingSecret: SLACK_SIGNING_SECRET,
  clientOptions: { slackApiUrl: SLACK_API_URL },
})

app.command('/cake', async ({ ack, command, respond }) => {
  await ack()
  const id = command.text.split(' ')[1]
  const { body } = await request(`${CAKE_URL}/api/2/offers.json?api_key=${CAKE_API_KEY}&offer_id=${id}`)
  const answer = JSON.parse(await body.text()) as Answer
  const offer = answer.response.offers[0]?.offer
  if (!offer) throw new Error('no such offer')
  await respond({
    response_type: 'ephemeral',
    text: offer.offer_name,
    blocks: [
      { type: 'header', text: { type: 'plain_text', text: offer.offer_name } },
      {
        type: 'section',
        fields: [
          { type: 'mrkdwn', text: `*Status*\n${offer.offer_status}` },
          { type: 'mrkdwn', text: `*Payout*\n${offer.payout}` },
          { type: 'mrkdwn', text: `*Revenue*\n${offer.revenue}` },
        ],
      },
    ],
  })
})

const options = Array.from({ length: 100 }, (_, at) => ({
  text: {
    type: 'plain_text' as const,
    text: `Bench Offer ${at} Auto Insurance - US CPA (${10_000 + at})`,
    emoji: false,
  },
  value: String(10_000 + at),
}))

app.options(/.*/, async ({ ack }) => {
  await ack({ options })
})

await app.start({ port: Number(PORT), host: '127.0.0.1' })
