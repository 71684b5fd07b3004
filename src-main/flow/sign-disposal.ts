/** The signatures under a disposal: each covers the whole record of it, and is made in the transaction that keeps it. */
import type { Json } from '#core/canonical.ts'
import type { FailureEvent, FailureStep } from '#core/failure/event.ts'
import { isSupervisor } from '#core/failure/witnesses.ts'
import { Fault } from '#core/fault.ts'
import { accountByName, hasAccounts } from '#storage/people.ts'
import { proveSigner, type Signer, type Signing, sign } from './sign.ts'
import type { World } from './world.ts'

/** Who has an account signs a disposal with the PIN; a stall holder, and anybody in an open room, by name and then by hand. */
export async function provenSigners(
  world: World,
  step: FailureStep,
  pins: readonly Signing[],
): Promise<ReadonlyMap<string, Signer>> {
  const proven = new Map<string, Signer>()
  if (step.kind !== 'dispose') return proven
  const openRoom = !hasAccounts(world.db)
  for (const { name } of step.signers) {
    const account = accountByName(world.db, name)
    if (!openRoom && (account === undefined || account.closedAt !== null)) continue
    const pin = pins.find((one) => one.by === name)?.pin ?? ''
    if (!openRoom && pin === '') throw new Fault('input.invalid', `${name} 有账号,请输入本人 PIN 签名`)
    proven.set(name, await proveSigner(world, { by: name, pin }))
  }
  return proven
}

/** Every signature covers the whole record of the disposal, other signers' names included. */
export function signedBy(
  world: World,
  event: FailureEvent,
  signers: ReadonlyMap<string, Signer>,
  caseNo: string,
): FailureEvent {
  if (event.kind !== 'dispose' || signers.size === 0) return event
  const content = JSON.parse(JSON.stringify({ caseNo, disposal: event })) as Json
  return {
    ...event,
    signers: event.signers.map(({ role, name }) => {
      const signer = signers.get(name)
      if (signer === undefined) return { role, name }
      const meaning = isSupervisor(role, world.rules) ? 'witness' : 'dispose'
      const { id, sha256, proven } = sign(world, { signer, meaning, subject: caseNo, content })
      return { role, name, signature: { id: String(id), sha256, proven } }
    }),
  }
}
