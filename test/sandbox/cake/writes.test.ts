import { describe, expect, it } from 'vitest'
import { NOW, sandbox, type Asked, type Json } from './ask.ts'

async function offer({ read }: Asked, offer_id: number): Promise<Json> {
  return (await read('offers.json', { offer_id })).response.offers[0]?.offer
}

describe('what is written', () => {
  it('is there when it is read: an offer is paused, and reads so', async () => {
    const asked = await sandbox()
    const answer = await asked.write('update_offer.json', {
      offer_id: 12286,
      offer_status: 'inactive',
      payout: 40.5,
    })
    expect(answer.offer).toEqual({
      offer_id: 12286,
      offer_name: 'Personal Loan Match - US',
      offer_status: 'inactive',
      payout: 40.5,
    })
    expect(await offer(asked, 12286)).toMatchObject({ offer_status: 'paused', payout: 40.5, revenue: 55 })
    const paused = (await asked.read('offers.json', { offer_status: 'paused' })).response.offers
    expect(paused.map(({ offer }: Json) => offer.offer_id)).toContain(12286)
  })

  it('reads expired once its date has passed, and active again with a later one', async () => {
    const asked = await sandbox()
    await asked.write('update_offer.json', { offer_id: 12345, expiration_date: '2026-06-19 09:14:59' })
    expect(await offer(asked, 12345)).toMatchObject({
      offer_status: 'expired',
      expiration_date: '2026-06-19',
    })
    await asked.write('update_offer.json', { offer_id: 12345, expiration_date: '2026-06-19 09:15:01' })
    expect(await offer(asked, 12345)).toMatchObject({ offer_status: 'active' })
  })

  it('counts new ids up, and does not spend one on a refusal', async () => {
    const asked = await sandbox()
    const body = {
      offer_name: 'New',
      advertiser_id: 1021,
      vertical_id: 1,
      offer_url: 'https://a.example.com',
    }
    await asked.post('offer.json', { ...body, payout: 'much' })
    const ids = [await asked.write('offer.json', body), await asked.write('offer.json', body)]
    expect(ids.map(({ offer }) => offer.offer_id)).toEqual([12346, 12347])
    expect(await offer(asked, 12346)).toEqual({
      offer_id: 12346,
      offer_name: 'New',
      offer_status: 'active',
      vertical: { vertical_id: 1, vertical_name: 'Finance' },
      advertiser: { advertiser_id: 1021, advertiser_name: 'Acme Financial Services' },
      offer_url: 'https://a.example.com',
      payout: 0,
      payout_type: 'CPA',
      revenue: 0,
      currency: 'USD',
    })
  })

  it('makes an affiliate that waits for approval, and approves it', async () => {
    const asked = await sandbox()
    const made = await asked.write('affiliate.json', { affiliate_name: 'Newcomer', account_manager_id: 11 })
    expect(made.affiliate).toMatchObject({ affiliate_id: 67891, affiliate_status: 'pending' })
    await asked.write('update_affiliate.json', {
      affiliate_id: 67891,
      affiliate_status: 'active',
      affiliate_name: 'Known',
    })
    const { affiliates } = (await asked.read('affiliates.json', { affiliate_id: 67891 })).response
    expect(affiliates).toEqual([
      {
        affiliate: {
          affiliate_id: 67891,
          affiliate_name: 'Known',
          affiliate_status: 'active',
          account_manager: { id: 11, name: 'Priya Natarajan' },
          date_created: '2026-06-19 09:15:00',
        },
      },
    ])
  })

  it('e-mails an affiliate that is approved, and nobody else', async () => {
    const { cake, write } = await sandbox()
    const heard: unknown[] = []
    const stop = cake.onMail((mail) => heard.push(mail))
    const become = (affiliate_id: number, affiliate_status: string) =>
      write('update_affiliate.json', { affiliate_id, affiliate_status })
    await become(67888, 'active')
    expect(cake.mails).toEqual([
      {
        at: NOW.toISOString(),
        affiliate_id: 67888,
        affiliate_name: 'Nimbus Native Ads',
        about: 'The account is approved.',
      },
    ])
    await become(67888, 'suspended')
    await become(67888, 'active')
    await become(67889, 'rejected')
    await write('update_affiliate.json', { affiliate_id: 67889, affiliate_name: 'Fresh Feed' })
    expect(cake.mails).toHaveLength(1)
    await become(67889, 'active')
    expect(cake.mails.map((one) => one.affiliate_name)).toEqual(['Nimbus Native Ads', 'Fresh Feed'])
    expect(heard).toEqual(cake.mails)
    stop()
    cake.reset()
    expect(cake.mails).toEqual([])
  })

  it.each([
    [{ payout: 3 }, { payout: 3 }],
    [{ revenue: 40 }, { revenue: 40 }],
    [{ offer_status: 'inactive' }, { offer_status: 'paused' }],
  ])('changes of an offer only what is sent: %j', async (sent, expected) => {
    const asked = await sandbox()
    const read = async () => (await asked.read('offers.json', { offer_id: 12345 })).response.offers[0].offer
    const before = await read()
    await asked.write('update_offer.json', { offer_id: 12345, ...sent })
    expect(await read()).toEqual({ ...before, ...expected })
  })

  it('changes of a campaign only what is sent', async () => {
    const asked = await sandbox()
    const read = async () =>
      (await asked.read('campaigns.json', { campaign_id: 98001 })).response.campaigns[0]
    const before = await read()
    await asked.write('update_campaign.json', { campaign_id: 98001, campaign_status: 'paused' })
    expect(await read()).toEqual({ ...before, campaign_status: 'paused' })
  })

  it('makes a campaign that is live at once, without a click yet, and gives access', async () => {
    const asked = await sandbox()
    const pair = { offer_id: 12286, affiliate_id: 67888 }
    expect(
      (await asked.read('affiliate_offer.json', pair)).response.affiliate_offer.affiliate_offer_status,
    ).not.toBe('active')
    const { campaign } = await asked.write('campaign.json', { ...pair, sub_affiliate: 's1' })
    expect(campaign).toMatchObject({ campaign_id: 98002, campaign_status: 'active' })
    const { campaigns, total_rows: total } = (await asked.read('campaigns.json', pair)).response
    expect([campaigns[0].tracking_link, total]).toEqual([campaign.tracking_link, 1])
    expect((await asked.read('affiliate_offer.json', pair)).response.affiliate_offer).toEqual({
      ...pair,
      payout: 42,
      payout_type: 'CPA',
      affiliate_offer_status: 'active',
    })
    const period = { start_date: '2026-06-01', end_date: '2026-06-19' }
    expect(
      (await asked.read('report/affiliate.json', { ...period, affiliate_id: 67888 })).response.data
        .affiliates,
    ).toEqual([])
  })

  it('is kept as it was sent, without the key', async () => {
    const { cake, write } = await sandbox()
    await write('update_campaign.json', { campaign_id: 98001, campaign_status: 'deleted' })
    expect(cake.network.writes).toEqual([
      {
        at: NOW.toISOString(),
        endpoint: 'update_campaign.json',
        body: { campaign_id: 98001, campaign_status: 'deleted' },
      },
    ])
  })

  it('is gone after a reset', async () => {
    const asked = await sandbox()
    const before = await asked.get('offers.json')
    await asked.write('update_offer.json', { offer_id: 12345, offer_name: 'Other' })
    await asked.write('campaign.json', { offer_id: 12286, affiliate_id: 67890 })
    await asked.get('conversion.json')
    asked.cake.setVariant({ envelope: 'top' })
    asked.cake.setTrouble({ mode: 'html', delayMs: 0 })
    asked.cake.reset()
    expect(asked.cake.calls).toEqual([])
    expect((await asked.get('offers.json')).text).toBe(before.text)
    expect(asked.cake.network.campaigns.get(98002)).toBeUndefined()
    expect([asked.cake.network.writes, asked.cake.network.mistakes]).toEqual([[], []])
  })
})

describe('what tests put on the shelves', () => {
  it('is answered', async () => {
    const asked = await sandbox()
    const { offers } = asked.cake.network
    offers.put({ ...offers.get(12345)!, offer_name: 'Put there', currency: 'SEK' })
    expect(await offer(asked, 12345)).toMatchObject({ offer_name: 'Put there', currency: 'SEK' })
  })
})
