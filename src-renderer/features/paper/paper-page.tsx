/** 台账与记录: the papers a room is inspected by, each for its day or period, saved as PDF. */

import { useState } from 'react'
import { client, savePaper } from '#api'
import { type LedgerKind, ledgerKinds, longestPeriod, periodRefused } from '#core/paper.ts'
import { dayOf, momentOf } from '#core/time.ts'
import { DateInput } from '#ui/date-input.tsx'
import { DeskPage } from '#ui/desk-page.tsx'
import { FaultCard } from '#ui/fault-card.tsx'
import { Field } from '#ui/field.tsx'
import { useAct } from '#ui/load.ts'
import { Panel } from '#ui/panel.tsx'
import { Button } from '#ui/parts.ts'
import { ledgerWords, periodWords } from './paper-words.ts'
import './paper.css'

export function PaperPage() {
  const today = dayOf(momentOf(Date.now()))
  const [from, setFrom] = useState(`${today.slice(0, 8)}01`)
  const [until, setUntil] = useState(today)
  const act = useAct()
  const [making, setMaking] = useState<LedgerKind | null>(null)
  const save = (kind: LedgerKind) => {
    setMaking(kind)
    void act
      .run(async () => savePaper(await client.paper.ledger({ kind, ...periodOf(kind, from, until, today) })))
      .then(() => setMaking(null))
  }
  return (
    <DeskPage
      className="paper-page"
      title={
        <>
          台账与记录 <span className="quiet">选好时间,存成 PDF 打印签字</span>
        </>
      }
    >
      <div className="stack">
        <Panel title="时间">
          <div className="paper-period">
            <Field label="从">{(id) => <DateInput id={id} value={from} onChange={setFrom} />}</Field>
            <Field label="到" hint="原始记录取这一天">
              {(id) => <DateInput id={id} value={until} onChange={setUntil} />}
            </Field>
          </div>
        </Panel>
        <Panel title="文书">
          <ul className="papers">
            {ledgerKinds.map((kind) => {
              const refused = periodRefused(kind, periodOf(kind, from, until, today))
              const { name, says } = ledgerWords[kind]
              return (
                <li key={kind}>
                  <div className="two">
                    <b>{name}</b>
                    <small>{refused === null ? says : `▲ ${periodWords[refused]}`}</small>
                  </div>
                  <span className="paper-when">{whenOf(kind, from, until)}</span>
                  <Button disabled={refused !== null || act.busy} loading={making === kind} onClick={() => save(kind)}>
                    {making === kind ? '正在排版…' : `保存${name} PDF`}
                  </Button>
                </li>
              )
            })}
          </ul>
          {act.fault !== null && <FaultCard fault={act.fault} onClose={act.clear} />}
        </Panel>
        <p className="quiet small">
          告知书、送检单、销毁记录和案卷在“处置”的每个处置单里;样品信息单在“样品”里;公示单在“公示”里。
        </p>
      </div>
    </DeskPage>
  )
}

/** A raw record is one day's: the later one. What stands today asks for no days. */
function periodOf(kind: LedgerKind, from: string, until: string, today: string) {
  const most = longestPeriod[kind]
  if (most === null) return { from: today, until: today }
  return most === 1 ? { from: until, until } : { from, until }
}

function whenOf(kind: LedgerKind, from: string, until: string): string {
  const most = longestPeriod[kind]
  if (most === null) return '截至今天'
  return most === 1 ? until : `${from} 至 ${until}`
}
