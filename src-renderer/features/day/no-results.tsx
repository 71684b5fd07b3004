/** An empty table says what to do: in the morning the first step, behind a filter that nothing matches. */
import { client } from '#api'
import { EmptyState } from '#ui/empty-state.tsx'
import { KeyHint } from '#ui/key-hint.tsx'
import { useLoad } from '#ui/load.ts'
import { Button } from '#ui/parts.ts'
import { PlanList } from '#ui/plan-list.tsx'
import { planItem } from '#ui/plan-words.ts'
import { go, link } from '#ui/route.ts'

interface NoResultsProps {
  readonly filtered: boolean
  readonly missing: boolean
}

export function NoResults({ filtered, missing }: NoResultsProps) {
  if (missing) return <EmptyState title="✓ 一条不差">这个率没有缺的记录。</EmptyState>
  if (filtered) return <EmptyState title="没有符合条件的结果">换个筛选条件,或清空查找框。</EmptyState>
  return (
    <EmptyState title="今天还没有结果">
      <ol className="first-steps">
        <li>
          <b>1</b> 采回样品,先登记:扫摊位码,选样品,回车
        </li>
        <li>
          <b>2</b> 按样品号上机检测,数值由仪器自动传来,不用抄
        </li>
        <li>
          <b>3</b> 全部出完后,到“公示”核对并批准
        </li>
      </ol>
      <Button type="primary" size="large" onClick={() => go(link('sample', [], { register: 'first' }))}>
        登记第一个样品
        <KeyHint keys="F3" />
      </Button>
      <MorningPlan />
    </EmptyState>
  )
}

/** What should be tested today, before anything was. */
function MorningPlan() {
  const plan = useLoad('plan', () => client.plan.get({}), ['sample.changed', 'settings.changed'])
  const lines = plan.data?.lines ?? []
  if (lines.length === 0) return null
  return (
    <section className="morning-plan" aria-label="今日计划">
      <p className="legend">今日计划</p>
      <PlanList items={lines.slice(0, 6).map(planItem)} />
    </section>
  )
}
