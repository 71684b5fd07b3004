/** One result whole, beside the table: the judgement and what it rests on, what the analyzer said, and the bytes it said it in. */

import { useState } from 'react'
import { client } from '#api'
import { localText } from '#core/time.ts'
import { BackButton } from '#ui/back-button.tsx'
import { Facts } from '#ui/facts.tsx'
import { FindingList } from '#ui/finding-list.tsx'
import { HashText } from '#ui/hash-text.tsx'
import { limitWords } from '#ui/limit-words.ts'
import { useLoad } from '#ui/load.ts'
import { fullText } from '#ui/local-words.ts'
import { Panel } from '#ui/panel.tsx'
import { Button } from '#ui/parts.ts'
import { PathMarks } from '#ui/path-marks.tsx'
import { RawBytes } from '#ui/raw-bytes.tsx'
import { go, link } from '#ui/route.ts'
import { stallText } from '#ui/stall-words.ts'
import { ValueText } from '#ui/value-text.tsx'
import { roundWords, VerdictSign } from '#ui/verdict-sign.tsx'
import { Answered } from '#ui/waiting.tsx'
import { WithdrawnNote } from '#ui/withdrawn-note.tsx'
import { cardWords, comparedWords, evidenceWords, reasonWords } from './judgement-words.ts'

export function ResultCard({ id }: { readonly id: number }) {
  const detail = useLoad(`result ${id}`, () => client.sample.result({ id }), [
    'result.recorded',
    'failure.moved',
    'outbox.moved',
    'notice.changed',
  ])
  const [raw, setRaw] = useState(false)
  return (
    <Panel
      title="这条结果"
      className="result-card"
      aside={
        <BackButton size="small" href={link('day')}>
          收起
        </BackButton>
      }
    >
      <Answered of={detail}>
        {({ row, method, basis, reason, kit, kitLot, findings, reading }) => (
          <div className="stack">
            <div className="result-top">
              <span className="result-value">
                <ValueText value={row.value} unit={row.unit} />
              </span>
              <VerdictSign verdict={row.verdict} large />
            </div>
            <WithdrawnNote withdrawn={row.withdrawn} />
            <p>{reasonWords(reason)}</p>
            <FindingList findings={findings} />
            <Facts
              facts={[
                ['样品', <a key="sample" href={link('sample', [row.sampleId])}>{`${row.food} ${row.sampleNo}`}</a>],
                ['摊位', stallText(row.stallCode, row.stallName) || '—'],
                ['项目', `${row.item}(${roundWords[row.round] ?? row.round})`],
                ['方法', method === '' ? '—' : method],
                ['试剂批号', kitLot === null ? '没有选' : `${kit ?? ''} ${kitLot}`],
                ...(row.recordOrigin === 'manual' ? [['来源', '人工判读(不能改)'] as const] : []),
                ...(basis?.compared === undefined ? [] : [['换算', comparedWords(basis.compared)] as const]),
                ...(basis?.card === undefined
                  ? []
                  : [['检测卡', <CardLines key="card" said={cardWords(basis.card)} />] as const]),
                ['限量', basis === null ? '没有适用的限量' : limitWords(basis.limit)],
                ['依据', basis === null ? '—' : `${basis.standard}${basis.clause === null ? '' : ` ${basis.clause}`}`],
                ...(basis !== null && basis.evidence !== 'verified'
                  ? [['依据核实', evidenceWords[basis.evidence]] as const]
                  : []),
                ['限量包', basis === null ? '—' : `${basis.pack} ${basis.packVersion}`],
                ['去向', <PathMarks key="path" path={row.path} />],
              ]}
            />
            {row.failureId !== null && (
              <Button type="primary" block onClick={() => go(link('failure', [row.failureId ?? '']))}>
                打开处置单
              </Button>
            )}
            <h3 className="legend">{row.recordOrigin === 'manual' ? '判读记录(不可修改)' : '仪器原话(不可修改)'}</h3>
            <Facts
              facts={[
                ['项目', reading.item],
                ['数值', <ValueText key="value" value={reading.value} unit={reading.unit} />],
                ['标志', reading.flag ?? '—'],
                ['仪器时间', reading.measuredAt?.replace('T', ' ') ?? '仪器没有给出'],
                ['收到', fullText(localText(reading.heardAt))],
                ['仪器', `${reading.port}${reading.channel === null ? '' : ` · ${reading.channel} 号通道`}`],
                ['报文', <HashText key="hash" sha256={reading.frameSha256} />],
              ]}
            />
            <Button block aria-expanded={raw} onClick={() => setRaw(!raw)}>
              {raw ? '收起原始报文' : '看原始报文'}
            </Button>
            {raw && <RawBytes hex={reading.frameHex} />}
          </div>
        )}
      </Answered>
    </Panel>
  )
}

/** Lines, thresholds, reader and lot below one another: in a narrow column one sentence of numbers is read wrongly. */
function CardLines({ said }: { readonly said: string }) {
  return (
    <span className="two">
      {said.split(';').map((line) => (
        <span key={line}>{line}</span>
      ))}
    </span>
  )
}
