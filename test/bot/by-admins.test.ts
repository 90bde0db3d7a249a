import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { useSandbox } from './in-browser.ts'
import * as form from './on-screen.ts'

/** What only admins do with changes: carrying one out without approval, and saying what has come of one. */

let page: Page
let address: string

useSandbox((newcomer) => {
  ;({ page, address } = newcomer)
})

async function asked(): Promise<number> {
  await form.opensForm(page, '/cake offer pause 12345', /^Pause/)
  await form.fills(page, { Reason: 'Cap reached' })
  return form.asks(page)
}

async function as(title: string): Promise<void> {
  await form.actsAs(page, title)
  await form.goesTo(page, 'cake-approvals')
}

describe('an admin', () => {
  it('carries out a change without approval: with a reason, its number typed, and the channel told', async () => {
    const id = await asked()
    await as('Admin')
    await (await form.cardOf(page, id)).getByRole('button', { name: 'Details' }).click()
    const details = page.getByRole('article', { name: /only visible to you/ }).last()
    await form.clicks(page, details, 'Without approval', 'Nobody has approved this.')
    const number = `Type ${id} to confirm`
    await form.fills(page, { 'Why without approval': ' ', [number]: `${id}0` })
    await form.presses(page, 'Carry it out')
    await form.saysUnder(page, 'Why without approval', 'Say why: it goes into the record.')
    await form.saysUnder(page, number, `This is not ${id}, the number of the change.`)
    await form.fills(page, { 'Why without approval': 'Nobody is here', [number]: String(id) })
    await form.presses(page, 'Carry it out')
    await form.reads(page, `Change ${id} is being carried out without approval.`)
    await form.closes(page)
    const card = await form.cardOf(page, id, 'Done in CAKE')
    await card.getByText(/^Break-glass: carried out without approval by .* · Nobody is here$/).waitFor()
    // Its own message in the channel, not only in the thread.
    const told = page.getByRole('article', { name: /^CAKE/ }).filter({ hasText: 'the approval it needs' })
    await told.getByText(`${id}: Pause offer 12345`).waitFor()
    await told.getByRole('button', { name: 'Show the thread' }).waitFor()
  })

  it('says what has come of a change where CAKE has lost the answer', async () => {
    const id = await asked()
    await as('Approver')
    await form.clicks(page, await form.cardOf(page, id), 'Approve', 'Nothing has moved')
    const trouble = { mode: 'drop-before-write', delayMs: 0, times: 1 }
    await page.request.post(`${address}/sandbox/trouble`, { data: trouble, headers: { origin: address } })
    await form.presses(page, 'Approve')
    await form.reads(page, /is being carried out/)
    await form.closes(page)
    const unknown = await form.cardOf(page, id, 'Not known whether CAKE made the change')
    await unknown.getByText('an admin can mark it by hand').waitFor()
    await form.clicks(page, unknown, 'Mark by hand', 'Only admins can do this.')
    await form.closes(page)
    await as('Admin')
    await form.clicks(page, await form.cardOf(page, id), 'Mark by hand', 'Asked by')
    await form.presses(page, 'Mark')
    await form.saysUnder(page, 'What has come of it', 'Please complete this required field.')
    await form.selects(page, 'What has come of it', 'CAKE has not made the change')
    await form.fills(page, { 'How you know': ' ' })
    await form.presses(page, 'Mark')
    await form.saysUnder(page, 'How you know', 'Say why: it goes into the record.')
    await form.fills(page, { 'How you know': 'Looked in CAKE' })
    await form.presses(page, 'Mark')
    await form.reads(page, `Change ${id}:`)
    await form.closes(page)
    const marked = await form.cardOf(page, id, 'Failed: CAKE has not been changed')
    await marked.getByText(/^Marked by hand by .* · Looked in CAKE$/).waitFor()
    expect(await marked.getByRole('button', { name: /^Mark by hand/ }).count()).toBe(0)
  })
})
