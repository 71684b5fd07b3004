/** What a proposed limit pack changes, a row a line: the old value beside the new one. */
import type { PackChangeRow } from '#contract/settings.ts'
import { type Column, Ledger } from '#ui/ledger.tsx'
import { fieldWord, valueWord } from './pack-words.ts'

const changeWords: Readonly<Record<PackChangeRow['change'], string>> = {
  added: '新增',
  removed: '删除',
  changed: '修改',
}

const listWords: Readonly<Record<PackChangeRow['list'], string>> = {
  pack: '包',
  standards: '标准',
  items: '项目',
  methods: '方法',
  foods: '食品',
  rules: '规定',
}

/** Whole rows are long; the auditor has them in the file, and on hover. */
const mostText = 160

const columns: readonly Column<PackChangeRow>[] = [
  {
    key: 'change',
    name: '变化',
    className: 'nowrap',
    cell: ({ change, list }) => `${changeWords[change]}${listWords[list]}`,
  },
  {
    key: 'row',
    name: '内容',
    cell: (row) => (
      <span className="two">
        <b>{row.key}</b>
        <small title={textOf(row)}>{textOf(row).slice(0, mostText)}</small>
      </span>
    ),
  },
]

export function PackChanges({
  changes,
  total,
}: {
  readonly changes: readonly PackChangeRow[]
  readonly total: number
}) {
  return (
    <div className="stack">
      <Ledger label="待签限量包的变化" columns={columns} rows={changes} idOf={(row) => `${row.list} ${row.key}`} />
      {total > changes.length && (
        <p className="quiet">
          共 {total} 处变化,这里列出前 {changes.length} 处;全部变化用命令 station pack compare 查看。
        </p>
      )}
    </div>
  )
}

/** `限量:≤ 5 mg/kg → ≤ 4 mg/kg;条款:无 → 4.1`. What a new row leaves empty is not said. */
function textOf({ change, fields }: PackChangeRow): string {
  return fields
    .filter(({ before, after }) => change === 'changed' || (before ?? after) !== null)
    .map(({ name, before, after }) => {
      const value =
        change === 'changed'
          ? `${valueWord(name, before)} → ${valueWord(name, after)}`
          : valueWord(name, after ?? before)
      return `${fieldWord(name)}:${value}`
    })
    .join(';')
}
