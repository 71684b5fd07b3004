/** Which model stands there: found by any name it is sold under, with how well its format is known said before it is chosen. */
import type { DriverView } from '#contract/port.ts'
import { Field } from '#ui/field.tsx'
import { Checkbox, Select } from '#ui/parts.ts'
import { categoryWords, evidenceWords, guardWords, repeatWords } from './port-words.ts'

interface ModelChoiceProps {
  readonly drivers: readonly DriverView[]
  readonly chosen: DriverView | undefined
  readonly onChoose: (id: string) => void
  readonly confirmed: boolean
  readonly onConfirm: (confirmed: boolean) => void
}

/** Everything a person may read on the machine or on its box. */
function searchText({ id, title, vendor, model, alsoSoldAs }: DriverView): string {
  return [title, vendor, model, ...alsoSoldAs, id].join(' ').toLowerCase()
}

/** `taiyang/ttnj-16` is TTNJ-16: titles of a dozen sisters would fill the screen. */
function modelOf(id: string): string {
  return id.slice(id.indexOf('/') + 1).toUpperCase()
}

export function ModelChoice({ drivers, chosen, onChoose, confirmed, onConfirm }: ModelChoiceProps) {
  return (
    <div className="stack">
      <Field
        label="型号"
        hint={chosen === undefined ? '看仪器铭牌,输入厂家或型号都行。找不到:先试“通用”,或用学习向导' : undefined}
      >
        {(id) => (
          <Select
            id={id}
            autoFocus
            showSearch={{
              filterOption: (text, option) =>
                text
                  .toLowerCase()
                  .split(/\s+/)
                  .every((word) => option?.search.includes(word) === true),
            }}
            {...(chosen === undefined ? {} : { value: chosen.id })}
            placeholder="选择或输入厂家、型号"
            onChange={onChoose}
            optionRender={({ data }) => (
              <span className="two">
                <b>{data.label}</b>
                <small>{data.also}</small>
              </span>
            )}
            listHeight={360}
            notFoundContent="没有这个型号。换个叫法试试;真没有,就关掉这里,用“学习向导”"
            options={drivers.map((one) => ({
              value: one.id,
              label: one.title,
              also: [`${one.vendor} ${one.model}`, ...one.alsoSoldAs].join('、'),
              search: searchText(one),
            }))}
          />
        )}
      </Field>
      {chosen !== undefined && (
        <div className="model">
          <p className="row row-wrap">
            <span className="tag">{categoryWords[chosen.category].word}</span>
            <span className={chosen.evidence === 'device-tested' ? 'tag tag-good' : 'tag'}>
              {chosen.learnedBy === null ? (evidenceWords[chosen.evidence]?.word ?? chosen.evidence) : '学习向导'}
            </span>
            {chosen.alsoSoldAs.length > 0 && <span className="small">也叫 {chosen.alsoSoldAs.join('、')}</span>}
          </p>
          <ul className="model-says">
            <li>
              {chosen.learnedBy === null
                ? (evidenceWords[chosen.evidence]?.means ?? chosen.source)
                : `由 ${chosen.learnedBy} 用学习向导制作`}
            </li>
            <li className={chosen.guard === 'none' ? 'model-weak' : ''}>
              {chosen.guard === 'none' && '▲ '}
              {guardWords[chosen.guard]}
            </li>
            <li>{repeatWords[chosen.repeats]}</li>
            {chosen.category !== 'analyzer' && <li>{categoryWords[chosen.category].means}</li>}
          </ul>
          {chosen.sisters.length > 0 && (
            <div className="model-sisters">
              <p>▲ 还有 {chosen.sisters.length} 种型号传来的字节一模一样,意思却不同。选错型号,项目会错。</p>
              <p className="small" title={chosen.sisters.map(({ title }) => title).join('\n')}>
                {chosen.sisters.map(({ id }) => modelOf(id)).join('、')}
              </p>
              <Checkbox checked={confirmed} onChange={(event) => onConfirm(event.target.checked)}>
                我看过铭牌:仪器铭牌上写的就是 <b>{chosen.model}</b>
              </Checkbox>
            </div>
          )}
        </div>
      )}
    </div>
  )
}
