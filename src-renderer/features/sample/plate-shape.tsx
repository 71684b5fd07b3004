/** How many channels the device has, where its file and its readings do not say. */
import type { PlatesView } from '#contract/plate.ts'
import { Select } from '#ui/parts.ts'

type Shape = PlatesView['shape']

const counts = [4, 6, 8, 12, 16, 24, 48, 96]
const letters: readonly Shape[] = [
  { kind: 'letters', rows: 8, columns: 6 },
  { kind: 'letters', rows: 8, columns: 12 },
]

const keyOf = (shape: Shape) => (shape.kind === 'numbers' ? `n${shape.count}` : `l${shape.rows}x${shape.columns}`)

const wordsOf = (shape: Shape) =>
  shape.kind === 'numbers' ? `${shape.count} 通道` : `${shape.rows}×${shape.columns} 孔`

interface PlateShapeChoiceProps {
  readonly shape: Shape | null
  readonly onChoose: (shape: Shape) => void
}

export function PlateShapeChoice({ shape, onChoose }: PlateShapeChoiceProps) {
  if (shape === null) return null
  const usual: readonly Shape[] = [...counts.map((count): Shape => ({ kind: 'numbers', count })), ...letters]
  const shapes = usual.some((one) => keyOf(one) === keyOf(shape)) ? usual : [shape, ...usual]
  return (
    <Select
      aria-label="通道数"
      value={keyOf(shape)}
      onChange={(key: string) => {
        const chosen = shapes.find((one) => keyOf(one) === key)
        if (chosen !== undefined) onChoose(chosen)
      }}
      options={shapes.map((one) => ({ value: keyOf(one), label: wordsOf(one) }))}
    />
  )
}
