/** A stall in words. Nobody named it yet: its code is its name, and is said once. */

export function stallText(code: string | null | undefined, name: string | null | undefined): string {
  return [...new Set([code ?? '', name ?? ''])].filter((part) => part !== '').join(' ')
}
