/** A strip that is developing: the countdown, the photos, and the verdict words only while the window is open. */
import { type ReactNode, useState } from 'react'
import { client } from '#api'
import type { StripView } from '#contract/strip.ts'
import { type StripPhase, type StripWord, stripWords } from '#core/control/strip.ts'
import { localText } from '#core/time.ts'
import { DeskPage, MainAction } from '#ui/desk-page.tsx'
import { Facts } from '#ui/facts.tsx'
import { FaultCard } from '#ui/fault-card.tsx'
import { type Act, useAct } from '#ui/load.ts'
import { secondText } from '#ui/local-words.ts'
import { useOperator } from '#ui/operator.tsx'
import { Panel } from '#ui/panel.tsx'
import { GiveUp } from './give-up.tsx'
import { useStripPhase } from './strip-clock.ts'
import { StripPhotos } from './strip-photos.tsx'
import { minutesText, seenWords, windowWords } from './strip-words.ts'

interface StripRunningProps {
  readonly title: ReactNode
  readonly tools: ReactNode
  readonly strip: StripView
  readonly onChanged: () => void
  readonly children: ReactNode
}

export function StripRunning({ title, tools, strip, onChanged, children }: StripRunningProps) {
  const { by } = useOperator()
  const act = useAct()
  const phase = useStripPhase(strip, onChanged)
  const [word, setWord] = useState<StripWord | null>(null)
  const photographed = new Set(strip.photos.map(({ subject }) => subject)).size === 2
  const second = strip.readers.length > 0
  const own = strip.readers.some((reader) => reader.trim() === by.trim())
  const done = (went: boolean) => {
    if (went) onChanged()
  }
  const read = () => {
    if (word === null) return
    void act
      .run(() => client.strip.read({ id: strip.id, word, by }))
      .then((went) => {
        // The second reader must not see what the first one chose.
        if (went) setWord(null)
        done(went)
      })
  }
  const end = () => void act.run(() => client.strip.end({ id: strip.id, by })).then(done)
  const missing = !photographed
    ? '先拍样品和试纸条各一张'
    : second && own
      ? '第二次判读要换另一个人:先在右上角换人'
      : word === null
        ? '按看到的选一个'
        : ''
  return (
    <DeskPage
      title={title}
      tools={tools}
      note={phase.kind === 'late' ? '过时颜色还会变,不能再判读' : phase.kind === 'open' ? missing : '照片可以先拍'}
      action={
        phase.kind === 'late' ? (
          <MainAction danger onPress={end} busy={act.busy} byEnter>
            记为无效,换新条重测
          </MainAction>
        ) : (
          <MainAction onPress={read} busy={act.busy} disabled={phase.kind !== 'open' || missing !== ''} byEnter>
            {word === null ? '记录判读结果' : `记录:${seenWords[word].word}`}
          </MainAction>
        )
      }
    >
      <div className="strip-grid">
        <div className="stack">
          <Countdown phase={phase} />
          {phase.kind === 'open' && <Words second={second} readers={strip.readers} word={word} onChoose={setWord} />}
          <ActFault act={act} />
          <Panel title="照片" aside={phase.kind === 'late' ? '记为无效不必再拍' : '样品和试纸条各一张,必须有'}>
            <StripPhotos strip={strip} needed={phase.kind !== 'late'} onAdded={onChanged} />
          </Panel>
        </div>
        <div className="stack">
          <Panel title="这条试纸">
            <Facts
              facts={[
                ['项目', strip.item],
                ['方法', strip.method],
                ['试剂', `${strip.kit} 批号 ${strip.lot}`],
                ['开始', `${secondText(localText(strip.startedAt))} ${strip.startedBy}`],
                ['判读时间', windowWords(strip.fromSeconds, strip.untilSeconds)],
                ['判读人数', strip.twoReaders ? '两个人各看各的' : '一个人'],
              ]}
            />
          </Panel>
          {phase.kind !== 'late' && !second && <GiveUp id={strip.id} onDone={onChanged} />}
          {children}
        </div>
      </div>
    </DeskPage>
  )
}

function ActFault({ act }: { readonly act: Act }) {
  return act.fault === null ? null : <FaultCard fault={act.fault} onClose={act.clear} />
}

function Countdown({ phase }: { readonly phase: StripPhase }) {
  switch (phase.kind) {
    case 'early':
      return (
        <section className="strip-count strip-early" aria-label="倒计时" role="timer">
          <p>还不能看,再等</p>
          <b>{minutesText(phase.secondsLeft)}</b>
        </section>
      )
    case 'open':
      return (
        <section className="strip-count strip-open" aria-label="倒计时" role="timer">
          <p>现在判读,还剩</p>
          <b>{minutesText(phase.secondsLeft)}</b>
        </section>
      )
    case 'late':
      return (
        <section className="strip-count strip-late" aria-label="倒计时" role="timer">
          <p>✕ 过了判读时间</p>
          <b>超过 {minutesText(phase.secondsOver)}</b>
        </section>
      )
  }
}

interface WordsProps {
  readonly second: boolean
  readonly readers: readonly string[]
  readonly word: StripWord | null
  readonly onChoose: (word: StripWord) => void
}

function Words({ second, readers, word, onChoose }: WordsProps) {
  return (
    <Panel
      title={second ? '第二个人判读' : '看到了什么'}
      aside={second ? `${readers.join('、')} 已经看过,看到什么现在不显示` : ''}
    >
      <div className="strip-words">
        {stripWords.map((key) => (
          <button
            key={key}
            type="button"
            className={`strip-word strip-word-${key}`}
            aria-pressed={word === key}
            onClick={() => onChoose(key)}
          >
            <b>{seenWords[key].word}</b>
            <small>{seenWords[key].seen}</small>
          </button>
        ))}
      </div>
    </Panel>
  )
}
