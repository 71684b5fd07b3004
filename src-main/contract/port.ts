/** Instruments and the ports they hang on: state in words, faults with a next step, the live line. */
import { oc } from '@orpc/contract'
import { z } from 'zod'
import { moment, text } from './words.ts'

export const transport = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('serial'),
    path: text(200),
    baudRate: z.number().int().min(300).max(1_000_000).optional(),
  }),
  z.object({ kind: z.literal('tcp-client'), host: text(200), port: z.number().int().min(1).max(65535) }),
  z.object({ kind: z.literal('tcp-server'), host: text(200).optional(), port: z.number().int().min(0).max(65535) }),
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
  evidence: z.string(),
  source: z.string(),
  /** What it measures by; null: the port must say it. */
  method: z.string().nullable(),
  baudRate: z.number().int(),
})

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
  outcomes: z.array(z.object({ kind: z.enum(['reading', 'ignored', 'damaged']), reason: z.string().nullable() })),
})

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
        ports: z.array(z.object({ path: z.string(), maker: z.string().nullable(), usb: z.string().nullable() })),
        fault: faultCard.nullable(),
      }),
    ),
  add: oc
    .route({ method: 'POST', path: '/port' })
    .input(z.object({ name: text(30), driver: text(80), transport, method: text(80).optional(), by: text(30) }))
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
}
