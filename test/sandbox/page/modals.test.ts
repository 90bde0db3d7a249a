import type { AnyBlock } from '@slack/types'
import type { Browser, Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import type { ModalView } from '../../../src/sandbox/page/protocol.ts'
import type { FakeSandbox } from './fixture.ts'
import { campaignForm, everyInput, input, modal } from './fixture-modals.ts'
import { workspace } from './fixture-state.ts'
import { describedBy, focusedName, hasFocus, modalWidth, namelessControls, poorContrasts } from './in-page.js'
import { eventually, openPage } from './opened.ts'
import { usePage } from './use-page.ts'

let browser: Browser
let sandbox: FakeSandbox
let page: Page

usePage((opened) => {
  ;({ browser, sandbox, page } = opened)
})

const show = (...modals: ModalView[]): void => sandbox.tell({ type: 'modals', modals })
const dialog = (name: string) => page.getByRole('dialog', { name })
const textbox = (name: string) => page.getByRole('textbox', { name, exact: true })
const submit = (name = 'Ask') => page.getByRole('button', { name, exact: true })
const bodies = (what: string) => sandbox.posted.filter((one) => one.what === what).map(({ body }) => body)
const reason = (...more: object[]) =>
  modal({ blocks: [input('reason', 'Reason', { type: 'plain_text_input' }), ...more] as AnyBlock[] })

describe('a modal', () => {
  test('is there on loading, has a name, and gives the focus to its first input', async () => {
    sandbox.view = (as) => ({ ...workspace(as), modals: [modal()] })
    await page.reload()
    await dialog('New campaign').waitFor()
    await eventually(async () => expect(await page.evaluate(focusedName)).toBe('Affiliate'))
    expect(await page.evaluate(namelessControls)).toEqual([])
  })

  test('closes with its button, its cross and Escape, and the focus goes back', async () => {
    const composer = page.getByRole('textbox', { name: 'Message #cake-ops' })
    await composer.focus()
    const ways = [
      () => submit('Cancel').click(),
      () => submit('Close').click(),
      () => page.keyboard.press('Escape'),
    ]
    for (const [index, close] of ways.entries()) {
      show(modal())
      await dialog('New campaign').waitFor()
      await close()
      await eventually(() => expect(bodies('close')).toHaveLength(index + 1))
      expect(bodies('close').at(-1)).toEqual({ as: 'UMANAGER', view: 'V1' })
      show()
      await dialog('New campaign').waitFor({ state: 'detached' })
      expect(await composer.evaluate(hasFocus)).toBe(true)
    }
  })

  test('keeps the focus inside', async () => {
    show(reason())
    await textbox('Reason').waitFor()
    const seen = new Set<string>()
    for (let step = 0; step < 8; step += 1) {
      await page.keyboard.press('Tab')
      seen.add(await page.evaluate(focusedName))
    }
    expect([...seen].filter((name) => name !== '').toSorted()).toEqual(['Ask', 'Cancel', 'Close', 'Reason'])
  })

  test('what the sandbox finds missing is said under its input, not twice, until it is mended', async () => {
    const missing = 'Please complete this required field.'
    sandbox.answer = ({ what }) => {
      if (what !== 'submit') return { ok: true }
      show(modal({ errors: { offer: missing, reason: missing } }))
      return { ok: false, error: missing }
    }
    show(modal())
    await submit().click()
    const offer = page.getByRole('combobox', { name: 'Offer' })
    await eventually(async () => expect(await offer.evaluate(hasFocus)).toBe(true))
    expect(await offer.getAttribute('aria-invalid')).toBe('true')
    expect(await offer.evaluate(describedBy)).toBe(`${missing} Active ones come first.`)
    expect(await page.getByRole('alert').allInnerTexts()).not.toContain(missing)
    await textbox('Reason').fill('because')
    expect(await textbox('Reason').getAttribute('aria-invalid')).toBe(null)
    expect(await offer.getAttribute('aria-invalid')).toBe('true')
  })

  test('is sent once, with all values, and is busy until it is answered', async () => {
    const { promise, resolve } = Promise.withResolvers<{ ok: true }>()
    sandbox.answer = ({ what }) => (what === 'submit' ? promise : { ok: true })
    show(reason())
    await textbox('Reason').fill('A better creative')
    await textbox('Reason').press('Enter')
    await submit().press('Enter')
    await eventually(async () => expect(await submit().getAttribute('aria-busy')).toBe('true'))
    resolve({ ok: true })
    await eventually(async () => expect(await submit().getAttribute('aria-busy')).toBe('false'))
    expect(bodies('submit')).toEqual([
      {
        as: 'UMANAGER',
        view: 'V1',
        values: { reason: { value: { type: 'plain_text_input', value: 'A better creative' } } },
      },
    ])
    show({ ...reason(), busy: true })
    await eventually(async () => expect(await submit().getAttribute('aria-busy')).toBe('true'))
  })

  test('shows the app’s errors, each under its input, as often as they come', async () => {
    show(reason())
    for (let round = 1; round <= 2; round += 1) {
      await textbox('Reason').fill(`because ${round}`)
      await submit().click()
      await eventually(() => expect(bodies('submit')).toHaveLength(round))
      show({ ...reason(), errors: { reason: 'Say why.', offer: 'It is paused.' } })
      await eventually(async () => expect(await textbox('Reason').evaluate(describedBy)).toBe('Say why.'))
      expect(await textbox('Reason').evaluate(hasFocus)).toBe(true)
      await page.getByRole('alert').getByText('It is paused.').waitFor()
      expect(await textbox('Reason').inputValue()).toBe(`because ${round}`)
    }
  })

  test('a submission that does not get through says so, and nothing is lost', async () => {
    sandbox.answer = () => ({ ok: false, error: 'CAKE did not answer in time.' })
    show(reason())
    await textbox('Reason').fill('because')
    await submit().click()
    await page.getByRole('alert').getByText('CAKE did not answer in time.').waitFor()
    expect(await textbox('Reason').inputValue()).toBe('because')
    expect(await submit().getAttribute('aria-busy')).toBe('false')
  })

  test('what was typed outlives an update, where the input is still there', async () => {
    show(reason(input('old', 'Old', { type: 'plain_text_input' })))
    await textbox('Reason').pressSequentially('because')
    await textbox('Reason').press('ArrowLeft')
    show({
      ...modal({
        version: 2,
        blocks: [
          { type: 'section', block_id: 'new', text: { type: 'mrkdwn', text: '*Margin* 30 %' } },
          input('reason', 'Why?', { type: 'plain_text_input', initial_value: 'initial' }),
          input('offer', 'Offer', { type: 'plain_text_input', initial_value: 'Auto' }),
        ] as AnyBlock[],
      }),
    })
    await page.getByRole('dialog').getByText('Margin').waitFor()
    expect(await textbox('Why?').evaluate(hasFocus)).toBe(true)
    await page.keyboard.type('!')
    expect(await textbox('Why?').inputValue()).toBe('becaus!e')
    await submit().click()
    await eventually(() =>
      expect(bodies('submit')).toMatchObject([
        { values: { reason: { value: { value: 'becaus!e' } }, offer: { value: { value: 'Auto' } } } },
      ]),
    )
    expect(Object.keys(bodies('submit')[0]?.values ?? {})).toEqual(['reason', 'offer'])
  })

  test('a form that fills itself gives the focus to its first input then', async () => {
    const loading = { type: 'section', block_id: 'wait', text: { type: 'plain_text', text: 'Loading…' } }
    show(modal({ blocks: [loading] as AnyBlock[], submit: undefined }))
    await dialog('New campaign').getByText('Loading…').waitFor()
    expect(await page.getByRole('button', { name: 'Ask' }).count()).toBe(0)
    show(reason())
    await eventually(async () => expect(await page.evaluate(focusedName)).toBe('Reason'))
  })
})

describe('modals upon modals', () => {
  const second = modal({
    id: 'V2',
    title: 'Details',
    submit: undefined,
    close: 'Back to the form',
    blocks: [],
  })

  test('lead back, with what was typed and the focus where they were; the cross closes all', async () => {
    show(reason())
    await textbox('Reason').fill('because')
    show(reason(), second)
    await dialog('Details').waitFor()
    expect(await textbox('Reason').count()).toBe(0)
    await submit('Back').click()
    await submit('Close').click()
    await eventually(() =>
      expect(bodies('close')).toEqual([
        { as: 'UMANAGER', view: 'V2' },
        { as: 'UMANAGER', view: 'V2', all: true },
      ]),
    )
    show(reason())
    await dialog('New campaign').waitFor()
    expect(await textbox('Reason').inputValue()).toBe('because')
    expect(await textbox('Reason').evaluate(hasFocus)).toBe(true)
  })

  test('buttons and confirm dialogs work in them, and what is refused is said in them', async () => {
    sandbox.answer = () => ({ ok: false, error: 'It was decided already.' })
    const confirm = {
      title: { type: 'plain_text', text: 'Sure?' },
      text: { type: 'plain_text', text: 'Really.' },
    }
    const reject = { type: 'button', action_id: 'no', text: { type: 'plain_text', text: 'Reject' }, confirm }
    show(reason({ type: 'actions', block_id: 'decide', elements: [reject] }))
    await textbox('Reason').fill('because')
    await submit('Reject').click()
    await dialog('Sure?').press('Escape')
    await dialog('New campaign').waitFor()
    expect(bodies('close')).toEqual([])
    await submit('Reject').click()
    await dialog('Sure?').getByRole('button', { name: 'Yes' }).click()
    await page.getByRole('status').getByText('It was decided already.').waitFor()
    expect(bodies('click')).toMatchObject([
      {
        channel: '',
        ts: '',
        view: 'V1',
        values: { reason: { value: { value: 'because' } } },
        action: { type: 'button', action_id: 'no', block_id: 'decide' },
      },
    ])
  })
})

describe.each(['light', 'dark'] as const)('in the %s theme', (colorScheme) => {
  test('text has AA contrast, and a narrow screen is filled and not overflown', async () => {
    const viewport = { width: 390, height: 844 }
    const themed = await openPage(browser, sandbox.url, { viewport, colorScheme, reducedMotion: 'reduce' })
    page = themed.page
    show(modal({ blocks: [...everyInput, ...campaignForm], errors: { text: 'Too short.' } }))
    await page.getByText('Too short.').waitFor()
    expect(await page.evaluate(poorContrasts)).toEqual([])
    expect(await dialog('New campaign').boundingBox()).toEqual({ x: 0, y: 0, ...viewport })
    expect(await page.evaluate(modalWidth)).toBeLessThanOrEqual(390)
    expect(themed.faults).toEqual([])
    await page.context().close()
  })
})
