/** A record's identity in the analyzer's memory: its number where the answer repeats it, its date, and what was measured. */

/** Null when neither number nor date tells this record from another. */
export function recordKey(
  number: number,
  time: string | null,
  sentTime: string,
  measured: readonly string[],
): string | null {
  if (number === 0 && time === null) return null
  return [...(number === 0 ? [] : [`${number}`]), time ?? sentTime, ...measured].join(' ')
}
