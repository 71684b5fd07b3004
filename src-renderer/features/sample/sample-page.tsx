/** A sample's page: its life as one timeline, its results, its place on the instrument, and each reading's bytes one click away. */

import { useState } from 'react'
import { client } from '#api'
import type { SampleView } from '#contract/sample.ts'
import type { ResultRow } from '#contract/words.ts'
import { localText } from '#core/time.ts'
import { BackButton } from '#ui/back-button.tsx'
import { DeskPage } from '#ui/desk-page.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { Facts } from '#ui/facts.tsx'
import { HashText } from '#ui/hash-text.tsx'
import { useLoad } from '#ui/load.ts'
import { clockText, fullText, shortText } from '#ui/local-words.ts'
import { Panel } from '#ui/panel.tsx'
import { Button } from '#ui/parts.ts'
import { PathMarks } from '#ui/path-marks.tsx'
import { RawBytes } from '#ui/raw-bytes.tsx'
import { go, link } from '#ui/route.ts'
import { StallMark } from '#ui/stall-mark.tsx'
import { stallText } from '#ui/stall-words.ts'
import { ValueText } from '#ui/value-text.tsx'
import { roundWords, VerdictSign } from '#ui/verdict-sign.tsx'
import { Answered } from '#ui/waiting.tsx'
import { WithdrawnNote } from '#ui/withdrawn-note.tsx'
import { LabelPreview } from './label-preview.tsx'
import { Life } from './life.tsx'
import { PlaceForm } from './place-form.tsx'
import { kindWords, natureWords } from './sample-words.ts'
import { SheetPanel } from './sheet-panel.tsx'

export function SamplePage({ id }: { readonly id: string }) {
  const sample = useLoad(`sample ${id}`, () => client.sample.get({ id }), [
    'result.recorded',
    'failure.moved',
    'outbox.moved',
    'notice.changed',
    'sample.changed',
  ])
  const view = sample.data?.sample
  const failure = view?.results.findLast((result) => result.failureId !== null)?.failureId ?? null
  return (
    <DeskPage
      className="sample-desk"
      title={
        <>
          {view?.food ?? '样品'} <span className="quiet">{view?.sampleNo}</span>
        </>
      }
      tools={
        <>
          {failure !== null && (
            <Button type="primary" onClick={() => go(link('failure', [failure]))}>
              打开处置单
            </Button>
          )}
          <Button onClick={() => go(link('strip', [id]))}>试纸条人工判读</Button>
          <BackButton href={link('sample')} />
        </>
      }
    >
      <Answered of={sample}>
        {({ sample: view, life, stallMark }) => (
          <div className="sample-grid">
            <div className="stack">
              <Panel title="样品">
                <SampleFacts sample={view} />
                <StallMark mark={stallMark} />
              </Panel>
              {view.kind === 'ordinary' && !view.results.some(({ withdrawn }) => withdrawn === null) && (
                <PlaceForm key={view.id} sample={view} />
              )}
              <Panel title="结果">
                {view.results.length === 0 ? (
                  <EmptyState title="还没有结果">上机检测后,数值会自动到这里。</EmptyState>
                ) : (
                  <ResultList results={view.results} />
                )}
              </Panel>
              {view.kind === 'ordinary' && <SheetPanel sample={view} />}
            </div>
            <div className="stack">
              <Panel title="经过">
                <Life life={life} />
              </Panel>
              <div className="label-aside">
                <LabelPreview ids={[view.id]} />
              </div>
            </div>
          </div>
        )}
      </Answered>
    </DeskPage>
  )
}

function SampleFacts({ sample }: { readonly sample: SampleView }) {
  return (
    <Facts
      facts={[
        ['样品号', <b key="no">{sample.sampleNo}</b>],
        [
          '摊位',
          sample.stall === null ? (
            '—'
          ) : (
            <a key="stall" href={link('catalog', ['stall', sample.stall.code])}>
              {stallText(sample.stall.code, sample.stall.name)}(档案)
            </a>
          ),
        ],
        ['检测性质', natureWords[sample.nature]],
        ['类别', kindWords[sample.kind]],
        ['产地', sample.origin ?? '未填'],
        ['库存', sample.stockKg === null ? '未填' : <ValueText key="stock" value={sample.stockKg} unit="kg" />],
        ['采样', `${fullText(localText(sample.takenAt))} · ${sample.takenBy}`],
        [
          '上机位置',
          sample.place === null ? '未指定' : `${sample.place.port} · ${sample.place.channels.join('、')} 号通道`,
        ],
      ]}
    />
  )
}

function ResultList({ results }: { readonly results: readonly ResultRow[] }) {
  return (
    <ul className="stack">
      {results.map((result) => (
        <ResultItem key={result.id} result={result} />
      ))}
    </ul>
  )
}

function ResultItem({ result }: { readonly result: ResultRow }) {
  const [open, setOpen] = useState(false)
  return (
    <li className={result.withdrawn === null ? 'sample-reading' : 'sample-reading withdrawn'}>
      <div className="row row-wrap">
        <VerdictSign verdict={result.verdict} />
        <span className="sample-value">
          <ValueText value={result.value} unit={result.unit} />
        </span>
        <span>{result.item}</span>
        <span className="tag">{roundWords[result.round] ?? result.round}</span>
        {result.recordOrigin === 'manual' && <span className="tag tag-loud">人工判读</span>}
        <span className="quiet">{shortText(localText(result.at))}</span>
        <PathMarks path={result.path} />
        <WithdrawnNote withdrawn={result.withdrawn} />
        <Button size="small" aria-expanded={open} onClick={() => setOpen(!open)}>
          {open ? '收起原始报文' : '看原始报文'}
        </Button>
      </div>
      {open && <Raw id={result.id} />}
    </li>
  )
}

function Raw({ id }: { readonly id: number }) {
  const detail = useLoad(`raw ${id}`, () => client.sample.result({ id }))
  return (
    <Answered of={detail}>
      {({ reading }) => (
        <div className="stack sample-raw">
          <p className="small">
            {clockText(localText(reading.heardAt))} 由 {reading.port} 收到,报文第 {reading.frameId} 号,指纹{' '}
            <HashText sha256={reading.frameSha256} />
          </p>
          <RawBytes hex={reading.frameHex} />
        </div>
      )}
    </Answered>
  )
}
