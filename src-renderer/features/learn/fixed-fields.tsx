/** What the record does not say and a person knows: the item, the unit, and words that mean no value, not steady, or a control. */
import { useState } from 'react'
import type { Draft } from '#contract/learn.ts'
import { Field } from '#ui/field.tsx'
import { Panel } from '#ui/panel.tsx'
import { Button, Checkbox, Input, Select } from '#ui/parts.ts'
import { TextField } from '#ui/text-field.tsx'
import { onlyItem, onlyUnit, rolesOf, textOrNull, valuesOf, withOnly, withWords, wordsOf } from './draft-edits.ts'

interface FixedFieldsProps {
  readonly draft: Draft
  readonly onChange: (draft: Draft) => void
}

const dateOrders: readonly { readonly value: Draft['dateOrder']; readonly label: string }[] = [
  { value: 'ymd', label: '年 月 日' },
  { value: 'dmy', label: '日 月 年' },
  { value: 'mdy', label: '月 日 年' },
]

export function FixedFields({ draft, onChange }: FixedFieldsProps) {
  const roles = rolesOf(draft)
  const single = valuesOf(draft) < 2
  const [more, setMore] = useState(false)
  const list = (key: keyof Draft['words'], label: string, hint: string) => (
    <WordList
      label={label}
      hint={hint}
      words={draft.words[key]}
      onChange={(words) => onChange(withWords(draft, { [key]: words }))}
    />
  )
  return (
    <Panel title="数据里没有写的" aside={<Button onClick={() => setMore(!more)}>{more ? '收起' : '更多设置…'}</Button>}>
      <div className="form-grid">
        {!roles.has('item') && (
          <TextField
            label={single ? '测的项目(数据里没有,就固定填)' : '没有单独填的,都算这个项目'}
            hint="照限量标准里的叫法,如 有机磷和氨基甲酸酯类;天平填“重量”"
            value={onlyItem(draft) ?? ''}
            maxLength={80}
            onChange={(text) => onChange(withOnly(draft, { item: textOrNull(text) }))}
          />
        )}
        {!roles.has('unit') && (
          <TextField
            label="单位"
            hint="如 %、mg/kg、g;没有就空着"
            value={onlyUnit(draft) ?? ''}
            maxLength={30}
            onChange={(text) => onChange(withOnly(draft, { unit: textOrNull(text) }))}
          />
        )}
        {roles.has('status') && list('stable', '状态是这些字才算数', '用逗号隔开,如 ST')}
        {roles.has('item') && roles.has('unit') && !roles.has('status') && !more && (
          <p className="quiet">项目和单位数据里都有,不用填。</p>
        )}
        {more && (
          <>
            {roles.has('status') && list('unstable', '状态是这些字不算数', '如 US、SD')}
            {roles.has('unit') && (
              <div className="field">
                <span className="legend">没有单位的行</span>
                <Checkbox
                  checked={draft.stableByUnit}
                  onChange={(event) => onChange({ ...draft, stableByUnit: event.target.checked })}
                >
                  不算数(有的天平数没稳就不打单位)
                </Checkbox>
              </div>
            )}
            {list('invalid', '出现这些字就是“无效”', '数值那一格里的,如 ----、NaN、出错')}
            {list('control', '这些字表示质控', '样品编号、项目或通道里的,如 空白、QC')}
            {list('skip', '这样开头的行不是结果', '标题、结尾等,如 样品编号、FINISH')}
            {roles.has('time') && (
              <Field label="日期的顺序">
                {(id) => (
                  <Select
                    id={id}
                    value={draft.dateOrder}
                    onChange={(dateOrder: Draft['dateOrder']) => onChange({ ...draft, dateOrder })}
                    options={[...dateOrders]}
                  />
                )}
              </Field>
            )}
          </>
        )}
      </div>
    </Panel>
  )
}

interface WordListProps {
  readonly label: string
  readonly hint: string
  readonly words: readonly string[]
  readonly onChange: (words: string[]) => void
}

/** The line as typed, so that a comma does not vanish under the fingers. */
function WordList({ label, hint, words, onChange }: WordListProps) {
  const [line, setLine] = useState(() => words.join(', '))
  return (
    <Field label={label} hint={hint}>
      {(id) => (
        <Input
          id={id}
          value={line}
          maxLength={400}
          onChange={(event) => {
            setLine(event.target.value)
            onChange(wordsOf(event.target.value))
          }}
        />
      )}
    </Field>
  )
}
