/** Which item codes of a device can be given a name, and what of it is worth keeping. Pure. */

export interface ItemCode {
  /** What its readings carry: names are given to this. */
  readonly said: string
  /** The code on the wire, where the model's table turns it into a word. */
  readonly code: string
  /** What the model's own table calls it; null: the table does not have it. */
  readonly name: string | null
  readonly unit: string | null
}

/** The model's table first, then what was heard or named beside it. */
export function codesOf(
  items: readonly { readonly code: string; readonly name: string; readonly unit: string | null }[],
  heard: readonly string[],
  named: Readonly<Record<string, string>>,
): readonly ItemCode[] {
  const known = new Set(items.flatMap(({ code, name }) => [code, name]))
  const others = [...new Set([...heard.map((code) => code.trim()), ...Object.keys(named)])].filter(
    (code) => code !== '' && !known.has(code),
  )
  return [
    // A driver with a table says the table's word; one that passes codes on is seen by its readings.
    ...items.map((item) => ({ ...item, said: heard.includes(item.code) ? item.code : item.name })),
    ...others.sort().map((code) => ({ said: code, code, name: null, unit: null })),
  ]
}

/** Blank means: as the device says it. Sorted, so that two of them can be compared. */
export function namesToSave(names: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(names)
      .map(([code, name]) => [code.trim(), name.trim()] as const)
      .filter(([, name]) => name !== '')
      .sort(([one], [other]) => (one < other ? -1 : 1)),
  )
}
