/** 样品信息单 on the sample's page: completed as things become known, photographed, signed by two, printed. */
import { useMemo, useState } from 'react'
import { client, savePaper } from '#api'
import type { SampleView } from '#contract/sample.ts'
import type { SheetView } from '#contract/sheet.ts'
import { isRefused } from '#core/sample/check.ts'
import { changesOf, detailsOf, type SampleDetails } from '#core/sample/details.ts'
import { useDraft } from '#ui/draft.tsx'
import { Facts } from '#ui/facts.tsx'
import { FaultCard } from '#ui/fault-card.tsx'
import { Field } from '#ui/field.tsx'
import { useAct, useLoad } from '#ui/load.ts'
import { useOperator } from '#ui/operator.tsx'
import { Panel } from '#ui/panel.tsx'
import { Button, Select } from '#ui/parts.ts'
import { Answered } from '#ui/waiting.tsx'
import { DetailFields, findingsOf } from './detail-fields.tsx'
import { SheetPhotos } from './sheet-photos.tsx'
import { SheetSigning } from './sheet-signing.tsx'
import { choiceWords, fieldGroups, fieldWords, findingWords } from './sheet-words.ts'

export function SheetPanel({ sample }: { readonly sample: SampleView }) {
  const act = useAct()
  const sheet = useLoad(`sheet ${sample.id}`, () => client.sheet.get({ id: sample.id }), ['sample.changed'])
  return (
    <Panel
      title="样品信息单"
      aside={
        <Button
          size="small"
          loading={act.busy}
          onClick={() => void act.run(async () => savePaper(await client.sheet.print({ id: sample.id })))}
        >
          打印信息单
        </Button>
      }
    >
      {act.fault !== null && <FaultCard fault={act.fault} onClose={act.clear} />}
      <Answered of={sheet}>
        {(loaded) => <Sheet key={loaded.sha256} sample={sample} sheet={loaded} onChanged={sheet.reload} />}
      </Answered>
    </Panel>
  )
}

interface SheetProps {
  readonly sample: SampleView
  readonly sheet: SheetView
  readonly onChanged: () => void
}

function Sheet({ sample, sheet, onChanged }: SheetProps) {
  const { by } = useOperator()
  const act = useAct()
  const saved = useMemo(() => detailsOf(sheet.details), [sheet.details])
  const draft = useDraft<SampleDetails>(`sheet ${sample.id}`, saved)
  const [open, setOpen] = useState(false)
  const details = detailsOf(draft.value)
  const changes = changesOf(saved, details)
  const editing = open || changes.length > 0
  const findings = findingsOf(details, sample.takenAt)
  const items = useLoad('foods', () => client.sample.foods({}))
  const save = () =>
    void act
      .run(() => client.sheet.save({ id: sample.id, details: { ...details, items: [...details.items] }, by }))
      .then((done) => {
        if (!done) return
        draft.clear()
        setOpen(false)
        onChanged()
      })
  return (
    <div className="stack">
      {sheet.findings.length > 0 && !editing && (
        <p className="notebox">
          {sheet.findings.map(({ code, field }) => (
            <span key={`${code} ${field}`}>▲ {findingWords(code)} </span>
          ))}
        </p>
      )}
      {editing ? (
        <form
          className="sheet-form"
          aria-label="样品信息单"
          onSubmit={(event) => {
            event.preventDefault()
            save()
          }}
        >
          {draft.restored && changes.length > 0 && <p className="small quiet">上次没保存的内容,已恢复</p>}
          <Field label="检测项目">
            {(id) => (
              <Select
                id={id}
                mode="multiple"
                value={[...details.items]}
                onChange={(chosen: string[]) => draft.change({ items: chosen })}
                options={(items.data?.items ?? []).map((value) => ({ value, label: value }))}
              />
            )}
          </Field>
          {fieldGroups.map(({ title, names }) => (
            <fieldset key={title}>
              <legend className="legend">{title}</legend>
              <div className="sheet-fields">
                <DetailFields names={names} details={draft.value} findings={findings} onChange={draft.change} />
              </div>
            </fieldset>
          ))}
          <div className="row dialog-foot">
            <Button
              onClick={() => {
                draft.clear()
                setOpen(false)
              }}
            >
              {changes.length === 0 ? '收起' : `放弃 ${changes.length} 处改动`}
            </Button>
            <Button
              type="primary"
              htmlType="submit"
              loading={act.busy}
              disabled={changes.length === 0 || isRefused(findings)}
            >
              保存 {changes.length} 处改动
            </Button>
          </div>
        </form>
      ) : (
        <>
          <SheetFacts details={saved} />
          <Button onClick={() => setOpen(true)}>补充或改正</Button>
        </>
      )}
      {act.fault !== null && <FaultCard fault={act.fault} onClose={act.clear} />}
      <SheetPhotos id={sample.id} photos={sheet.photos} onAdded={onChanged} />
      <SheetSigning
        id={sample.id}
        sheet={sheet}
        takenBy={sample.takenBy}
        stallName={sample.stall?.name ?? ''}
        unsaved={changes.length > 0}
        onSigned={onChanged}
      />
    </div>
  )
}

/** Only what is known: an empty sheet is one line. */
function SheetFacts({ details }: { readonly details: SampleDetails }) {
  const amount = (quantity: string | null, unit: string | null) =>
    quantity === null ? null : `${quantity}\u00a0${unit === null ? '' : choiceWords(unit)}`
  const shown = {
    ...details,
    quantity: amount(details.quantity, details.quantityUnit),
    quantityUnit: null,
    purchaseQuantity: amount(details.purchaseQuantity, details.purchaseUnit),
    purchaseUnit: null,
    condition: details.condition === null ? null : choiceWords(details.condition),
    voucherKind: details.voucherKind === null ? null : choiceWords(details.voucherKind),
    traceSystem: details.traceSystem === null ? null : choiceWords(details.traceSystem),
  }
  const facts = fieldGroups.flatMap(({ names }) =>
    names.flatMap((name) => {
      const text = shown[name]
      return text === null ? [] : [[fieldWords[name], text] as const]
    }),
  )
  if (facts.length === 0 && details.items.length === 0) return <p className="quiet">只登记了样品和摊位,其余还没填</p>
  return <Facts facts={details.items.length === 0 ? facts : [['检测项目', details.items.join('、')], ...facts]} />
}
