/** 试一遍: every recorded line read by the driver as it stands, each with what came out of it. */
import { client } from '#api'
import type { Draft } from '#contract/learn.ts'
import { MainAction } from '#ui/desk-page.tsx'
import { useLoad } from '#ui/load.ts'
import { outcomeReasonWords } from '#ui/outcome-words.ts'
import { Button } from '#ui/parts.ts'
import { go } from '#ui/route.ts'
import { ValueText } from '#ui/value-text.tsx'
import { VisibleText } from '#ui/visible-text.tsx'
import { Answered } from '#ui/waiting.tsx'
import { finished } from './draft-edits.ts'
import { LearnPage } from './learn-page.tsx'
import { problemWords } from './learn-words.ts'
import { stepHref } from './steps.tsx'

type Tried = Awaited<ReturnType<typeof client.learn.try>>
type Row = Tried['rows'][number]

export function TryStep({ draft }: { readonly draft: Draft }) {
  const tried = useLoad(`try ${JSON.stringify(draft)}`, () => client.learn.try({ draft: finished(draft) }))
  // Its name is asked for on the next page.
  const problems = tried.data?.problems.filter(({ code }) => code !== 'name-missing') ?? []
  const counts = tried.data?.counts
  return (
    <LearnPage
      step="try"
      note={counts === undefined ? '' : '和仪器屏幕、打印的小票对一对,数字要一模一样'}
      action={
        <MainAction onPress={() => go(stepHref('save'))} disabled={tried.data === null || problems.length > 0} byEnter>
          对得上,去保存
        </MainAction>
      }
    >
      <Answered of={tried}>
        {({ rows }) => (
          <div className="stack">
            {problems.map(({ code, detail }) => {
              const words = problemWords[code]
              return (
                <div key={`${code} ${detail}`} className="notebox row row-wrap">
                  <span>
                    <b>▲ {words?.what ?? code}</b>
                    <br />
                    {words === undefined ? detail : `${words.why}。${words.next}`}
                  </span>
                  <Button onClick={() => go(stepHref(words?.step ?? 'fields'))}>去改</Button>
                </div>
              )
            })}
            {counts !== undefined && (
              <p className="learn-counts">
                <span className="check-good">✓ 读出 {counts.readings} 条</span>
                <span>– 不是结果 {counts.ignored} 条</span>
                <span className={counts.damaged > 0 ? 'check-bad' : ''}>
                  {counts.damaged > 0 ? '▲' : '–'} 读不出 {counts.damaged} 条
                </span>
              </p>
            )}
            <TriedTable rows={rows} />
          </div>
        )}
      </Answered>
    </LearnPage>
  )
}

const heads = ['收到的', '样品编号', '项目', '数值', '结论', '时间', '通道'] as const

function TriedTable({ rows }: { readonly rows: readonly Row[] }) {
  return (
    <section className="panel learn-table" aria-label="每一行读成了什么">
      <table className="ledger">
        <thead>
          <tr>
            {heads.map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: equal lines are common, their place tells them apart
            <tr key={index} className={row.outcome.kind === 'reading' ? '' : 'learn-none'}>
              <td className="learn-source">
                <code title={row.text}>
                  <VisibleText text={row.text} />
                </code>
              </td>
              <Outcome outcome={row.outcome} />
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function Outcome({ outcome }: { readonly outcome: Row['outcome'] }) {
  if (outcome.kind !== 'reading')
    return (
      <td colSpan={heads.length - 1}>
        <span className={outcome.kind === 'damaged' ? 'tag tag-bad' : 'tag'}>
          {outcome.kind === 'damaged' ? '▲ 读不出' : '– 不是结果'}
        </span>{' '}
        <span className="quiet" title={outcome.reason}>
          {outcomeReasonWords(outcome.reason)}
        </span>
      </td>
    )
  const { sampleNo, item, value, unit, flag, measuredAt, channel, control } = outcome.reading
  return (
    <>
      <td>
        {sampleNo ?? '—'} {control && <span className="tag">质控</span>}
      </td>
      <td>{item}</td>
      <td>
        <ValueText value={value} unit={unit} />
      </td>
      <td>{flag ?? '—'}</td>
      <td className="nowrap">{measuredAt?.replace('T', ' ') ?? '—'}</td>
      <td>{channel ?? '—'}</td>
    </>
  )
}
