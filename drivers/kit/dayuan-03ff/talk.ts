/**
 * The conversation of the 03 FF family: test, then for each group of tests its item list page by page, which records lie in yesterday
 * and today, and each new one of them by its number; then, every few seconds, which are new. Nothing the device would forget is sent:
 * 46, which clears its memory, is no request of this file.
 */
import { FrameCollector } from '../framing/frames.ts'
import type { Talk, TalkEvent, Turn } from '../talk/talk.ts'
import { dayBefore, daysAsked } from './clock.ts'
import { ANSWERED, ASKED, hostFrame, hostFrameOf, hostShape, testRequest } from './frame.ts'
import type { Group } from './groups.ts'
import { isOlder } from './older.ts'
import { fromWhere, type Learned, listOf, nothingLearned, rangeIn, readAnswer, TEST } from './read.ts'

/** Own choices, the documents name no times: the longest answer, 268 bytes, takes 0.3 s at 9600 baud. */
const ANSWER_MS = 2_000
const IDLE_MS = 1_000
const POLL_MS = 5_000
/** After a broken answer, what is still on its way is let come before anything is asked again. */
const SETTLE_MS = 1_000
const TRIES = 3

type Missed = 'silent' | 'spoiled'

export type HostState =
  /** `resume`: a record stayed silent; a device that answers the test is asked for those behind it. */
  | { readonly at: 'testing'; readonly resume: Records | null }
  | {
      readonly at: 'items'
      readonly group: Group
      readonly page: number
      readonly tries: number
      readonly missed: Missed | null
    }
  | { readonly at: 'range'; readonly group: Group; readonly tries: number; readonly missed: Missed | null }
  | Records
  | { readonly at: 'resting' }

interface Records {
  readonly at: 'records'
  readonly group: Group
  readonly number: number
  readonly end: number
  readonly tries: number
  readonly missed: Missed | null
}

type Step = Turn<HostState>

/** Of the groups only those are asked whose list the device answers. */
export function hostTalk(groups: readonly Group[]): Talk<HostState> {
  let learned = nothingLearned(groups)
  return {
    collector: new FrameCollector(hostShape(ANSWERED)),
    idleMs: IDLE_MS,
    read: (bytes) => readAnswer(bytes, learned),
    begin() {
      learned = nothingLearned(groups)
      return test(null)
    },
    next: (state, event, now) => new Dialogue(groups, learned, now).next(state, event),
  }
}

function test(resume: Records | null): Step {
  return { state: { at: 'testing', resume }, send: testRequest, waitMs: ANSWER_MS }
}

function stay(state: HostState): Step {
  return { state, waitMs: state.at === 'resting' ? POLL_MS : ANSWER_MS }
}

/** One step: the state goes in and out, `learned` is what the device told. */
class Dialogue {
  readonly #groups: readonly Group[]
  readonly #learned: Learned
  readonly #now: string

  constructor(groups: readonly Group[], learned: Learned, now: string) {
    this.#groups = groups
    this.#learned = learned
    this.#now = now
  }

  next(state: HostState, event: TalkEvent): Step {
    switch (event.kind) {
      case 'frame':
        return this.#frame(state, event.bytes)
      case 'unkept':
        // The device keeps its records: everything is asked again once the disk takes it.
        return { state: { at: 'testing', resume: null }, waitMs: POLL_MS, over: true }
      case 'spoiled':
        for (const list of this.#learned.lists.values()) list.spoil()
        return state.at === 'testing' || state.at === 'resting'
          ? stay(state)
          : { state: { ...state, missed: 'spoiled' }, waitMs: SETTLE_MS }
      case 'silence':
        return this.#silence(state)
    }
  }

  #frame(state: HostState, bytes: Uint8Array): Step {
    if (isOlder(bytes)) return stay(state)
    const { command, data, parameter } = hostFrameOf(bytes)
    switch (state.at) {
      case 'testing':
        return command === TEST ? this.#tested(state.resume) : stay(state)
      case 'items':
        if (state.missed !== null) return { state, waitMs: SETTLE_MS }
        return command === state.group.list ? this.#page(state) : stay(state)
      case 'range':
        return command === state.group.range ? this.#range(state.group, data) : stay(state)
      case 'records':
        // An answer that repeats another number is a late one.
        if (command !== state.group.record || (parameter !== 0 && parameter !== state.number)) return stay(state)
        return this.#record({ ...state, number: state.number + 1 })
      case 'resting':
        return stay(state)
    }
  }

