import type { AnyBlock } from '@slack/types'

const plain = (text: string): { type: 'plain_text'; text: string } => ({ type: 'plain_text', text })
const mrkdwn = (text: string): { type: 'mrkdwn'; text: string } => ({ type: 'mrkdwn', text })

const button = (text: string, id: string, more: object = {}): object => ({
  type: 'button',
  text: plain(text),
  action_id: id,
  value: id,
  ...more,
})

/** Something like the bot's card for an offer. */
export const offerCard = [
  { type: 'header', block_id: 'h', text: plain('Auto Insurance: Quote Form') },
  {
    type: 'context',
    block_id: 'c',
    elements: [mrkdwn(':large_green_circle: Active  ·  Offer `12345`  ·  Auto insurance')],
  },
  {
    type: 'section',
    block_id: 'facts',
    fields: [
      mrkdwn('*Advertiser*\nBlue Harbor Media (1021)'),
      mrkdwn('*Payout type*\nCPA'),
      mrkdwn('*Payout*\n$12.50'),
      mrkdwn('*Revenue*\n$18.00'),
      mrkdwn('*Margin*\n$5.50 (30.6 %)'),
      mrkdwn('*Expires*\n:warning: Nov 29, 2026, in 9 days'),
    ],
    accessory: {
      type: 'overflow',
      action_id: 'more',
      options: [
        { text: plain('Copy the id'), value: 'copy' },
        { text: plain('Landing pages'), value: 'pages' },
      ],
    },
  },
  {
    type: 'table',
    block_id: 'week',
    column_settings: [{ align: 'left' }, { align: 'right' }, { align: 'right' }, { align: 'right' }],
    rows: [
      ['Last 7 days', 'This', 'Before', 'Change'],
      ['Clicks', '12,840', '11,902', '+7.9 %'],
      ['Conversions', '412', '398', '+3.5 %'],
      ['CVR', '3.21 %', '3.34 %', '−0.13 pp'],
      ['Revenue', '$7,416.00', '$7,164.00', '+3.5 %'],
    ].map((row) => row.map((text) => ({ type: 'raw_text', text }))),
  },
  {
    type: 'actions',
    block_id: 'next',
    elements: [
      button('Share', 'share', { style: 'primary' }),
      button('Campaigns', 'campaigns'),
      button('Creatives', 'creatives'),
      button('Pause', 'pause', {
        style: 'danger',
        confirm: {
          title: plain('Pause offer 12345?'),
          text: mrkdwn('*Auto Insurance* gets no more clicks.'),
          confirm: plain('Pause it'),
          deny: plain('Keep it'),
          style: 'danger',
        },
      }),
      button('Open in CAKE', 'open', { url: 'https://example.com/offers/12345' }),
    ],
  },
  {
    type: 'context',
    block_id: 'asof',
    elements: [mrkdwn('As of <!date^1795166400^{date_short} at {time}|Nov 20>, network time')],
  },
] as AnyBlock[]

const number = (value: number, text = value.toLocaleString('en-US')): object => ({
  type: 'raw_number',
  value,
  text,
})

const offers: readonly (readonly [string, number, number])[] = [
  ['Auto Insurance', 12_840, 7416.5],
  ['Solar Savings', 9112, 6100],
  ['Debt Relief', 887, 12_030.25],
  ['Home Warranty', 10_400, 950],
  ['Term Life', 640, 88.1],
  ['Mortgage Refi', 7321, 5501],
  ['Pet Insurance', 5120, 2099.99],
]

/** Something like the bot's report. */
export const reportBlocks = [
  { type: 'header', block_id: 'h', text: plain('Report by offer'), level: 2 },
  {
    type: 'data_table',
    block_id: 'rows',
    caption: 'Offers, Nov 13 to Nov 19, 2026',
    page_size: 5,
    row_header_column_index: 0,
    rows: [
      ['Offer', 'Clicks', 'Revenue'].map((text) => ({ type: 'raw_text', text })),
      ...offers.map(([name, clicks, revenue]) => [
        { type: 'raw_text', text: name },
        number(clicks),
        number(revenue, `$${revenue.toLocaleString('en-US', { minimumFractionDigits: 2 })}`),
      ]),
    ],
  },
  {
    type: 'actions',
    block_id: 'pages',
    elements: [button('CSV of all rows', 'csv'), button('Previous period', 'prev')],
  },
] as AnyBlock[]

/** What a tracking link unfurls to. */
export const linkCard = [
  {
    type: 'section',
    block_id: 'link',
    text: mrkdwn('*Campaign 98001*  ·  :large_green_circle: Active\nAuto Insurance for Media Bridge'),
  },
  { type: 'actions', block_id: 'link-actions', elements: [button('Show numbers', 'numbers')] },
] as AnyBlock[]

const find = {
  type: 'external_select',
  action_id: 'find',
  placeholder: plain('Find an offer, affiliate or advertiser'),
  min_query_length: 2,
}

export const homeBlocks = [
  { type: 'header', block_id: 'h', text: plain('CAKE for Slack') },
  {
    type: 'section',
    block_id: 'health',
    text: mrkdwn(':large_green_circle: CAKE answers  ·  60 offers, read 4 minutes ago'),
  },
  { type: 'actions', block_id: 'search', elements: [find, button('Report of yesterday', 'home-report')] },
  { type: 'divider' },
  {
    type: 'section',
    block_id: 'recent',
    text: mrkdwn('*Auto Insurance: Quote Form*\nOffer `12345`  ·  seen 5 minutes ago'),
    accessory: button('Open', 'open-12345'),
  },
  {
    type: 'input',
    block_id: 'note',
    label: plain('Note to self'),
    optional: true,
    dispatch_action: true,
    element: { type: 'plain_text_input', action_id: 'note' },
  },
] as AnyBlock[]
