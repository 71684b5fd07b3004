/** The records as a table: a column for each field, over it what it means, and under that the field in every record. */
import type { Draft, FieldRole, Proposal } from '#contract/learn.ts'
import { Input, Select } from '#ui/parts.ts'
import { VisibleText } from '#ui/visible-text.tsx'
import { cellsOf, rolesOf, valuesOf, withItem, withRole, withUnit } from './draft-edits.ts'
import type { Lesson } from './learn-desk.tsx'
import { roleHints, roleWords, sureWords } from './learn-words.ts'

interface FieldTableProps {
  readonly lesson: Lesson
  readonly onChange: (draft: Draft) => void
}

/** Enough to see a pattern; the try reads them all. */
const mostRows = 12

const roleOptions = Object.entries(roleWords).map(([value, label]) => ({ value, label }))

function isRole(text: string): text is FieldRole {
  return text in roleWords
}

export function FieldTable({ lesson: { proposal, draft }, onChange }: FieldTableProps) {
  const { columns, rows } = proposal
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
    <section className="panel learn-table learn-fields" aria-label="字段表" tabIndex={0}>
      <table className="ledger">
        <thead>
          <tr>
            {draft.fields.map((field, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a field is its place in the draft
              <th key={index} scope="col" className={`role-${field.role}`}>
                <Head
                  index={index}
                  column={columns[index]}
                  draft={draft}
                  onRole={(role) => onChange(withRole(draft, index, role))}
                />
                {field.role === 'value' && valuesOf(draft) > 1 && !rolesOf(draft).has('item') && (
                  <div className="learn-own">
                    <Input
                      aria-label={`第 ${index + 1} 格测的项目`}
                      placeholder="测的项目"
                      value={field.item ?? ''}
                      maxLength={80}
                      onChange={(event) => onChange(withItem(draft, index, event.target.value))}
                    />
                    <Input
                      aria-label={`第 ${index + 1} 格的单位`}
                      placeholder="单位"
                      value={field.unit ?? ''}
                      maxLength={30}
                      onChange={(event) => onChange(withUnit(draft, index, event.target.value))}
                    />
                  </div>
                )}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, mostRows).map((row, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: equal records are common, their place tells them apart
            <Record key={index} row={row} draft={draft} />
          ))}
        </tbody>
      </table>
    </section>
  )
}

interface HeadProps {
  readonly index: number
  readonly column: Proposal['columns'][number] | undefined
  readonly draft: Draft
  readonly onRole: (role: FieldRole) => void
}

function Head({ index, column, draft, onRole }: HeadProps) {
  const role = draft.fields[index]?.role ?? 'ignore'
  const sure = sureWords(column?.confidence ?? 0)
  const name = column?.label ?? `第 ${index + 1} 格`
  return (
    <div className="learn-head">
      <span className="learn-name">
        <b>{name}</b>
        <small className={sure.weak ? 'learn-weak' : ''}>{sure.word}</small>
      </span>
      <Select
        aria-label={`${name} 是什么`}
        value={role}
        title={roleHints[role]}
        onChange={(next: string) => {
          if (isRole(next)) onRole(next)
        }}
        options={roleOptions}
        optionRender={({ value, label }) => (
          <span className="learn-role">
            <b>{label}</b>
            <small>{typeof value === 'string' && isRole(value) ? roleHints[value] : ''}</small>
          </span>
        )}
        popupMatchSelectWidth={380}
        listHeight={460}
      />
    </div>
  )
}

function Record({ row, draft }: { readonly row: Proposal['rows'][number]; readonly draft: Draft }) {
  if (!row.isRecord)
    return (
      <tr className="learn-none">
        <td colSpan={draft.fields.length}>
          <span className="tag">不是结果</span>{' '}
          <code>
            <VisibleText text={row.text} />
          </code>
        </td>
      </tr>
    )
  return (
    <tr>
      {cellsOf(row, draft.fields.length).map((text, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a cell is its place in the record
        <td key={index} className={`role-${draft.fields[index]?.role ?? 'ignore'}`}>
          {text === null ? (
            <span className="quiet">—</span>
          ) : (
            <code>
              <VisibleText text={text} />
            </code>
          )}
        </td>
      ))}
    </tr>
  )
}
