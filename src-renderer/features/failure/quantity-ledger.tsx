/** The ledger an operator fills from above to below: stock, where each kilogram went, and what is left to account for. */
import { isQuantity } from '#core/failure/balance.ts'
import { Button, Input } from '#ui/parts.ts'
import type { Ledger, QuantityTexts } from './quantities.ts'

interface QuantityLedgerProps {
  readonly quantities: QuantityTexts
  readonly ledger: Ledger
  readonly method: string
  readonly onChange: (quantities: QuantityTexts) => void
}

export function QuantityLedger({ quantities, ledger, method, onChange }: QuantityLedgerProps) {
  const lines: readonly { readonly key: keyof QuantityTexts; readonly sign: string; readonly name: string }[] = [
    { key: 'stockKg', sign: '', name: '库存(查到的总量)' },
    { key: 'destroyedKg', sign: '−', name: method },
    { key: 'soldKg', sign: '−', name: '已售出' },
    { key: 'returnedKg', sign: '−', name: '退回供货方' },
    { key: 'keptKg', sign: '−', name: '留样' },
  ]
  const rest =
    ledger.remainder !== null && !ledger.remainder.startsWith('-') && !ledger.balanced ? ledger.remainder : null
  return (
    <table className="quantity" aria-label="数量平衡">
      <tbody>
        {lines.map(({ key, sign, name }) => {
          const wrong = quantities[key].trim() !== '' && !isQuantity(quantities[key].trim())
          return (
            <tr key={key}>
              <th scope="row">
                <span className="quantity-sign">{sign}</span> {name}
              </th>
              <td>
                <Input
                  aria-label={`${name},公斤`}
                  inputMode="decimal"
                  maxLength={16}
                  suffix="kg"
                  status={wrong ? 'error' : ''}
                  aria-invalid={wrong}
                  autoFocus={key === 'stockKg'}
                  placeholder="0"
                  value={quantities[key]}
                  onChange={(event) => onChange({ ...quantities, [key]: event.target.value })}
                />
              </td>
            </tr>
          )
        })}
      </tbody>
      <tfoot>
        <tr className={ledger.balanced ? 'quantity-even' : 'quantity-odd'}>
          <th scope="row">= 还没有去向</th>
          <td aria-live="polite">
            <b>{ledger.remainder ?? '看不懂'}</b>
            {'\u00a0kg '}
            {ledger.balanced ? '✓ 对平' : '▲ 要到 0.00'}
          </td>
        </tr>
        {rest !== null && Number(rest) > 0 && quantities.destroyedKg.trim() === '' && (
          <tr>
            <td colSpan={2}>
              <Button block onClick={() => onChange({ ...quantities, destroyedKg: rest })}>
                剩下的 {rest} kg 全部{method}
              </Button>
            </td>
          </tr>
        )}
      </tfoot>
    </table>
  )
}
