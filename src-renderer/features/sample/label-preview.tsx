/** The label exactly as it will be printed, and the button that prints it. */
import { client, savePaper } from '#api'
import type { LabelView } from '#contract/sheet.ts'
import { FaultCard } from '#ui/fault-card.tsx'
import { KeyHint } from '#ui/key-hint.tsx'
import { useAct, useLoad } from '#ui/load.ts'
import { Panel } from '#ui/panel.tsx'
import { Button } from '#ui/parts.ts'
import { useKey } from '#ui/use-key.ts'

interface LabelPreviewProps {
  /** The samples whose labels are to be printed together; the last one is shown. */
  readonly ids: readonly string[]
}

export function LabelPreview({ ids }: LabelPreviewProps) {
  const last = ids.at(-1) ?? null
  const act = useAct()
  const print = () => {
    if (last !== null) void act.run(async () => savePaper(await client.sheet.labels({ ids: [...ids] })))
  }
  useKey('F7', print)
  const label = useLoad(`label ${last}`, async () => (last === null ? null : client.sheet.label({ id: last })))
  return (
    <Panel title="标签" aside="40×30 mm">
      {last === null ? (
        <div className="label-empty quiet">登记后,这里是要贴的标签</div>
      ) : (
        <div className="stack">
          {label.data !== null && <LabelDrawing label={label.data} />}
          <Button block loading={act.busy} onClick={print}>
            {ids.length > 1 ? `打印 ${ids.length} 张标签` : '打印标签'}
            <KeyHint keys="F7" />
          </Button>
        </div>
      )}
      {label.fault !== null && <FaultCard fault={label.fault} />}
      {act.fault !== null && <FaultCard fault={act.fault} onClose={act.clear} />}
    </Panel>
  )
}

/** Black on white in every theme: it is a picture of paper. */
export function LabelDrawing({ label }: { readonly label: LabelView }) {
  return (
    <svg
      className="label-picture"
      viewBox={`0 0 ${label.width} ${label.height}`}
      role="img"
      aria-label={`标签:${label.texts.map(({ text }) => text).join(' ')}`}
    >
      <rect width={label.width} height={label.height} fill="#fff" />
      <path d={label.path} fill="#000" />
      {label.texts.map(({ text, x, y, size, bold, anchor }) => (
        <text
          key={`${x} ${y}`}
          x={x}
          y={y}
          fontSize={size}
          fontWeight={bold ? 700 : 400}
          textAnchor={anchor}
          fill="#000"
        >
          {text}
        </text>
      ))}
    </svg>
  )
}
