/** A started station behind HTTP with one virtual analyzer, `p1`, and a memory of what it was asked: for the tests of the answers. */

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createORPCClient, ORPCError } from '@orpc/client'
import { RPCLink } from '@orpc/client/fetch'
import type { ContractRouterClient } from '@orpc/contract'
import { expect, vi } from 'vitest'
import { driverById } from '#drivers/index.ts'
import { simulate } from '#ports/simulate.ts'
import { type HttpStation, serveHttp } from '#serve/serve-http.ts'
import { loggedInMemory } from '#test/fakes/port-keeper.ts'
import { ITEM, METHOD } from '#test/flow/room.ts'
import type { PlatformConfig } from '../../src-main/config.ts'
import { type Contract, contract } from '../../src-main/contract/index.ts'
import { startStation } from '../../src-main/station.ts'

export const TOKEN = 'a-token-of-this-test-only'
export const by = '王敏'
export type Client = ContractRouterClient<Contract>
type Desk = keyof typeof contract

export interface AnsweringStation {
  readonly http: HttpStation
  readonly client: Client
  /** The same, as a program that signed in. */
  as(session: string | null): Client
  /** The station's database. */
  readonly file: string
  /** What an answer threw and should not have. */
  readonly bugs: readonly unknown[]
  register(food?: string): ReturnType<Client['sample']['register']>
  /** The blank without which the day's results would be 无效, as the analyzer itself calls one: no sample is behind it. */
  blankFirst(): Promise<void>
  /** One measurement over real TCP by the virtual analyzer. */
  measure(sampleNo: string, value: string): Promise<void>
  /** Procedures of these desks that no test asked. */
  unasked(desks: readonly Desk[]): readonly string[]
  close(): Promise<void>
}

export const desks = Object.keys(contract) as readonly Desk[]

export async function answeringStation(platforms: readonly PlatformConfig[] = []): Promise<AnsweringStation> {
  const folder = mkdtempSync(join(tmpdir(), 'answers-'))
  const file = join(folder, 'station.db')
  const transport = { kind: 'tcp-server' as const, port: 0 }
  const station = await startStation({
    file,
    demo: false,
    config: { ports: [{ name: 'p1', driver: 'generic/lis2', transport, method: METHOD }], platforms: [...platforms] },
    log: loggedInMemory(),
  })
  const bugs: unknown[] = []
  const http = await serveHttp({
    router: station.router,
    port: 0,
    pages: join(folder, 'none'),
    token: TOKEN,
    version: '1.0.0',
    onBug: (bug) => bugs.push(bug),
  })
  const called = new Set<string>()
  const client = clientAt(http.address, called)
  return {
    http,
    client,
    as: (session) => clientAt(http.address, called, session),
    file,
    bugs,
    register: (food = '菠菜') =>
      client.sample.register({ stallCode: 'A-12', stallName: '王记蔬菜', food, stockKg: '12.5', takenBy: by }),
    async blankFirst() {
      await speak(station.ports.get('p1').port.address(), { sampleNo: '空白1', value: '1.10', control: true })
      const due = async () => expect((await client.control.due({})).ports).toEqual([])
      await vi.waitFor(due, { timeout: 10_000 })
    },
    measure: (sampleNo, value) => measure(client, station.ports.get('p1').port.address(), sampleNo, value),
    unasked: (some) =>
      some
        .flatMap((desk) => Object.keys(contract[desk]).map((name) => `${desk}.${name}`))
        .filter((path) => !called.has(path)),
    async close() {
      await http.close()
      await station.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function clientAt(address: string, called: Set<string>, session: string | null = null): Client {
  const person = session === null ? {} : { 'x-station-session': session }
  const link = new RPCLink({ url: `${address}/rpc`, headers: { authorization: `Bearer ${TOKEN}`, ...person } })
  return createORPCClient({
    call: (path, input, options) => {
      called.add(path.join('.'))
      return link.call(path, input, options)
    },
  })
}

async function measure(client: Client, address: string | null, sampleNo: string, value: string): Promise<void> {
  const arrived = async () =>
    (await client.day.results({ limit: 200 })).rows.length + (await client.sample.claims({})).rows.length
  const before = await arrived()
  await speak(address, { sampleNo, value, control: false })
  await expect.poll(arrived, { timeout: 10_000 }).toBe(before + 1)
}

async function speak(
  address: string | null,
  said: { readonly sampleNo: string; readonly value: string; readonly control: boolean },
): Promise<void> {
  const driver = driverById('generic/lis2')
  if (driver === undefined || address === null) throw new Error('no analyzer')
  const reading = {
    ...said,
    item: ITEM,
    unit: '%',
    flag: null,
    measuredAt: null,
    channel: null,
    recordKey: null,
    foodHint: null,
  }
  await simulate({ instrument: driver.instrument([reading]), to: `tcp://${address}`, link: driver.link })
}

/** The code of the fault that a call is refused with, which says all that an operator reads. */
export async function faultOf(call: Promise<unknown>): Promise<string | undefined> {
  const error: unknown = await call.then(
    () => null,
    (thrown: unknown) => thrown,
  )
  if (!(error instanceof ORPCError)) throw new Error(`not refused: ${String(error)}`)
  const { code, what, why, next } = error.data as Record<string, string>
  expect([error.code, what !== '', why !== '', next !== '']).toEqual(['FAULT', true, true, true])
  return code
}
