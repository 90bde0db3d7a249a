import type { Feature } from '../../core/command.ts'
import { campaignPreview } from './preview.ts'
import { activate } from './activate.ts'
import { remove } from './delete.ts'
import { edit } from './edit.ts'
import { list } from './list.ts'
import { create } from './new.ts'
import { pause } from './pause.ts'
import { show } from './show.ts'

export const campaign: Feature = {
  noun: 'campaign',
  plural: 'campaigns',
  summary: 'One affiliate on one offer, with its tracking link',
  commands: { show, list, new: create, edit, pause, activate, delete: remove },
  link: trackingLink,
  preview: (context, { campaign = '' }) => campaignPreview(context, Number(campaign)),
}

/** The ids in a tracking link (`…?sid=98001&aff_id=67890`). The link itself stays opaque: it is never built. */
function trackingLink({ searchParams }: URL): Record<string, string> | undefined {
  const campaign = searchParams.get('sid') ?? ''
  const affiliate = searchParams.get('aff_id') ?? ''
  if (!/^\d{1,15}$/.test(campaign)) return undefined
  return /^\d{1,15}$/.test(affiliate) ? { campaign, affiliate } : { campaign }
}
