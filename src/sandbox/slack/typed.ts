/** Slack's three escapes, for what people type: https://docs.slack.dev/messaging/formatting-message-text#escaping */
export function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

/** As Slack stores it: escaped, with links marked; mentions picked from a menu stay. */
export function asTyped(text: string): string {
  return text
    .split(/(<[@#!][^<>\s]+>|https?:\/\/[^\s<>]+)/)
    .map((part, index) => {
      if (index % 2 === 0) return escape(part)
      return part.startsWith('<') ? part : `<${escape(part)}>`
    })
    .join('')
}
