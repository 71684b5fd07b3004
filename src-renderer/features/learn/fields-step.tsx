/** 认字段: the recorded lines cut into fields, each with a guess of what it means; a person says where the guess is wrong. */
import { useEffect } from 'react'
import { client } from '#api'
import type { Draft } from '#contract/learn.ts'
import { MainAction } from '#ui/desk-page.tsx'
import { FaultCard } from '#ui/fault-card.tsx'
import { useAct } from '#ui/load.ts'
import { Button } from '#ui/parts.ts'
import { go } from '#ui/route.ts'
import { WaitingWords } from '#ui/waiting.tsx'
import { keptOver, missingOf } from './draft-edits.ts'
import { FieldTable } from './field-table.tsx'
import { FixedFields } from './fixed-fields.tsx'
import type { Lesson } from './learn-desk.tsx'
import { LearnPage } from './learn-page.tsx'
import { charsetWords, framingWords, linkText, splitWords, sureWords } from './learn-words.ts'
import { stepHref } from './steps.tsx'

interface FieldsStepProps {
  readonly lesson: Lesson | null
  readonly onLesson: (lesson: Lesson) => void
}

export function FieldsStep({ lesson, onLesson }: FieldsStepProps) {
  const { busy, fault, clear, run } = useAct()
  const propose = (split?: string) =>
    void run(async () => {
      const proposal = await client.learn.propose(split === undefined ? {} : { split })
      onLesson({ proposal, draft: keptOver(lesson?.draft ?? null, proposal.draft) })
    })
  const empty = lesson === null
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked once, when there is no proposal yet
  useEffect(() => {
    if (empty) propose()
  }, [empty])
  const missing = lesson === null ? '正在看这些数据' : missingOf(lesson.draft)
  return (
    <LearnPage
      step="fields"
      note={missing === null ? '每一列猜得对不对?不对就在列头上改' : `▲ ${missing}`}
      action={
        <MainAction onPress={() => go(stepHref('try'))} disabled={missing !== null || busy} byEnter>
          试一遍
        </MainAction>
      }
    >
      {fault !== null && (
        <FaultCard
          fault={fault}
          action={lesson === null ? <Button onClick={() => go(stepHref('receive'))}>回去收数据</Button> : undefined}
          onClose={clear}
        />
      )}
      {lesson === null ? (
        fault === null && <WaitingWords what="正在认字段" />
      ) : (
        <div className="stack">
          <Found lesson={lesson} busy={busy} onSplit={propose} />
          <FieldTable lesson={lesson} onChange={(draft) => onLesson({ ...lesson, draft })} />
          <FixedFields draft={lesson.draft} onChange={(draft: Draft) => onLesson({ ...lesson, draft })} />
        </div>
      )}
    </LearnPage>
  )
}

/** Columns that a screen of 1366 shows at once; a person must know that there are more. */
const fitting = 7

interface FoundProps {
  readonly lesson: Lesson
  readonly busy: boolean
  readonly onSplit: (key: string) => void
}

function Found({ lesson: { proposal, draft }, busy, onSplit }: FoundProps) {
  const { sure, splits } = proposal
  const found = [
    { name: '通信', word: linkText(draft.link), confidence: sure.link },
    { name: '文字', word: charsetWords(draft.charset), confidence: sure.charset },
    { name: '分条', word: framingWords(draft.framing), confidence: Math.min(sure.framing, sure.ends) },
  ]
  return (
    <div className="learn-found">
      {found.map(({ name, word, confidence }) => (
        <span key={name} className={sureWords(confidence).weak ? 'learn-weak' : ''}>
          <span className="quiet">{name}</span> <b>{word}</b> <small>{sureWords(confidence).word}</small>
        </span>
      ))}
      {draft.fields.length > fitting && (
        <span className="learn-weak">共 {draft.fields.length} 格,表格可以左右滚动</span>
      )}
      {splits.length > 1 && (
        <fieldset className="chips" aria-label="怎么切成格">
          <span className="quiet">切法</span>
          {splits.map(({ key, shown, chosen }) => (
            <button
              key={key}
              type="button"
              className="chip"
              aria-pressed={chosen}
              disabled={busy}
              onClick={() => onSplit(key)}
            >
              {splitWords(shown)}
            </button>
          ))}
        </fieldset>
      )}
    </div>
  )
}
