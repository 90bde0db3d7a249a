import type { AnyBlock } from '@slack/types'

const plain = (text: string): object => ({ type: 'plain_text', text })
const mrkdwn = (text: string): object => ({ type: 'mrkdwn', text })
const text = (words: string, style?: object): object => ({
  type: 'text',
  text: words,
  ...(style ? { style } : {}),
})
const section = (...elements: object[]): object => ({ type: 'rich_text_section', elements })
const options = ['Alpha', 'Beta', 'Gamma'].map((name) => ({ text: plain(name), value: name.toLowerCase() }))

const pixel =
  'data:image/svg+xml,%3Csvg xmlns="http://www.w3.org/2000/svg" width="80" height="80"%3E%3Crect width="80" height="80" fill="%23d93a63"/%3E%3C/svg%3E'

const richText = {
  type: 'rich_text',
  block_id: 'rich',
  elements: [
    section(
      text('Plain, '),
      text('bold', { bold: true }),
      text(', '),
      text('italic', { italic: true }),
      text(', '),
      text('strike', { strike: true }),
      text(', '),
      text('code()', { code: true }),
      text(' and a '),
      { type: 'link', url: 'https://example.com/a?b=1&c=2', text: 'link' },
      text('. Hello '),
      { type: 'user', user_id: 'UMANAGER' },
      text(' in '),
      { type: 'channel', channel_id: 'COPS' },
      text(', '),
      { type: 'usergroup', usergroup_id: 'SAPPROVERS' },
      text(', '),
      { type: 'broadcast', range: 'here' },
      text(' '),
      { type: 'emoji', name: 'white_check_mark' },
      text(' '),
      { type: 'date', timestamp: 1_795_166_400, format: '{date_num}', fallback: '2026-11-20' },
      text(' '),
      { type: 'color', value: '#2f9e75' },
    ),
    {
      type: 'rich_text_list',
      style: 'bullet',
      indent: 0,
      elements: [section(text('first')), section(text('second'))],
    },
    { type: 'rich_text_list', style: 'bullet', indent: 1, elements: [section(text('deeper'))] },
    { type: 'rich_text_list', style: 'ordered', elements: [section(text('one')), section(text('two'))] },
    {
      type: 'rich_text_preformatted',
      elements: [text('https://trk.example.com/rd/r.php?sid=98001&aff_id=67890')],
    },
    { type: 'rich_text_quote', elements: [text('as they said')] },
  ],
}

const controls = {
  type: 'actions',
  block_id: 'controls',
  elements: [
    {
      type: 'static_select',
      action_id: 'pick',
      placeholder: plain('Pick a status'),
      options,
      initial_option: options[1],
    },
    {
      type: 'static_select',
      action_id: 'group',
      placeholder: plain('Pick from groups'),
      option_groups: [{ label: plain('Greek'), options }],
    },
    { type: 'users_select', action_id: 'user', placeholder: plain('Pick a person') },
    { type: 'datepicker', action_id: 'day', initial_date: '2026-11-20' },
    { type: 'timepicker', action_id: 'time', initial_time: '09:30' },
    { type: 'checkboxes', action_id: 'checks', options, initial_options: [options[0]] },
    { type: 'radio_buttons', action_id: 'radio', options, initial_option: options[2] },
    { type: 'plain_text_input', action_id: 'free', placeholder: plain('Say why') },
  ],
}

const series = ['This week', 'Week before'].map((name, index) => ({
  name,
  data: ['Mon', 'Tue', 'Wed'].map((label, day) => ({ label, value: 1200 + 300 * day - 400 * index })),
}))
const axes = { categories: ['Mon', 'Tue', 'Wed'], x_label: 'Day', y_label: 'Clicks' }

const charts = [
  {
    type: 'data_visualization',
    block_id: 'bar',
    title: 'Clicks by day',
    chart: { type: 'bar', series, axis_config: axes },
  },
  {
    type: 'data_visualization',
    block_id: 'line',
    title: 'Clicks, drawn as a line',
    chart: { type: 'line', series, axis_config: axes },
  },
  {
    type: 'data_visualization',
    block_id: 'pie',
    title: 'Revenue by vertical',
    chart: {
      type: 'pie',
      segments: [
        { label: 'Insurance', value: 60 },
        { label: 'Solar', value: 30 },
        { label: 'Loans', value: 10 },
      ],
    },
  },
]

const markdown = [
  '## Markdown here',
  'With **bold**, *italic*, ~~strike~~, `code` and [a link](https://example.com).',
  '',
  '- one',
  '  - one and a half',
  '- two',
  '',
  '> quoted',
  '',
  '| a | b |',
  '|---|---|',
  '| 1 | **2** |',
  '',
  '```',
  'const x = 1',
  '```',
].join('\n')

