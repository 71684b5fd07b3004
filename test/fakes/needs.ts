/** What a test needs from the machine. Missing, the test is a skip with its reason in its name; with REQUIRE_E2E=1 it is a failure. */
import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'
import { testRuntime } from './electron.ts'

/** True when the program is on the path (`electron`: a runtime and a screen): `describe.skipIf(!needs('socat'))('... (needs socat)', ...)`. */
export function needs(program: string): boolean {
  const found = program === 'electron' ? testRuntime() !== null : onPath(program)
  if (!found && process.env.REQUIRE_E2E === '1')
    throw new Error(`${program} is missing and REQUIRE_E2E=1 forbids skipping`)
  return found
}

function onPath(program: string): boolean {
  return (process.env.PATH ?? '').split(delimiter).some((folder) => executable(join(folder, program)))
}

function executable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}
