/** 处置时限: the clocks of a case with their source; a local rule's can be set here, the law's only read. */
import { client } from '#api'
import type { CaseClockView } from '#contract/clock.ts'
import { caseClockWords } from '#ui/case-clock-words.ts'
import { DraftNote, useDraft } from '#ui/draft.tsx'
import { FaultCard } from '#ui/fault-card.tsx'
import { useAct, useLoad } from '#ui/load.ts'
import { useOperator } from '#ui/operator.tsx'
import { Panel } from '#ui/panel.tsx'
import { Button } from '#ui/parts.ts'
import { TextField } from '#ui/text-field.tsx'
import { Answered } from '#ui/waiting.tsx'

const unitWords = { hour: '小时', 'working-day': '个工作日', 'reported-time': '' } as const

export function ClocksPanel() {
  const clocks = useLoad('case clocks', () => client.failure.clocks({}), ['settings.changed'])
  return (
    <Panel title="处置时限">
      <Answered of={clocks}>
        {(all) => <ClocksForm key={JSON.stringify(all)} clocks={all} onSaved={clocks.reload} />}
      </Answered>
    </Panel>
  )
}

interface ClocksFormProps {
  readonly clocks: readonly CaseClockView[]
  readonly onSaved: () => void
}

function ClocksForm({ clocks, onSaved }: ClocksFormProps) {
  const { by } = useOperator()
  const act = useAct()
  const own = clocks.filter(({ settable }) => settable)
  const draft = useDraft<Readonly<Record<string, string>>>(
    'case-clocks',
    Object.fromEntries(own.map(({ code, count }) => [code, count === null ? '' : String(count)])),
  )
  const texts = draft.value
  const textOf = (code: string) => (texts[code] ?? '').trim()
  const changed = own.filter(({ code, count }) => textOf(code) !== (count === null ? '' : String(count)))
  const ready = changed.length > 0 && changed.every(({ code }) => wrongIn(textOf(code)) === null)
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault()
        if (!ready) return
        const said = Object.fromEntries(
          changed.map(({ code }) => [code, textOf(code) === '' ? null : Number(textOf(code))]),
        )
        void act
          .run(() => client.failure.saveClocks({ clocks: said, by }))
          .then((done) => {
            if (!done) return
            draft.settle()
            onSaved()
          })
      }}
    >
      <ul>
        {clocks
          .filter(({ settable }) => !settable)
          .map(({ code, count, unit, source }) => (
            <li key={code} className="small">
              {caseClockWords(code)} {count === null || count === 0 ? '' : `${count} ${unitWords[unit]} `}
              <span className="quiet">{source}</span>
            </li>
          ))}
      </ul>
      <DraftNote of={draft} />
      {own.map(({ code, unit, source, region, evidence }) => (
        <TextField
          key={code}
          label={`${caseClockWords(code)}(${unitWords[unit]})`}
          hint={`${source} · ${region}${evidence === 'weak' ? ' · 依据待核对' : ''};留空:本地不用`}
          wrong={wrongIn(textOf(code))}
          inputMode="numeric"
          maxLength={4}
          value={texts[code] ?? ''}
          onChange={(text) => draft.change({ [code]: text })}
        />
      ))}
      {act.fault !== null && <FaultCard fault={act.fault} onClose={act.clear} />}
      <div className="row">
        <Button htmlType="submit" loading={act.busy} disabled={!ready}>
          保存处置时限
        </Button>
      </div>
    </form>
  )
}

function wrongIn(text: string): string | null {
  return text === '' || /^[1-9]\d{0,2}$/.test(text) ? null : '写 1 到 999 的整数'
}
