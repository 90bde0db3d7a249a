import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished } from 'vitest'
import type {
  CallView,
  MailView,
  PageEvent,
  TroubleView,
  WorkspaceView,
} from '../../../src/sandbox/page/protocol.ts'
import { pageHandler, type PageOptions } from '../../../src/sandbox/page/server.ts'
import type { SandboxSlack } from '../../../src/sandbox/slack/workspace.ts'

/** A CAKE that only remembers what the page told it. */
function fakeCake() {
  const listeners: ((call: CallView) => void)[] = []
  const troubled: ((trouble: TroubleView) => void)[] = []
  const mailed: ((mail: MailView) => void)[] = []
  const cake = {
    calls: [] as CallView[],
    trouble: { mode: 'none', delayMs: 0 } as TroubleView,
    mails: [] as MailView[],
    resets: 0,
    onTrouble: (listener: (trouble: TroubleView) => void) => troubled.push(listener),
    onMail: (listener: (mail: MailView) => void) => mailed.push(listener),
    onCall: (listener: (call: CallView) => void) => listeners.push(listener),
    setTrouble: (trouble: TroubleView) => {
      cake.trouble = trouble
      for (const listener of troubled) listener(trouble)
    },
    reset: () => {
      cake.resets += 1
    },
    mail: (mail: MailView) => {
      cake.mails.push(mail)
      for (const listener of mailed) listener(mail)
    },
    called: (call: CallView) => {
      cake.calls.push(call)
      for (const listener of listeners) listener(call)
    },
  }
  return cake
}

/** The page's server over this workspace, and what the page would send to it. */
export async function page(slack: SandboxSlack, clock?: PageOptions['clock']) {
  const cake = fakeCake()
  const commands = () => [{ example: 'offer 12345', summary: 'Shows an offer' }]
  const server = createServer(pageHandler({ slack, cake, commands, ...(clock && { clock }) }))
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const { port } = server.address() as AddressInfo
  const url = `http://127.0.0.1:${port}`
  const post = async (what: string, body: unknown, headers = {}) => {
    const response = await fetch(`${url}/sandbox/${what}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    })
    return (await response.json()) as { ok: boolean; error?: string }
  }
  const state = async (as: string) =>
    (await (await fetch(`${url}/sandbox/state?as=${as}`)).json()) as WorkspaceView
  return { url, port, cake, post, state }
}

/** The page's events for this person, one after the other. */
export async function follow(url: string, as: string): Promise<() => Promise<PageEvent>> {
  const response = await fetch(`${url}/sandbox/events?as=${as}`)
  expect(response.headers.get('content-type')).toBe('text/event-stream')
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader()
  onTestFinished(() => reader.cancel())
  let text = ''
  return async () => {
    for (;;) {
      const found = /^data: (.*)\n\n/m.exec(text)
      if (found) {
        text = text.slice(found.index + found[0].length)
        return JSON.parse(found[1] ?? '')
      }
      text += (await reader.read()).value ?? ''
    }
  }
}
