/** 收数据: the lines as they arrive, with what the program found out about the line, until there are enough to learn from. */
import { useEffect, useRef, useState } from 'react'
import { client } from '#api'
import { localText } from '#core/time.ts'
import { type BytesView, BytesViewSwitch } from '#ui/bytes-view.tsx'
import { MainAction } from '#ui/desk-page.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { FaultCard } from '#ui/fault-card.tsx'
import { useAct, useLoad } from '#ui/load.ts'
import { secondText, sizeText } from '#ui/local-words.ts'
import { Panel } from '#ui/panel.tsx'
import { Button } from '#ui/parts.ts'
import { go } from '#ui/route.ts'
import { useEvery } from '#ui/use-every.ts'
import { VisibleText } from '#ui/visible-text.tsx'
import { Answered } from '#ui/waiting.tsx'
import { LearnPage } from './learn-page.tsx'
import { linkText } from './learn-words.ts'
import { stepHref } from './steps.tsx'

type State = Awaited<ReturnType<typeof client.learn.state>>

/** Fewer show no pattern: what changes from record to record is what the fields are told by. */
const fewLines = 3

export function ReceiveStep({ onEnough }: { readonly onEnough: () => void }) {
  const act = useAct()
  const state = useLoad('learn', () => client.learn.state({}))
  useEvery(1_000, state.reload)
  const lines = state.data?.lines.length ?? 0
  // Stopping gives the port back, so that the finished driver can have it; the recording stays.
  const enough = () =>
    void act
      .run(() => client.learn.stop({}))
      .then((done) => {
        if (!done) return
        onEnough()
        go(stepHref('fields'))
      })
  return (
    <LearnPage
      step="receive"
      note={
        lines === 0
          ? '还没有收到'
          : lines < fewLines
            ? `收到 ${lines} 行,再测 ${fewLines - lines} 个样品更稳妥`
            : `收到 ${lines} 行;编号、数值、结论各有不同就够了`
      }
      action={
        <MainAction onPress={enough} busy={act.busy} disabled={lines === 0} byEnter>
          够了,认字段
        </MainAction>
      }
    >
      {act.fault !== null && <FaultCard fault={act.fault} onClose={act.clear} />}
      <Answered of={state}>{(found) => <Received state={found} onStop={state.reload} />}</Answered>
    </LearnPage>
  )
}

function Received({ state, onStop }: { readonly state: State; readonly onStop: () => void }) {
  const [view, setView] = useState<BytesView>('text')
  const stop = () => void client.learn.stop({}).then(onStop, () => undefined)
  return (
    <div className="stack learn-fill">
      {state.fault !== null && (
        <FaultCard fault={state.fault} action={<Button onClick={() => go(stepHref('wire'))}>回去改接线</Button>} />
      )}
      {state.full && (
        <p className="notebox">
          <b>▲ 录满了</b>,后来的不再记。已经够用,按右下角继续。
        </p>
      )}
      <Panel
        title={state.listening ? (state.searching ? '◌ 正在逐个试通信速度' : '● 正在听') : '— 已停,录到的都在'}
        className="learn-lines"
        flush
        aside={
          <>
            <span>{factsWords(state)}</span>
            <BytesViewSwitch view={view} onChange={setView} />
            {state.listening && <Button onClick={stop}>先停下</Button>}
          </>
        }
      >
        {state.lines.length === 0 ? (
          <EmptyState title={state.searching ? '让仪器多发几次,好认出速度' : '等仪器说话'}>
            <p>在仪器上测一个样品,或翻出旧记录按“打印/上传”。每发一条,这里就多一行。</p>
            <p>最好有阴性也有阳性,编号、数值不一样的,至少 {fewLines} 条。</p>
          </EmptyState>
        ) : (
          <Lines lines={state.lines} view={view} />
        )}
      </Panel>
    </div>
  )
}

function factsWords({ address, link, linkSure, bytes }: State): string {
  return [
    address,
    link === null ? null : `${linkText(link)}${linkSure ? '' : '(▲ 没把握,乱码就回去换一种)'}`,
    bytes === 0 ? null : sizeText(bytes),
  ]
    .filter((part) => part !== null)
    .join(' · ')
}

function Lines({ lines, view }: { readonly lines: State['lines']; readonly view: BytesView }) {
  const box = useRef<HTMLOListElement>(null)
  useEffect(() => {
    if (box.current !== null && lines.length > 0) box.current.scrollTop = box.current.scrollHeight
  }, [lines.length])
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
    <ol ref={box} className="learn-heard" aria-label="收到的行,最新在最下" tabIndex={0}>
      {lines.map((line, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: equal lines may arrive in the same millisecond
        <li key={index}>
          <time>{secondText(localText(line.at))}</time>
          <span className="learn-number">{index + 1}</span>
          <code>
            {view === 'hex' ? (line.hex.match(/../g) ?? []).join(' ').toUpperCase() : <VisibleText text={line.text} />}
          </code>
        </li>
      ))}
    </ol>
  )
}
