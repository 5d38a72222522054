import { onlineManager } from '@tanstack/react-query'
import { useSyncExternalStore } from 'react'

/** offline: this browser has no line. silent: it has, and the server does not answer. */
export type Standing = 'up' | 'offline' | 'silent'

const PROBE_TIMEOUT_MS = 5_000
const FIRST_PAUSE_MS = 1_500
const LONGEST_PAUSE_MS = 15_000

let standing: Standing = 'up'
let pauseMs = FIRST_PAUSE_MS
let timer: ReturnType<typeof setTimeout> | undefined
let probing: Promise<void> | null = null
const listeners = new Set<() => void>()

/** For `call`: the server did not answer. It is asked once more before anybody is told. */
export function noteSilence(): void {
  if (timer === undefined) void probe()
}

/** For `call`: the server answered. */
export function noteAnswer(): void {
  if (standing !== 'up') become('up')
}

/** Resolves while there is a connection, and else once it is back. */
export async function untilUp(): Promise<void> {
  await probing
  if (standing === 'up') return
  await new Promise<void>((resolve) => {
    const stop = listen(() => {
      if (standing !== 'up') return
      stop()
      resolve()
    })
  })
}

/** Calls when the connection is back after it was gone; gives back how to stop. */
export function onceBack(listener: () => void): () => void {
  return listen(() => standing === 'up' && listener())
}

/** How the connection stands, as it changes. */
export function useStanding(): Standing {
  return useSyncExternalStore(listen, () => standing)
}

/**
 * Queries rest while there is no connection, so that no page asks a server that does not answer: this file alone does,
 * with growing pauses. Once it is back, what is shown and old is read again.
 */
export function watchConnection(): void {
  onlineManager.setEventListener((setOnline) => listen(() => setOnline(standing === 'up')))
  // What a browser says of its line is not the last word: the server may run on the same computer.
  window.addEventListener('offline', () => void probe())
  window.addEventListener('online', () => void probe())
  document.addEventListener('visibilitychange', () => {
    if (standing !== 'up' && document.visibilityState === 'visible') void probe()
  })
}

function listen(listener: () => void): () => void {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

function become(next: Standing): void {
  clearTimeout(timer)
  timer = undefined
  if (next === 'up') pauseMs = FIRST_PAUSE_MS
  else {
    timer = setTimeout(() => void probe(), pauseMs)
    pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)
  }
  if (next === standing) return
  standing = next
  for (const listener of listeners) listener()
}

async function probe(): Promise<void> {
  probing ??= ask().then((answers) => {
    probing = null
    become(answers ? 'up' : navigator.onLine ? 'silent' : 'offline')
  })
  await probing
}

async function ask(): Promise<boolean> {
  try {
    const signal = AbortSignal.timeout(PROBE_TIMEOUT_MS)
    return (await fetch('/health/live', { cache: 'no-store', signal })).ok
  } catch {
    return false
  }
}
