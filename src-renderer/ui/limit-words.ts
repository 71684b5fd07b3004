/** A limit as a result keeps it, in the operator's words; several desks show it. */

/** Core writes a limit as signs and numbers; where there is no number it writes these. */
const limits: Readonly<Record<string, string>> = { 'not detected': '不得检出', 'no limit': '没有规定限量' }

export function limitWords(limit: string): string {
  return limits[limit] ?? limit
}
