/** What a form or a cell says becomes an entry, or findings that name the field and the reason. */
import { describe, expect, test } from 'vitest'
import { checkEntry, isRefused } from '#core/catalog/check-entry.ts'
import { missingIn, monthsLater, stallStanding } from '#core/catalog/complete.ts'
import { duplicateStalls } from '#core/catalog/duplicates.ts'
import type { CheckContext } from '#core/catalog/list.ts'

const context: CheckContext = {
  today: '2026-03-02',
  standing: (list, key) => (list === 'kit' && key === 'JTJ-01' ? 'in-force' : 'unknown'),
  judged: (list, name) => (list === 'food' && ['韭菜', '扁菜'].includes(name) ? '韭菜' : null),
}
const stall = (said: Record<string, unknown>) =>
  checkEntry('stall', { code: 'A-12', name: '王记蔬菜', ...said }, context)
const codes = ({ findings }: ReturnType<typeof checkEntry>) =>
  findings.map(({ level, field, code }) => `${level} ${field} ${code}`)

describe('values', () => {
  test.each([
    ['2026-03-01', '2026-03-01'],
    ['2026/3/1', '2026-03-01'],
    ['2026.03.1', '2026-03-01'],
    ['2026年3月1日', '2026-03-01'],
    ['20260301', '2026-03-01'],
    ['2026-03-01 00:00:00', '2026-03-01'],
  ])('the day %s', (said, day) => {
    expect(stall({ enteredOn: said }).data.enteredOn).toBe(day)
  })

  test.each([
    ['2026-02-29', 'impossible-date'],
    ['2026-13-01', 'impossible-date'],
    ['0001-01-01', 'impossible-date'],
    ['20260231', 'impossible-date'],
    ['昨天', 'not-a-date'],
    ['46082', 'not-a-date'],
  ])('the day %s is refused: %s', (said, code) => {
    expect(codes(stall({ enteredOn: said }))).toEqual([`refuse enteredOn ${code}`])
  })

  test('several are parted, trimmed and said once; an alias keeps the comma that belongs to it', () => {
    expect(stall({ wares: '韭菜、菠菜, 韭菜 ;生菜' }).data.wares).toEqual(['韭菜', '菠菜', '生菜'])
    expect(
      checkEntry('item', { id: 'x', name: 'y', aliases: '有机磷、氨基甲酸酯类;AOZ' }, context).data.aliases,
    ).toEqual(['有机磷、氨基甲酸酯类', 'AOZ'])
  })

  test('control characters and half characters are refused, not stored', () => {
    expect(codes(stall({ holder: '王\u0000敏' }))).toEqual(['refuse holder control-character'])
    expect(codes(stall({ holder: '王\ufffd' }))).toEqual(['refuse holder control-character'])
  })

  test('names of 40 characters fit', () => {
    expect(isRefused(stall({ holder: '名'.repeat(40) }))).toBe(false)
    expect(codes(stall({ holder: '名'.repeat(41) }))).toEqual(['refuse holder too-long'])
  })

  test('what was read once is read again as itself', () => {
    const { data } = stall({
      wares: ['a、b'],
      enteredOn: '2026/1/2',
      phone: '138 0013 8000',
      subjectCode: '91350100m000100y43',
    })
    expect(stall({ ...data }).data).toEqual(data)
  })
})

describe('findings', () => {
  test('a wrong check digit warns and never blocks; the number itself is in no finding', () => {
    const checked = stall({ subjectCode: '92330602MA2FDLC842', identityNumber: '110105194912310021' })
    expect(codes(checked)).toEqual(['warn subjectCode subject-code.check', 'warn identityNumber identity-number.check'])
    expect(JSON.stringify(checked.findings)).not.toContain('110105194912310021')
  })

  test('an expired licence warns; leaving before entering is refused', () => {
    expect(codes(stall({ licenceUntil: '2026-03-01' }))).toEqual(['warn licenceUntil expired'])
    expect(codes(stall({ licenceUntil: '2026-03-02' }))).toEqual([])
    expect(codes(stall({ enteredOn: '2026-02-01', leftOn: '2026-01-01' }))).toEqual(['refuse leftOn date-order'])
  })

  test('a reference must exist', () => {
    expect(codes(checkEntry('kit-lot', { kit: 'JTJ-01', lot: '1' }, context))).toEqual([])
    expect(codes(checkEntry('kit-lot', { kit: 'nowhere', lot: '1' }, context))).toEqual([
      'refuse kit unknown-reference',
    ])
  })

  test('negative amounts are no amounts', () => {
    expect(codes(checkEntry('kit-lot', { kit: 'JTJ-01', lot: '1', stock: '-3' }, context))).toEqual([
      'refuse stock not-a-number',
    ])
  })

  test('a food by a name the judge gives another food is said, and one it does not know', () => {
    expect(codes(checkEntry('food', { name: '扁菜' }, context))).toEqual(['warn name name-taken'])
    expect(codes(checkEntry('food', { name: '火龙果' }, context))).toEqual(['warn name not-judged'])
    expect(codes(checkEntry('food', { name: '韭菜', aliases: '扁菜' }, context))).toEqual([])
  })
})

describe('the file of a stall', () => {
  const whole = {
    holder: '王敏',
    phone: '13800138000',
    address: '康巴什',
    wares: '韭菜',
    supply: '批发市场',
    enteredOn: '2026-01-01',
  }
  test('a trader shows a code and a licence, a farmer an identity number', () => {
    expect(missingIn('stall', stall(whole).data)).toEqual(['subjectCode', 'identityNumber', 'licenceUntil'])
    const trader = { ...whole, kind: 'household', subjectCode: '92371000MA3MXH0E3W', licenceUntil: '2030-01-01' }
    expect(missingIn('stall', stall(trader).data)).toEqual([])
    expect(missingIn('stall', stall({ ...whole, kind: 'farmer' }).data)).toEqual(['identityNumber'])
    expect(missingIn('stall', stall({ ...whole, kind: 'farmer', identityNumber: '11010519491231002X' }).data)).toEqual(
      [],
    )
  })

  test('it is kept six months after leaving', () => {
    expect(monthsLater('2025-08-31', 6)).toBe('2026-02-28')
    expect(stallStanding({ leftOn: '2025-09-02' }, '2026-03-02')).toBe('archivable')
    expect(stallStanding({ leftOn: '2025-09-03' }, '2026-03-02')).toBe('left')
    expect(stallStanding({}, '2026-03-02')).toBe('active')
  })

  test('duplicates: same code, same phone, same name and holder, a sign written otherwise', () => {
    const kept = (key: string, data: Record<string, string>) => ({ key, data: { code: key, name: key, ...data } })
    expect(
      duplicateStalls([
        kept('A-12', { phone: '13800138000', name: '王记', holder: '王敏' }),
        kept('a012', { subjectCode: '92371000MA3MXH0E3W' }),
        kept('B-1', { subjectCode: '92371000MA3MXH0E3W', phone: '+8613800138000' }),
        kept('B-11', { name: '王 记', holder: '王敏' }),
      ]),
    ).toEqual([
      { reason: 'subject-code', keys: ['a012', 'B-1'] },
      { reason: 'phone', keys: ['A-12', 'B-1'] },
      { reason: 'name-and-holder', keys: ['A-12', 'B-11'] },
      { reason: 'code-written-otherwise', keys: ['A-12', 'a012'] },
    ])
  })
})
