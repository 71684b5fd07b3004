/** The papers of a case, ready to save and sign: 告知书 and 销毁记录, each with its hash once it is final; and the file of the whole case. */
import { client, savePaper } from '#api'
import type { FailureView } from '#contract/failure.ts'
import { FaultCard } from '#ui/fault-card.tsx'
import { HashText } from '#ui/hash-text.tsx'
import { useAct } from '#ui/load.ts'
import { useOperator } from '#ui/operator.tsx'
import { Panel } from '#ui/panel.tsx'
import { Button } from '#ui/parts.ts'
import type { HistoryEvent } from './path-view.tsx'
import { saveText } from './text-file.ts'

interface PapersPanelProps {
  readonly failure: FailureView
  readonly record: { readonly recordNo: string; readonly sha256: string } | null
  readonly history: readonly HistoryEvent[]
  /** There are corrections, so that a closed record has a second, corrected form. */
  readonly corrected: boolean
}

async function saveCaseFile(id: string): Promise<void> {
  const { file, hashes } = await client.failure.caseFile({ id })
  savePaper(file)
  savePaper(hashes)
}

async function saveReferral(id: string, by: string): Promise<void> {
  const { fileName, text } = await client.failure.exportReferral({ id, by })
  saveText(fileName, text)
}

/** Before a quick-test positive stands there is nothing to notify of. */
const withoutNotification: readonly FailureView['stage'][] = ['retest-due', 'cleared', 'withdrawn']

export function PapersPanel({ failure, record, history, corrected }: PapersPanelProps) {
  const act = useAct()
  const { by } = useOperator()
  const referred = history.some(({ kind }) => kind === 'refer')
  const { id } = failure
  const disposing = record !== null || history.some(({ kind }) => kind === 'plan-disposal')
  const notifiable = !withoutNotification.includes(failure.stage)
  return (
    <Panel title="文书">
      <ul className="papers">
        <li>
          <div className="two">
            <b>快检阳性结果告知书</b>
            <small>{notifiable ? '打印两份,当面签收并写明时间' : '复测确认阳性后可打印'}</small>
          </div>
          <Button
            disabled={!notifiable || act.busy}
            onClick={() => void act.run(async () => savePaper(await client.failure.notification({ id })))}
          >
            保存告知书 PDF
          </Button>
        </li>
        <li>
          <div className="two">
            <b>销毁记录{record === null ? '' : ` ${record.recordNo}`}</b>
            <small>
              {record === null ? (
                disposing ? (
                  '草稿,结案后定稿'
                ) : (
                  '安排处置后可打印草稿'
                )
              ) : (
                <HashText sha256={record.sha256} />
              )}
            </small>
          </div>
          <Button
            type={record === null ? 'default' : 'primary'}
            disabled={!disposing || act.busy}
            onClick={() => void act.run(async () => savePaper(await client.failure.record({ id })))}
          >
            {record === null ? '保存草稿 PDF' : '保存销毁记录 PDF'}
          </Button>
          {record !== null && corrected && (
            <Button
              disabled={act.busy}
              onClick={() => void act.run(async () => savePaper(await client.failure.record({ id, corrected: true })))}
            >
              含更正
            </Button>
          )}
        </li>
        {referred && (
          <li>
            <div className="two">
              <b>送检单</b>
              <small>一份随样品交实验室;实验室也用快检站的,再拷给它送检文件,不用重抄</small>
            </div>
            <Button
              disabled={act.busy}
              onClick={() => void act.run(async () => savePaper(await client.failure.referral({ id })))}
            >
              保存送检单 PDF
            </Button>
            <Button disabled={act.busy} onClick={() => void act.run(async () => saveReferral(id, by))}>
              导出送检文件
            </Button>
          </li>
        )}
        <li>
          <div className="two">
            <b>案卷</b>
            <small>全部结果、照片、原始报文、经过和操作日志,合成一份,另附各文件的哈希清单</small>
          </div>
          <Button disabled={act.busy} onClick={() => void act.run(async () => saveCaseFile(id))}>
            保存案卷
          </Button>
        </li>
      </ul>
      {act.fault !== null && <FaultCard fault={act.fault} onClose={act.clear} />}
    </Panel>
  )
}
