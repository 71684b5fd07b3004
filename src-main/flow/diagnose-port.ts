/** Why a port does not bring readings: facts are gathered where the line runs, and ranked with a next step for each cause. */
import { faults } from '#core/fault.ts'
import { type Cause, causesOf } from '#ports/cause.ts'
import { factsOf } from '#ports/cause-facts.ts'
import { causeSentence, causeWords } from '#ports/cause-words.ts'
import { countsOfPort } from '#storage/frames.ts'
import type { HeldPort } from './hold-ports.ts'
import type { World } from './world.ts'

export interface CauseFound {
  readonly code: string
  readonly found: string
  readonly next: string
}

/** Likeliest first, never empty. Network ports are told by their fault alone: there is no cable to examine. */
export async function diagnosePort(world: World, { plan, driver, port }: HeldPort): Promise<readonly CauseFound[]> {
  const { transport } = plan
  if (transport.kind !== 'serial') return [networkCause(port)]
  const { frames, damaged, readings } = countsOfPort(world.db, plan.name)
  const facts = await factsOf({
    path: transport.path,
    link: { ...driver.link, baudRate: transport.baudRate ?? driver.link.baudRate },
    port,
    frames: { ok: readings, damaged, noise: Math.max(0, frames - readings - damaged) },
    heardBefore: frames > 0,
  })
  return causesOf(facts).map(causeFound)
}

function causeFound(cause: Cause): CauseFound {
  return { code: cause.code, found: causeSentence(cause), next: causeWords[cause.code].next }
}

function networkCause(port: HeldPort['port']): CauseFound {
  const fault = port.fault()
  if (fault !== null) {
    const { what, why, next } = faults[fault.code]
    return { code: fault.code, found: `${what}:${why}`, next }
  }
  const { what, next } = causeWords[port.state() === 'talking' ? 'healthy' : 'quiet']
  return { code: port.state(), found: what, next }
}
