import type { AnyBlock } from '@slack/types'
import type { Page } from 'playwright-core'
import { beforeEach, describe, expect, test } from 'vitest'
import type { ModalView } from '../../../src/sandbox/page/protocol.ts'
import type { FakeSandbox } from './fixture.ts'
import { everyInput, input, modal, option } from './fixture-modals.ts'
import { namelessControls } from './in-page.js'
import { eventually } from './opened.ts'
import { usePage } from './use-page.ts'

let sandbox: FakeSandbox
let page: Page

usePage((opened) => {
  ;({ sandbox, page } = opened)
})

const show = (...modals: ModalView[]): void => sandbox.tell({ type: 'modals', modals })
const dialog = (name: string) => page.getByRole('dialog', { name })
const textbox = (name: string) => page.getByRole('textbox', { name, exact: true })
const submit = (name = 'Ask') => page.getByRole('button', { name, exact: true })
const bodies = (what: string) => sandbox.posted.filter((one) => one.what === what).map(({ body }) => body)
describe('every input', () => {
  const values = async () => {
    await submit().click()
    await eventually(() => expect(bodies('submit')).toHaveLength(1))
    return bodies('submit')[0]?.values
  }
  beforeEach(async () => {
    show(modal({ blocks: everyInput }))
    await dialog('New campaign').waitFor()
  })

  test('starts as the app says, and sends what Slack sends', async () => {
    await textbox('Payout').fill('12.50')
    const held = (type: string, more: object) => ({ value: { type, ...more } })
    expect(await values()).toEqual({
      text: held('plain_text_input', { value: 'Auto Insurance' }),
      lines: held('plain_text_input', { value: null }),
      select: held('static_select', { selected_option: null }),
      external: held('external_select', { selected_option: null }),
      several: held('multi_static_select', { selected_options: [] }),
      found: held('multi_external_select', { selected_options: [] }),
      user: held('users_select', { selected_user: 'UMANAGER' }),
      users: held('multi_users_select', { selected_users: ['UADMIN'] }),
      place: held('conversations_select', { selected_conversation: null }),
      channel: held('channels_select', { selected_channel: 'CAPPROVALS' }),
      day: held('datepicker', { selected_date: '2026-12-01' }),
      time: held('timepicker', { selected_time: '09:30' }),
      moment: held('datetimepicker', { selected_date_time: 1_795_166_400 }),
      radio: held('radio_buttons', { selected_option: option('Encoded', 'encoded') }),
      boxes: held('checkboxes', { selected_options: [option('Mobile', 'mobile')] }),
      number: held('number_input', { value: '12.50' }),
      whole: held('number_input', { value: null }),
      mail: held('email_text_input', { value: null }),
      url: held('url_text_input', { value: null }),
      rich: held('rich_text_input', {}),
      files: held('file_input', { files: [] }),
    })
  })

  test('is filled in', async () => {
    await textbox('Payout').fill('12')
    await textbox('Description').fill('two\nlines')
    await page.getByRole('combobox', { name: 'Status' }).selectOption('Vanity')
    await page.getByRole('combobox', { name: 'Account manager' }).selectOption('Noah Berg')
    await page.getByRole('combobox', { name: 'Conversation' }).selectOption('#general')
    await page.getByLabel('Expiry date').fill('')
    await page.getByLabel('Time', { exact: true }).fill('10:15')
    await page.getByLabel('Starts').fill('2026-12-24T18:00')
    await page.getByRole('radio', { name: 'Vanity' }).check()
    await page.getByRole('checkbox', { name: 'Mobile' }).uncheck()
    await page.getByRole('checkbox', { name: 'Search' }).check()
    await textbox('E-mail').fill('ada@example.com')
    await textbox('Offer URL').fill('https://example.com/offer')
    await textbox('Terms').fill('Only *new* users\n• no email\n• no `popups`')
    const plain = (text: string) => ({ type: 'text', text })
    const item = (...elements: object[]) => ({ type: 'rich_text_section', elements })
    expect(await values()).toMatchObject({
      lines: { value: { value: 'two\nlines' } },
      select: { value: { selected_option: { value: 'vanity' } } },
      user: { value: { selected_user: 'UVIEWER' } },
      place: { value: { selected_conversation: 'CGENERAL' } },
      day: { value: { selected_date: null } },
      time: { value: { selected_time: '10:15' } },
      moment: { value: { selected_date_time: Date.UTC(2026, 11, 24, 18) / 1000 } },
      radio: { value: { selected_option: { value: 'vanity' } } },
      boxes: { value: { selected_options: [{ value: 'search' }] } },
      mail: { value: { value: 'ada@example.com' } },
      url: { value: { value: 'https://example.com/offer' } },
      rich: {
        value: {
          rich_text_value: {
            type: 'rich_text',
            elements: [
              item(plain('Only '), { ...plain('new'), style: { bold: true } }, plain(' users')),
              {
                type: 'rich_text_list',
                style: 'bullet',
                elements: [
                  item(plain('no email')),
                  item(plain('no '), { ...plain('popups'), style: { code: true } }),
                ],
              },
            ],
          },
        },
      },
    })
  })

  test('has a name, and files are said not to be taken', async () => {
    expect(await page.evaluate(namelessControls)).toEqual([])
    await page.getByRole('note').getByText('Slack takes files here.').waitFor()
  })
})

test('with dispatch_action a change is sent at once, in its order, with the other values', async () => {
  const onEach = { dispatch_action_config: { trigger_actions_on: ['on_character_entered'] } }
  show(
    modal({
      blocks: [
        input('payout', 'Payout', { type: 'plain_text_input', ...onEach }, { dispatch_action: true }),
        input('name', 'Name', { type: 'plain_text_input' }, { dispatch_action: true }),
        input(
          'boxes',
          'Tell',
          { type: 'checkboxes', options: [option('A', 'a'), option('B', 'b')] },
          { dispatch_action: true },
        ),
      ] as AnyBlock[],
    }),
  )
  await textbox('Payout').pressSequentially('12')
  await eventually(() =>
    expect(bodies('click')).toMatchObject([{ view: 'V1', action: { block_id: 'payout', value: '12' } }]),
  )
  await textbox('Name').fill('Auto')
  await textbox('Name').press('Enter')
  await eventually(() =>
    expect(bodies('click').at(-1)).toMatchObject({ action: { block_id: 'name', value: 'Auto' } }),
  )
  await page.getByRole('checkbox', { name: 'A', exact: true }).check()
  await page.getByRole('checkbox', { name: 'B', exact: true }).check()
  await eventually(() => expect(bodies('click')).toHaveLength(4))
  expect(bodies('click').at(-1)).toMatchObject({
    action: { type: 'checkboxes', selected_options: [{ value: 'a' }, { value: 'b' }] },
    values: { payout: { value: { value: '12' } }, name: { value: { value: 'Auto' } } },
  })
  expect(bodies('submit')).toEqual([])
})
