/** The notice was handed over: its number, who signed for it and when. The four hours start at that signature. */
import { useState } from 'react'
import { Field } from '#ui/field.tsx'
import { fieldText, momentFromField } from '#ui/local-words.ts'
import { Checkbox, Input } from '#ui/parts.ts'
import { type StepFormProps, StepFrame } from './step-dialog.tsx'

export function NotifyForm({ detail, busy, take }: StepFormProps) {
  const { failure } = detail
  const offset = failure.openedAt.offset
  const [noticeNo, setNoticeNo] = useState(failure.caseNo.replace(/^CZ/, 'GZ'))
  const [receiver, setReceiver] = useState('')
  const [received, setReceived] = useState(() => fieldText(Date.now(), offset))
  const [suspended, setSuspended] = useState(false)
  const receivedAt = momentFromField(received, offset)
  const ready = noticeNo.trim() !== '' && receiver.trim() !== '' && receivedAt !== null && suspended
  return (
    <StepFrame
      consequence="登记送达,四小时开始计时"
      ready={ready}
      busy={busy}
      onTake={() => {
        if (receivedAt !== null)
          take({
            kind: 'serve-notice',
            noticeNo: noticeNo.trim(),
            receiver: receiver.trim(),
            receivedAt,
            saleSuspended: true,
          })
      }}
    >
      <p className="notebox">
        先在“文书”里保存并打印告知书,当面签收。四小时从<b>签收时间</b>算起(食品安全法第八十八条)。
      </p>
      <div className="form-grid">
        <Field label="告知书编号">
          {(id) => (
            <Input id={id} value={noticeNo} maxLength={40} onChange={(event) => setNoticeNo(event.target.value)} />
          )}
        </Field>
        <Field label="签收人">
          {(id) => (
            <Input
              id={id}
              autoFocus
              value={receiver}
              maxLength={30}
              onChange={(event) => setReceiver(event.target.value)}
            />
          )}
        </Field>
        <Field label="签收时间" hint="按签收单上写的时间">
          {(id) => (
            <Input
              id={id}
              type="datetime-local"
              value={received}
              onChange={(event) => setReceived(event.target.value)}
            />
          )}
        </Field>
      </div>
      <Checkbox checked={suspended} onChange={(event) => setSuspended(event.target.checked)}>
        这批 {failure.food} 已暂停销售
      </Checkbox>
    </StepFrame>
  )
}
