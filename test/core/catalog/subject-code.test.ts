/** Check digits, by the vectors of the standards and by every single wrong character. */
import { describe, expect, test } from 'vitest'
import { checkIdentityNumber, checkSubjectCode, maskedIdentityNumber } from '#core/catalog/subject-code.ts'

describe('统一社会信用代码', () => {
  test.each([
    '91350100M000100Y43',
    '91320583729004874A',
    '91110108779510150C',
    '92330602MA2FDLC841',
    '92371000MA3MXH0E3W',
  ])('%s is fine', (code) => expect(checkSubjectCode(code)).toBe('fine'))

  test('an official list carries a wrong check character and a code of 17: told apart', () => {
    expect(checkSubjectCode('92330602MA2FDLC842')).toBe('check')
    expect(checkSubjectCode('92330602MA2FDLC84')).toBe('shape')
  })

  test('letters the alphabet does not have are no shape', () => {
    for (const letter of 'IOSVZ') expect(checkSubjectCode(`9135010${letter}M000100Y43`.slice(0, 18))).toBe('shape')
  })

  test('an old registration number of 15 digits is taken as it is', () => {
    expect(checkSubjectCode('150602600123456')).toBe('fine')
  })

  test('any one changed character is noticed', () => {
    const code = '91350100M000100Y43'
    for (let at = 0; at < code.length; at++)
      for (const other of '0123456789ABCDEFGHJKLMNPQRTUWXY')
        if (other !== code[at]) expect(checkSubjectCode(code.slice(0, at) + other + code.slice(at + 1))).toBe('check')
  })
})

describe('身份证号', () => {
  test('the check character', () => {
    expect(checkIdentityNumber('11010519491231002X')).toBe('fine')
    expect(checkIdentityNumber('110105194912310021')).toBe('check')
    expect(checkIdentityNumber('11010519491231002')).toBe('shape')
  })

  test('masked, the day of birth is gone', () => {
    expect(maskedIdentityNumber('11010519491231002X')).toBe('1101**********002X')
    expect(maskedIdentityNumber('123')).toBe('***')
  })
})
