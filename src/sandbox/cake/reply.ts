/** What goes back over the connection. */
export interface Reply {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
  /** True: the network was changed. */
  readonly wrote: boolean
}

export function json(
  status: number,
  content: unknown,
  headers: Readonly<Record<string, string>> = {},
): Reply {
  return {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
    body: JSON.stringify(content),
    wrote: false,
  }
}

/** `{"request_status": "Failure", "message": …}`: no failure is documented, this is the documented success turned round. */
export function failure(
  status: number,
  message: string,
  headers: Readonly<Record<string, string>> = {},
): Reply {
  return json(status, { request_status: 'Failure', message }, headers)
}

/** A page for people, as CAKE's web server gives them when something is not right. */
export function page(status: number, title: string, content: string): Reply {
  const body = `<!DOCTYPE html>\n<html><head><title>${title}</title></head>\n<body>\n${content}\n</body></html>\n`
  return { status, headers: { 'content-type': 'text/html; charset=utf-8' }, body, wrote: false }
}

/** The key is not this network's, or the rights or the address are not right: classic CAKE says it with 200. */
export const invalidKey = failure(200, 'Invalid API Key')
