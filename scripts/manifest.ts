/** Prints manifest.yml with the network's domain filled in: `npm run manifest -- --domain you.cakemarketing.com`. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'

const PLACEHOLDER = 'yourdomain.cakemarketing.com'
const USAGE = `npm run manifest -- --domain ${PLACEHOLDER}`

/** A host name as https://www.rfc-editor.org/rfc/rfc1123#page-13 has it, under a top-level domain of letters. */
const DOMAIN =
  /^(?=.{4,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+(?:[a-z]{2,63}|xn--[a-z0-9-]{2,59})$/i

/**
 * The manifest for a network whose tracking links are on `domain`.
 * @throws when `domain` is no domain name, or the manifest has no place for it
 */
export function manifestFor(manifest: string, domain: string): string {
  if (!DOMAIN.test(domain)) {
    throw new Error(`--domain must be a domain name alone, as in ${USAGE}; it is "${domain}"`)
  }
  const filledIn = manifest.replaceAll(`- ${PLACEHOLDER}\n`, `- ${domain.toLowerCase()}\n`)
  if (!filledIn.includes(`- ${domain.toLowerCase()}\n`)) {
    throw new Error(`manifest.yml has no unfurl domain ${PLACEHOLDER} to fill in`)
  }
  return filledIn
}

function print(): void {
  try {
    const { values } = parseArgs({ options: { domain: { type: 'string' } } })
    if (values.domain === undefined) throw new Error(`--domain is missing, as in ${USAGE}`)
    const manifest = readFileSync(join(import.meta.dirname, '../manifest.yml'), 'utf8')
    process.stdout.write(manifestFor(manifest, values.domain))
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
    process.exitCode = 1
  }
}

if (process.argv[1] === import.meta.filename) print()
