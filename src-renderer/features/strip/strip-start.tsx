/** Before the drop: which item and lot, and until when it may be read; then the station's clock is started. */

import type { ReactNode } from 'react'
import { client } from '#api'
import { DeskPage, MainAction } from '#ui/desk-page.tsx'
import { DraftNote, useDraft } from '#ui/draft.tsx'
import { FaultCard } from '#ui/fault-card.tsx'
import { Field } from '#ui/field.tsx'
import { useAct, useLoad } from '#ui/load.ts'
import { useOperator } from '#ui/operator.tsx'
import { Panel } from '#ui/panel.tsx'
import { AutoComplete } from '#ui/parts.ts'
import { ReagentFields } from '#ui/reagent-fields.tsx'
import { TextField } from '#ui/text-field.tsx'
import { windowWords } from './strip-words.ts'

interface StripStartProps {
  readonly title: ReactNode
  readonly tools: ReactNode
  readonly sampleId: string
  readonly onStarted: () => void
  readonly children: ReactNode
}

const goldCard = '胶体金法'

export function StripStart({ title, tools, sampleId, onStarted, children }: StripStartProps) {
  const { by } = useOperator()
  const act = useAct()
  const kits = useLoad('kit manual', () => client.control.kit({ port: 'manual' }), ['catalog.changed'])
  const methods = useLoad('methods', () => client.port.methods({}))
  const lots = kits.data?.lots ?? []
  const draft = useDraft(`strip ${sampleId}`, { lot: '', kit: '', item: '', method: goldCard, from: '', until: '' })
  const { lot, kit, item, method, from, until } = draft.value
  const known = lots.find((one) => one.lot === lot.trim())
  const name = known?.kit ?? kit.trim()
  const items = known?.items ?? []
  const wanted = item.trim() === '' && items.length === 1 ? (items[0] ?? '') : item.trim()
  const by2 = known?.method ?? method
  const listed =
    known?.fromSeconds != null && known.untilSeconds != null
      ? { fromSeconds: known.fromSeconds, untilSeconds: known.untilSeconds }
      : null
  const window = listed ?? windowOf(from, until)
  const ready = lot.trim() !== '' && name !== '' && wanted !== '' && window !== null
  const start = () =>
    void act
      .run(() => client.strip.start({ sampleId, item: wanted, method: by2, kit: name, lot: lot.trim(), window, by }))
      .then((done) => {
        if (!done) return
        draft.clear()
        onStarted()
      })
  return (
    <DeskPage
      title={title}
      tools={tools}
      note="滴加样液的同时按开始;时间以快检站的时钟为准"
      action={
        <MainAction onPress={start} busy={act.busy} disabled={!ready} byEnter>
          {window === null ? '开始计时' : `开始计时,${windowWords(window.fromSeconds, window.untilSeconds)}之间判读`}
        </MainAction>
      }
    >
      <div className="stack">
        <Panel title="准备" aside="照片、试剂批号、判读人都记在结果上,结果注明“人工判读”,不能改">
          <DraftNote of={draft} />
          <div className="form-grid">
            <ReagentFields lots={lots} known={known} lot={lot} kit={kit} onChange={draft.change} />
            <Field label="检测项目">
              {(id) => (
                <AutoComplete
                  id={id}
                  value={item === '' && items.length === 1 ? (items[0] ?? '') : item}
                  options={(items.length > 0 ? items : (kits.data?.items ?? [])).map((value) => ({ value }))}
                  showSearch={{ filterOption: (typed, option) => option?.value.includes(typed) ?? false }}
                  onChange={(said: string) => draft.change({ item: said })}
                />
              )}
            </Field>
            <Field label="检测方法">
              {(id) => (
                <AutoComplete
                  id={id}
                  value={by2}
                  disabled={known?.method != null}
                  options={(methods.data ?? []).map((value) => ({ value }))}
                  onChange={(said: string) => draft.change({ method: said })}
                />
              )}
            </Field>
            {listed === null && (
              <>
                <TextField
                  label="最早几分钟可以看"
                  hint="照说明书填"
                  value={from}
                  inputMode="decimal"
                  onChange={(text) => draft.change({ from: text })}
                />
                <TextField
                  label="最晚几分钟之前看"
                  wrong={from !== '' && until !== '' && window === null ? '要大于最早的时间' : null}
                  value={until}
                  inputMode="decimal"
                  onChange={(text) => draft.change({ until: text })}
                />
              </>
            )}
          </div>
          {act.fault !== null && <FaultCard fault={act.fault} onClose={act.clear} />}
        </Panel>
        {children}
      </div>
    </DeskPage>
  )
}

/** Minutes as typed, halves allowed; null while they say no window. */
function windowOf(from: string, until: string): { fromSeconds: number; untilSeconds: number } | null {
  const seconds = (text: string) => (/^\d{1,3}(\.\d)?$/.test(text.trim()) ? Math.round(Number(text) * 60) : null)
  const [fromSeconds, untilSeconds] = [seconds(from), seconds(until)]
  if (fromSeconds === null || untilSeconds === null || untilSeconds <= fromSeconds) return null
  return { fromSeconds, untilSeconds }
}
