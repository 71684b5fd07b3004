/** Before a pack is signed: which results of the last days it would have judged otherwise. Nothing judged is ever changed. */

import { useState } from 'react'
import { client } from '#api'
import type { RejudgedRow, Rejudgement } from '#contract/settings.ts'
import { dayOf, later, momentOf } from '#core/time.ts'
import { DateInput } from '#ui/date-input.tsx'
import { readDate } from '#ui/date-text.ts'
import { FaultCard } from '#ui/fault-card.tsx'
import { Field } from '#ui/field.tsx'
import { type Column, Ledger } from '#ui/ledger.tsx'
import { limitWords } from '#ui/limit-words.ts'
import { useAct } from '#ui/load.ts'
import { useOperator } from '#ui/operator.tsx'
import { Button } from '#ui/parts.ts'
import { VerdictSign } from '#ui/verdict-sign.tsx'

type Said = RejudgedRow['difference']['before']

const DAYS_BACK = 30

function ruleWords({ standard, clause, limit }: Said): string {
  return standard === null
    ? '没有适用的规定'
    : [standard, clause, limit === null ? null : limitWords(limit)].filter((part) => part !== null).join(' ')
}

const side = (said: Said) => (
  <span className="two">
    <span>
      <VerdictSign verdict={said.verdict} />
    </span>
    <small title={said.reason}>{ruleWords(said)}</small>
  </span>
)

const columns: readonly Column<RejudgedRow>[] = [
  {
    key: 'sample',
    name: '样品 · 项目',
    cell: (row) => (
      <span className="two">
        <b>{`${row.food} ${row.sampleNo}`}</b>
        <small>{row.item}</small>
      </span>
    ),
  },
  { key: 'before', name: '当时的判定', cell: (row) => side(row.difference.before) },
  { key: 'after', name: '按这包', cell: (row) => side(row.difference.after) },
]

export function RejudgePanel() {
  const { by } = useOperator()
  const act = useAct()
  const today = dayOf(momentOf(Date.now()))
  const [from, setFrom] = useState(() => dayOf(later(momentOf(Date.now()), -DAYS_BACK * 86_400_000)))
  const [until, setUntil] = useState(today)
  const isDays = [from, until].every((day) => readDate('day', day) === day)
  const [found, setFound] = useState<Rejudgement | null>(null)
  return (
    <form
      className="stack"
      aria-label="对照已有的判定"
      onSubmit={(event) => {
        event.preventDefault()
        setFound(null)
        void act.run(async () => setFound(await client.settings.rejudge({ pack: 'proposed', from, until, by })))
      }}
    >
      <div className="row row-wrap">
        <Field label="对照哪天起">{(id) => <DateInput id={id} value={from} onChange={setFrom} />}</Field>
        <Field label="到哪天">{(id) => <DateInput id={id} value={until} onChange={setUntil} />}</Field>
        <Button htmlType="submit" loading={act.busy} disabled={!isDays}>
          看这包会改变哪些判定
        </Button>
      </div>
      {act.busy && <p role="status">正在把这些天的结果按这包重判一遍,不影响检测…</p>}
      {act.fault !== null && <FaultCard fault={act.fault} onClose={act.clear} />}
      {found !== null && <Found found={found} />}
    </form>
  )
}

function Found({ found }: { readonly found: Rejudgement }) {
  const { asked, verdicts, bases, rows } = found
  return (
    <div className="stack">
      <p role="status">
        <b>这包限量会改变 {verdicts} 条判定</b>
        {`(共对照 ${asked} 条;另有 ${bases} 条判定不变,只是依据不同)。只是对照,已有的判定都不会改。`}
      </p>
      {rows.length > 0 && (
        <Ledger label="判定会不同的结果" columns={columns} rows={rows} idOf={(row) => row.resultId} />
      )}
      {verdicts + bases > rows.length && (
        <p className="quiet">这里列出前 {rows.length} 条;全部用命令 station rejudge 查看。</p>
      )}
    </div>
  )
}
