/** The site's own facts: they stand on every notice, record and upload. */
import { useState } from 'react'
import { client } from '#api'
import type { CatalogEntry } from '#contract/catalog.ts'
import type { Site } from '#contract/settings.ts'
import { DraftNote, useDraft } from '#ui/draft.tsx'
import { FaultCard } from '#ui/fault-card.tsx'
import { Field } from '#ui/field.tsx'
import { useAct, useLoad } from '#ui/load.ts'
import { useOperator } from '#ui/operator.tsx'
import { Button, Select } from '#ui/parts.ts'
import { TextField } from '#ui/text-field.tsx'

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

const kinds = (Object.keys(kindWords) as Site['kind'][]).map((value) => ({ value, label: kindWords[value] }))

const news = ['catalog.changed'] as const

/** What the master data says of another entry, when a person says that it is this room. */
function siteFrom(entry: CatalogEntry | undefined): Partial<Site> {
  if (entry === undefined) return {}
  const said = (field: string) => String(entry.data[field] ?? '')
  const kind = kinds.find(({ value }) => value === said('kind'))
  return {
    code: entry.key,
    name: said('name'),
    opener: said('opener'),
    testingBody: said('testingBody'),
    complaintPhone: said('complaintPhone'),
    ...(kind === undefined ? {} : { kind: kind.value }),
  }
}

export function SiteForm({ site, onSaved }: { readonly site: Site; readonly onSaved: () => void }) {
  const { by } = useOperator()
  const act = useAct()
  const kept = useDraft<Site>('site', site)
  const draft = kept.value
  const [saved, setSaved] = useState(false)
  const others = useLoad('site list', () => client.catalog.page({ list: 'site', limit: 50 }), news).data?.rows ?? []
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
        {others.length > 1 && (
          <Field label="本站档案" hint="基础数据“检测点”里哪一条是本站">
            {(id) => (
              <Select
                id={id}
                value={draft.code ?? ''}
                options={others.map(({ key, title }) => ({ value: key, label: `${key} ${title}` }))}
                onChange={(code: string) => change(siteFrom(others.find(({ key }) => key === code)))}
              />
            )}
          </Field>
        )}
        <TextField
          label="检测点名称"
          hint="公示单、文书、上报都用它"
          value={draft.name}
          maxLength={60}
          onChange={(text) => change({ name: text })}
        />
        <Field label="类别">
          {(id) => (
            <Select id={id} value={draft.kind} options={kinds} onChange={(kind: Site['kind']) => change({ kind })} />
          )}
        </Field>
        <TextField
          label="开办者"
          hint="市场的开办单位,印在公示单和文书上"
          value={draft.opener}
          maxLength={60}
          onChange={(text) => change({ opener: text })}
        />
        <TextField
          label="检测单位"
          hint="第三方驻场时填第三方;复检不能再送它"
          value={draft.testingBody}
          maxLength={60}
          onChange={(text) => change({ testingBody: text })}
        />
        <TextField
          label="主要操作员"
          hint="右上角可随时换人"
          value={draft.operator}
          maxLength={30}
          onChange={(text) => change({ operator: text })}
        />
        <TextField
          label="投诉举报电话"
          hint="印在公示单上"
          value={draft.complaintPhone}
          maxLength={30}
          onChange={(text) => change({ complaintPhone: text })}
        />
        <TextField
          label="每天几点前公示"
          hint="24 小时制,如 08:00"
          wrong={wrongTime}
          inputMode="numeric"
          placeholder="08:00"
          maxLength={5}
          value={draft.publishBefore}
          onChange={(text) => change({ publishBefore: text })}
        />
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
