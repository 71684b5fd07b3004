/** 学习向导: an analyzer nobody knows becomes a driver, in five steps that a person who does not program can take. */
import { useState } from 'react'
import type { Draft, Proposal } from '#contract/learn.ts'
import { useDraft } from '#ui/draft.tsx'
import type { Route } from '#ui/route.ts'
import { FieldsStep } from './fields-step.tsx'
import './learn.css'
import { ReceiveStep } from './receive-step.tsx'
import { SaveStep } from './save-step.tsx'
import { steps } from './steps.tsx'
import { TryStep } from './try-step.tsx'
import { WireStep } from './wire-step.tsx'

/** What was found and what a person made of it; kept while one goes back and forth. */
export interface Lesson {
  readonly proposal: Proposal
  readonly draft: Draft
}

type Names = Pick<Draft, 'vendor' | 'model' | 'title'>

function writtenIn(names: Names): Partial<Names> {
  return Object.fromEntries(Object.entries(names).filter(([, text]) => text !== ''))
}

export function LearnDesk({ route }: { readonly route: Route }) {
  const [found, setLesson] = useState<Lesson | null>(null)
  // The line can be read again; what stands on the nameplate only a person can type.
  const names = useDraft<Names>('learn-names', { vendor: '', model: '', title: '' })
  const lesson = found === null ? null : { ...found, draft: { ...found.draft, ...writtenIn(names.value) } }
  const step = steps.find(({ key }) => key === route.rest[0])?.key ?? 'wire'
  const change = (draft: Draft) => {
    if (lesson === null) return
    setLesson({ ...lesson, draft })
    names.change({ vendor: draft.vendor, model: draft.model, title: draft.title })
  }
  switch (step) {
    case 'wire':
      return (
        <WireStep
          onBegun={() => {
            setLesson(null)
            names.clear()
          }}
        />
      )
    case 'receive':
      return <ReceiveStep onEnough={() => setLesson(null)} />
    case 'fields':
      return <FieldsStep lesson={lesson} onLesson={setLesson} />
    case 'try':
      return lesson === null ? <FieldsStep lesson={null} onLesson={setLesson} /> : <TryStep draft={lesson.draft} />
    case 'save':
      return lesson === null ? (
        <FieldsStep lesson={null} onLesson={setLesson} />
      ) : (
        <SaveStep
          draft={lesson.draft}
          names={names}
          onChange={change}
          onSaved={() => {
            setLesson(lesson)
            names.clear()
          }}
        />
      )
  }
}
