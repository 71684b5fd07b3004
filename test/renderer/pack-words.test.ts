/** What two people read before they sign a limit pack: Chinese words for every field, limits as they stand on paper. */
import { expect, it } from 'vitest'
import { defaultPack } from '#core/judge/packs/default.ts'
import { fieldWord, limitWords, valueWord } from '#features/settings/pack-words.ts'

it.each([
  [
    { kind: 'max', value: '0.2', unit: 'mg/kg', lod: '0.05', suspectFrom: '0.15', alsoIn: ['%'] },
    '≤ 0.2 mg/kg(0.15 起可疑,检出限 0.05,也收 %)',
  ],
  [{ kind: 'below', value: '50', unit: '%', lod: null, suspectFrom: null }, '< 50 %'],
  [{ kind: 'min', value: '80', unit: 'g/100 g', lod: null }, '≥ 80 g/100 g'],
  [{ kind: 'not-detected', unit: 'µg/kg', lod: '0.48' }, '不得检出(检出限 0.48 µg/kg)'],
  [{ kind: 'none', unit: null, lod: null }, '没有规定限量'],
] as const)('%j', (limit, words) => {
  expect(limitWords(limit)).toBe(words)
  expect(valueWord('limit', JSON.stringify(limit))).toBe(words)
})

it('every field has a word, lists are no JSON', () => {
  const { standards, items, methods, rules, foods, ...head } = defaultPack
  for (const row of [
    head,
    ...standards,
    ...items,
    ...methods,
    ...foods.map(({ names, ...group }) => group),
    ...rules,
  ]) {
    for (const name of Object.keys(row)) expect(fieldWord(name), name).toMatch(/\p{Script=Han}/u)
  }
  expect([valueWord('foods', '["韭菜","芹菜"]'), valueWord('foods', '*')]).toEqual(['韭菜、芹菜', '全部'])
  expect([valueWord('evidence', 'weak'), valueWord('clause', null)]).toEqual(['来源较弱', '无'])
})
