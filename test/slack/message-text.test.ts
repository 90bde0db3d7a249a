import { describe, expect, test } from 'vitest'
import { textOfMessage } from '../../src/slack/message-text.ts'

const rich = (...elements: unknown[]) => ({
  type: 'rich_text',
  elements: [{ type: 'rich_text_section', elements }],
})

describe('textOfMessage', () => {
  test('is the text, where blocks only say it again', () => {
    const blocks = [rich({ type: 'text', text: 'offer 12345 & more' })]
    expect(textOfMessage({ text: 'offer 12345 &amp; more', blocks })).toBe('offer 12345 &amp; more')
  })

  test.each([
    [
      'rich text',
      { blocks: [rich({ type: 'text', text: 'a <b> & c' }, { type: 'link', url: 'https://x.y/?a=1&b=2' })] },
      'a &lt;b&gt; &amp; c\n<https://x.y/?a=1&amp;b=2>',
    ],
    [
      'mrkdwn, which is escaped already',
      { blocks: [{ type: 'section', text: { type: 'mrkdwn', text: 'a &amp; <https://x.y|b>' } }] },
      'a &amp; <https://x.y|b>',
    ],
    [
      'plain_text, which is not',
      { blocks: [{ type: 'header', text: { type: 'plain_text', text: 'a & b' } }] },
      'a &amp; b',
    ],
    [
      'fields',
      {
        blocks: [
          {
            type: 'section',
            fields: [
              { type: 'mrkdwn', text: 'one' },
              { type: 'plain_text', text: 'two' },
            ],
          },
        ],
      },
      'one\ntwo',
    ],
    ['context', { blocks: [{ type: 'context', elements: [{ type: 'mrkdwn', text: 'small' }] }] }, 'small'],
    ['a table', { blocks: [{ type: 'table', rows: [[{ type: 'raw_text', text: 'x & y' }]] }] }, 'x &amp; y'],
    [
      'attachments',
      {
        attachments: [
          {
            pretext: 'before',
            title: 'Title',
            title_link: 'https://x.y/',
            text: 'body',
            fields: [{ title: 'Offer', value: '12345' }],
          },
        ],
      },
      'body\nTitle\nbefore\n<https://x.y/>\nOffer\n12345',
    ],
    [
      'blocks of attachments',
      { attachments: [{ blocks: [{ type: 'section', text: { type: 'mrkdwn', text: 'inside' } }] }] },
      'inside',
    ],
  ])('reads %s', (_, message, text) => {
    expect(textOfMessage(message)).toBe(text)
  })

  test('what can be clicked, and what links unfurled to, is not what was said', () => {
    const button = {
      type: 'button',
      action_id: 'a',
      value: 'offer 1',
      text: { type: 'plain_text', text: 'Offer 1' },
    }
    const message = {
      text: 'look',
      blocks: [
        { type: 'actions', elements: [button] },
        { type: 'section', text: { type: 'mrkdwn', text: 'x' }, accessory: button },
      ],
      attachments: [{ from_url: 'https://x.y', title: 'Offer 2', text: 'offer 3' }],
    }
    expect(textOfMessage(message)).toBe('look\nx')
  })

  test.each([undefined, null, 7, 'text', [], {}, { text: 7, blocks: 'no', attachments: [null, [[]]] }])(
    '%j says nothing',
    (message) => {
      expect(textOfMessage(message)).toBe('')
    },
  )

  test('a book is read up to a point', () => {
    expect(textOfMessage({ text: 'word '.repeat(100_000) }).length).toBeLessThanOrEqual(20_000)
  })
})
