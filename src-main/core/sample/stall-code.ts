/** What a scanner read and nobody knows: may it be the sign of a stall? */

/** Papers, samples, kits and goods carry a date or a long number; a link has a colon. No sign over a stall does. */
export function mayBeStall(text: string): boolean {
  return text.length <= 20 && /^[\p{L}\p{N}]/u.test(text) && !/\s|[:/]|\d{6}/u.test(text)
}
