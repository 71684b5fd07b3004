/** `station doctor`: one JSON line a check on stdout, the words and next steps on stderr; exit 1 when something is wrong. */

import { faults } from '#core/fault.ts'
import { examine } from '#flow/doctor.ts'
import { version } from '../version.ts'

export async function doctor(options: { db?: string }): Promise<void> {
  const checks = await examine({ version, ...(options.db === undefined ? {} : { database: options.db }) })
  for (const { name, ok, found, fault } of checks) {
    process.stdout.write(
      `${JSON.stringify({ name, ok, found, fault: fault?.code ?? null, next: fault === null ? null : faults[fault.code].next })}\n`,
    )
    process.stderr.write(
      `${ok ? '✓' : '!'} ${name}: ${found}${fault === null ? '' : ` → ${faults[fault.code].next}`}\n`,
    )
  }
  if (checks.some(({ ok }) => !ok)) process.exitCode = 1
}
