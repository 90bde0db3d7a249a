import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { request, sandbox, type Json } from './ask.ts'

const folder = join(import.meta.dirname, '../../cake/samples')

interface Sample {
  readonly request: {
    readonly method: string
    readonly url?: string
    readonly body?: Record<string, unknown>
  }
  readonly response: Json
}

const posts: Readonly<Record<string, string>> = {
  'offer.create': 'offer.json',
  'offer.update': 'update_offer.json',
  'affiliate.create': 'affiliate.json',
  'affiliate.update': 'update_affiliate.json',
  'campaign.create': 'campaign.json',
  'campaign.update': 'update_campaign.json',
}

const samples = readdirSync(folder).map((file) => {
  const sample = JSON.parse(readFileSync(join(folder, file), 'utf8')) as Sample
  return { name: file.replace('.json', ''), ...sample }
})

/** The time on the sample's clock, where it shows one. */
function clockOf({ response }: Sample): Date {
  const [created] = /2026-06-19 \d\d:\d\d:\d\d/.exec(JSON.stringify(response)) ?? ['2026-06-19 09:15:00']
  return new Date(`${created.replace(' ', 'T')}Z`)
}

async function answerTo(sample: Sample & { name: string }): Promise<Json> {
  const { cake } = await sandbox({ now: () => clockOf(sample) })
  const { method, url, body } = sample.request
  const answer = await request(
    cake.url + (url ?? `/api/2/${posts[sample.name]}`),
    body && { method, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) },
  )
  expect(answer.status).toBe(200)
  return JSON.parse(answer.text)
}

describe('the documented requests', () => {
  it('are fourteen', () => {
    expect(samples).toHaveLength(14)
  })

  it.each(samples.filter(({ name }) => !name.startsWith('report')))(
    '$name: the documented answer',
    async (sample) => {
      expect(await answerTo(sample)).toEqual(sample.response)
    },
  )

  it.each(samples.filter(({ name }) => name.startsWith('report')))(
    '$name: the documented shape',
    async (sample) => {
      const answer = await answerTo(sample)
      expect(shapeOf(answer)).toEqual(shapeOf(sample.response))
      expect(Object.values(answer.response.data)[0]).not.toEqual([])
    },
  )
})

/** Keys and types, with the first row of each list for all. */
function shapeOf(value: unknown): unknown {
  if (Array.isArray(value)) return [shapeOf(value[0])]
  if (typeof value !== 'object' || value === null) return typeof value
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, shapeOf(item)]))
}
