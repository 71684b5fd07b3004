/** The setting behind the plan of the day: batches a day, food classes with their weight, and what is ordered as an emergency. */

import { client } from '#api'
import type { DayPlanView } from '#contract/plan.ts'
import { realDay } from '#core/sample/check.ts'
import { shareOut } from '#core/sample/plan.ts'
import { BackButton } from '#ui/back-button.tsx'
import { DateInput } from '#ui/date-input.tsx'
import { DeskPage, MainAction } from '#ui/desk-page.tsx'
import { useDraft } from '#ui/draft.tsx'
import { FaultCard } from '#ui/fault-card.tsx'
import { useAct, useLoad } from '#ui/load.ts'
import { useOperator } from '#ui/operator.tsx'
import { Panel } from '#ui/panel.tsx'
import { AutoComplete, Button, Input, Select } from '#ui/parts.ts'
import { go, link } from '#ui/route.ts'
import { Answered } from '#ui/waiting.tsx'

type Row = DayPlanView['rows'][number]
type Emergency = DayPlanView['emergencies'][number]
type State = { readonly plan: DayPlanView; readonly classes: readonly string[]; readonly items: readonly string[] }

export function PlanPage() {
  const state = useLoad('plan setting', () => client.plan.get({}), ['settings.changed'])
  return <Answered of={state}>{(loaded) => <PlanForm key={JSON.stringify(loaded.plan)} state={loaded} />}</Answered>
}

function PlanForm({ state }: { readonly state: State }) {
  const { by } = useOperator()
  const act = useAct()
  const draft = useDraft<DayPlanView>('day-plan', state.plan)
  const { batches, rows, emergencies } = draft.value
  const shares = shareOut(
    batches,
    rows.map(({ weight }) => weight),
  )
  const whole =
    rows.every(({ category }) => category.trim() !== '') &&
    emergencies.every(
      ({ category, reason, until }) => category.trim() !== '' && reason.trim() !== '' && realDay(until) !== null,
    )
  const changed = JSON.stringify(draft.value) !== JSON.stringify(state.plan)
  const row = (at: number, part: Partial<Row>) =>
    draft.change({ rows: rows.map((one, index) => (index === at ? { ...one, ...part } : one)) })
  const emergency = (at: number, part: Partial<Emergency>) =>
    draft.change({ emergencies: emergencies.map((one, index) => (index === at ? { ...one, ...part } : one)) })
  const save = () =>
    void act
      .run(() => client.plan.save({ plan: draft.value, by }))
      .then((done) => {
        if (!done) return
        draft.clear()
        go(link('sample'))
      })
  const classes = state.classes.map((value) => ({ value }))
  const items = state.items.map((value) => ({ value, label: value }))
  return (
    <DeskPage
      className="sample-desk"
      title="今日计划的设置"
      tools={<BackButton href={link('sample')} />}
      note={whole ? (changed ? '改动从今天起生效,记入日志' : '没有改动') : '应急任务要写清食品、截止日期和依据'}
      action={
        <MainAction onPress={save} busy={act.busy} disabled={!whole || !changed}>
          保存计划
        </MainAction>
      }
    >
      <div className="stack">
        {act.fault !== null && <FaultCard fault={act.fault} onClose={act.clear} />}
        <Panel title="应急任务" aside="绿色通道:排在所有任务之前">
          <div className="plan-form">
            {emergencies.map((one, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: lines have no name until they are typed
              <div className="plan-row plan-row-urgent" key={at}>
                <AutoComplete
                  aria-label="应急食品或类别"
                  placeholder="食品或类别"
                  value={one.category}
                  options={classes}
                  onChange={(category: string) => emergency(at, { category })}
                />
                <Select
                  aria-label="应急检测项目"
                  mode="multiple"
                  maxTagCount="responsive"
                  placeholder="检测项目"
                  value={one.items}
                  options={items}
                  onChange={(chosen: string[]) => emergency(at, { items: chosen })}
                />
                <Input
                  aria-label="应急批次"
                  suffix="批"
                  value={String(one.batches)}
                  onChange={(event) => emergency(at, { batches: Math.max(1, whole3(event.target.value)) })}
                />
                <DateInput label="截止日期" value={one.until} onChange={(until) => emergency(at, { until })} />
                <Input
                  aria-label="依据"
                  placeholder="依据,如某局通知"
                  value={one.reason}
                  maxLength={80}
                  onChange={(event) => emergency(at, { reason: event.target.value })}
                />
                <Button onClick={() => draft.change({ emergencies: emergencies.filter((_, index) => index !== at) })}>
                  删除
                </Button>
              </div>
            ))}
            <Button
              onClick={() =>
                draft.change({
                  emergencies: [...emergencies, { category: '', items: [], batches: 1, until: '', reason: '' }],
                })
              }
            >
              添加应急任务
            </Button>
          </div>
        </Panel>
        <Panel
          title="按食品类别"
          aside={
            <>
              每天共
              <Input
                className="plan-batches"
                aria-label="每天批次"
                value={String(batches)}
                onChange={(event) => draft.change({ batches: whole3(event.target.value) })}
              />
              批,按风险权重分
            </>
          }
        >
          <div className="plan-form">
            {rows.map((one, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: lines have no name until they are typed
              <div className="plan-row" key={at}>
                <AutoComplete
                  aria-label="类别"
                  placeholder="类别"
                  value={one.category}
                  options={classes}
                  onChange={(category: string) => row(at, { category })}
                />
                <Select
                  aria-label="检测项目"
                  mode="multiple"
                  maxTagCount="responsive"
                  placeholder="检测项目"
                  value={one.items}
                  options={items}
                  onChange={(chosen: string[]) => row(at, { items: chosen })}
                />
                <Select
                  aria-label="风险权重"
                  value={one.weight}
                  options={Array.from({ length: 10 }, (_, value) => ({
                    value,
                    label: value === 0 ? '0 今天不做' : `权重 ${value}`,
                  }))}
                  onChange={(weight: number) => row(at, { weight })}
                />
                <b className="plan-share">{shares[at] ?? 0} 批</b>
                <Button onClick={() => draft.change({ rows: rows.filter((_, index) => index !== at) })}>删除</Button>
              </div>
            ))}
            <Button onClick={() => draft.change({ rows: [...rows, { category: '', items: [], weight: 1 }] })}>
              添加类别
            </Button>
          </div>
        </Panel>
      </div>
    </DeskPage>
  )
}

/** 0 to 999, whatever is typed. */
function whole3(text: string): number {
  return Number(text.replace(/\D/g, '').slice(-3) || '0')
}
