/** 今日批次: which lot works where, whether each batch has its blank, what is blocked and who let it pass. */
import { useState } from 'react'
import { client } from '#api'
import type { BatchView, OverrideView } from '#contract/control.ts'
import { localText } from '#core/time.ts'
import { conditionWords } from '#ui/condition-words.ts'
import { EmptyState } from '#ui/empty-state.tsx'
import { FindingList } from '#ui/finding-list.tsx'
import { HashText } from '#ui/hash-text.tsx'
import { useLoad } from '#ui/load.ts'
import { clockText, shortText } from '#ui/local-words.ts'
import { Panel } from '#ui/panel.tsx'
import { Button } from '#ui/parts.ts'
import { ValueText } from '#ui/value-text.tsx'
import { VerdictSign } from '#ui/verdict-sign.tsx'
import { Answered } from '#ui/waiting.tsx'
import { kindWords, outcomeWords, stateWords } from './control-words.ts'
import { KitsInUse } from './kits-in-use.tsx'
import { LetPassDialog } from './let-pass-dialog.tsx'
import { ParallelTable } from './parallel-table.tsx'

export function DayPage() {
  const day = useLoad('control day', () => client.control.day({}), [
    'result.recorded',
    'port.changed',
    'settings.changed',
  ])
  const [passing, setPassing] = useState<BatchView | null>(null)
  return (
    <div className="stack">
      <KitsInUse />
      <Answered of={day}>
        {({ batches, parallels, overrides }) => (
          <>
            {batches.length === 0 ? (
              <Panel title="今天的批次">
                <EmptyState title="今天还没有检测">
                  开机后先测一个空白对照:到“样品”按提示登记一个号,或按仪器的对照通道。
                </EmptyState>
              </Panel>
            ) : (
              batches.map((batch) => <BatchPanel key={keyOf(batch)} batch={batch} onPass={() => setPassing(batch)} />)
            )}
            {parallels.length > 0 && <ParallelTable parallels={parallels} />}
            <Overrides overrides={overrides} />
          </>
        )}
      </Answered>
      {passing !== null && (
        <LetPassDialog
          batch={passing}
          onClose={(done) => {
            setPassing(null)
            if (done) day.reload()
          }}
        />
      )}
    </div>
  )
}

const keyOf = ({ port, item, method, kitLot }: BatchView) => JSON.stringify([port, item, method, kitLot])

function BatchPanel({ batch, onPass }: { readonly batch: BatchView; readonly onPass: () => void }) {
  const blocks = batch.findings.filter(({ level }) => level === 'block')
  return (
    <Panel
      title={`${batch.port} · ${batch.item}`}
      aside={
        <>
          {!batch.current && <span className="tag">已换批号</span>}
          <span>试剂批号 {batch.kitLot ?? '没有选'}</span>
          <span>
            检测 {batch.tests} 个{batch.blocked > 0 && `,其中 ${batch.blocked} 个因条件判无效`}
          </span>
        </>
      }
    >
      <div className="stack">
        <p className="control-states">
          <span>
            空白对照 <b className={`control-${batch.blank}`}>{stateWords[batch.blank]}</b>
          </span>
          <span>
            阳性质控 <b className={`control-${batch.positiveControl}`}>{stateWords[batch.positiveControl]}</b>
          </span>
          <span className="quiet">{batch.method === '' ? '方法未知' : batch.method}</span>
        </p>
        {batch.findings.length > 0 && (
          <div className="control-blocked">
            <FindingList findings={batch.findings} />
            {blocks.length > 0 && (
              <Button danger onClick={onPass}>
                请第二人签字放行这一批
              </Button>
            )}
          </div>
        )}
        {batch.controls.length > 0 && (
          <table className="ledger" aria-label={`${batch.port} ${batch.item} 的质控`}>
            <thead>
              <tr>
                {['时间', '种类', '样品号', '通道', '数值', '判定', '质控结论'].map((name) => (
                  <th key={name} scope="col">
                    {name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {batch.controls.map((control) => (
                <tr key={control.id}>
                  <td>{clockText(localText(control.at))}</td>
                  <td>{kindWords[control.kind]}</td>
                  <td>{control.sampleNo ?? '—'}</td>
                  <td>{control.channel ?? '—'}</td>
                  <td>
                    <ValueText value={control.value} unit={control.unit} />
                  </td>
                  <td>
                    <VerdictSign verdict={control.verdict} />
                  </td>
                  <td>{outcomeWords[control.outcome]}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </div>
    </Panel>
  )
}

function Overrides({ overrides }: { readonly overrides: readonly OverrideView[] }) {
  return (
    <Panel title="放行记录" aside={overrides.length === 0 ? '' : `最近 ${overrides.length} 次,印在相关记录上`} flush>
      {overrides.length === 0 ? (
        <EmptyState title="没有放行过">条件不符合而必须检测时,由另一个人签字放行,记录在这里。</EmptyState>
      ) : (
        <table className="ledger" aria-label="放行记录">
          <thead>
            <tr>
              {['时间', '批', '放行的条件', '理由', '检测人', '放行人', '签名指纹'].map((name) => (
                <th key={name} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {overrides.map(({ id, at, batch, codes, why, operator, by, proven, sha256 }) => (
              <tr key={id}>
                <td>{shortText(localText(at))}</td>
                <td>
                  {batch.port} · {batch.item}
                </td>
                <td>{codes.map((code) => conditionWords[code]).join('、')}</td>
                <td>{why}</td>
                <td>{operator}</td>
                <td>
                  {by} {!proven && <span className="tag">未用 PIN</span>}
                </td>
                <td>
                  <HashText sha256={sha256} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Panel>
  )
}
