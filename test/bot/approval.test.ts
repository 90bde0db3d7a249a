import type { Browser, Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { openPage } from '../sandbox/page/opened.ts'
import { say, useSandbox } from './in-browser.ts'
import * as form from './on-screen.ts'

/** A change from the asking to the undoing of it, between people who act in the page. */

let browser: Browser
let page: Page
let address: string

useSandbox((newcomer) => {
  ;({ browser, page, address } = newcomer)
})

/** Somebody goes to a channel. */
async function as(title: string, channel: string, where = page): Promise<void> {
  await form.actsAs(where, title)
  await form.goesTo(where, channel)
}

async function asked(line: string, heading: RegExp, reason: string): Promise<number> {
  await form.opensForm(page, line, heading)
  await form.fills(page, { Reason: reason })
  return form.asks(page)
}

async function opens(label: 'Approve' | 'Reject' | 'Undo', id: number, where = page): Promise<void> {
  await form.clicks(where, await form.cardOf(where, id), label, new RegExp(`^${id}: |^Change `))
}

async function approved(id: number): Promise<void> {
  await as('Approver', 'cake-approvals')
  await opens('Approve', id)
  await form.presses(page, 'Approve')
  await form.reads(page, `Approved. Change ${id} is being carried out.`)
  await form.closes(page)
  await form.cardOf(page, id, 'Done in CAKE')
}

describe('a change', () => {
  it('is asked, approved and done; the link arrives where it was asked, and history tells it', async () => {
    const id = await asked('/cake campaign new 67854 12345', /^New campaign/, 'Papaya asked for a link')
    await form.cardOf(page, id, 'Waiting for approval')
    await as('Approver', 'cake-approvals')
    await opens('Approve', id)
    await form.reads(page, 'Nothing has moved since this was asked.')
    await form.fills(page, { Note: 'Fine by me' })
    await form.presses(page, 'Approve')
    await form.reads(page, /is being carried out/)
    await form.closes(page)
    const judged = await form.cardOf(page, id, 'Done in CAKE')
    expect(await judged.getByRole('button', { name: /^(Approve|Reject)/ }).count()).toBe(0)
    await as('Account manager', 'cake-ops')
    const own = await form.cardOf(page, id, /rd\/r\.php\?sid=\d+&aff_id=67854/)
    await own.getByText('Fine by me').waitFor()
    await own.getByRole('button', { name: 'Details' }).click()
    const details = page
      .getByRole('article', { name: /only visible to you/ })
      .filter({ hasText: 'Sent to CAKE' })
    await details.getByRole('heading', { name: 'What happened' }).waitFor()
    await say(page, '/cake history offer 12345')
    await page.getByText(`${id}: New campaign on Auto Insurance Quote - US`).last().waitFor()
  })

  it('that paused is undone, with an approval of its own', async () => {
    const pause = await asked('/cake campaign pause 98001', /^Pause/, 'Low quality')
    await approved(pause)
    await as('Account manager', 'cake-ops')
    await opens('Undo', pause)
    await form.reads(page, 'Status Paused → Active')
    const undo = await form.asks(page)
    await approved(undo)
    await as('Account manager', 'cake-ops')
    await form.cardOf(page, undo, 'Done in CAKE')
    await say(page, '/cake campaign 98001')
    const shown = page.getByRole('article').filter({ hasText: 'Tracking link' }).last()
    await shown.getByText(/^Campaign 98001 · .*Active$/).waitFor()
  })

  it('is rejected only with a reason, which the requester reads', async () => {
    const id = await asked('/cake affiliate approve 67888', /^Approve affiliate/, 'Checked by phone')
    await as('Approver', 'cake-approvals')
    await opens('Reject', id)
    await form.presses(page, 'Reject')
    await form.saysUnder(page, 'Reason', 'Please complete this required field.')
    await form.fills(page, { Reason: ' ' })
    await form.presses(page, 'Reject')
    await form.saysUnder(page, 'Reason', 'Say why: it goes into the record.')
    await form.fills(page, { Reason: 'No papers yet' })
    await form.presses(page, 'Reject')
    await form.reads(page, `Rejected. Change ${id} will not be carried out; its requester is told.`)
    await form.closes(page)
    await as('Account manager', 'cake-ops')
    const own = await form.cardOf(page, id, 'No papers yet')
    await own.getByText('Rejected', { exact: true }).waitFor()
  })

  it('is withdrawn by whoever asked', async () => {
    const id = await asked('/cake offer pause 12345', /^Pause/, 'A slip')
    await (await form.cardOf(page, id)).getByRole('button', { name: /^Withdraw/ }).click()
    await form.cardOf(page, id, 'Withdrawn')
  })
})

describe('nobody', () => {
  it('approves what they asked for, whatever they may otherwise', async () => {
    await form.actsAs(page, 'Approver')
    const id = await asked('/cake offer pause 12345', /^Pause/, 'My own')
    await form.goesTo(page, 'cake-approvals')
    await form.clicks(page, await form.cardOf(page, id), 'Approve', 'You asked for this change yourself')
  })

  it('approves without being an approver', async () => {
    const id = await asked('/cake offer pause 12345', /^Pause/, 'Mine')
    await form.goesTo(page, 'cake-approvals')
    await form.clicks(page, await form.cardOf(page, id), 'Approve', 'Only approvers can judge changes.')
  })
})

describe('too late', () => {
  it('a second approver is told how it stands', async () => {
    const id = await asked('/cake offer pause 12345', /^Pause/, 'Cap reached')
    const other = await openPage(browser, address)
    await as('Admin', 'cake-approvals', other.page)
    await opens('Approve', id, other.page)
    await approved(id)
    await form.presses(other.page, 'Approve')
    await form.reads(other.page, `Nothing was done. Change ${id} is no longer open to this: done in CAKE.`)
    expect(other.faults).toEqual([])
    await other.page.context().close()
  })

  it('what has moved meanwhile is shown then and now, and can be asked again', async () => {
    const first = await asked('/cake offer edit 12345 payout:19', /^Change offer/, 'First')
    const second = await asked('/cake offer edit 12345 payout:20', /^Change offer/, 'Second')
    await approved(first)
    await form.clicks(
      page,
      await form.cardOf(page, second),
      'Approve',
      'CAKE has changed since this was asked.',
    )
    await form.reads(page, 'Payout: then $18.50, now $19.00')
    await form.presses(page, `Ask again change ${second}`)
    await form.reads(page, 'Payout $19.00 → $20.00')
  })
})
