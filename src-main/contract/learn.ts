/** The learning wizard: an analyzer nobody knows speaks, a person says what its fields mean, and a driver file comes out. */
import { oc } from '@orpc/contract'
import { z } from 'zod'
import { draft, fieldRole, link } from './learn-draft.ts'
import { faultCard, transport } from './port.ts'
import { moment, text } from './words.ts'

export { type Draft, draft, type FieldRole, fieldRole, link } from './learn-draft.ts'

/** 0 to 1: how sure the program is. 0.8 and over: usually right; under 0.5: look at it. */
const confidence = z.number().min(0).max(1)

/** Stands for `draft.fields[index]` of the same index. */
export const learnColumn = z.object({
  /** A heading or label the recording has for it. */
  label: z.string().nullable(),
  confidence,
  examples: z.array(z.string()),
  distinct: z.number().int(),
})

/** A mark on `text`, in characters; `field` is the index in `draft.fields`. */
const fieldMark = z.object({ from: z.number().int(), until: z.number().int(), field: z.number().int() })

export const proposal = z.object({
  draft,
  /** Of the whole. */
  confidence,
  /** Other ways to cut a record into fields, best first; `key` is given back to `propose`. */
  splits: z.array(z.object({ key: z.string(), shown: z.string(), confidence, chosen: z.boolean() })),
  /** How sure each guess is. */
  sure: z.object({ link: confidence, ends: confidence, charset: confidence, framing: confidence, split: confidence }),
  columns: z.array(learnColumn),
  rows: z.array(z.object({ text: z.string(), marks: z.array(fieldMark), isRecord: z.boolean() })),
})
export type Proposal = z.infer<typeof proposal>

export const learnReading = z.object({
  sampleNo: z.string().nullable(),
  item: z.string(),
  value: z.string(),
  unit: z.string().nullable(),
  flag: z.string().nullable(),
  measuredAt: z.string().nullable(),
  channel: z.string().nullable(),
  control: z.boolean(),
})

/** A record may give several readings: then its row comes several times. */
export const triedRow = z.object({
  text: z.string(),
  fields: z.array(z.object({ from: z.number().int(), until: z.number().int(), role: fieldRole, text: z.string() })),
  outcome: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('reading'), reading: learnReading }),
    z.object({ kind: z.literal('ignored'), reason: z.string() }),
    z.object({ kind: z.literal('damaged'), reason: z.string() }),
  ]),
})

/** What keeps a draft from being saved. */
export const draftProblem = z.object({
  code: z.enum(['value-missing', 'item-missing', 'name-missing', 'no-reading', 'mostly-damaged', 'draft-broken']),
  detail: z.string(),
})

export const tried = z.object({
  rows: z.array(triedRow),
  problems: z.array(draftProblem),
  counts: z.object({ readings: z.number().int(), ignored: z.number().int(), damaged: z.number().int() }),
})

export const learnState = z.object({
  listening: z.boolean(),
  /** Trying speeds; lines come when one was found. */
  searching: z.boolean(),
  address: z.string().nullable(),
  link: link.nullable(),
  /** A person said it, or the search is sure of it. */
  linkSure: z.boolean(),
  bytes: z.number().int(),
  /** The recording is full; what comes now is not learned from. */
  full: z.boolean(),
  lines: z.array(z.object({ text: z.string(), hex: z.string(), at: moment })),
  fault: faultCard.nullable(),
})

export const learnedDriver = z.object({
  id: z.string(),
  vendor: z.string(),
  model: z.string(),
  title: z.string(),
  madeBy: z.string(),
  madeAt: z.string(),
  /** First half of the SHA-256 of the maker's key, in groups of four. */
  fingerprint: z.string(),
  /** Made on this station. */
  own: z.boolean(),
  /** Ports that use it. */
  ports: z.array(z.string()),
})

const nothing = z.object({})

export const learnContract = {
  /** Begins anew; what was recorded before is let go. Without `link`, a serial port is tried at the usual speeds. */
  listen: oc
    .route({ method: 'POST', path: '/learn/listen' })
    .input(z.object({ transport, link: link.optional() }))
    .output(learnState),
  /** Asked each second while the wizard is open; unasked for a minute, listening stops and gives the port back. */
  state: oc.route({ method: 'GET', path: '/learn' }).input(nothing).output(learnState),
  /** The recording stays. */
  stop: oc.route({ method: 'POST', path: '/learn/stop' }).input(nothing).output(learnState),
  /** Learns from a file instead: `base64` of a capture, a `.kjrec` recording or a driver file's sample. */
  sample: oc
    .route({ method: 'POST', path: '/learn/sample' })
    .input(
      z.object({
        base64: z.string().max(3_000_000).optional(),
        hex: z.string().max(3_000_000).optional(),
        link: link.optional(),
      }),
    )
    .output(learnState),
  propose: oc
    .route({ method: 'POST', path: '/learn/propose' })
    .input(z.object({ split: z.string().max(200).optional() }))
    .output(proposal),
  try: oc.route({ method: 'POST', path: '/learn/try' }).input(z.object({ draft })).output(tried),
  save: oc
    .route({ method: 'POST', path: '/learn/save' })
    .input(z.object({ draft, by: text(30) }))
    .output(z.object({ driver: z.string() })),
  list: oc.route({ method: 'GET', path: '/learn/driver' }).input(nothing).output(z.array(learnedDriver)),
  export: oc
    .route({ method: 'POST', path: '/learn/export' })
    .input(z.object({ id: text(80) }))
    .output(z.object({ fileName: z.string(), text: z.string() })),
  /** Who made a file and with which key, before a person decides. Errors: `learn.file-broken`, `learn.file-altered`. */
  inspect: oc
    .route({ method: 'POST', path: '/learn/inspect' })
    .input(z.object({ text: z.string().max(4_000_000) }))
    .output(learnedDriver),
  /** `fingerprint`: the one that `inspect` showed and the person accepted. */
  import: oc
    .route({ method: 'POST', path: '/learn/import' })
    .input(z.object({ text: z.string().max(4_000_000), fingerprint: z.string().max(100), by: text(30) }))
    .output(z.object({ id: z.string(), madeBy: z.string(), fingerprint: z.string() })),
  remove: oc
    .route({ method: 'POST', path: '/learn/remove' })
    .input(z.object({ id: text(80), by: text(30) }))
    .output(z.object({ removed: z.boolean() })),
}
