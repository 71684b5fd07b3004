/** What main and the station process say to each other; a window's questions never pass here, they have their own port. */
import { z } from 'zod'

/** Main to station. */
export const stationOrder = z.discriminatedUnion('kind', [
  /** `file`: the database; `config`: a configuration file that exists, or null. */
  z.object({ kind: z.literal('start'), file: z.string(), demo: z.boolean(), config: z.string().nullable() }),
  /** Comes with one MessagePort: a window that speaks the contract. */
  z.object({ kind: z.literal('window') }),
  z.object({ kind: z.literal('stop') }),
])
export type StationOrder = z.infer<typeof stationOrder>

/** Station to main. */
export const stationNote = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('ready') }),
  /** The station could not start; the three sentences are the operator's. */
  z.object({
    kind: z.literal('fault'),
    code: z.string(),
    what: z.string(),
    why: z.string(),
    next: z.string(),
    detail: z.string(),
  }),
])
export type StationNote = z.infer<typeof stationNote>
export type StationFault = Extract<StationNote, { kind: 'fault' }>
