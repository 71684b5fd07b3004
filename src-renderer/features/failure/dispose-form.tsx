/** The disposal itself: the quantity ledger down to 0.00 kg, place and time, two signers and a supervisor, photos. All on one sheet. */

import { useState } from 'react'
import { client } from '#api'
import { isQuantity } from '#core/failure/balance.ts'
import { standardRules } from '#core/failure/rules.ts'
import { witnessesOf } from '#core/failure/witnesses.ts'
import { DateInput } from '#ui/date-input.tsx'
import { Field } from '#ui/field.tsx'
import { useLoad } from '#ui/load.ts'
import { fieldText, momentFromField } from '#ui/local-words.ts'
import { Radio } from '#ui/parts.ts'
import { TextField } from '#ui/text-field.tsx'
import { nowOf } from './correction-draft.ts'
import { AddPhotos, ContactSheet } from './evidence-sheet.tsx'
import { methodWords } from './failure-words.ts'
import { KindLines } from './kind-lines.tsx'
import { type KindTexts, kindsMissing, kindsOf } from './kinds.ts'
import { isBlank, noOutlet, OutletFields, type OutletTexts } from './outlet-fields.tsx'
import { PinFields } from './pin-fields.tsx'
import { emptyQuantities, ledgerOf, type QuantityTexts } from './quantities.ts'
import { QuantityLedger } from './quantity-ledger.tsx'
import { SignerFields, type SignerText, signersOf } from './signer-fields.tsx'
import { type FailureDetail, type StepFormProps, StepFrame } from './step-dialog.tsx'
import { useStepDraft } from './step-draft.ts'

type Method = FailureDetail['methods'][number]

interface DisposeTexts {
  readonly method: Method
  readonly place: string
  /** Null: now. */
  readonly disposed: string | null
  readonly typed: QuantityTexts
  readonly signers: readonly SignerText[]
  readonly lines: readonly KindTexts[]
  readonly outlet: OutletTexts
}

function planned(detail: FailureDetail): { readonly method: Method; readonly place: string } {
  const plan = detail.history.findLast(({ kind }) => kind === 'plan-disposal')?.data ?? {}
  const inner = typeof plan.event === 'object' && plan.event !== null ? { ...plan, ...plan.event } : plan
  const { method } = inner as Readonly<Record<string, unknown>>
  const known = detail.methods.find((one) => one === method)
  return { method: known ?? 'destroy', place: nowOf(detail.correctable, 'plan.place') }
}

export function DisposeForm({
  detail,
  by,
  busy,
  take,
  onEvidence,
}: StepFormProps & { readonly onEvidence: () => void }) {
  const { failure, evidence } = detail
  const offset = failure.openedAt.offset
  const sample = useLoad(`disposed sample ${failure.sampleId}`, () => client.sample.get({ id: failure.sampleId }))
  const known = sample.data?.sample.stockKg ?? null
  const [now] = useState(() => fieldText(Date.now(), offset))
  const draft = useStepDraft<DisposeTexts>(detail, 'dispose', {
    ...planned(detail),
    disposed: null,
    typed: emptyQuantities,
    signers: [
      { role: '检测员', name: by },
      { role: '经营户', name: '' },
      { role: '监督人', name: '' },
    ],
    lines: [],
    outlet: noOutlet,
  })
  const { method, place, typed, signers, lines, outlet } = draft.value
  const disposed = draft.value.disposed ?? now
  const [pins, setPins] = useState<Readonly<Record<string, string>>>({})
  const people = useLoad('people of the station', () => client.person.state({}))
  const accounts = people.data === null || people.data.standing === 'open-room' ? [] : people.data.people
  const quantities: QuantityTexts = typed.stockKg === '' && known !== null ? { ...typed, stockKg: known } : typed
  const ledger = ledgerOf(quantities)
  const named = signersOf(signers)
  const signing = named.filter(({ name }) => accounts.some((one) => one.name === name))
  const witnesses = witnessesOf(named, standardRules)
  const disposedAt = momentFromField(disposed, offset)
  const missing = [
    ...(ledger.balanced ? [] : ['数量对平']),
    ...(place.trim() === '' ? ['地点'] : []),
    ...(disposedAt === null ? ['时间'] : []),
    ...(witnesses.signers < standardRules.signers ? ['两人签字'] : []),
    ...(witnesses.supervisors < standardRules.supervisors ? ['监督人签字'] : []),
    ...(evidence.length === 0 ? ['现场照片或视频'] : []),
    ...kindsMissing(lines, ledger.quantities),
    ...(signing.some(({ name }) => (pins[name] ?? '') === '') ? ['本人 PIN'] : []),
  ]
  const amount = isQuantity(ledger.quantities.destroyedKg) ? ledger.quantities.destroyedKg : '0'
  return (
    <StepFrame
      consequence={
        missing.length === 0 ? `${methodWords[method]} ${amount}\u00a0kg,记录在案` : `还差:${missing.join('、')}`
      }
      ready={missing.length === 0}
      danger
      busy={busy}
      draft={draft}
      onTake={() => {
        if (disposedAt === null) return null
        const kinds = kindsOf(lines)
        return take(
          {
            kind: 'dispose',
            method,
            place: place.trim(),
            disposedAt,
            ...ledger.quantities,
            signers: [...named],
            evidence: evidence.map(({ id }) => id),
            ...(kinds.length === 0 ? {} : { kinds }),
            ...(isBlank(outlet) ? {} : { outlet }),
          },
          { pins: signing.map(({ name }) => ({ by: name, pin: pins[name] ?? '' })) },
        )
      }}
    >
      <div className="dispose">
        <div className="stack">
          <QuantityLedger
            quantities={quantities}
            ledger={ledger}
            method={methodWords[method]}
            onChange={(said) => draft.change({ typed: said })}
          />
          {detail.sealedKg !== null && (
            <p className="quiet small">已封存 {detail.sealedKg}&nbsp;kg,封存的要全部处置、退回或留样,不能算已售</p>
          )}
          <KindLines
            food={failure.food}
            lines={lines}
            method={methodWords[method]}
            onChange={(said) => draft.change({ lines: said })}
          />
          <OutletFields outlet={outlet} evidence={evidence} onChange={(said) => draft.change({ outlet: said })} />
        </div>
        <div className="stack">
          <Radio.Group
            aria-label="处置方式"
            value={method}
            onChange={(event) => {
              const next = detail.methods.find((one) => one === event.target.value)
              if (next !== undefined) draft.change({ method: next })
            }}
            options={detail.methods.map((value) => ({ value, label: methodWords[value] }))}
          />
          <TextField label="地点" value={place} maxLength={80} onChange={(text) => draft.change({ place: text })} />
          <Field label="时间">
            {(id) => (
              <DateInput id={id} kind="minute" value={disposed} onChange={(disposed) => draft.change({ disposed })} />
            )}
          </Field>
          <SignerFields signers={signers} onChange={(said) => draft.change({ signers: said })} />
          <PinFields names={signing.map(({ name }) => name)} pins={pins} onChange={setPins} />
          <AddPhotos id={failure.id} onAdded={onEvidence} />
          <div className="dispose-photos">
            <ContactSheet evidence={evidence} />
          </div>
        </div>
      </div>
    </StepFrame>
  )
}
