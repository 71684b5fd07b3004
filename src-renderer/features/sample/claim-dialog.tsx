/** Claiming one reading: which sample it belongs to, and the reason, which stays in the record for ever. */
import { useRef } from 'react'
import { client } from '#api'
import type { Claim } from '#contract/sample.ts'
import { localText } from '#core/time.ts'
import { DraftNote, useDraft } from '#ui/draft.tsx'
import { Facts } from '#ui/facts.tsx'
import { FaultCard } from '#ui/fault-card.tsx'
import { Field } from '#ui/field.tsx'
import { useAct, useLoad } from '#ui/load.ts'
import { fullText, shortText } from '#ui/local-words.ts'
import { useOperator } from '#ui/operator.tsx'
import { AutoComplete, Button, Input, Modal } from '#ui/parts.ts'
import { go, link } from '#ui/route.ts'
import { stallText } from '#ui/stall-words.ts'
import { ValueText } from '#ui/value-text.tsx'
import { awaitsBlank, claimReasonWords } from './sample-words.ts'

interface ClaimDialogProps {
  readonly claim: Claim
  readonly onDone: () => void
}

const checked = '已核对,是这个样品'
/** A counter that began again looks the same as a repeat: the person says which, first in the list. */
const retest = (sampleNo: string) => `是 ${sampleNo.slice(-4)} 的复测`

const usualReasons = [
  checked,
  '上机时漏放样品到通道',
  '仪器上样品号输错',
  '仪器时间或编号重置',
  '仪器重复发送',
  '试机,没有样品',
] as const

function proposedWhy({ proposed, reason }: Claim): string {
  // Claimed now it would be judged without its blank: never by a stray Enter.
  if (proposed === null || awaitsBlank(reason)) return ''
  return proposed.retest ? retest(proposed.sampleNo) : checked
}

export function ClaimDialog({ claim, onDone }: ClaimDialogProps) {
  const { by } = useOperator()
  const act = useAct()
  // What is proposed waits for one press; the words of the person's check stand there to be changed.
  const draft = useDraft(`claim ${claim.readingId}`, {
    sampleNo: claim.proposed?.sampleNo ?? '',
    why: proposedWhy(claim),
  })
  const { sampleNo, why } = draft.value
  const main = useRef<HTMLButtonElement>(null)
  const typed = sampleNo.trim()
  const samples = useLoad(`claim for ${typed}`, () =>
    client.sample.list({ limit: 20, ...(typed === '' ? {} : { search: typed }) }),
  )
  const chosen = samples.data?.rows.find((row) => row.sampleNo === typed)
  const close = () => go(link('sample', ['claim']))
  const take = () =>
    void act
      .run(() => client.sample.claim({ readingId: claim.readingId, sampleNo: typed, by, why: why.trim() }))
      .then((done) => {
        if (!done) return
        draft.clear()
        onDone()
        close()
      })
  const dismiss = () =>
    void act
      .run(() => client.sample.dismiss({ readingId: claim.readingId, by, why: why.trim() }))
      .then((done) => {
        if (!done) return
        draft.clear()
        onDone()
        close()
      })
  return (
    <Modal
      open
      title="认领读数"
      width={720}
      onCancel={close}
      footer={null}
      destroyOnHidden
      // The window takes the focus when it opens; with a proposal the next Enter is the answer to it.
      afterOpenChange={(open) => {
        if (open && claim.proposed !== null) main.current?.focus()
      }}
    >
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          take()
        }}
      >
        <DraftNote of={draft} />
        {awaitsBlank(claim.reason) && (
          <div className="notebox">不用认领:空白对照出数后自动判定。现在认领,就不等这一板的空白,多半判无效。</div>
        )}
        <Facts
          facts={[
            ['读数', <ValueText key="value" value={claim.value} unit={claim.unit} />],
            ['项目', claim.item],
            ['仪器写的', [claim.sampleNo, claim.foodHint].filter((part) => part !== null).join(' · ') || '没有样品号'],
            [
              '来自',
              `${claim.port}${claim.channel === null ? '' : ` · ${claim.channel} 号通道`} · ${fullText(localText(claim.heardAt))}`,
            ],
            ['没认上', claimReasonWords(claim.reason)],
          ]}
        />
        <Field
          label="属于哪个样品"
          scan
          hint={
            chosen === undefined
              ? '扫样品袋上的码,或从列表里选'
              : `${chosen.food} · ${stallText(chosen.stall?.code, chosen.stall?.name)}`
          }
        >
          {(id) => (
            <AutoComplete
              id={id}
              autoFocus={claim.proposed === null}
              value={sampleNo}
              onChange={(text: string) => draft.change({ sampleNo: text })}
              maxLength={40}
              options={(samples.data?.rows ?? []).map((row) => ({
                value: row.sampleNo,
                label: `${row.sampleNo} ${row.food} ${row.stall?.code ?? ''} ${shortText(localText(row.takenAt))}${row.results.some(({ withdrawn }) => withdrawn === null) ? ' · 已有结果' : ''}`,
              }))}
            />
          )}
        </Field>
        <Field label="认领原因" hint="写明怎么确认的,会永久留在记录里">
          {(id) => (
            <Input.TextArea
              id={id}
              rows={2}
              maxLength={200}
              value={why}
              onChange={(event) => draft.change({ why: event.target.value })}
            />
          )}
        </Field>
        <div className="row row-wrap">
          {(claim.proposed?.retest === true ? [retest(claim.proposed.sampleNo), ...usualReasons] : usualReasons).map(
            (reason) => (
              <Button key={reason} size="small" onClick={() => draft.change({ why: reason })}>
                {reason}
              </Button>
            ),
          )}
        </div>
        {act.fault !== null && <FaultCard fault={act.fault} onClose={act.clear} />}
        <div className="row dialog-foot">
          <Button onClick={close}>先不认领</Button>
          <Button
            danger
            disabled={why.trim() === '' || act.busy}
            title="先写原因;读数和原因都留在记录里"
            onClick={dismiss}
          >
            不是样品,不算
          </Button>
          <Button
            type="primary"
            size="large"
            htmlType="submit"
            ref={main}
            loading={act.busy}
            disabled={typed === '' || why.trim() === ''}
          >
            {typed === '' ? '认领' : `认领给 ${typed}`}
          </Button>
        </div>
      </form>
    </Modal>
  )
}
