/** What a PIN and a password must be. A PIN is short because it is typed with gloves on; what protects it is the wait after wrong ones. */
import { nameKey } from '../judge/name-key.ts'

export type PinRefusal = 'not-4-to-8-digits' | 'one-digit' | 'in-order' | 'repeated' | 'date'

/** Why this cannot be a PIN; null when it can. */
export function refusePin(pin: string): PinRefusal | null {
  if (!/^\d{4,8}$/.test(pin)) return 'not-4-to-8-digits'
  if (/^(\d)\1+$/.test(pin)) return 'one-digit'
  if (isRun(pin, 1) || isRun(pin, -1)) return 'in-order'
  if (/^(\d+)\1+$/.test(pin)) return 'repeated'
  return isDateLike(pin) ? 'date' : null
}

/** 1234, 8765; and 7890, as the keys lie. */
function isRun(pin: string, step: 1 | -1): boolean {
  return [...pin].every((digit, index) => index === 0 || (Number(pin[index - 1]) + step + 10) % 10 === Number(digit))
}

/** A year of our time, YYYYMMDD, YYMMDD or MMDD: a birthday is known to the whole room. */
function isDateLike(pin: string): boolean {
  if (/^(19|20)\d\d$/.test(pin)) return true
  const end = pin.slice(-4)
  const monthDay = /^(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])$/.test(end)
  if (!monthDay) return false
  return pin.length === 4 || pin.length === 6 || (pin.length === 8 && /^(19|20)/.test(pin))
}

export type PasswordRefusal = 'too-short' | 'too-long' | 'too-plain' | 'well-known' | 'holds-the-name'

export const shortestPassword = 8
export const longestPassword = 128

/** Length before signs of many kinds, and nothing that everybody tries first (NIST SP 800-63B, 2017, section 5.1.1.2). */
export function refusePassword(password: string, name: string): PasswordRefusal | null {
  const signs = [...password]
  if (signs.length < shortestPassword) return 'too-short'
  if (signs.length > longestPassword) return 'too-long'
  if (new Set(signs).size < 5) return 'too-plain'
  const key = nameKey(password)
  if (wellKnown.some((word) => key.replaceAll(word, '').length < 4)) return 'well-known'
  const own = nameKey(name)
  return own.length > 1 && key.includes(own) ? 'holds-the-name' : null
}

/** What is left beside one of these must itself be worth something. */
const wellKnown = [
  'password',
  'passw0rd',
  'qwertyuiop',
  'qwerty',
  'asdfghjkl',
  '1234567890',
  '0123456789',
  '123456789',
  '123456',
  'admin',
  'kuaijian',
  'abcdefgh',
  'woaini',
]
