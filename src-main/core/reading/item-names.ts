/** A device's item codes as a site calls them: `^^^413` or `NJ01` becomes the name that the limit pack knows. Unknown codes stay. */

/** `names`: code as the device sends it (outer blanks ignored) -> our item name. */
export function itemNamed(code: string, names: Readonly<Record<string, string>>): string {
  return Object.hasOwn(names, code.trim()) ? (names[code.trim()] ?? code) : code
}
