/** One entry of a list: its form, made from the declaration, and every version it ever had. */
import { type ReactNode, useEffect, useState } from 'react'
import { client } from '#api'
import type { CatalogEntry, FindingView } from '#contract/catalog.ts'
import { fieldsOf } from '#core/catalog/catalog.ts'
import { reasonText } from '#core/catalog/finding-words.ts'
import type { CatalogName } from '#core/catalog/list.ts'
import { headingOf, listWords } from '#core/catalog/words.ts'
import { DeskPage, MainAction } from '#ui/desk-page.tsx'
import { DraftNote, useDraft } from '#ui/draft.tsx'
import { FaultCard } from '#ui/fault-card.tsx'
import { Field } from '#ui/field.tsx'
import { useAct, useLoad } from '#ui/load.ts'
import { useOperator } from '#ui/operator.tsx'
import { Panel } from '#ui/panel.tsx'
import { Button } from '#ui/parts.ts'
import { go, link } from '#ui/route.ts'
import { Answered } from '#ui/waiting.tsx'
import { oneWords, sourceWord, standingWords } from './catalog-words.ts'
import { draftOf, findingsNow, isChanged, isKeyField, saidIn } from './draft.ts'
import { type Draft, FieldControl } from './field-control.tsx'
import { History } from './history.tsx'

interface EntryPageProps {
  readonly list: CatalogName
  readonly entryKey: string
}

export function EntryPage({ list, entryKey }: EntryPageProps) {
  const loaded = useLoad(`${list} ${entryKey}`, () => client.catalog.get({ list, key: entryKey }), ['catalog.changed'])
  return (
    <Answered of={loaded}>
      {({ entry, versions }) => (
        <EntryForm
          key={entry.key}
          list={list}
          entry={entry}
          onSaved={loaded.reload}
          history={<History list={list} versions={versions} />}
        />
      )}
    </Answered>
  )
}

/** `code`: what the first field of the key begins with, for a stall that was met before it had a file. */
export function NewEntryPage({ list, code }: { readonly list: CatalogName; readonly code: string }) {
  // Whoever opened it is about to type.
  useEffect(() => document.querySelector<HTMLInputElement>('.catalog-form input')?.focus(), [])
  return <EntryForm list={list} entry={null} code={code} onSaved={() => undefined} history={null} />
}

interface EntryFormProps {
  readonly list: CatalogName
  readonly entry: CatalogEntry | null
  readonly code?: string
  readonly history: ReactNode
  readonly onSaved: () => void
}

