/** One record we owe: every attempt with what was sent and what was answered, the receipt, and the one thing that helps. */

import { client } from '#api'
import { localText } from '#core/time.ts'
import { BackButton } from '#ui/back-button.tsx'
import { Facts } from '#ui/facts.tsx'
import { FaultCard } from '#ui/fault-card.tsx'
import { HashText } from '#ui/hash-text.tsx'
import { useAct, useLoad } from '#ui/load.ts'
import { dayText, fullText, secondText } from '#ui/local-words.ts'
import { useOperator } from '#ui/operator.tsx'
import { Panel } from '#ui/panel.tsx'
import { Button } from '#ui/parts.ts'
import { link } from '#ui/route.ts'
import { Answered } from '#ui/waiting.tsx'
import { outcomeWords, reasonWords, stateWords } from './outbox-words.ts'

function pretty(payload: string): string {
  try {
    return JSON.stringify(JSON.parse(payload), null, 2)
  } catch {
    return payload
  }
}

export function EntrySheet({ id, back }: { readonly id: string; readonly back: string }) {
  const { by } = useOperator()
  const act = useAct()
  const entry = useLoad(`entry ${id}`, () => client.outbox.entry({ id }), ['outbox.moved'])
  const state = entry.data?.entry.state
  const retry = () => void act.run(() => client.outbox.retry({ id, by })).then(entry.reload)
  return (
    <Panel
      title="这条上报"
      aside={
        <BackButton size="small" href={back}>
          收起
        </BackButton>
      }
    >
      <Answered of={entry}>
        {({ entry: row, payload, attempts }) => (
          <div className="stack">
            <Facts
              facts={[
                [
                  '记录',
                  row.subject.kind === 'failure' ? (
                    <a key="subject" href={link('failure', [row.subject.id])}>
                      {row.title}
                    </a>
                  ) : (
                    <a key="subject" href={link('day', ['result', row.subject.id])}>
                      {row.title}
                    </a>
                  ),
                ],
                ['平台', row.platform],
                ['状态', `${stateWords[row.state].shape} ${stateWords[row.state].word}`],
                ['编号', <code key="id">{row.id}</code>],
                ['产生', fullText(localText(row.createdAt))],
                ['回执', row.receipt === null ? '还没有' : <code key="receipt">{row.receipt}</code>],
                ...(row.reason === null ? [] : [['原因', reasonWords(row.reason)] as const]),
              ]}
            />
            {(state === 'parked' || state === 'waiting') && (
              <Button type={state === 'parked' ? 'primary' : 'default'} size="large" loading={act.busy} onClick={retry}>
                {state === 'parked' ? '改好后重报(编号不变)' : '现在就试一次'}
              </Button>
            )}
            {act.fault !== null && <FaultCard fault={act.fault} onClose={act.clear} />}
            <h3 className="legend">每一次尝试</h3>
            {attempts.length === 0 && <p className="quiet">还没有发送过</p>}
            <ol className="attempts">
              {[...attempts].reverse().map((attempt, index) => {
                const local = localText(attempt.at)
                return (
                  // biome-ignore lint/suspicious/noArrayIndexKey: attempts are only ever added; two may share a millisecond
                  <li key={attempts.length - index}>
                    <p className="row row-wrap">
                      <b>第 {attempts.length - index} 次</b>
                      <time title={dayText(local)}>{secondText(local)}</time>
                      <span
                        className={
                          attempt.outcome === 'acknowledged'
                            ? 'tag tag-good'
                            : attempt.outcome === 'refused'
                              ? 'tag tag-bad'
                              : 'tag'
                        }
                      >
                        {outcomeWords[attempt.outcome]}
                      </span>
                      <span className="quiet">{attempt.ms} 毫秒</span>
                    </p>
                    <Facts
                      facts={[
                        ['发出', <HashText key="sent" sha256={attempt.requestSha256} />],
                        ...(attempt.reason === '' ? [] : [['说明', reasonWords(attempt.reason)] as const]),
                        ...(attempt.receipt === null
                          ? []
                          : [['回执', <code key="receipt">{attempt.receipt}</code>] as const]),
                      ]}
                    />
                    {attempt.answer !== '' && <pre className="raw answer">{attempt.answer}</pre>}
                  </li>
                )
              })}
            </ol>
            <details>
              <summary>上报的内容(原文,不可改)</summary>
              <pre className="raw answer">{pretty(payload)}</pre>
            </details>
          </div>
        )}
      </Answered>
    </Panel>
  )
}
