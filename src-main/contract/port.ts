/** Instruments and the ports they hang on: state in words, faults with a next step, the live line. */
import { oc } from '@orpc/contract'
import { z } from 'zod'
import { lineEvents } from '#core/reading/event.ts'
import { day, moment, text } from './words.ts'

export const transport = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('serial'),
    path: text(200),
    baudRate: z.number().int().min(300).max(1_000_000).optional(),
    dataBits: z.union([z.literal(7), z.literal(8)]).optional(),
    parity: z.enum(['none', 'even', 'odd']).optional(),
    stopBits: z.union([z.literal(1), z.literal(2)]).optional(),
    /** The adapter itself, so that it is found again in another socket or under another number; `path` is where it was last. */
    usb: z
      .object({
        id: text(20),
        serialNumber: text(80).nullable(),
        location: text(200).nullable(),
        /** Another adapter was seen with the same serial number, so it proves nothing. */
        serialShared: z.boolean().optional(),
      })
      .optional(),
  }),
  z.object({ kind: z.literal('tcp-client'), host: text(200), port: z.number().int().min(1).max(65535) }),
  z.object({ kind: z.literal('tcp-server'), host: text(200).optional(), port: z.number().int().min(0).max(65535) }),
  /** Files that an instrument's own program exports; each new file is one transmission. */
  z.object({ kind: z.literal('folder'), path: text(1000), pattern: text(80).optional() }),
  z.object({ kind: z.literal('replay'), path: text(1000), bytesPerSecond: z.number().int().min(1).optional() }),
])
export type Transport = z.infer<typeof transport>

/** What happened, why, what to do; always all three. */
export const faultCard = z.object({
  code: z.string(),
  what: z.string(),
  why: z.string(),
  next: z.string(),
  detail: z.string(),
})

/** `talking`: bytes in the last minute; `quiet`: open and silent; `lost`: reopening with back-off; `closed`: switched off. */
export const portState = z.enum(['opening', 'talking', 'quiet', 'lost', 'closed'])

export const driverView = z.object({
  id: z.string(),
  vendor: z.string(),
  model: z.string(),
  title: z.string(),
  alsoSoldAs: z.array(z.string()),
  category: z.enum(['analyzer', 'balance', 'meter', 'scanner']),
  evidence: z.string(),
  source: z.string(),
  guard: z.enum(['checksum', 'shape', 'none']),
  repeats: z.enum(['key', 'ask', 'live']),
  /** Models whose bytes look the same and mean other tests: a person says which of them stands there. */
  sisters: z.array(z.object({ id: z.string(), title: z.string() })),
  items: z.array(z.object({ code: z.string(), name: z.string(), unit: z.string().nullable() })),
  /** What it measures by; null: the port must say it. */
  method: z.string().nullable(),
  baudRate: z.number().int(),
  /** `9600 8N1`. */
  link: z.string(),
  /** Made by the wizard, by whom; null: it came with the program. */
  learnedBy: z.string().nullable(),
})
export type DriverView = z.infer<typeof driverView>

/** Who the device says it is, against who it was when it was connected first. */
export const identityView = z.object({
  said: z.string(),
  known: z.string(),
  /** They differ and nobody has said yet that the new one is right: its readings wait for a person. */
  differs: z.boolean(),
})

export const calibration = z.object({ dueOn: day, certificate: z.string().max(80).nullable() })

export const numbering = z.enum(['ours', 'counter'])

export const portView = z.object({
  name: z.string(),
  driver: driverView,
  transport,
  /** What it measures by where neither the analyzer nor its driver can say. */
  method: z.string().nullable(),
  /** Where it really listens or is connected, e.g. `127.0.0.1:40123`. */
  address: z.string().nullable(),
  state: portState,
  fault: faultCard.nullable(),
  /** When the next attempt to reopen will be made. */
  retryAt: moment.nullable(),
  virtual: z.boolean(),
  lastHeardAt: moment.nullable(),
  frames: z.number().int(),
  readings: z.number().int(),
  damaged: z.number().int(),
  identity: identityView.nullable(),
  /** The device's clock against ours at its last reading, seconds, positive when it is ahead; null: it tells no time. */
  clockOffset: z.number().int().nullable(),
  /** Over five minutes. */
  clockWrong: z.boolean(),
  calibration: calibration.nullable(),
  calibrationDue: z.enum(['fine', 'soon', 'over']).nullable(),
  /** Readings of the last seven days, today last. */
  week: z.array(z.number().int()),
  /** The device's item codes and what this site calls them. */
  itemNames: z.record(z.string(), z.string()),
  /** Whose numbers it sends: typed by us for each sample, or its own counter; null: nobody has said. */
  numbering: numbering.nullable(),
})
export type PortView = z.infer<typeof portView>

export const frameRow = z.object({
  id: z.number().int(),
  heardAt: moment,
  port: z.string(),
  sha256: z.string(),
  hex: z.string(),
  /** GB18030 or UTF-8 decoded, control characters as pictures. */
  text: z.string(),
  outcomes: z.array(
    z.object({
      kind: z.enum(['reading', 'ignored', 'damaged']),
      event: z.enum(lineEvents),
      reason: z.string().nullable(),
      /** The bytes of the frame it is about; null: all of them. */
      bytes: z.object({ from: z.number().int(), until: z.number().int() }).nullable(),
    }),
  ),
})

