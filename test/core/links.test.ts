import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { withLinkTemplates } from '../../src/core/links.ts'
import { linkLine, resolve } from '../../src/core/resolve.ts'
import { features } from '../../src/features/index.ts'

const OFFERS = 'https://you.cakemarketing.com/Offers/{id}'
const registry = withLinkTemplates(features, [
  { noun: 'offer', template: OFFERS },
  { noun: 'offer', template: 'https://old.example/offer.aspx?oid={id}&tab=1' },
  { noun: 'affiliate', template: 'https://you.cakemarketing.com/Affiliates/{id}/edit' },
  { noun: 'campaign', template: 'https://you.cakemarketing.com/Campaigns/{id}' },
  { noun: 'spaceship', template: 'https://you.cakemarketing.com/Spaceships/{id}' },
])

describe('links to CAKE’s pages', () => {
  it.each([
    ['https://you.cakemarketing.com/Offers/12345', 'offer 12345'],
    ['https://YOU.cakemarketing.com/offers/12345?tab=2#top', 'offer 12345'],
    ['https://you.cakemarketing.com/Offers/12345/', 'offer 12345'],
    ['https://old.example/offer.aspx?oid=7&tab=1', 'offer 7'],
    ['https://you.cakemarketing.com/Affiliates/67890/edit', 'affiliate 67890'],
    ['https://you.cakemarketing.com/Campaigns/98001', 'campaign 98001'],
    // The feature's own links are still understood.
    ['https://n.example/rd/r.php?sid=98001&aff_id=67890', 'campaign 98001 affiliate:67890'],
  ])('%s', (url, line) => {
    expect(linkLine(registry, url)).toBe(line)
    const { noun, verb } = resolve(registry, url)
    expect(`${noun} ${verb}`).toBe(`${line.split(' ')[0]} show`)
    expect(resolve(registry, `<${url.replaceAll('&', '&amp;')}|the page>`).given).toEqual(
      resolve(registry, url).given,
    )
  })

  it.each([
    'https://you.cakemarketing.com/Offers/',
    'https://you.cakemarketing.com/Offers/12345abc',
    'https://you.cakemarketing.com/Offers/1234567890123456',
    'https://you.cakemarketing.com/Spaceships/1',
    'https://you.cakemarketing.com/Affiliates/67890',
    'https://youXcakemarketing.com/Offers/12345',
    'https://evil.example/?u=https://you.cakemarketing.com/Offers/12345',
    'http://you.cakemarketing.com/Offers/12345',
    'javascript:https://you.cakemarketing.com/Offers/12345',
    'you.cakemarketing.com/Offers/12345',
    'https://',
    '',
  ])('is none of ours: %j', (url) => {
    expect(linkLine(registry, url)).toBeUndefined()
  })

  it('takes every sign of a template for itself', () => {
    const sign = fc.constantFrom(...'.+*?^$()[]|\\-'.split(''))
    fc.assert(
      fc.property(fc.array(sign, { maxLength: 8 }), fc.integer({ min: 1, max: 1e9 }), (signs, id) => {
        const template = `https://a.example/${encodeURI(signs.join(''))}x/{id}/y`
        const own = withLinkTemplates(features, [
          { noun: 'offer', template: new URL(template).href.replace('%7Bid%7D', '{id}') },
        ])
        expect(linkLine(own, template.replace('{id}', String(id)))).toBe(`offer ${id}`)
        expect(linkLine(own, `https://a.example/zzz/${id}/y`)).toBeUndefined()
      }),
    )
  })

  it('never fails on what is no link', () => {
    fc.assert(
      fc.property(fc.oneof(fc.webUrl(), fc.string()), (text) => {
        const line = linkLine(registry, text)
        expect(line === undefined || /^\w+ \d+/.test(line)).toBe(true)
      }),
    )
  })
})
