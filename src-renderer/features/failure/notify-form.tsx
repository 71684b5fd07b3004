/** The notice is handed over: on paper, signed on the screen, or refused before a witness. The four hours start at that moment. */

import { useState } from 'react'
import { client } from '#api'
import { DateInput } from '#ui/date-input.tsx'
import { Field } from '#ui/field.tsx'
import { useLoad } from '#ui/load.ts'
import { fieldText, momentFromField } from '#ui/local-words.ts'
import { Checkbox, Segmented } from '#ui/parts.ts'
import { SignaturePad } from '#ui/signature-pad.tsx'
import { TextField } from '#ui/text-field.tsx'
import { type StepFormProps, StepFrame } from './step-dialog.tsx'
import { useStepDraft } from './step-draft.ts'

const ways = [
  { value: 'paper', label: '纸质签收' },
  { value: 'screen', label: '屏上签收' },
  { value: 'refused', label: '拒绝签收' },
] as const
type Way = (typeof ways)[number]['value']

interface NotifyTexts {
  readonly way: Way
  readonly noticeNo: string
  readonly receiver: string
  readonly witness: string
  readonly why: string
  /** Null: now. */
  readonly received: string | null
}

export function NotifyForm({ detail, busy, take }: StepFormProps) {
  const { failure } = detail
  const offset = failure.openedAt.offset
  const content = useLoad(`notice content ${failure.id}`, () => client.failure.noticeContent({ id: failure.id }))
  const [now] = useState(() => fieldText(Date.now(), offset))
  const draft = useStepDraft<NotifyTexts>(detail, 'serve-notice', {
    way: 'paper',
    noticeNo: failure.caseNo.replace(/^CZ/, 'GZ'),
    receiver: '',
    witness: '',
    why: '',
    received: null,
  })
  const { way, noticeNo, receiver, witness, why } = draft.value
  const received = draft.value.received ?? now
  // Drawn and declared at the moment itself: neither is taken from an earlier one.
  const [suspended, setSuspended] = useState(false)
  const [drawing, setDrawing] = useState<string | null>(null)
  const onScreen = way === 'screen'
  const receivedAt = momentFromField(received, offset)
  const ready =
    noticeNo.trim() !== '' &&
    receiver.trim() !== '' &&
    suspended &&
    (onScreen ? drawing !== null && content.data !== null : receivedAt !== null) &&
    (way !== 'refused' || witness.trim() !== '')
  const serve = async () => {
    const step = {
      kind: 'serve-notice' as const,
      noticeNo: noticeNo.trim(),
      receiver: receiver.trim(),
      saleSuspended: true as const,
    }
    if (onScreen) {
      if (drawing === null || content.data === null) return false
      const { noticeNo: shown, sha256 } = content.data
      const receipt = { kind: 'screen' as const, shownSha256: sha256, drawingSha256: await hashOf(drawing) }
      // What is signed on the screen is received at this moment, by the station's own clock.
      const moment = { utc: new Date().toISOString(), offset }
      return take({ ...step, noticeNo: shown, receivedAt: moment, receipt }, { drawing })
    }
    if (receivedAt === null) return false
    const receipt =
      way === 'refused'
        ? { kind: 'refused' as const, witness: witness.trim(), why: why.trim() }
        : { kind: 'paper' as const }
    return take({ ...step, receivedAt, receipt })
  }
  return (
    <StepFrame
      consequence={way === 'refused' ? '登记拒签,四小时开始计时' : '登记送达,四小时开始计时'}
      ready={ready}
      busy={busy}
      draft={draft}
      onTake={serve}
    >
      <Segmented
        aria-label="送达方式"
        value={way}
        onChange={(value) => draft.change({ way: ways.find((one) => one.value === value)?.value ?? 'paper' })}
        options={[...ways]}
      />
      {onScreen ? (
        <NoticeText lines={content.data?.lines ?? []} />
      ) : (
        <p className="notebox">
          先在“文书”里保存并打印告知书,当面送达。四小时从<b>{way === 'refused' ? '送达' : '签收'}时间</b>
          算起(食品安全法第八十八条)。
        </p>
      )}
      <div className="form-grid">
        {!onScreen && (
          <TextField
            label="告知书编号"
            value={noticeNo}
            maxLength={40}
            onChange={(text) => draft.change({ noticeNo: text })}
          />
        )}
        <TextField
          label={way === 'refused' ? '应签收人' : '签收人'}
          autoFocus
          value={receiver}
          maxLength={30}
          onChange={(text) => draft.change({ receiver: text })}
        />
        {!onScreen && (
          <Field
            label={way === 'refused' ? '送达时间' : '签收时间'}
            hint={way === 'refused' ? '见证人在场的时间' : '按签收单上写的时间'}
          >
            {(id) => (
              <DateInput id={id} kind="minute" value={received} onChange={(received) => draft.change({ received })} />
            )}
          </Field>
        )}
        {way === 'refused' && (
          <>
            <TextField
              label="见证人"
              hint="不能是本人"
              value={witness}
              maxLength={30}
              onChange={(text) => draft.change({ witness: text })}
            />
            <TextField
              label="拒签理由"
              hint="没有说明可以不填"
              value={why}
              maxLength={100}
              onChange={(text) => draft.change({ why: text })}
            />
          </>
        )}
      </div>
      {onScreen && <SignaturePad label="签收人签名" onDrawn={setDrawing} />}
      <Checkbox checked={suspended} onChange={(event) => setSuspended(event.target.checked)}>
        这批 {failure.food} 已暂停销售
      </Checkbox>
    </StepFrame>
  )
}

function NoticeText({ lines }: { readonly lines: readonly { readonly name: string; readonly value: string }[] }) {
  return (
    <section className="shown" aria-label="告知书内容">
      <dl>
        {lines.map(({ name, value }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

async function hashOf(base64: string): Promise<string> {
  const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
  return [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}
