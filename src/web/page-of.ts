import { lazyRouteComponent } from '@tanstack/react-router'
import { loadPart } from './client/load-part.ts'

/**
 * A page of its own file. Where it cannot be loaded, the router reloads the whole window, and what is typed would be gone.
 */
export function pageOf<Module extends Record<string, unknown>, Name extends keyof Module & string>(
  load: () => Promise<Module>,
  name: Name,
) {
  return lazyRouteComponent(() => loadPart(load), name)
}
