import type {
  ChannelView,
  CommandView,
  MessageView,
  PersonView,
  ShortcutView,
  WorkspaceView,
} from '../../../src/sandbox/page/protocol.ts'
import { homeBlocks, linkCard, offerCard, reportBlocks } from './fixture-cards.ts'
import { everyBlock, hostileBlocks } from './fixture-blocks.ts'

const people: readonly PersonView[] = [
  { id: 'UADMIN', name: 'Ada Okafor', title: 'Admin', isBot: false },
  { id: 'UAPPROVER', name: 'Sam Rivera', title: 'Approver', isBot: false },
  { id: 'UMANAGER', name: 'Mia Chen', title: 'Account manager', isBot: false },
  { id: 'UVIEWER', name: 'Noah Berg', title: 'Viewer', isBot: false },
  { id: 'UGUEST', name: 'Gus Lindqvist', title: 'Guest', isBot: false },
  { id: 'UBOT', name: 'CAKE', title: 'App', isBot: true },
]

const everyone = people.map((one) => one.id)

const channel = (id: string, name: string, topic: string): ChannelView => ({
  id,
  name,
  kind: 'channel',
  topic,
  members: everyone,
})

const commands: readonly CommandView[] = [
  { example: 'offer 12345', summary: 'Show an offer' },
  { example: 'offer list status:active', summary: 'List offers' },
  { example: 'affiliate 67890', summary: 'Show an affiliate' },
  { example: 'campaign 98001', summary: 'Show a campaign' },
  { example: 'report offers last-7d', summary: 'Clicks, conversions, revenue and margin by offer' },
  { example: 'help', summary: 'What can be typed' },
]

const shortcuts: readonly ShortcutView[] = [
  {
    name: 'Search CAKE',
    type: 'global',
    callback_id: 'search',
    description: 'Find an offer, an affiliate or an advertiser',
  },
  {
    name: 'New campaign',
    type: 'global',
    callback_id: 'campaign-new',
    description: 'Ask for a campaign and its link',
  },
  {
    name: 'Look up in CAKE',
    type: 'message',
    callback_id: 'look-up',
    description: 'Show what the message is about',
  },
]

/** 2026-11-20 09:00 UTC and some minutes, as a message's ts. */
export const ts = (minute: number): string => `${Date.UTC(2026, 10, 20, 9, 0) / 1000 + minute * 60}.000100`

export const message = (
  minute: number,
  more: Partial<MessageView> & Pick<MessageView, 'channel' | 'user'>,
): MessageView => ({ ts: ts(minute), text: '', ephemeral: false, edited: false, mrkdwn: true, ...more })

const messages: readonly MessageView[] = [
  message(-1500, { channel: 'COPS', user: 'UAPPROVER', text: 'Numbers look fine :thumbsup:' }),
  message(0, { channel: 'COPS', user: 'UADMIN', text: 'Morning! Anyone looked at *offer 12345* yet?' }),
  message(1, { channel: 'COPS', user: 'UADMIN', text: 'It is about to expire :warning:', edited: true }),
  message(2, {
    channel: 'COPS',
    user: 'UVIEWER',
    text: 'On it, <@UMANAGER>. See <#CGENERAL>',
    thread_ts: ts(2),
  }),
  message(3, { channel: 'COPS', user: 'UMANAGER', text: 'Thanks!', thread_ts: ts(2) }),
  message(3.5, {
    channel: 'COPS',
    user: 'UVIEWER',
    text: 'Is <https://trk.example.com/rd/r.php?sid=98001> the right one?',
    unfurls: [{ url: 'https://trk.example.com/rd/r.php?sid=98001', blocks: linkCard }],
  }),
  message(4, { channel: 'COPS', user: 'UBOT', text: 'Offer 12345', blocks: offerCard, ephemeral: true }),
  message(5, { channel: 'COPS', user: 'UBOT', text: 'Report', blocks: reportBlocks }),
  message(6, { channel: 'CDAILY', user: 'UBOT', text: 'Every block', blocks: everyBlock }),
  message(7, {
    channel: 'CDAILY',
    user: 'UBOT',
    text: 'The file you asked for',
    files: [
      {
        id: 'F1',
        name: 'report-offers.csv',
        title: 'Report by offer, last 7 days',
        mimetype: 'text/csv',
        size: 4312,
        url: '/sandbox/files/F1',
        preview:
          'Offer,Clicks,Revenue\n"Auto, Home & Life",12840,"$8,412.50"\nSolar Savings,9112,$6100.00\nDebt Re',
      },
      {
        id: 'F2',
        name: 'last-14-days.png',
        title: 'The last 14 days',
        mimetype: 'image/png',
        size: 43120,
        url: '/sandbox/files/F2',
        alt: 'Revenue per day, from $1,200 up to $1,900',
      },
    ],
  }),
  message(8, { channel: 'CAPPROVALS', user: 'UBOT', text: 'Hostile names', blocks: hostileBlocks }),
  message(9, {
    channel: 'CAPPROVALS',
    user: 'UGUEST',
    text: '<script>alert(1)</script> <javascript:alert(1)|click me>',
  }),
]

/** The workspace as this person sees it: a fresh copy, with everything that the page can draw. */
export function workspace(as: string): WorkspaceView {
  const me = people.find((one) => one.id === as) ?? people[0]!
  const guest = me.id === 'UGUEST'
  const channels = [
    channel('CGENERAL', 'general', 'Everyone, about everything'),
    channel('COPS', 'cake-ops', 'Offers, affiliates and links: ask here'),
    channel('CAPPROVALS', 'cake-approvals', 'Changes that wait for a yes'),
    channel('CDAILY', 'cake-daily', 'The morning numbers'),
    { id: `D${me.id}`, name: 'CAKE', kind: 'dm' as const, topic: '', members: [me.id, 'UBOT'] },
  ].filter((one) => !guest || one.id === 'COPS' || one.kind === 'dm')
  const visible = messages.filter(
    (one) => channels.some(({ id }) => id === one.channel) && (!one.ephemeral || me.id === 'UMANAGER'),
  )
  return {
    me,
    people,
    groups: [{ id: 'SAPPROVERS', handle: 'cake-approvers' }],
    channels,
    messages: visible,
    home: me.id === 'UMANAGER' ? { blocks: homeBlocks } : null,
    calls: [
      {
        id: 1,
        at: '2026-11-20T09:04:00Z',
        method: 'GET',
        path: '/offers.json?offer_id=12345',
        status: 200,
        ms: 84,
      },
      {
        id: 2,
        at: '2026-11-20T09:04:01Z',
        method: 'GET',
        path: '/reports/offer_summary.json?start_date=2026-11-13&end_date=2026-11-19',
        status: 429,
        ms: 12,
      },
      { id: 3, at: '2026-11-20T09:05:00Z', method: 'PUT', path: '/update_offer.json', status: 0, ms: 5003.4 },
    ],
    trouble: { mode: 'none', delayMs: 0 },
    modals: [],
    shortcuts,
    commands,
  }
}

/** The same without a word said in it: what a newcomer finds. */
export const emptyWorkspace = (as: string): WorkspaceView => ({ ...workspace(as), messages: [], calls: [] })
