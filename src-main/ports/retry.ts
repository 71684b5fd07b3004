/** When a lost port is tried again: back-off with jitter, so that thirty ports on one switch do not knock together. */

export interface Retry {
  readonly firstMs: number
  readonly longestMs: number
  /** A number from 0 to below 1. */
  readonly jitter: () => number
}

export const usualRetry: Retry = { firstMs: 1_000, longestMs: 30_000, jitter: Math.random }

/** Milliseconds to wait after the `failures`-th failure in a row (1, 2, ...): doubling up to the longest, each shortened by up to a fifth. */
export function retryDelay(failures: number, retry: Retry): number {
  const doubled = retry.firstMs * 2 ** Math.min(Math.max(failures - 1, 0), 30)
  return Math.round(Math.min(doubled, retry.longestMs) * (1 - retry.jitter() / 5))
}
