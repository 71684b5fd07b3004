/** The station's configuration file, read once at start: which ports to hold and which platforms to owe. */
import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { numbering, transport } from '#contract/port.ts'
import { Fault } from '#core/fault.ts'

const name = z.string().regex(/^[\p{L}\p{N}._-]{1,30}$/u, 'letters, digits, . _ - only')

export const portConfig = z.strictObject({
  name,
  driver: z.string().max(80),
  transport,
  method: z.string().max(80).optional(),
  /** Whose numbers it sends; what a person says on the port's page counts more. */
  numbering: numbering.optional(),
})
export type PortConfig = z.infer<typeof portConfig>

export const platformConfig = z.strictObject({
  name,
  kind: z.literal('json-batch'),
  url: z.url({ protocol: /^https?$/ }),
  token: z.string().max(2000).optional(),
})
export type PlatformConfig = z.infer<typeof platformConfig>

export const stationConfig = z.strictObject({
  ports: z.array(portConfig).max(32).default([]),
  platforms: z.array(platformConfig).max(16).default([]),
})
export type StationConfig = z.infer<typeof stationConfig>

export const noConfig: StationConfig = { ports: [], platforms: [] }

/** Errors: `file.unreadable`, `config.invalid` with the place of the mistake. */
export function readConfig(file: string): StationConfig {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    throw new Fault('file.unreadable', `${file}: ${String(error)}`)
  }
  let data: unknown
  try {
    data = JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch (error) {
    throw new Fault('config.invalid', `${file}: ${String(error)}`)
  }
  const read = stationConfig.safeParse(data)
  if (!read.success) throw new Fault('config.invalid', `${file}: ${z.prettifyError(read.error)}`)
  for (const list of [read.data.ports, read.data.platforms]) {
    const names = list.map((one) => one.name)
    const twice = names.find((one, index) => names.indexOf(one) !== index)
    if (twice !== undefined) throw new Fault('config.invalid', `${file}: the name ${twice} stands twice`)
  }
  return read.data
}
