import { type ComponentType, lazy, type LazyExoticComponent } from 'react'
import { noteSilence, untilUp } from './connection.ts'

/**
 * Loads a file of the program. Without a connection it waits for one: a file that is found missing would take down what
 * is on the screen. One that a newer release has replaced is found missing still.
 */
export async function loadPart<Part>(load: () => Promise<Part>): Promise<Part> {
  await untilUp()
  try {
    return await load()
  } catch {
    noteSilence()
    await untilUp()
    return await load()
  }
}

/** A component whose code comes with its first use. */
export function lazyPart<Name extends string, Props>(
  load: () => Promise<Record<Name, ComponentType<Props>>>,
  name: Name,
): LazyExoticComponent<ComponentType<Props>> {
  return lazy(async () => ({ default: (await loadPart(load))[name] }))
}
