import { readFile } from 'node:fs/promises'
import { extname, join, normalize, sep } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('static', import.meta.url))

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.json': 'application/json',
}

/** One of the page's own files by its path under `static/`; null when there is none, or it is not of a kind we serve. */
export async function staticFile(path: string): Promise<{ type: string; bytes: Buffer } | null> {
  const type = types[extname(path)]
  const name = decode(path)
  if (type === undefined || name === null || name.includes('\0')) return null
  const file = normalize(join(root, name))
  if (!file.startsWith(root + sep)) return null
  try {
    return { type, bytes: await readFile(file) }
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    if (code === 'ENOENT' || code === 'EISDIR' || code === 'ENOTDIR') return null
    throw error
  }
}

function decode(path: string): string | null {
  try {
    return decodeURIComponent(path)
  } catch {
    // A broken %-sequence names no file.
    return null
  }
}
