/** What a list of the master data (基础数据) is: named fields of a few kinds. Checks, forms, import and export follow from it. */

export const catalogNames = [
  'site',
  'stall',
  'food',
  'item',
  'method',
  'kit',
  'kit-lot',
  'instrument',
  'staff',
] as const
export type CatalogName = (typeof catalogNames)[number]

export type FieldKind =
  | { readonly kind: 'text'; readonly max: number }
  | { readonly kind: 'choice'; readonly options: readonly string[] }
  /** `YYYY-MM-DD` at the site. */
  | { readonly kind: 'date' }
  /** Decimal text, not negative: amounts and thresholds never become floats. */
  | { readonly kind: 'decimal' }
  | { readonly kind: 'count' }
  | { readonly kind: 'flag' }
  /** The key of an entry of another list. */
  | { readonly kind: 'reference'; readonly to: CatalogName }
  /** Several short texts; `split`: characters that part them besides `;`, `;` and a line end. */
  | { readonly kind: 'several'; readonly max: number; readonly split?: string; readonly to?: CatalogName }
  /** 统一社会信用代码 or, older, a 15-digit 工商注册号. */
  | { readonly kind: 'subject-code' }
  /** 身份证号: sealed where it is kept, masked wherever it is shown. */
  | { readonly kind: 'identity-number' }
  | { readonly kind: 'phone' }

/** `asked`: a file without it is incomplete, not wrong. `found`: part of what the entry is looked for by. */
export type Field = FieldKind & { readonly required?: true; readonly asked?: true; readonly found?: true }

export type Value = string | number | boolean | readonly string[]
/** A field that is not there was not said. */
export type Data = { readonly [field: string]: Value }

export interface Finding {
  readonly level: 'refuse' | 'warn'
  readonly field: string
  readonly code: FindingCode
  /** What was found, for a person; never an identity number. */
  readonly detail: string
}

export type FindingCode =
  | 'missing'
  | 'too-long'
  | 'control-character'
  | 'not-a-choice'
  | 'not-a-date'
  | 'impossible-date'
  | 'not-a-number'
  | 'not-a-flag'
  | 'too-many'
  | 'reserved-character'
  | 'unknown-reference'
  | 'retired-reference'
  | 'subject-code.shape'
  | 'subject-code.check'
  | 'identity-number.shape'
  | 'identity-number.check'
  | 'identity-number.masked'
  | 'identity-number.no-key'
  | 'phone.shape'
  | 'date-order'
  | 'in-the-future'
  | 'expired'
  | 'number-order'
  | 'name-taken'
  | 'not-judged'
  | 'duplicate'
  | 'exists'
  | 'key-fixed'
  | 'formula'
  | 'merged'
  | 'twice-in-file'

/** What the checks of a list may ask: the day at the site, and what the other lists hold. */
export interface CheckContext {
  readonly today: string
  readonly standing: (list: CatalogName, key: string) => 'in-force' | 'retired' | 'unknown'
  /** The judge's own name for a food, item or method; null when no rule of the pack in force knows it. */
  readonly judged: (list: CatalogName, name: string) => string | null
}

export interface ListShape {
  readonly name: CatalogName
  /** The fields whose values, joined by `#`, are the entry's key for ever. */
  readonly key: readonly string[]
  /** The field a person calls it by. */
  readonly title: string
  readonly fields: { readonly [name: string]: Field }
  readonly check?: (data: Data, context: CheckContext) => readonly Finding[]
}

export const KEY_JOINT = '#'
/** Between the values of one field that holds several. */
export const listSeparators = ';;\n\r'

export function textIn(data: Data, field: string): string | null {
  const value = data[field]
  return typeof value === 'string' ? value : null
}

export function refused(field: string, code: FindingCode, detail = ''): Finding {
  return { level: 'refuse', field, code, detail }
}

export function warned(field: string, code: FindingCode, detail = ''): Finding {
  return { level: 'warn', field, code, detail }
}

/** A day that must not lie before another one of the same entry. */
export function inOrder(data: Data, earlier: string, later: string): readonly Finding[] {
  const [from, until] = [textIn(data, earlier), textIn(data, later)]
  return from !== null && until !== null && until < from ? [refused(later, 'date-order', `${until} < ${from}`)] : []
}

export function expired(data: Data, field: string, today: string): readonly Finding[] {
  const until = textIn(data, field)
  return until !== null && until < today ? [warned(field, 'expired', until)] : []
}

/** What has happened cannot have happened tomorrow. */
export function notAhead(data: Data, field: string, today: string): readonly Finding[] {
  const on = textIn(data, field)
  return on !== null && on > today ? [refused(field, 'in-the-future', on)] : []
}