/** One of each block, and one that does not exist. */
export const everyBlock = [
  { type: 'header', block_id: 'h1', text: plain('Header, first level'), level: 1 },
  { type: 'header', block_id: 'h3', text: plain('Header, third level'), level: 3 },
  {
    type: 'section',
    block_id: 's1',
    text: mrkdwn(
      '*Bold* _italic_ ~strike~ `code` <https://example.com/x|a link> :tada:\n> quoted &lt;b&gt; &amp; more\n• a point\n• another\n```\npre  formatted\n```',
    ),
    accessory: { type: 'image', image_url: pixel, alt_text: 'A square' },
  },
  {
    type: 'section',
    block_id: 's2',
    text: plain('Plain *text* stays.'),
    accessory: { type: 'button', text: plain('Beside'), action_id: 'beside', value: '1' },
  },
  {
    type: 'context',
    block_id: 'c1',
    elements: [{ type: 'image', image_url: pixel, alt_text: 'small' }, mrkdwn('Context, *quietly*')],
  },
  { type: 'divider' },
  { type: 'image', block_id: 'i1', title: plain('A picture'), image_url: pixel, alt_text: 'A larger square' },
  richText,
  { type: 'markdown', text: markdown },
  {
    type: 'table',
    block_id: 't1',
    column_settings: [{ is_wrapped: true }, { align: 'right' }, { align: 'center' }],
    rows: [
      [
        { type: 'raw_text', text: 'Name' },
        { type: 'raw_text', text: 'Payout' },
        { type: 'raw_text', text: 'Note' },
      ],
      [
        {
          type: 'raw_text',
          text: 'A rather long name that has to be wrapped over more than a single line of the table',
        },
        { type: 'raw_number', value: 12.5, text: '$12.50' },
        { type: 'rich_text', elements: [section(text('rich', { bold: true }))] },
      ],
    ],
  },
  { type: 'alert', block_id: 'al1', level: 'warning', text: mrkdwn('CAKE is *slow* today.') },
  { type: 'alert', block_id: 'al2', level: 'success', text: plain('Done.') },
  {
    type: 'card',
    block_id: 'card',
    icon: { type: 'image', image_url: pixel, alt_text: 'logo' },
    title: mrkdwn('*Card*'),
    subtitle: mrkdwn('with a subtitle'),
    body: mrkdwn('And a body.'),
    actions: [{ type: 'button', text: plain('On the card'), action_id: 'on-card' }],
  },
  controls,
  {
    type: 'input',
    block_id: 'in1',
    label: plain('Reason'),
    hint: plain('In a few words.'),
    optional: true,
    dispatch_action: true,
    element: { type: 'plain_text_input', action_id: 'reason' },
  },
  ...charts,
  {
    type: 'container',
    block_id: 'box',
    title: plain('Container'),
    is_collapsible: true,
    child_blocks: [{ type: 'section', block_id: 'in-box', text: mrkdwn('Inside') }],
  },
  { type: 'hologram', block_id: 'new' },
  { type: 'data_visualization', block_id: 'broken', title: 'Broken', chart: { type: 'radar' } },
] as AnyBlock[]

const evil = '<img src=x onerror="window.hacked=1"></script><script>window.hacked=1</script>'

/** Data that would like to be code. */
export const hostileBlocks = [
  { type: 'header', block_id: 'x1', text: plain(evil) },
  {
    type: 'section',
    block_id: 'x2',
    text: mrkdwn(`${evil} <javascript:window.hacked=1|a trap> <!channel>`),
    fields: [plain(evil), mrkdwn(evil)],
  },
  {
    type: 'section',
    block_id: 'x3',
    text: mrkdwn('x'),
    accessory: { type: 'button', text: plain('Trap'), action_id: 'trap', url: 'javascript:window.hacked=1' },
  },
  {
    type: 'rich_text',
    block_id: 'x4',
    elements: [section(text(evil), { type: 'link', url: 'javascript:window.hacked=1', text: 'rich trap' })],
  },
  { type: 'markdown', text: `# ${evil}\n[md trap](javascript:window.hacked=1) ${evil}` },
  {
    type: 'table',
    block_id: 'x5',
    rows: [[{ type: 'raw_text', text: evil }], [{ type: 'raw_text', text: evil }]],
  },
  { type: 'image', block_id: 'x6', image_url: 'javascript:window.hacked=1', alt_text: evil },
  { type: 'section', block_id: 'x7', text: plain('W'.repeat(4000)) },
] as AnyBlock[]
