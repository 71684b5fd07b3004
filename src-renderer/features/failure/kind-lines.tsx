/** 分品种: only where a batch holds several sorts; each has its own line down to 0. */
import { Button, Input } from '#ui/parts.ts'
import type { KindTexts } from './kinds.ts'
import { emptyQuantities } from './quantities.ts'

interface KindLinesProps {
  readonly food: string
  readonly lines: readonly KindTexts[]
  readonly method: string
  /** Which sorts there are is settled; only their quantities are not. */
  readonly fixed?: boolean
  readonly onChange: (lines: readonly KindTexts[]) => void
}

export function KindLines({ food, lines, method, fixed = false, onChange }: KindLinesProps) {
  const add = () => onChange([...lines, { ...emptyQuantities, name: lines.length === 0 ? food : '' }])
  if (lines.length === 0)
    return (
      <Button size="small" onClick={add}>
        分品种登记数量
      </Button>
    )
  const change = (at: number, changed: Partial<KindTexts>) =>
    onChange(lines.map((line, index) => (index === at ? { ...line, ...changed } : line)))
  const columns = [
    ['stockKg', '库存'],
    ['destroyedKg', method],
    ['soldKg', '已售'],
    ['returnedKg', '退回'],
    ['keptKg', '留样'],
  ] as const
  return (
    <table className="kinds" aria-label="分品种数量">
      <thead>
        <tr>
          <th>品种</th>
          {columns.map(([key, name]) => (
            <th key={key}>{name} kg</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {lines.map((line, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the lines of a form have no other identity
          <tr key={index}>
            <td>
              <Input
                aria-label={`第 ${index + 1} 个品种`}
                readOnly={fixed}
                value={line.name}
                maxLength={40}
                onChange={(event) => change(index, { name: event.target.value })}
              />
            </td>
            {columns.map(([key, name]) => (
              <td key={key}>
                <Input
                  aria-label={`第 ${index + 1} 个品种${name},公斤`}
                  inputMode="decimal"
                  placeholder="0"
                  maxLength={16}
                  value={line[key]}
                  onChange={(event) => change(index, { [key]: event.target.value })}
                />
              </td>
            ))}
          </tr>
        ))}
        <tr hidden={fixed}>
          <td colSpan={6}>
            <div className="row">
              <Button size="small" onClick={add}>
                再加一个品种
              </Button>
              <Button size="small" onClick={() => onChange(lines.slice(0, -1))}>
                去掉最后一行
              </Button>
            </div>
          </td>
        </tr>
      </tbody>
    </table>
  )
}
