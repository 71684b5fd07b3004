/** 检测条件规则: for each condition whether it blocks or only warns, which items need a blank, and whether strips need two readers. */
import { client } from '#api'
import type { ControlPolicyView } from '#contract/control.ts'
import { conditionCodes, levels } from '#core/control/policy.ts'
import { localText } from '#core/time.ts'
import { DraftNote, useDraft } from '#ui/draft.tsx'
import { FaultCard } from '#ui/fault-card.tsx'
import { useAct, useLoad } from '#ui/load.ts'
import { fullText } from '#ui/local-words.ts'
import { useOperator } from '#ui/operator.tsx'
import { Panel } from '#ui/panel.tsx'
import { Button, Segmented, Switch } from '#ui/parts.ts'
import { Answered } from '#ui/waiting.tsx'
import { BlankRules } from './blank-rules.tsx'
import { levelWords, ruleNames } from './control-words.ts'

export function PolicyPage() {
  const policy = useLoad('control policy', () => client.control.policy({}), ['settings.changed'])
  return (
    <Answered of={policy}>
      {({ policy: stored, changedAt, changedBy }) => (
        <PolicyForm
          key={JSON.stringify(stored)}
          stored={stored}
          since={
            changedAt === null
              ? '还没有改过,用的是默认规则'
              : `${fullText(localText(changedAt))} ${changedBy ?? ''} 修改`
          }
        />
      )}
    </Answered>
  )
}

function PolicyForm({ stored, since }: { readonly stored: ControlPolicyView; readonly since: string }) {
  const { by } = useOperator()
  const act = useAct()
  const draft = useDraft<ControlPolicyView>('control-policy', stored)
  const policy = draft.value
  const changed = JSON.stringify(policy) !== JSON.stringify(stored)
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault()
        void act
          .run(() => client.control.savePolicy({ policy, by }))
          .then((done) => {
            if (done) draft.settle()
          })
      }}
    >
      <DraftNote of={draft} />
      <div className="control-policy-grid">
        <Panel title="条件不符合时" aside={since}>
          <ul className="control-levels">
            {conditionCodes.map((code) => (
              <li key={code}>
                <span>{ruleNames[code]}</span>
                {code === 'outside-window' ? (
                  <span className="quiet">总是判无效:过时颜色还会变</span>
                ) : (
                  <Segmented
                    aria-label={ruleNames[code] ?? code}
                    value={policy.conditions[code]}
                    options={levels.map((level) => ({ value: level, label: levelWords[level] }))}
                    onChange={(level) => draft.change({ conditions: { ...policy.conditions, [code]: level } })}
                  />
                )}
              </li>
            ))}
          </ul>
        </Panel>
        <div className="stack">
          <Panel title="空白对照" aside="没有列出的项目按左边第一行">
            <BlankRules blanks={policy.blanks} onChange={(blanks) => draft.change({ blanks })} />
          </Panel>
          <Panel title="人工判读">
            <div className="row control-switch">
              <Switch
                aria-label="试纸条要两个人判读"
                checked={policy.twoReaders}
                onChange={(twoReaders) => draft.change({ twoReaders })}
              />
              <span>试纸条要两个人各自判读,不一致的换新条重测</span>
            </div>
          </Panel>
        </div>
      </div>
      {act.fault !== null && <FaultCard fault={act.fault} onClose={act.clear} />}
      <div className="row dialog-foot">
        <span className="quiet">从保存起对新结果有效,已有的结果不变;谁改的、改前改后都记入日志</span>
        <Button type="primary" size="large" htmlType="submit" loading={act.busy} disabled={!changed}>
          保存规则
        </Button>
      </div>
    </form>
  )
}
