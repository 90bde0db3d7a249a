import { small, title } from '../../blocks/pieces.ts'
import { status } from '../../blocks/status.ts'
import { name } from '../../blocks/text.ts'
import { getAffiliate } from '../../cake/affiliates.ts'
import type { Preview, PreviewContext } from '../../core/command.ts'

/** What a link to an affiliate's page is. No money: the whole channel sees it. */
export async function affiliatePreview(
  { cake, read, catalogue }: PreviewContext,
  id: number,
): Promise<Preview> {
  const affiliate = await getAffiliate(cake, id, read)
  catalogue.noteAffiliate(affiliate)
  const { affiliate_name = `Affiliate ${id}`, affiliate_status } = affiliate
  return {
    summary: `Affiliate ${id}: ${name(affiliate_name)}`,
    pieces: [title(affiliate_name), small(`Affiliate ${id} · ${status(affiliate_status)}`)],
  }
}
