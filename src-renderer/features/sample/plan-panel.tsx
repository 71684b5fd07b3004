/** 今日计划 beside the registration: what is still missing, the emergency first. */
import { client } from '#api'
import { useLoad } from '#ui/load.ts'
import { Panel } from '#ui/panel.tsx'
import { Button } from '#ui/parts.ts'
import { PlanList } from '#ui/plan-list.tsx'
import { planItem } from '#ui/plan-words.ts'
import { go, link } from '#ui/route.ts'
import { Answered } from '#ui/waiting.tsx'

export function PlanPanel() {
  const plan = useLoad('plan', () => client.plan.get({}), ['sample.changed', 'result.recorded', 'settings.changed'])
  const missing = (plan.data?.lines ?? []).reduce((sum, line) => sum + line.missing, 0)
  return (
    <Panel
      title="今日计划"
      aside={
        <>
          {plan.data !== null && (missing === 0 ? '✓ 都采到了' : `还差 ${missing}`)}
          <Button size="small" onClick={() => go(link('sample', ['plan']))}>
            改计划
          </Button>
        </>
      }
    >
      <Answered of={plan}>{({ lines }) => <PlanList items={lines.map(planItem)} />}</Answered>
    </Panel>
  )
}
