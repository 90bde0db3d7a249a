import { expect, test } from 'vitest'
import { channels, people } from '../../../src/sandbox/slack/ids.ts'
import { follow, page } from './open-page.ts'
import { workspace } from './rig.ts'

const { cakeDaily } = channels

test('the page renames and archives a channel, and takes the app out of it; all pages load anew', async () => {
  const slack = await workspace()
  const { url, post, state } = await page(slack)
  const event = await follow(url, people.viewer)
  const here = async () => (await state(people.viewer)).channels.find((one) => one.id === cakeDaily)
  expect(await post('channel', { channel: cakeDaily, name: 'numbers' })).toEqual({ ok: true })
  expect(await event()).toEqual({ type: 'refresh' })
  expect(await here()).toMatchObject({ name: 'numbers', members: expect.arrayContaining([slack.botUserId]) })
  expect(await here()).not.toHaveProperty('isArchived')
  await post('channel', { channel: cakeDaily, hasBot: false })
  expect((await here())?.members).not.toContain(slack.botUserId)
  await post('channel', { channel: cakeDaily, isArchived: true })
  expect(await here()).toMatchObject({ isArchived: true, name: 'numbers' })
})

test.each([
  [{ channel: 'C0NOWHERE', isArchived: true }, 'There is no such channel.'],
  [{ channel: `D0${people.viewer.slice(2)}`, isArchived: true }, 'There is no such channel.'],
  [{ channel: cakeDaily, name: 'general' }, 'That name is taken.'],
  [{ channel: cakeDaily, name: 'two words' }, 'The page sent something the sandbox does not understand.'],
])('%j is refused', async (request, error) => {
  const { post } = await page(await workspace())
  expect(await post('channel', request)).toEqual({ ok: false, error })
})

test('what people become is on the page', async () => {
  const slack = await workspace()
  const { url, state } = await page(slack)
  const event = await follow(url, people.viewer)
  slack.person(people.manager, { title: 'Approver' })
  expect(await event()).toEqual({ type: 'refresh' })
  const titles = (await state(people.viewer)).people.map((one) => one.title)
  expect(titles.filter((one) => one === 'Approver')).toHaveLength(2)
})

test('an e-mail of CAKE, and a trouble that is over, are told to the pages', async () => {
  const { url, cake, post, state } = await page(await workspace())
  const event = await follow(url, people.viewer)
  const mail = { at: '2026-11-20T09:00:00Z', affiliate_id: 1, affiliate_name: 'A', about: 'Approved.' }
  cake.mail(mail)
  expect(await event()).toEqual({ type: 'mail', mail })
  const trouble = { mode: 'late-write', delayMs: 0, times: 1 } as const
  expect(await post('trouble', trouble)).toEqual({ ok: true })
  expect(await event()).toEqual({ type: 'trouble', trouble })
  cake.setTrouble({ mode: 'none', delayMs: 0 })
  expect(await event()).toEqual({ type: 'trouble', trouble: { mode: 'none', delayMs: 0 } })
  expect((await state(people.viewer)).mails).toEqual([mail])
})
