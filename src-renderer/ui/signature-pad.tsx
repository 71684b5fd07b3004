/** A place to sign with a finger, a pen or the mouse; what was drawn is handed on as a PNG on white. */
import { type PointerEvent, useRef, useState } from 'react'
import { Button } from './parts.ts'

interface SignaturePadProps {
  readonly label: string
  /** PNG in base64 after each stroke; null when it was wiped. */
  readonly onDrawn: (png: string | null) => void
}

const WIDTH = 640
const HEIGHT = 180

export function SignaturePad({ label, onDrawn }: SignaturePadProps) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const [drawn, setDrawn] = useState(false)
  const brush = () => canvas.current?.getContext('2d') ?? null
  const at = (event: PointerEvent<HTMLCanvasElement>) => {
    const box = event.currentTarget.getBoundingClientRect()
    return [
      ((event.clientX - box.left) * WIDTH) / box.width,
      ((event.clientY - box.top) * HEIGHT) / box.height,
    ] as const
  }
  const begin = (event: PointerEvent<HTMLCanvasElement>) => {
    const pen = brush()
    if (pen === null) return
    event.currentTarget.setPointerCapture(event.pointerId)
    if (!drawn) wipe(pen)
    pen.lineWidth = 4
    pen.lineCap = 'round'
    pen.lineJoin = 'round'
    pen.strokeStyle = '#1a1d21'
    pen.beginPath()
    pen.moveTo(...at(event))
  }
  const move = (event: PointerEvent<HTMLCanvasElement>) => {
    const pen = brush()
    if (pen === null || event.buttons === 0) return
    pen.lineTo(...at(event))
    pen.stroke()
  }
  const end = () => {
    setDrawn(true)
    onDrawn(canvas.current?.toDataURL('image/png').split(',')[1] ?? null)
  }
  const again = () => {
    const pen = brush()
    if (pen !== null) wipe(pen)
    setDrawn(false)
    onDrawn(null)
  }
  return (
    <div className="signature">
      <canvas
        ref={canvas}
        width={WIDTH}
        height={HEIGHT}
        role="img"
        aria-label={drawn ? `${label},已签` : `${label},请在这里签名`}
        onPointerDown={begin}
        onPointerMove={move}
        onPointerUp={end}
      />
      <div className="row">
        <span className="quiet small">{drawn ? '✓ 已签,可以补笔' : '用手指、手写笔或鼠标在框内签名'}</span>
        <Button size="small" disabled={!drawn} onClick={again}>
          擦掉重签
        </Button>
      </div>
    </div>
  )
}

function wipe(pen: CanvasRenderingContext2D): void {
  pen.fillStyle = '#ffffff'
  pen.fillRect(0, 0, WIDTH, HEIGHT)
}
