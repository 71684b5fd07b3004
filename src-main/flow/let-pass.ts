/** A second person lets a batch pass although a condition blocks it: signed, with a reason, and printed on every record it touches. */
import { batchText } from '#core/control/batch.ts'
import type { RecordedCode } from '#core/control/policy.ts'
import { plain } from '#core/failure/names.ts'
import { Fault } from '#core/fault.ts'
import { appendAudit } from '#storage/audit.ts'
import { insertOverride } from '#storage/controls.ts'
import { transaction } from '#storage/open.ts'
import { type Signer, sign } from './sign.ts'
import { conditionsNow } from './test-conditions.ts'
import type { World } from './world.ts'

export interface LettingPass {
  readonly signer: Signer
  readonly port: string
  readonly item: string
  readonly method: string
  /** Who tests, where the port does not say: that person cannot sign. */
  readonly operator: string
  readonly codes: readonly RecordedCode[]
  readonly why: string
}

/**
 * For this batch and these conditions, from now on; results that are already 无效 stay so.
 * Errors: `control.same-person`, `control.nothing-blocked` (one of the codes blocks nothing), and those of `sign`.
 */
export function letPass(world: World, said: LettingPass): void {
  transaction(world.db, () => {
    const { batch, use, findings } = conditionsNow(world, said)
    const operator = use?.operator ?? said.operator
    const { by, proven } = said.signer
    if (plain(operator) === plain(by)) throw new Fault('control.same-person', by)
    const blocked = findings.filter(({ level, code }) => level === 'block' && said.codes.includes(code))
    if (blocked.length === 0 || blocked.length < new Set(said.codes).size)
      throw new Fault('control.nothing-blocked', said.codes.join(', '))
    const codes = blocked.map(({ code }) => code)
    const content = {
      batch: { ...batch },
      operator,
      findings: blocked.map(({ code, detail }) => ({ code, detail })),
      why: said.why,
    }
    const subject = batchText(batch)
    const { sha256, at } = sign(world, { signer: said.signer, meaning: 'approve', subject, content })
    insertOverride(world.db, { batch: subject, codes, why: said.why, operator, by, sha256, proven, at })
    const detail = JSON.stringify({ codes, why: said.why, operator, sha256 })
    appendAudit(world.db, { at, by, action: 'control.let-pass', subject, detail })
  })
  world.tell({ kind: 'port.changed', port: said.port })
}
