/** Check digits of 统一社会信用代码 (GB 32100-2015) and 身份证号 (GB 11643-1999). They warn: official lists themselves carry wrong ones. */

/** GB 32100-2015, annex A: no I, O, S, V, Z. */
const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const subjectWeights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28]
const identityWeights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]

export type CodeCheck = 'fine' | 'shape' | 'check'

/** `shape`: neither 18 characters of the alphabet nor the 15 digits of an old 工商注册号, which has no check digit here. */
export function checkSubjectCode(code: string): CodeCheck {
  if (/^\d{15}$/.test(code)) return 'fine'
  const places = [...code].map((character) => alphabet.indexOf(character))
  if (places.length !== 18 || places.includes(-1)) return 'shape'
  const sum = subjectWeights.reduce((total, weight, at) => total + weight * (places[at] ?? 0), 0)
  return (31 - (sum % 31)) % 31 === places[17] ? 'fine' : 'check'
}

/** Eighteen characters, a day that exists in seven to fourteen, the check character last. */
export function checkIdentityNumber(number: string): CodeCheck {
  if (!/^\d{17}[\dX]$/.test(number)) return 'shape'
  const sum = identityWeights.reduce((total, weight, at) => total + weight * Number(number[at]), 0)
  return '10X98765432'[sum % 11] === number[17] ? 'fine' : 'check'
}

/** `1101**********002X`: enough to recognise, too little to use. */
export function maskedIdentityNumber(number: string): string {
  return number.length < 10
    ? '*'.repeat(number.length)
    : `${number.slice(0, 4)}${'*'.repeat(number.length - 8)}${number.slice(-4)}`
}

export function isMasked(text: string): boolean {
  return text.includes('*')
}
