/** The last look before the public sees it: no phone, no identity number, no word a quick test must not use. */
import type { NoticeContent, NoticeRow } from './notice.ts'

export const publicRefusals = ['phone-number', 'identity-number', 'forbidden-word'] as const
export type PublicRefusal = (typeof publicRefusals)[number]

export type PublicCheck =
  | { readonly kind: 'public' }
  /** `where` names the field, `rows[3].stallName`; `found` is the text that must not be shown. */
  | { readonly kind: 'refused'; readonly reason: PublicRefusal; readonly where: string; readonly found: string }

/**
 * Only bodies with 资质认定 inspect food (食品安全法 2021 art. 84, 86); publishing a quick test as inspection information is
 * fined (实施条例 2019 art. 43, 80).
 */
export const forbiddenWords = ['检验报告', '检验合格', '检验结论', 'CMA', 'CNAS'] as const

// Mobile numbers, area codes and 400 numbers, with or without blanks and hyphens; never a piece of a longer number.
const phone =
  /(?<![\d-])(?:\+?86[- ]?)?(?:1[3-9]\d[- ]?\d{4}[- ]?\d{4}|0\d{2,3}[- ]?\d{7,8}|400[- ]?\d{3}[- ]?\d{4})(?!\d)/g
/** GB 11643-1999: 18 characters, the last a digit or X; 15 digits before 1999. */
const identityNumber = /(?<!\d)(?:[1-9]\d{16}[\dXx]|[1-9]\d{14})(?!\d)/

/** 个人信息保护法 (2021) art. 25: no personal information in public without separate consent. */
export function checkPublic(content: NoticeContent): PublicCheck {
  for (const [where, text] of textsOf(content)) {
    const refused = lookAt(where, text.normalize('NFKC'), content.complaintPhone.normalize('NFKC'))
    if (refused !== null) return refused
  }
  return { kind: 'public' }
}

function lookAt(where: string, text: string, complaintPhone: string): PublicCheck | null {
  const identity = identityNumber.exec(text)
  if (identity !== null) return { kind: 'refused', reason: 'identity-number', where, found: identity[0] }
  const stray = (text.match(phone) ?? []).find((found) => digitsOf(found) !== digitsOf(complaintPhone))
  if (stray !== undefined) return { kind: 'refused', reason: 'phone-number', where, found: stray }
  const word = forbiddenWords.find((forbidden) => says(text, forbidden))
  return word === undefined ? null : { kind: 'refused', reason: 'forbidden-word', where, found: word }
}

/** Chinese words also with blanks between; a mark of Latin letters only when it stands alone. */
function says(text: string, word: string): boolean {
  if (/^[A-Z]+$/.test(word)) return new RegExp(`(?<![A-Za-z])${word}(?![A-Za-z])`, 'i').test(text)
  return text.replace(/\s/g, '').includes(word)
}

function digitsOf(text: string): string {
  return text.replace(/\D/g, '')
}

function textsOf(content: NoticeContent): readonly (readonly [where: string, text: string])[] {
  const names = [
    'sampleNo',
    'food',
    'stallCode',
    'stallName',
    'item',
    'method',
    'value',
  ] as const satisfies readonly (keyof NoticeRow)[]
  return [
    ['site', content.site],
    ['opener', content.opener ?? ''],
    ['testingBody', content.testingBody ?? ''],
    ['complaintPhone', content.complaintPhone],
    ...content.rows.flatMap((row, index) => names.map((name) => [`rows[${index}].${name}`, row[name]] as const)),
  ]
}