/** A stretch of the live line. `at`: milliseconds since 1970. */
export const livePiece = z.object({ at: z.number(), dir: z.enum(['in', 'out']), hex: z.string(), text: z.string() })

export const portReading = z.object({
  id: z.number().int(),
  heardAt: moment,
  /** As the device's clock has it. */
  measuredAt: z.string().nullable(),
  /** Device clock less arrival, seconds. */
  offset: z.number().int().nullable(),
  sampleNo: z.string().nullable(),
  channel: z.string().nullable(),
  item: z.string(),
  value: z.string(),
  unit: z.string().nullable(),
  flag: z.string().nullable(),
  control: z.boolean(),
  /** `invalid`: the device said that there is no value. */
  event: z.enum(['reading', 'invalid']),
})

/** What may be wrong with a line, likeliest first. */
export const cause = z.object({ code: z.string(), found: z.string(), next: z.string() })

const named = z.object({ name: z.string() })

export const portContract = {
  list: oc.route({ method: 'GET', path: '/port' }).input(z.object({})).output(z.array(portView)),
  /** Methods the pack in force judges by, for an analyzer that cannot say its own. */
  methods: oc.route({ method: 'GET', path: '/method' }).input(z.object({})).output(z.array(z.string())),
  drivers: oc.route({ method: 'GET', path: '/driver' }).input(z.object({})).output(z.array(driverView)),
  /** Serial ports the system names; a fault (no udevadm) comes beside whatever could be found. */
  available: oc
    .route({ method: 'GET', path: '/port/available' })
    .input(z.object({}))
    .output(
      z.object({
        ports: z.array(
          z.object({
            path: z.string(),
            maker: z.string().nullable(),
            usb: z.string().nullable(),
            chip: z.string().nullable(),
            serialNumber: z.string().nullable(),
            location: z.string().nullable(),
          }),
        ),
        fault: faultCard.nullable(),
      }),
    ),
  add: oc
    .route({ method: 'POST', path: '/port' })
    .input(
      z.object({
        name: text(30),
        driver: text(80),
        transport,
        method: text(80).optional(),
        numbering: numbering.optional(),
        /** A person has read the model from the device; asked for where sister models exist. */
        modelConfirmed: z.boolean().default(false),
        by: text(30),
      }),
    )
    .output(portView),
  remove: oc
    .route({ method: 'DELETE', path: '/port/{name}' })
    .input(z.object({ name: z.string(), by: text(30) }))
    .output(z.object({ removed: z.boolean() })),
  reopen: oc
    .route({ method: 'POST', path: '/port/{name}/reopen' })
    .input(z.object({ name: z.string() }))
    .output(portView),
  frames: oc
    .route({ method: 'GET', path: '/port/{name}/frames' })
    .input(z.object({ name: z.string(), limit: z.coerce.number().int().min(1).max(200).default(50) }))
    .output(z.array(frameRow)),
  /** The newest bytes in both directions, oldest first. */
  live: oc.route({ method: 'GET', path: '/port/{name}/live' }).input(named).output(z.array(livePiece)),
  readings: oc
    .route({ method: 'GET', path: '/port/{name}/readings' })
    .input(named.extend({ limit: z.coerce.number().int().min(1).max(200).default(50) }))
    .output(z.array(portReading)),
  /** Readings a day, oldest first, days without any included. */
  use: oc
    .route({ method: 'GET', path: '/port/{name}/use' })
    .input(named.extend({ days: z.coerce.number().int().min(7).max(366).default(30) }))
    .output(z.array(z.object({ day, readings: z.number().int(), invalid: z.number().int() }))),
  /** Control readings of one item by channel, oldest first: a channel that drifts shows here before it judges wrongly. */
  drift: oc
    .route({ method: 'GET', path: '/port/{name}/drift' })
    .input(named.extend({ days: z.coerce.number().int().min(7).max(366).default(90) }))
    .output(
      z.array(
        z.object({
          item: z.string(),
          unit: z.string().nullable(),
          channel: z.string(),
          points: z.array(z.object({ at: z.string(), value: z.number() })),
        }),
      ),
    ),
  diagnose: oc.route({ method: 'GET', path: '/port/{name}/doctor' }).input(named).output(z.array(cause)),
  /** The device that answers now is the right one. */
  acceptIdentity: oc
    .route({ method: 'POST', path: '/port/{name}/identity' })
    .input(named.extend({ by: text(30) }))
    .output(portView),
  calibrate: oc
    .route({ method: 'POST', path: '/port/{name}/calibration' })
    .input(named.extend({ calibration: calibration.nullable(), by: text(30) }))
    .output(portView),
  nameItems: oc
    .route({ method: 'POST', path: '/port/{name}/items' })
    .input(named.extend({ itemNames: z.record(text(80), text(80)), by: text(30) }))
    .output(portView),
  sayNumbering: oc
    .route({ method: 'POST', path: '/port/{name}/numbering' })
    .input(named.extend({ numbering, by: text(30) }))
    .output(portView),
}
