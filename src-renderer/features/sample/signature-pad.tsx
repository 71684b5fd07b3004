/** A field to sign in with a pen, a finger or a mouse; keeps the lines, not a picture. */
import { type PointerEvent, useRef, useState } from 'react'
import type { Strokes } from '#core/sample/sheet.ts'
import { Button } from '#ui/parts.ts'

type Line = [number, number][]

const WIDTH = 1000
const HEIGHT = 340

interface SignaturePadProps {
  readonly label: string
  readonly strokes: Strokes
  readonly onChange: (strokes: Line[]) => void
}

export function SignaturePad({ label, strokes, onChange }: SignaturePadProps) {
  const field = useRef<SVGSVGElement>(null)
  const [line, setLine] = useState<Line | null>(null)
  const at = (event: PointerEvent): [number, number] => {
    const box = field.current?.getBoundingClientRect()
    if (box === undefined) return [0, 0]
    const [x, y] = [(event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height]
    return [Math.round(Math.min(1, Math.max(0, x)) * WIDTH), Math.round(Math.min(1, Math.max(0, y)) * HEIGHT)]
  }
  const done = strokes.map((one) => one.map(([x, y]): [number, number] => [x, y]))
  const end = () => {
    if (line !== null && line.length > 1) onChange([...done, line])
    setLine(null)
  }
  return (
    <div className="pad">
      <svg
        ref={field}
        className="pad-field"
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        role="img"
        aria-label={label}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId)
          setLine([at(event)])
        }}
        onPointerMove={(event) => {
          if (line !== null && line.length < 3000) setLine([...line, at(event)])
        }}
        onPointerUp={end}
        onPointerCancel={end}
      >
        {strokes.length === 0 && line === null && (
          <text x={WIDTH / 2} y={HEIGHT / 2 + 20} textAnchor="middle" className="pad-hint">
            在这里手写签名
          </text>
        )}
        <path d={penPath(line === null ? strokes : [...strokes, line])} className="pad-pen" />
      </svg>
      <Button size="small" type="text" onClick={() => onChange([])} disabled={strokes.length === 0}>
        重写
      </Button>
    </div>
  )
}

/** Signed and stored: shown, never changed. */
export function SignaturePicture({ strokes, label }: { readonly strokes: Strokes; readonly label: string }) {
  return (
    <svg className="pad-field pad-signed" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={label}>
      <path d={penPath(strokes)} className="pad-pen" />
    </svg>
  )
}

function penPath(strokes: Strokes): string {
  return strokes.map((points) => `M${points.map(([x, y]) => `${x} ${y}`).join('L')}`).join('')
}
