/** Every cell of the table of rights, asked through the real middleware: each procedure by each role, by nobody, and by a locked desk. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createRouterClient, ORPCError } from '@orpc/server'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { answers } from '#answer/index.ts'
import type { PersonId } from '#core/ids.ts'
import { doerFields, type Need, procedures } from '#core/person/procedures.ts'
import { rights } from '#core/person/rights.ts'
import { type Role, roles } from '#core/person/role.ts'
import { holdBoard } from '#flow/hold-board.ts'
import { holdPorts } from '#flow/hold-ports.ts'
import { openLearning } from '#flow/learn.ts'
import { openSessions, type Sessions } from '#flow/session.ts'
import { watchClock } from '#flow/watch-clock.ts'
import { type Account, accountById, insertAccount } from '#storage/people.ts'
import { loggedInMemory } from '#test/fakes/port-keeper.ts'
import { contract } from '../../src-main/contract/index.ts'
import { openWorld } from '../../src-main/world.ts'

type Call = (input: unknown) => Promise<unknown>
type Calls = Readonly<Record<string, Readonly<Record<string, Call>>>>

let close: () => void
let sessions: Sessions
let router: ReturnType<typeof answers>
const people = new Map<Role, Account>()
const paths = Object.entries(contract).flatMap(([desk, names]) =>
  Object.keys(names).map((name) => [desk, name] as const),
)

beforeAll(() => {
  const folder = mkdtempSync(join(tmpdir(), 'rights-'))
  const opened = openWorld({
    file: join(folder, 'station.db'),
    demo: false,
    config: { ports: [], platforms: [] },
    log: loggedInMemory(),
  })
  const { world } = opened
  close = () => {
    opened.close()
    rmSync(folder, { recursive: true })
  }
  sessions = openSessions(world)
  router = answers({
    world,
    follow: () => () => {},
    ports: holdPorts(world),
    learning: openLearning(world),
    sending: [],
    board: holdBoard(world),
    clock: watchClock(world, Date.now, () => 0),
    sessions,
  })
  // Nobody shows a secret here, so none is hashed.
  for (const role of roles) {
    const account = { id: `id-${role}` as PersonId, name: `王${role}`, roles: [role], mustChange: false, staff: null }
    insertAccount(world.db, { ...account, password: '', pin: null, madeAt: world.now() })
    people.set(role, accountById(world.db, account.id))
  }
})

/** What the middleware says to somebody: a code of its own, or `through`, whatever the procedure then says of the input. */
async function answerTo(
  token: string | null,
  [desk, name]: readonly [string, string],
  input: unknown,
): Promise<string> {
  const calls = createRouterClient(router, { context: { caller: { token, keep: () => null } } }) as unknown as Calls
  try {
    await calls[desk]?.[name]?.(input)
  } catch (error) {
    // A bug, a closed database: nothing that would tell of rights.
    if (!(error instanceof ORPCError)) throw error
    const code: unknown = Reflect.get(Object(error.data), 'code')
    if (typeof code === 'string' && refusals.includes(code)) return code
  }
  return 'through'
}
const refusals = ['person.forbidden', 'person.signed-out', 'person.locked', 'person.other', 'person.must-change']

/** Nothing a schema accepts, so that no procedure does anything; it is looked at after the middleware. */
const unfit = { by: 1, day: 7, id: 7, limit: 'x', name: 7, code: 7, subject: 7, after: 'x' }
function needOfPath([desk, name]: readonly [string, string]): Need {
  const table: Readonly<Record<string, Readonly<Record<string, Need>>>> = procedures
  const need = table[desk]?.[name]
  if (need === undefined) throw new Error(`${desk}.${name} is in no table`)
  return need
}

/** The stream answers for ever; whether it may be asked is a question of its own test. */
const asked = paths.filter(([desk]) => desk !== 'events')

describe.each(roles)('%s', (role) => {
  it('may exactly what the table says', async () => {
    const wrong: string[] = []
    for (const path of asked) {
      const id = people.get(role)?.id
      if (id === undefined) throw new Error(role)
      const need = needOfPath(path)
      const cell: readonly Role[] = need === 'anyone' || need === 'session' ? roles : rights[need]
      const expected = cell.includes(role) ? 'through' : 'person.forbidden'
      const got = await answerTo(sessions.begin(id), path, unfit)
      if (got !== expected) wrong.push(`${path.join('.')}: ${got}, not ${expected}`)
    }
    expect(wrong).toEqual([])
  })

  it('speaks for nobody else', async () => {
    const { id, name, roles: own } = people.get(role) ?? Object.create(null)
    for (const path of asked) {
      const need = needOfPath(path)
      if (need === 'anyone') continue
      const allowed = need === 'session' || (rights[need] as readonly Role[]).some((one) => own.includes(one))
      if (!allowed) continue
      for (const field of ['by', 'takenBy']) {
        expect([path, await answerTo(sessions.begin(id), path, { ...unfit, [field]: '赵管理' })]).toEqual([
          path,
          'person.other',
        ])
        expect([path, await answerTo(sessions.begin(id), path, { ...unfit, by: 1, [field]: ` ${name} ` })]).toEqual([
          path,
          'through',
        ])
      }
    }
  })
})

describe('nobody and a locked desk', () => {
  it('see what is for anyone and nothing else', async () => {
    const id = people.get('manager')?.id
    if (id === undefined) throw new Error('no manager')
    const locked = sessions.begin(id)
    sessions.lock(locked)
    for (const path of asked) {
      // Each would end the session or find another one; they have tests of their own.
      if (path[0] === 'person' && ['lock', 'signOut', 'switchTo'].includes(path[1])) continue
      const open = needOfPath(path) === 'anyone'
      for (const [token, code] of [
        [null, 'person.signed-out'],
        ['made-up', 'person.signed-out'],
        [locked, 'person.locked'],
      ] as const)
        expect([path, await answerTo(token, path, unfit)]).toEqual([path, open ? 'through' : code])
    }
  })
})

it('whoever an input names as the doer is checked', () => {
  const unchecked: string[] = []
  const seen = new Set<string>()
  for (const [desk, names] of Object.entries(contract))
    for (const [name, procedure] of Object.entries(names)) {
      const { inputSchema } = Reflect.get(procedure, '~orpc') as { readonly inputSchema?: { readonly shape?: object } }
      const doers = Object.keys(inputSchema?.shape ?? {}).filter((field) => /^by$|By$/.test(field))
      for (const field of doers) seen.add(field)
      unchecked.push(
        ...doers
          .filter((field) => !doerFields.some((one) => one === field))
          .map((field) => `${desk}.${name}: ${field}`),
      )
    }
  expect(unchecked).toEqual([])
  expect([...seen].sort()).toEqual([...doerFields].sort())
})

afterAll(() => close())