function EntryForm({ list, entry, code = '', history, onSaved }: EntryFormProps) {
  const { by } = useOperator()
  const act = useAct()
  const [first] = fieldsOf(list)[0] ?? ['code']
  const [put, setPut] = useState<CatalogEntry | null>(null)
  // What was saved stands here before the page was asked for again.
  const newest = put !== null && put.revision > (entry?.revision ?? 0) ? put : entry
  const before: Draft = { ...draftOf(list, newest), ...(newest === null ? { [first]: code } : {}) }
  const kept = useDraft<Draft>(entry === null ? `catalog new ${list} ${code}` : `catalog ${list} ${entry.key}`, before)
  // An identity number is stored encrypted or not at all: it is no part of what is kept of a form.
  const [hidden, setHidden] = useState<Draft>({})
  const draft: Draft = { ...kept.value, ...hidden }
  const [told, setTold] = useState<readonly FindingView[]>([])
  const [saved, setSaved] = useState(false)
  const [tried, setTried] = useState(false)
  const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10)
  const now = findingsNow(list, draft, today)
  // The station says again what the form has said already.
  const findings = [...now, ...told.filter((one) => !now.some((same) => isSame(same, one)))]
  const shown = findings.filter(({ code: what }) => tried || what !== 'missing')
  const changed = isChanged(before, draft)
  const wrong = findings.some(({ level }) => level === 'refuse')
  const title = entry === null ? `新建${oneWords[list]}` : `${oneWords[list]} ${entry.title}`

  const change = (field: string, value: string | readonly string[]) => {
    if (isHidden(list, field)) setHidden({ [field]: value })
    else kept.change({ [field]: value })
    setTold(told.filter((one) => one.field !== field))
    setSaved(false)
  }
  const save = () => {
    setTried(true)
    if (wrong) return
    void act.run(async () => {
      const answer = await client.catalog.save({ list, key: entry?.key ?? null, data: saidIn(draft), by })
      setTold(answer.findings)
      if (answer.kind === 'refused') return
      setSaved(true)
      setPut(answer.entry)
      setHidden({})
      kept.clear()
      if (entry === null) go(link('catalog', [list, answer.entry.key]))
      else onSaved()
    })
  }
  const retire = (retired: boolean) =>
    void act.run(async () => {
      await client.catalog.retire({ list, key: entry?.key ?? '', retired, by })
      onSaved()
    })

  return (
    <DeskPage
      className="catalog-desk"
      title={title}
      tools={<Button onClick={() => go(link('catalog', [list]))}>回到{listWords[list]}</Button>}
      note={
        <span role="status">
          {act.busy
            ? '正在保存…'
            : saved && !changed
              ? `✓ 已保存,修改人 ${by}`
              : wrong && tried
                ? '▲ 有内容要改,见标红处'
                : changed
                  ? '还没有保存'
                  : entry !== null
                    ? `第 ${entry.revision} 版,${entry.by},${sourceWord(entry.source)}`
                    : '先填带 * 的'}
        </span>
      }
      action={
        <MainAction busy={act.busy} disabled={!changed} onPress={save}>
          {entry === null ? '保存' : entry.retired ? '保存并恢复使用' : '保存为新的一版'}
        </MainAction>
      }
    >
      <div className="stack">
        {act.fault !== null && <FaultCard fault={act.fault} onClose={act.clear} />}
        {entry !== null && <Standing entry={entry} busy={act.busy} onRetire={retire} />}
        <Panel title="内容" aside="带 * 的必须填;改动保存为新的一版,旧的一版不会丢">
          <DraftNote of={kept} />
          <form
            className="form-grid catalog-form"
            onSubmit={(event) => {
              event.preventDefault()
              if (changed) save()
            }}
          >
            {fieldsOf(list).map(([field, declared]) => {
              const mine = shown.filter((one) => one.field === field)
              const bad = mine.find(({ level }) => level === 'refuse')
              const fixed = entry !== null && isKeyField(list, field)
              return (
                <Field
                  key={field}
                  className={declared.kind === 'several' || field === 'note' ? 'catalog-wide' : ''}
                  label={`${headingOf(list, field)}${declared.required === true ? ' *' : ''}`}
                  wrong={bad === undefined ? null : reasonText(bad)}
                  hint={<Hint kind={declared.kind} mine={mine} fixed={fixed} />}
                >
                  {(id) => (
                    <FieldControl
                      id={id}
                      declared={declared}
                      value={draft[field] ?? ''}
                      disabled={fixed}
                      onChange={(value) => change(field, value)}
                    />
                  )}
                </Field>
              )
            })}
            <button type="submit" className="said-only" tabIndex={-1}>
              保存
            </button>
          </form>
        </Panel>
        {history}
      </div>
    </DeskPage>
  )
}

interface HintProps {
  readonly kind: string
  readonly mine: readonly FindingView[]
  readonly fixed: boolean
}

/** A warning stands where it belongs and stops nobody. */
function Hint({ kind, mine, fixed }: HintProps) {
  if (mine.length > 0) return <span className="catalog-warn">▲ {mine.map(reasonText).join(';')}</span>
  if (fixed) return '编号不能改'
  if (kind === 'several') return '输入一个按一次回车,或用分号隔开'
  if (kind === 'identity-number') return '只加密保存,任何地方都只显示头尾四位'
  return null
}

interface StandingProps {
  readonly entry: CatalogEntry
  readonly busy: boolean
  readonly onRetire: (retired: boolean) => void
}

function Standing({ entry, busy, onRetire }: StandingProps) {
  const { list, missing, standing, retired, title } = entry
  return (
    <div className="row row-wrap">
      {retired ? (
        <span className="tag tag-bad">已停用</span>
      ) : missing.length === 0 ? (
        <span className="tag tag-good">✓ 档案完整</span>
      ) : (
        <span className="tag tag-loud">待补全 {missing.length} 项</span>
      )}
      {standing !== null && standing !== 'active' && <span className="tag">{standingWords[standing]}</span>}
      {!retired && missing.length > 0 && (
        <span className="quiet">还缺:{missing.map((field) => headingOf(list, field)).join('、')}</span>
      )}
      <span className="catalog-push" />
      {retired ? (
        <Button disabled={busy} onClick={() => onRetire(false)}>
          恢复使用
        </Button>
      ) : (
        <Button disabled={busy} danger onClick={() => onRetire(true)}>
          {standing === 'archivable' ? `归档“${title}”` : `停用“${title}”,不再出现在选项里`}
        </Button>
      )}
    </div>
  )
}

function isHidden(list: CatalogName, name: string): boolean {
  return fieldsOf(list).some(([field, { kind }]) => field === name && kind === 'identity-number')
}

function isSame(one: FindingView, other: FindingView): boolean {
  return one.field === other.field && one.code === other.code
}
