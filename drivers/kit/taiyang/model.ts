/** What the folders of 泰扬 models share: the wire, both conversations, and which models a person must tell apart. */
import type { Driver } from '../driver.ts'
import type { Talk } from '../talk/talk.ts'
import { TalkLine } from '../talk/talk-line.ts'
import { TaiyangCollector } from './collector.ts'
import { type DialogueState, dialogueOf, readWord } from './dialogue.ts'
import { readGroup } from './group.ts'
import { groupsOf } from './group-bytes.ts'
import { GROUP_HEADER, groupShape } from './group-shape.ts'
import { memoryInstrument, recordingInstrument } from './instrument.ts'
import { type RecordModel, readRecord } from './record.ts'
import { recordsOf } from './record-bytes.ts'
import { HEADER_LENGTH, recordShape } from './record-shape.ts'

type Conversation = Pick<Driver, 'line' | 'instrument' | 'playback'> & Partial<Pick<Driver, 'channelsSure'>>

export interface KeyModel extends RecordModel {
  /** The model codes the connected device may answer with; the first is the simulator's. */
  readonly codes: readonly [number, ...number[]]
}

export const taiyang = {
  vendor: '泰扬',
  evidence: 'maker-document',
  link: { baudRate: 9600, dataBits: 8, parity: 'none', stopBits: 1 },
  guard: 'shape',
  repeats: 'key',
} as const satisfies Partial<Driver>

const keyModels = ['ttnj-8', 'ttnj-16', 'ttnj-24', 'ttnj-32']
const multiModels = ['3h8', '4h8', '8h8', '8h16', '8h24', '9h24', '10h8', '10h32'].map((name) => `ttj-${name}`)
const touchModels = ['ttnj-z16', 'ttnj-z24']

/** Records that look the same: all key models to each other, the touch models to each other. */
export function sistersOf(model: string): readonly string[] {
  const family = touchModels.includes(model) ? touchModels : [...keyModels, ...multiModels]
  return family.filter((other) => other !== model).map((other) => `taiyang/${other}`)
}

/** At 9600 baud a record takes 76 ms and a group 522 ms; silences of own choice, the documents name none. */
const RECORD_IDLE_MS = 400
const GROUP_IDLE_MS = 1_000

export function keyConversation(model: KeyModel): Conversation {
  const collector = () => new TaiyangCollector(recordShape, HEADER_LENGTH)
  return {
    // Which eight channels a group byte means stands nowhere.
    channelsSure: model.channels <= 8,
    line: () => new TalkLine(keyTalk(model, collector())),
    instrument: (readings) =>
      memoryInstrument({ code: model.codes[0], records: recordsOf(readings, model), firstOnNext: false }),
    playback: (bytes) => recordingInstrument(bytes, model.codes[0], collector()),
  }
}

export function touchConversation(code: number): Conversation {
  const collector = () => new TaiyangCollector(groupShape, GROUP_HEADER)
  return {
    line: () => new TalkLine(touchTalk(code, collector())),
    instrument: (readings) => memoryInstrument({ code, records: groupsOf(readings), firstOnNext: true }),
    playback: (bytes) => recordingInstrument(bytes, code, collector()),
  }
}

function keyTalk(model: KeyModel, collector: TaiyangCollector): Talk<DialogueState> {
  return {
    collector,
    idleMs: RECORD_IDLE_MS,
    read: (frame) => readWord(frame, model.codes) ?? { outcomes: readRecord(frame, model), key: keyOf(frame) },
    ...dialogueOf({ codes: model.codes, speaks: 'when-asked' }),
  }
}

function touchTalk(code: number, collector: TaiyangCollector): Talk<DialogueState> {
  return {
    collector,
    idleMs: GROUP_IDLE_MS,
    read: (frame) => readWord(frame, [code]) ?? { outcomes: readGroup(frame), key: keyOf(frame) },
    ...dialogueOf({ codes: [code], speaks: 'perhaps-alone' }),
  }
}

/** The whole record is its key: the same bytes again are the same record, told twice. One flat string; thousands are remembered. */
function keyOf(frame: Uint8Array): string {
  return String.fromCharCode(...frame)
}
