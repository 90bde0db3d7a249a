import type { IncomingMessage } from 'node:http'

const localNames = new Set(['localhost', '127.0.0.1', '[::1]'])

/**
 * Why this request is not for us, or nothing. The page runs without a login on somebody's own machine: a web site
 * that this person happens to visit must neither read it (a name that resolves to 127.0.0.1) nor act in it (a POST
 * from another origin).
 */
export function refusal(request: IncomingMessage): string | undefined {
  const host = request.headers.host ?? ''
  if (!isLocal(`http://${host}`)) return 'The sandbox answers to localhost only.'
  const { origin } = request.headers
  const site = request.headers['sec-fetch-site']
  if (request.method !== 'POST') return undefined
  if (origin !== undefined && origin !== `http://${host}`) return 'That came from another site.'
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return 'That came from another site.'
  return undefined
}

function isLocal(url: string): boolean {
  return URL.canParse(url) && localNames.has(new URL(url).hostname)
}

/** Nothing from elsewhere, nothing inline: names from CAKE and Slack are on this page. */
export const securityHeaders: Readonly<Record<string, string>> = {
  'content-security-policy': [
    "default-src 'self'",
    "img-src 'self' data:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; '),
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
}
