/** What a test needs from the machine. Missing, the test is a skip with its reason in its name; with REQUIRE_E2E=1 it is a failure. */
import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'

/** True when the program is on the path: `describe.skipIf(!needs('socat'))('... (needs socat)', ...)`. */
export function needs(program: string): boolean {
  return needed(
    program,
    (process.env.PATH ?? '').split(delimiter).some((folder) => executable(join(folder, program))),
  )
}

/** The same for something that is not a program on the path: `what` names it, `found` says whether it is here. */
export function needed(what: string, found: boolean): boolean {
  if (!found && process.env.REQUIRE_E2E === '1')
    throw new Error(`${what} is missing and REQUIRE_E2E=1 forbids skipping`)
  return found
}

function executable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}
