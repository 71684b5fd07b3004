/** Answers for the learning wizard: listening, proposals, trying, and the drivers that came of it. */
import { Fault } from '#core/fault.ts'
import type { Outcome } from '#core/reading/reading.ts'
import { sampleOutcome } from '#drivers/kit/learned/try-draft.ts'
import type { LearnState } from '#flow/learn.ts'
import { exportLearned, importFile, inspectFile, learnedViews, removeLearned, saveDraft } from '#flow/learned-files.ts'
import type { Desk } from './desk.ts'
import { faultCard, os } from './implementer.ts'
import { visibleText } from './visible-text.ts'

export function learnAnswers({ world, ports, learning }: Desk) {
  const plans = () => ports.list().map(({ plan }) => plan)
  return {
    listen: os.learn.listen.handler(async ({ input }) => {
      if (input.transport.kind === 'folder') throw new Fault('input.invalid', '文件夹里的文件请直接选择一个文件来学习')
      return view(await learning.listen(input.transport, input.link ?? null))
    }),
    state: os.learn.state.handler(() => view(learning.state())),
    stop: os.learn.stop.handler(async () => view(await learning.stop())),
    sample: os.learn.sample.handler(async ({ input }) => {
      const bytes =
        input.base64 === undefined ? Buffer.from(input.hex ?? '', 'hex') : Buffer.from(input.base64, 'base64')
      return view(await learning.sample(new Uint8Array(bytes), input.link ?? null))
    }),
    propose: os.learn.propose.handler(({ input }) => {
      const { rows, ...proposal } = learning.propose(input.split ?? null)
      return plain({
        ...proposal,
        rows: rows.map((row) => ({
          ...row,
          marks: row.marks.map(({ from, until, field }) => ({ from, until, field })),
        })),
      })
    }),
    try: os.learn.try.handler(({ input }) => {
      const { rows, problems, counts } = learning.try(input.draft)
      return plain({
        rows: rows.map(({ text, fields, outcome }) => ({ text, fields, outcome: said(outcome) })),
        problems,
        counts,
      })
    }),
    save: os.learn.save.handler(({ input }) => ({
      driver: saveDraft(world, input.draft, learning.recording(), input.by).id,
    })),
    list: os.learn.list.handler(() => plain(learnedViews(world, plans()))),
    export: os.learn.export.handler(({ input }) => exportLearned(world, input.id)),
    inspect: os.learn.inspect.handler(({ input }) => plain(inspectFile(world, input.text))),
    import: os.learn.import.handler(({ input }) => {
      const { id, madeBy, fingerprint } = importFile(world, input.text, input.fingerprint, input.by)
      return { id, madeBy, fingerprint }
    }),
    remove: os.learn.remove.handler(({ input }) => {
      removeLearned(world, input.id, plans(), input.by)
      return { removed: true }
    }),
  }
}

function view({ lines, fault, ...state }: LearnState) {
  return {
    ...state,
    fault: fault === null ? null : faultCard(fault),
    lines: lines.map(({ at, bytes }) => ({ at, text: visibleText(bytes), hex: Buffer.from(bytes).toString('hex') })),
  }
}

function said(outcome: Outcome) {
  const told = sampleOutcome(outcome)
  if (told.kind !== 'reading') return told
  const { kind, ...reading } = told
  return { kind, reading }
}

/** The contract's lists may be changed by whoever gets them; these are copies. */
type Plain<T> = T extends readonly (infer One)[]
  ? Plain<One>[]
  : T extends object
    ? { -readonly [Name in keyof T]: Plain<T[Name]> }
    : T

function plain<T extends object>(value: T): Plain<T> {
  return structuredClone(value) as Plain<T>
}
