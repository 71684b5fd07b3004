/** Which items need a blank before them, and where that is written; a rule can be added for any item. */
import { useState } from 'react'
import type { ControlPolicyView } from '#contract/control.ts'
import { Button, Input, Select } from '#ui/parts.ts'
import { blankLevelWords } from './control-words.ts'

type Blanks = ControlPolicyView['blanks']
const blankLevels = ['required', 'warn', 'off'] as const

export function BlankRules({
  blanks,
  onChange,
}: {
  readonly blanks: Blanks
  readonly onChange: (blanks: Blanks) => void
}) {
  const [item, setItem] = useState('')
  const add = () => {
    onChange([...blanks, { item: item.trim(), method: null, level: 'required', source: '本室规定' }])
    setItem('')
  }
  return (
    <div className="stack">
      <ul className="control-levels">
        {blanks.map((rule, index) => (
          <li key={`${rule.item} ${rule.method ?? ''}`}>
            <span className="two">
              {rule.item}
              <small>{rule.source === '' ? '本室规定' : rule.source}</small>
            </span>
            <span className="row">
              <Select
                aria-label={`${rule.item} 的空白对照`}
                value={rule.level}
                options={blankLevels.map((level) => ({ value: level, label: blankLevelWords[level] }))}
                onChange={(level) => onChange(blanks.map((one, place) => (place === index ? { ...one, level } : one)))}
              />
              <Button size="small" onClick={() => onChange(blanks.filter((_, place) => place !== index))}>
                去掉
              </Button>
            </span>
          </li>
        ))}
      </ul>
      <div className="row">
        <Input
          aria-label="要空白对照的项目"
          placeholder="再加一个项目,如 有机磷和氨基甲酸酯类"
          value={item}
          maxLength={80}
          onChange={(event) => setItem(event.target.value)}
        />
        <Button disabled={item.trim() === '' || blanks.some((rule) => rule.item === item.trim())} onClick={add}>
          必须有空白
        </Button>
      </div>
    </div>
  )
}
