/** The sheet a chart is drawn on: drawn anew when its data or the look of the page changes, and told in words to a screen reader. */
import type { Chart } from 'chart.js'
import { useEffect, useRef } from 'react'
import './charts.css'

interface ChartCanvasProps {
  /** What the chart says, in one sentence. */
  readonly label: string
  /** A new function draws anew: memoise it on its data. */
  readonly draw: (canvas: HTMLCanvasElement) => Chart
}

export function ChartCanvas({ label, draw }: ChartCanvasProps) {
  const canvas = useRef<HTMLCanvasElement>(null)
  useEffect(() => {
    const element = canvas.current
    if (element === null) return
    let chart = draw(element)
    // Light, dark and the large type change the page's words, not this component: draw again when they do.
    const watcher = new MutationObserver(() => {
      chart.destroy()
      chart = draw(element)
    })
    watcher.observe(document.documentElement, { attributes: true, attributeFilter: ['data-tone', 'data-size'] })
    return () => {
      watcher.disconnect()
      chart.destroy()
    }
  }, [draw])
  return (
    <div className="trend-canvas">
      <canvas ref={canvas} role="img" aria-label={label} />
    </div>
  )
}
