/** The site's own facts: they stand on every notice, record and upload. */
import { useState } from 'react'
import { client } from '#api'
import type { Site } from '#contract/settings.ts'
import { DraftNote, useDraft } from '#ui/draft.tsx'
import { FaultCard } from '#ui/fault-card.tsx'
import { Field } from '#ui/field.tsx'
import { useAct } from '#ui/load.ts'
import { useOperator } from '#ui/operator.tsx'
import { Button, Input, Select } from '#ui/parts.ts'

const kindWords: Readonly<Record<Site['kind'], string>> = {
  market: '农贸市场',
  wholesale: '批发市场',
  supermarket: '超市',
  park: '食品加工园区',
  producer: '生产加工企业',
  canteen: '食堂',
  'supervision-office': '市场监管所',
  van: '快检车',
  'county-lab': '县级检测机构',
}

const kinds = Object.entries(kindWords).map(([value, label]) => ({ value, label }))

export function SiteForm({ site, onSaved }: { readonly site: Site; readonly onSaved: () => void }) {
  const { by } = useOperator()
  const act = useAct()
  const kept = useDraft<Site>('site', site)
  const draft = kept.value
  const [saved, setSaved] = useState(false)
  const change = (part: Partial<Site>) => {
    setSaved(false)
    kept.change(part)
  }
  const wrongTime = /^([01]\d|2[0-3]):[0-5]\d$/.test(draft.publishBefore) ? null : '写成 08:00 这样'
  const changed = JSON.stringify(draft) !== JSON.stringify(site)
  const ready = draft.name.trim() !== '' && draft.operator.trim() !== '' && wrongTime === null && changed
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault()
        if (!ready) return
        void act
          .run(() =>
            client.settings.save({ site: { ...draft, name: draft.name.trim(), operator: draft.operator.trim() }, by }),
          )
          .then((done) => {
            if (!done) return
            kept.settle()
            setSaved(true)
            onSaved()
          })
      }}
    >
      <DraftNote of={kept} />
      <div className="form-grid">
        <Field label="检测点名称" hint="公示单、文书、上报都用它">
          {(id) => (
            <Input
              id={id}
              value={draft.name}
              maxLength={60}
              onChange={(event) => change({ name: event.target.value })}
            />
          )}
        </Field>
        <Field label="类别">
          {(id) => (
            <Select id={id} value={draft.kind} options={kinds} onChange={(kind: Site['kind']) => change({ kind })} />
          )}
        </Field>
        <Field label="主要操作员" hint="右上角可随时换人">
          {(id) => (
            <Input
              id={id}
              value={draft.operator}
              maxLength={30}
              onChange={(event) => change({ operator: event.target.value })}
            />
          )}
        </Field>
        <Field label="投诉举报电话" hint="印在公示单上">
          {(id) => (
            <Input
              id={id}
              value={draft.complaintPhone}
              maxLength={30}
              onChange={(event) => change({ complaintPhone: event.target.value })}
            />
          )}
        </Field>
        <Field label="每天几点前公示" hint="24 小时制,如 08:00" wrong={wrongTime}>
          {(id) => (
            <Input
              id={id}
              inputMode="numeric"
              placeholder="08:00"
              maxLength={5}
              value={draft.publishBefore}
              onChange={(event) => change({ publishBefore: event.target.value })}
            />
          )}
        </Field>
      </div>
      {act.fault !== null && <FaultCard fault={act.fault} onClose={act.clear} />}
      <div className="row">
        <Button type="primary" htmlType="submit" loading={act.busy} disabled={!ready}>
          保存检测点
        </Button>
        <span className="quiet" role="status">
          {saved ? `✓ 已保存,修改人 ${by}` : changed ? '还没有保存' : ''}
        </span>
      </div>
    </form>
  )
}
