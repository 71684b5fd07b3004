/** The table of rights written down a second time, as a person would check it: a slip in one of the two is found here. */
import { expect, test } from 'vitest'
import { actions, may } from '#core/person/rights.ts'
import { roles } from '#core/person/role.ts'

/** A column each for operator, manager, technician, administrator, auditor. */
const table = `
record.read      x x x x x
audit.read       . x x x x
export.run       . x x x x
paper.print      x x x . .
sample.register  x x x . .
sample.plan      . x x . .
reading.claim    x x x . .
test.sign        x x x . .
result.review    . x x . .
control.record   x x x . .
control.approve  . x x . .
failure.step     x x x . .
failure.sign     x x x . .
notice.publish   . x . . .
outbox.retry     x x x . .
port.reopen      x x x x .
port.set         . x x x .
driver.learn     . . x x .
catalog.change   . x x x .
site.set         . x . x .
pack.propose     . x x x .
pack.sign        . x x x .
people.manage    . . . x .`

test('every cell is as it was decided', () => {
  expect(roles).toEqual(['operator', 'manager', 'technician', 'administrator', 'auditor'])
  const lines = actions.map(
    (action) => `${action.padEnd(16)} ${roles.map((role) => (may([role], action) ? 'x' : '.')).join(' ')}`,
  )
  expect(`\n${lines.join('\n')}`).toBe(table)
})
