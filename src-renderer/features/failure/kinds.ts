/** Several sorts of goods in one disposal: each balances by itself, all together are the batch. Pure. */
import { balance, difference, isQuantity, isZero, type QuantityName, quantityNames } from '#core/failure/balance.ts'
import type { KindQuantities } from '#core/failure/event.ts'
import { ledgerOf, type QuantityTexts } from './quantities.ts'

export interface KindTexts extends QuantityTexts {
  readonly name: string
}

/** The lines with a name, blanks as 0. */
export function kindsOf(lines: readonly KindTexts[]): KindQuantities[] {
  return lines
    .filter(({ name }) => name.trim() !== '')
    .map((line) => ({ name: line.name.trim(), ...ledgerOf(line).quantities }))
}

const names: Readonly<Record<QuantityName, string>> = {
  stockKg: '库存',
  destroyedKg: '处置',
  returnedKg: '退回',
  soldKg: '已售',
  keptKg: '留样',
}

/** What still keeps the lines from adding up, in the words of the button. */
export function kindsMissing(lines: readonly KindTexts[], total: QuantityTexts): readonly string[] {
  const kinds = kindsOf(lines)
  if (kinds.length === 0) return []
  if (kinds.length < lines.length) return ['品种名称']
  if (kinds.some((kind) => quantityNames.some((name) => !isQuantity(kind[name])))) return ['品种数量']
  const uneven = kinds.find((kind) => !isZero(balance(kind) ?? '1'))
  if (uneven !== undefined) return [`${uneven.name} 对平`]
  if (quantityNames.some((name) => !isQuantity(total[name]))) return []
  const off = quantityNames.find(
    (name) =>
      !isZero(
        difference(
          total[name],
          kinds.map((kind) => kind[name]),
        ),
      ),
  )
  return off === undefined ? [] : [`各品种${names[off]}与合计一致`]
}
