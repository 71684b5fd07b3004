/** 送检: what rooms sent to this laboratory, each taken in without typing, and its one result on the way back. */
import { useState } from 'react'
import { client, savePaper } from '#api'
import type { ReferralView } from '#contract/referral.ts'
import { localText } from '#core/time.ts'
import { EmptyState } from '#ui/empty-state.tsx'
import { FaultCard } from '#ui/fault-card.tsx'
import { type Column, Ledger } from '#ui/ledger.tsx'
import { useAct, useLoad, usePages } from '#ui/load.ts'
import { shortText } from '#ui/local-words.ts'
import { Panel } from '#ui/panel.tsx'
import { Button } from '#ui/parts.ts'
import { WaitingWords } from '#ui/waiting.tsx'
import { ImportReferral } from './import-referral.tsx'
import { LaboratoryForm } from './laboratory-result.tsx'
import { ReceiveReferral } from './receive-referral.tsx'
import { saveText } from './text-file.ts'

export function ReferralList() {
  const settings = useLoad('settings', () => client.settings.get({}), ['settings.changed'])
  const [typing, setTyping] = useState(false)
  const [recording, setRecording] = useState<ReferralView | null>(null)
  const act = useAct()
  const referrals = usePages<ReferralView>(
    'referrals',
    (after) => client.failure.referrals({ after, limit: 50 }),
    (row) => row.id,
    ['settings.changed'],
  )
  const laboratory = settings.data?.site.kind === 'county-lab'
  if (settings.data !== null && !laboratory)
    return (
      <Panel title="收到的送检">
        <EmptyState title="本站不是实验室">
          送检单和送检文件在处置单的“文书”里;实验室的结果文件在“登记复检结论”里导入。县级实验室请在“设置”里把本站类型改为县级实验室。
        </EmptyState>
      </Panel>
    )
  const columns: readonly Column<ReferralView>[] = [
    {
      key: 'no',
      name: '送检单 · 收到',
      className: 'nowrap',
      cell: (row) => (
        <span className="two">
          <b>{row.referralNo}</b>
          <small>{shortText(localText(row.receivedAt))}</small>
        </span>
      ),
    },
    {
      key: 'from',
      name: '送检单位',
      cell: (row) => (
        <span className="two">
          <span>{row.from}</span>
          <small>{row.fingerprint === null ? '按纸质单登记' : '✓ 签名文件'}</small>
        </span>
      ),
    },
    {
      key: 'food',
      name: '样品 · 项目',
      cell: (row) => (
        <span className="two">
          <b>{row.fields.样品名称 ?? '—'}</b>
          <small>
            {row.fields.检验项目 ?? '—'} · 封签 {row.fields.封签号 ?? '—'}
          </small>
        </span>
      ),
    },
    {
      key: 'result',
      name: '结果',
      cell: (row) =>
        row.result === null ? (
          <span className="tag tag-loud">待出结果</span>
        ) : (
          <span className="two">
            <b>
              {row.result.passed ? '✓ 合格' : '▲ 不合格'} {row.result.value} {row.result.unit ?? ''}
            </b>
            <small>{row.result.reportNo}</small>
            {row.earlier.map((one) => (
              <small key={`${one.at.utc}${one.reportNo}`}>
                <del>
                  {one.passed ? '合格' : '不合格'} {one.value} {one.unit ?? ''} {one.reportNo}
                </del>
              </small>
            ))}
            {row.result.why !== '' && (
              <small>
                更正 {shortText(localText(row.result.at))} {row.result.by}:{row.result.why}
              </small>
            )}
          </span>
        ),
    },
    {
      key: 'do',
      name: '',
      cell: (row) => (
        <span className="row">
          {row.hasPaper && (
            <Button
              size="small"
              onClick={() => void act.run(async () => savePaper(await client.failure.referralPaper({ id: row.id })))}
            >
              送检单
            </Button>
          )}
          {row.result === null ? (
            <Button size="small" type="primary" onClick={() => setRecording(row)}>
              登记结果
            </Button>
          ) : (
            <>
              <Button size="small" onClick={() => void act.run(async () => saveResult(row.id))}>
                导出结果文件
              </Button>
              <Button size="small" onClick={() => setRecording(row)}>
                更正结果
              </Button>
            </>
          )}
        </span>
      ),
    },
  ]
  return (
    <Panel
      title="收到的送检"
      flush
      aside={
        <span className="row">
          <Button onClick={() => setTyping(true)}>按纸质单登记</Button>
          <ImportReferral onDone={referrals.reload} />
        </span>
      }
    >
      {act.fault !== null && <FaultCard fault={act.fault} onClose={act.clear} />}
      {referrals.fault !== null && (
        <FaultCard fault={referrals.fault} action={<Button onClick={referrals.reload}>再试一次</Button>} />
      )}
      {referrals.rows === null ? (
        referrals.fault === null && <WaitingWords />
      ) : referrals.rows.length === 0 ? (
        <EmptyState title="还没有收到送检">
          导入快检室拷来的送检文件(.kjreferral),不用重新录入;没有文件的按纸质送检单登记。
        </EmptyState>
      ) : (
        <Ledger
          label="收到的送检"
          columns={columns}
          rows={referrals.rows}
          idOf={(row) => row.id}
          more={referrals.more}
          onMore={referrals.loadMore}
        />
      )}
      {typing && <ReceiveReferral onClose={() => setTyping(false)} onDone={referrals.reload} />}
      {recording !== null && (
        <LaboratoryForm
          referral={recording}
          laboratory={settings.data?.site.name ?? ''}
          onClose={() => setRecording(null)}
          onDone={referrals.reload}
        />
      )}
    </Panel>
  )
}

async function saveResult(id: string): Promise<void> {
  const { fileName, text } = await client.failure.exportResult({ id })
  saveText(fileName, text)
}
