import { webApi } from '@slack/bolt'
import { expect, onTestFinished, test } from 'vitest'
import { botDm, channels, people } from '../../src/sandbox/slack/ids.ts'
import { startSandboxSlack, type SandboxSlackOptions } from '../../src/sandbox/slack/workspace.ts'
import { channelFacts, isInChannel } from '../../src/slack/channels.ts'

async function workspace(options?: SandboxSlackOptions) {
  const slack = await startSandboxSlack(options)
  onTestFinished(() => slack.close())
  return { slack, client: new webApi.WebClient(slack.botToken, { slackApiUrl: slack.apiUrl }) }
}

test('what is known of a channel follows what becomes of it', async () => {
  const { slack, client } = await workspace()
  const { cakeDaily } = channels
  const daily = { name: 'cake-daily', isArchived: false, isMember: true, isPrivate: false, isShared: false }
  expect(await channelFacts(client, cakeDaily)).toEqual(daily)
  slack.channel(cakeDaily, { name: 'cake-mornings', members: [people.admin, people.stranger] })
  expect(await channelFacts(client, cakeDaily)).toEqual({ ...daily, name: 'cake-mornings', isShared: true })
  slack.channel(cakeDaily, { isArchived: true, hasBot: false })
  expect(await channelFacts(client, cakeDaily)).toMatchObject({ isArchived: true, isMember: false })
  slack.channel(cakeDaily, { isPrivate: true, hasBot: true })
  expect(await channelFacts(client, cakeDaily)).toMatchObject({ isPrivate: true })
  expect(await channelFacts(client, botDm(people.admin))).toBeUndefined()
  slack.channel(cakeDaily, { isDeleted: true })
  await expect(channelFacts(client, cakeDaily)).rejects.toMatchObject({ code: 'channel_not_found' })
})

test('an app of before it asked to know of channels knows nothing of them', async () => {
  const { client } = await workspace({ scopes: ['chat:write'] })
  expect(await channelFacts(client, channels.cakeDaily)).toBeUndefined()
})

test('who is in a channel is found on whatever page Slack names them', async () => {
  const { slack, client } = await workspace()
  const { cakeDaily } = channels
  const others = Array.from({ length: 1200 }, (_, at) => `U${at}`)
  slack.channel(cakeDaily, { members: [...others, people.viewer] })
  expect(await isInChannel(client, people.viewer, cakeDaily)).toBe(true)
  expect(await isInChannel(client, people.manager, cakeDaily)).toBe(false)
  slack.channel(cakeDaily, { isDeleted: true })
  await expect(isInChannel(client, people.viewer, cakeDaily)).rejects.toMatchObject({
    code: 'channel_not_found',
  })
})
