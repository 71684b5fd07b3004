/** One text for one piece of data: what is hashed, sent and kept is byte for byte the same wherever it is made. */

export type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json }

/**
 * JSON without blanks, object names in code-unit order, no escapes beyond JSON's own (after RFC 8785, 2020, section 3).
 * Throws on a number that is not finite: JSON has no word for it and null would be a lie.
 */
export function canonicalJson(value: Json): string {
  if (isList(value)) return `[${value.map(canonicalJson).join(',')}]`
  if (typeof value === 'object' && value !== null) {
    const pairs = Object.keys(value)
      .sort()
      .map((name) => `${JSON.stringify(name)}:${canonicalJson(value[name] ?? null)}`)
    return `{${pairs.join(',')}}`
  }
  if (typeof value === 'number' && !Number.isFinite(value)) throw new Error(`Not a JSON number: ${value}`)
  return JSON.stringify(value)
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value)
}
