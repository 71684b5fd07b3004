/** An entry as a person or a file gives it: its values read, and every finding named with its field. Pure: the world is handed in. */
import { fieldsOf, keyOf, listNamed } from './catalog.ts'
import { type CatalogName, type CheckContext, type Data, type Finding, refused, type Value, warned } from './list.ts'
import { readValue, referencesOf, type ValueWords } from './read-value.ts'

export interface CheckedEntry {
  /** Only the fields that were said and could be read. */
  readonly data: Data
  readonly findings: readonly Finding[]
}

/** Words that a program uses say themselves. */
const noWords: ValueWords = { choice: () => undefined, flag: () => undefined }

export function checkEntry(
  name: CatalogName,
  raw: { readonly [field: string]: unknown },
  context: CheckContext,
  wordsOf: (field: string) => ValueWords = () => noWords,
): CheckedEntry {
  const data: Record<string, Value> = {}
  const findings: Finding[] = []
  for (const [field, declared] of fieldsOf(name)) {
    const read = readValue(declared, raw[field], wordsOf(field))
    if (read.kind === 'refused') findings.push(refused(field, read.code, read.detail))
    else if (read.kind === 'value') {
      data[field] = read.value
      if (read.warning !== undefined) findings.push(warned(field, read.warning, tellable(declared.kind, read.value)))
      for (const [list, key] of referencesOf(declared, read.value)) {
        const standing = context.standing(list, key)
        if (standing === 'unknown') findings.push(refused(field, 'unknown-reference', key))
        else if (standing === 'retired') findings.push(warned(field, 'retired-reference', key))
      }
    } else if (declared.required === true) findings.push(refused(field, 'missing'))
  }
  return { data, findings: [...findings, ...(listNamed(name).check?.(data, context) ?? [])] }
}

/** The key that raw values name, for looking up what is on record; null while a part of it is missing or cannot be read. */
export function keyIn(name: CatalogName, raw: { readonly [field: string]: unknown }): string | null {
  const data: Record<string, Value> = {}
  const fields = listNamed(name).fields
  for (const field of listNamed(name).key) {
    const declared = fields[field]
    const read = declared === undefined ? undefined : readValue(declared, raw[field], noWords)
    if (read?.kind !== 'value') return null
    data[field] = read.value
  }
  return keyOf(name, data)
}

export function isRefused({ findings }: Pick<CheckedEntry, 'findings'>): boolean {
  return findings.some(({ level }) => level === 'refuse')
}

function tellable(kind: string, value: Value): string {
  return kind === 'identity-number' ? '' : String(value)
}
