/** 保存: what the machine is called and who stands for this; then the finished driver, ready to be used and passed on. */
import { useState } from 'react'
import { client } from '#api'
import type { Draft } from '#contract/learn.ts'
import { MainAction } from '#ui/desk-page.tsx'
import { DraftNote, type DraftOf } from '#ui/draft.tsx'
import { FaultCard } from '#ui/fault-card.tsx'
import { Field } from '#ui/field.tsx'
import { useAct, useLoad } from '#ui/load.ts'
import { useOperator } from '#ui/operator.tsx'
import { Panel } from '#ui/panel.tsx'
import { Button, Radio, Select } from '#ui/parts.ts'
import { go, link } from '#ui/route.ts'
import { TextField } from '#ui/text-field.tsx'
import { finished, withFixed } from './draft-edits.ts'
import { ExportButton } from './export-button.tsx'
import { LearnPage } from './learn-page.tsx'
import { LearnedList } from './learned-list.tsx'

interface NameFieldsProps {
  readonly draft: Draft
  readonly onChange: (draft: Draft) => void
  readonly names: Pick<DraftOf<object>, 'restored' | 'clear'>
}

interface SaveStepProps extends NameFieldsProps {
  readonly onSaved: () => void
}

const categories: readonly { readonly value: Draft['category']; readonly label: string }[] = [
  { value: 'analyzer', label: '检测仪' },
  { value: 'balance', label: '天平' },
  { value: 'meter', label: '测量表' },
  { value: 'scanner', label: '扫码枪' },
]

export function SaveStep({ draft, names, onChange, onSaved }: SaveStepProps) {
  const { by } = useOperator()
  const act = useAct()
  const [saved, setSaved] = useState<string | null>(null)
  const missing = draft.vendor.trim() === '' ? '还没有写厂家' : draft.model.trim() === '' ? '还没有写型号' : null
  const save = () =>
    void act.run(async () => {
      const { driver } = await client.learn.save({ draft: finished(draft), by })
      setSaved(driver)
      onSaved()
    })
  return (
    <LearnPage
      step="save"
      onEnter={() => {
        if (saved === null && missing === null) save()
      }}
      note={saved === null ? (missing ?? `由 ${by} 签名保存;右上角可以换人`) : `✓ 已保存,制作人 ${by}`}
      action={
        saved === null ? (
          <MainAction onPress={save} busy={act.busy} disabled={missing !== null} byEnter>
            保存这个型号
          </MainAction>
        ) : (
          <MainAction onPress={() => go(link('port', [], { add: saved }))} byEnter>
            现在接上这台仪器
          </MainAction>
        )
      }
    >
      <div className="learn-two">
        {saved === null ? (
          <Panel title="这是什么仪器">
            <NameFields draft={draft} names={names} onChange={onChange} />
            {act.fault !== null && <FaultCard fault={act.fault} onClose={act.clear} />}
          </Panel>
        ) : (
          <Panel title="✓ 学会了">
            <div className="stack">
              <p>
                <b>{finished(draft).title}</b> 已进入型号列表,和自带的型号一样用。刚才录的数据留作样本,一起存着。
              </p>
              <p>
                别的检测点也有这种仪器?导出成一个文件拷过去,在那里导入就能用。文件带制作人的签名,改动一个字都会被发现。
              </p>
              <div className="row row-wrap">
                <ExportButton id={saved}>导出成文件</ExportButton>
                <Button onClick={() => go(link('learn'))}>再学一台</Button>
              </div>
            </div>
          </Panel>
        )}
        <LearnedList key={saved} />
      </div>
    </LearnPage>
  )
}

function NameFields({ draft, names, onChange }: NameFieldsProps) {
  const methods = useLoad('methods', () => client.port.methods({}))
  return (
    <div className="stack">
      <DraftNote of={names} />
      <div className="form-grid">
        <TextField
          label="厂家"
          hint="照铭牌写"
          autoFocus
          value={draft.vendor}
          maxLength={40}
          onChange={(text) => onChange({ ...draft, vendor: text })}
        />
        <TextField
          label="型号"
          hint="照铭牌写,如 XY-200"
          value={draft.model}
          maxLength={40}
          onChange={(text) => onChange({ ...draft, model: text })}
        />
        <TextField
          label="中文名称"
          hint="空着就用厂家加型号"
          value={draft.title}
          maxLength={60}
          placeholder="如 某某 XY-200 农药残留检测仪"
          onChange={(text) => onChange({ ...draft, title: text })}
        />
        <Field label="检测方法" hint="固定用一种方法的仪器才选">
          {(id) => (
            <Select
              id={id}
              allowClear
              {...(draft.fixed.method === null ? {} : { value: draft.fixed.method })}
              placeholder="不固定"
              onChange={(method: string | undefined) => onChange(withFixed(draft, { method: method ?? null }))}
              options={(methods.data ?? []).map((value) => ({ value, label: value }))}
            />
          )}
        </Field>
      </div>
      <div className="field">
        <span className="legend">它是</span>
        <Radio.Group
          aria-label="它是"
          optionType="button"
          value={draft.category}
          onChange={(event) => {
            const category = categories.find(({ value }) => value === event.target.value)?.value
            if (category !== undefined) onChange({ ...draft, category })
          }}
          options={[...categories]}
        />
        <p className="field-note">只有检测仪的读数会成为检测结果</p>
      </div>
    </div>
  )
}
