/** Choosing the lot on the bench: scanned or picked from the list, or written down where no list has it. */

import { client } from '#api'
import { DraftNote, useDraft } from '#ui/draft.tsx'
import { FaultCard } from '#ui/fault-card.tsx'
import { Field } from '#ui/field.tsx'
import { KeyHint } from '#ui/key-hint.tsx'
import { useAct, useLoad } from '#ui/load.ts'
import { useOperator } from '#ui/operator.tsx'
import { AutoComplete, Button, Modal } from '#ui/parts.ts'
import { ReagentFields } from '#ui/reagent-fields.tsx'
import { TextField } from '#ui/text-field.tsx'

export function KitDialog({ port, onClose }: { readonly port: string; readonly onClose: () => void }) {
  const { by, names } = useOperator()
  const act = useAct()
  const known = useLoad(`kit ${port}`, () => client.control.kit({ port }))
  const lots = known.data?.lots ?? []
  const draft = useDraft(`kit ${port}`, { lot: '', kit: '', bufferLot: '', item: '', operator: by })
  const { lot, kit, bufferLot, item, operator } = draft.value
  // Not changed is thrown away: the lot of another day must not lie in wait here.
  const leave = () => {
    draft.clear()
    onClose()
  }
  // A scanner types the lot as it stands on the box.
  const chosen = lots.find((one) => one.lot === lot.trim())
  const name = chosen?.kit ?? kit.trim()
  const ready = lot.trim() !== '' && name !== '' && operator.trim() !== ''
  const save = () =>
    void act
      .run(() =>
        client.control.chooseKit({
          port,
          item: item.trim() === '' ? null : item.trim(),
          kit: name,
          lot: lot.trim(),
          bufferLot: bufferLot.trim() === '' ? null : bufferLot.trim(),
          operator: operator.trim(),
          by,
        }),
      )
      .then((done) => {
        if (done) leave()
      })
  return (
    <Modal open title={`${port}:现在用哪一批试剂`} width={640} onCancel={leave} footer={null} destroyOnHidden>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          if (ready) save()
        }}
      >
        <DraftNote of={draft} />
        <div className="form-grid">
          <ReagentFields lots={lots} known={chosen} lot={lot} kit={kit} onChange={draft.change} />
          <TextField
            label="缓冲液批号"
            hint={chosen?.bufferLot == null ? '没有可以空着' : `配套的是 ${chosen.bufferLot}`}
            value={bufferLot}
            maxLength={40}
            onChange={(text) => draft.change({ bufferLot: text })}
          />
          <Field label="只用于一个项目" hint="这台仪器的项目都用它就空着">
            {(id) => (
              <AutoComplete
                id={id}
                value={item}
                options={(chosen?.items ?? []).map((value) => ({ value }))}
                onChange={(said: string) => draft.change({ item: said })}
              />
            )}
          </Field>
          <Field label="检测人">
            {(id) => (
              <AutoComplete
                id={id}
                value={operator}
                options={names.map((value) => ({ value }))}
                onChange={(said: string) => draft.change({ operator: said })}
              />
            )}
          </Field>
        </div>
        {act.fault !== null && <FaultCard fault={act.fault} onClose={act.clear} />}
        <div className="row dialog-foot">
          <Button onClick={leave}>
            不换
            <KeyHint keys="Esc" />
          </Button>
          <Button type="primary" size="large" htmlType="submit" loading={act.busy} disabled={!ready}>
            从现在起用这一批
          </Button>
        </div>
      </form>
    </Modal>
  )
}
