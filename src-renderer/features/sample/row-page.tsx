/** A whole row of stalls in one go: from one sign to another, a food each from its habits, one Enter, one strip of labels. */

import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { client, savePaper } from '#api'
import type { SampleView } from '#contract/sample.ts'
import { takenAgain } from '#core/sample/again-today.ts'
import { type Nature, natures } from '#core/sample/sample.ts'
import { BackButton } from '#ui/back-button.tsx'
import { DeskPage, MainAction } from '#ui/desk-page.tsx'
import { useDraft } from '#ui/draft.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { FaultCard } from '#ui/fault-card.tsx'
import { Field } from '#ui/field.tsx'
import { KeyHint } from '#ui/key-hint.tsx'
import { useAct, useLoad } from '#ui/load.ts'
import { useOperator } from '#ui/operator.tsx'
import { Panel } from '#ui/panel.tsx'
import { Button, Input, Select } from '#ui/parts.ts'
import { link } from '#ui/route.ts'
import { LabelPreview } from './label-preview.tsx'
import { type FoodOf, type RowForm, RowLines } from './row-lines.tsx'
import { natureWords } from './sample-words.ts'

const empty: RowForm = { from: '', to: '', nature: 'market', foods: {} }

export function RowPage() {
  const { by } = useOperator()
  const act = useAct()
  const draft = useDraft<RowForm>('register-row', empty)
  const { from, to, nature, foods } = draft.value
  const [taken, setTaken] = useState<readonly SampleView[]>([])
  const head = useRef<HTMLDivElement>(null)
  const asked = from.trim() !== '' || to.trim() !== ''
  const row = useLoad(
    `row ${from} ${to}`,
    async () => (asked ? client.sample.row({ from: from.trim(), to: to.trim() }) : []),
    ['sample.changed', 'catalog.changed'],
  )
  const choices = useLoad('foods', () => client.sample.foods({}), ['catalog.changed'])
  const stalls = row.data ?? []
  // Nothing said: the stall's last food, unless it was taken there today already. Said empty: this stall is left out.
  const foodOf: FoodOf = ({ stall, foods: habits, today }) => {
    const habit = habits[0] ?? ''
    return foods[stall.code] ?? (takenAgain(today, { food: habit, items: [] }).length > 0 ? '' : habit)
  }
  const lines = stalls.flatMap((one) => {
    const { stall } = one
    const food = foodOf(one).trim()
    return food === '' ? [] : [{ stallCode: stall.code, food }]
  })
  useEffect(() => head.current?.querySelector('input')?.focus(), [])
  const register = () =>
    void act.run(async () => {
      if (lines.length === 0) return
      setTaken(await client.sample.registerRow({ lines, nature, takenBy: by }))
      draft.clear()
      head.current?.querySelector('input')?.focus()
    })
  const signs = (on: 'a4' | 'label') =>
    void act.run(async () =>
      savePaper(await client.sheet.stallLabels({ codes: stalls.map(({ stall }) => stall.code), on })),
    )
  const inEnds = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.nativeEvent.isComposing) return
    event.preventDefault()
    document.querySelector<HTMLInputElement>('.row-lines input')?.focus()
  }
  return (
    <DeskPage
      className="sample-desk"
      title="整排登记"
      tools={
        <>
          {stalls.length > 0 && (
            <>
              <Button loading={act.busy} onClick={() => signs('a4')}>
                打印摊位码(A4)
              </Button>
              <Button loading={act.busy} onClick={() => signs('label')}>
                摊位码标签
              </Button>
            </>
          )}
          <BackButton href={link('sample')} />
        </>
      }
      note={
        lines.length === 0
          ? '先写起止摊位号,如 A-1 到 A-12'
          : `${stalls.length} 个摊位,登记 ${lines.length} 个,跳过 ${stalls.length - lines.length} 个`
      }
      action={
        <MainAction onPress={register} busy={act.busy} disabled={lines.length === 0}>
          登记 {lines.length} 个样品
          <KeyHint keys="Ctrl+Enter" />
        </MainAction>
      }
    >
      {/** biome-ignore lint/a11y/noStaticElementInteractions: one key that works in every field of the page */}
      <div
        className="register-grid"
        onKeyDown={(event) => {
          if (event.key === 'Enter' && event.ctrlKey) register()
        }}
      >
        <div className="stack">
          <Panel title="哪一排" aside="起止都包括">
            <div className="row-ends" ref={head}>
              {(['from', 'to'] as const).map((end) => (
                <Field key={end} label={end === 'from' ? '从摊位' : '到摊位'}>
                  {(id) => (
                    <Input
                      id={id}
                      value={draft.value[end]}
                      maxLength={20}
                      placeholder={end === 'from' ? 'A-1' : 'A-12'}
                      onKeyDown={end === 'to' ? inEnds : undefined}
                      onChange={(event) => draft.change({ [end]: event.target.value })}
                    />
                  )}
                </Field>
              ))}
              <Field label="检测性质">
                {(id) => (
                  <Select
                    id={id}
                    value={nature}
                    onChange={(chosen: Nature) => draft.change({ nature: chosen })}
                    options={natures.map((value) => ({ value, label: natureWords[value] }))}
                  />
                )}
              </Field>
            </div>
          </Panel>
          {taken.length > 0 && (
            <p className="registered" role="status">
              ✓ 已登记 {taken.length} 个
              <b>
                {taken[0]?.sampleNo} 至 {taken.at(-1)?.sampleNo}
              </b>
              <span className="quiet">在右边一次打印全部标签</span>
            </p>
          )}
          {act.fault !== null && <FaultCard fault={act.fault} onClose={act.clear} />}
          {row.fault !== null && <FaultCard fault={row.fault} />}
          <Panel title="每个摊位采什么" flush aside={draft.restored ? '上次没登记完的内容,已恢复' : '空着的跳过'}>
            {stalls.length === 0 ? (
              <EmptyState title={asked ? '这一段没有摊位' : '先选一排摊位'}>
                摊位按号码顺序排列,每个摊位先填它上次的样品。
              </EmptyState>
            ) : (
              <RowLines
                row={stalls}
                foods={choices.data?.foods ?? []}
                foodOf={foodOf}
                onChange={(code, food) => draft.change({ foods: { ...foods, [code]: food } })}
              />
            )}
          </Panel>
        </div>
        <LabelPreview ids={taken.map(({ id }) => id)} />
      </div>
    </DeskPage>
  )
}
