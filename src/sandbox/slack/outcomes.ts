import type { Courier, Outcome } from './deliver.ts'

/** What the person sees of it: done, or the sentence that Slack shows. */
export type Done = { readonly ok: true } | { readonly ok: false; readonly error: string }

export const fine: Done = { ok: true }
export const not = (error: string): Done => ({ ok: false, error })

/** Tells the app of an interaction whose answer does not matter as long as there is one. */
export async function interact(courier: Courier, payload: Record<string, unknown>): Promise<Done> {
  const outcome = await courier.deliver({ type: 'interactive', payload })
  return outcome.kind === 'acked' ? fine : not(clickError(outcome))
}

export function clickError(outcome: Outcome): string {
  if (outcome.kind === 'status') return `This app responded with Status Code ${outcome.status}.`
  if (outcome.kind === 'timeout') return 'Operation timed out. Apps need to respond within 3 seconds.'
  return 'This app is not connected to Slack.'
}