  #tested(resume: Records | null): Step {
    if (resume !== null) return this.#record(resume)
    for (const list of this.#learned.lists.values()) list.forget()
    this.#learned.next.clear()
    this.#learned.absent.clear()
    return { ...this.#group(0), asks: true }
  }

  /** From this group on; behind the last one, rest. */
  #group(index: number): Step {
    const group = this.#groups.find((one, place) => place >= index && !this.#learned.absent.has(one))
    if (group === undefined) return { state: { at: 'resting' }, waitMs: POLL_MS }
    if (group.list !== null && listOf(this.#learned, group).stage !== 'ended') return this.#askPage(group, 0, 0)
    return this.#askRange(group, 0)
  }

  /** Each group announces its own records: what is missing of them is told before the next group's. */
  #behind(group: Group): Step {
    return { ...this.#group(this.#groups.indexOf(group) + 1), over: true }
  }

  #askPage(group: Group, page: number, tries: number): Step {
    if (page === 0) listOf(this.#learned, group).forget()
    // The page's number goes in byte 5, not in byte 4.
    const send = hostFrame(ASKED, group.list ?? 0, page << 8)
    return { state: { at: 'items', group, page, tries, missed: null }, send, waitMs: ANSWER_MS }
  }

  #page(state: Extract<HostState, { at: 'items' }>): Step {
    const { stage } = listOf(this.#learned, state.group)
    if (stage === 'ended') return this.#askRange(state.group, 0)
    if (stage === 'broken') return { state: { ...state, missed: 'spoiled' }, waitMs: SETTLE_MS }
    return this.#askPage(state.group, state.page + 1, state.tries)
  }

  #askRange(group: Group, tries: number): Step {
    const today = this.#now.slice(0, 10)
    const send = hostFrame(ASKED, group.range, 0, daysAsked(dayBefore(today), today))
    return { state: { at: 'range', group, tries, missed: null }, send, waitMs: ANSWER_MS }
  }

  #range(group: Group, data: Uint8Array): Step {
    if (data.length < 12) return this.#behind(group)
    const range = rangeIn(data)
    const number = fromWhere(range, this.#learned.next.get(group))
    this.#learned.next.set(group, number)
    return this.#record({ at: 'records', group, number, end: range.end, tries: 0, missed: null })
  }

  /** Asks for this record, or goes on behind the last. */
  #record(state: Records, tries = 0): Step {
    const { group, number, end } = state
    this.#learned.next.set(group, Math.min(number, Math.max(end, 0)))
    if (number >= end) return this.#behind(group)
    return { state: { ...state, tries, missed: null }, send: hostFrame(ASKED, group.record, number), waitMs: ANSWER_MS }
  }

  #silence(state: HostState): Step {
    switch (state.at) {
      case 'testing':
        return test(null)
      case 'resting':
        return this.#poll()
      case 'items':
        // A late page must not be taken for the answer to the next question.
        return state.missed === null
          ? { state: { ...state, missed: 'silent' }, waitMs: SETTLE_MS }
          : this.#pageMissed(state)
      case 'range':
        return state.tries + 1 < TRIES ? this.#askRange(state.group, state.tries + 1) : test(null)
      case 'records':
        if (state.tries + 1 < TRIES) return this.#record(state, state.tries + 1)
        // Told as damaged or missing; the next one is asked for. Is anybody there at all?
        return state.missed === 'spoiled'
          ? this.#record({ ...state, number: state.number + 1 })
          : test({ ...state, number: state.number + 1 })
    }
  }

  /** All lists silent: the device is gone. */
  #poll(): Step {
    return this.#learned.absent.size === this.#groups.length ? test(null) : { ...this.#group(0), asks: true }
  }

  /** A list is asked for from its front again: with a page lost or told twice, every item behind it would be another. */
  #pageMissed({ group, page, tries, missed }: Extract<HostState, { at: 'items' }>): Step {
    if (tries + 1 < TRIES) return this.#askPage(group, 0, tries + 1)
    if (missed === 'spoiled' || page > 0) return test(null)
    this.#learned.absent.add(group)
    return this.#behind(group)
  }
}
