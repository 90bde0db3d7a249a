import type { Feature, Registry } from './command.ts'

/** How a network's page about one thing looks: `https://you.cakemarketing.com/Offers/{id}`. */
export interface LinkTemplate {
  readonly noun: string
  readonly template: string
}

/** The registry, with links to CAKE's pages understood as well as each feature's own. Templates of other nouns are left out. */
export function withLinkTemplates(registry: Registry, templates: readonly LinkTemplate[]): Registry {
  return registry.map((feature): Feature => {
    const own = templates.filter(({ noun }) => noun === feature.noun).map(({ template }) => matcher(template))
    if (own.length === 0) return feature
    return {
      ...feature,
      link: (url) => {
        for (const idOf of own) {
          const id = idOf(url.href)
          if (id !== undefined) return { [feature.noun]: id }
        }
        return feature.link?.(url)
      },
    }
  })
}

/** Reads the id where the template has `{id}`; what follows it in the address (query, anchor) does not matter. */
function matcher(template: string): (href: string) => string | undefined {
  const [before = '', after = ''] = template
    .split('{id}')
    .map((part) => part.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, '\\$&'))
  const pattern = new RegExp(`^${before}(\\d{1,15})${after}(?![\\w])`, 'i')
  return (href) => pattern.exec(href)?.[1]
}
