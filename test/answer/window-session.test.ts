/** Each window's port is a session of its own: what one signs in to, another has no part in, and nothing of it reaches the page. */
import { MessageChannel } from 'node:worker_threads'
import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/message-port'
import { RPCHandler } from '@orpc/server/message-port'
import { afterEach, expect, it } from 'vitest'
import { type AnswerContext, connectionCaller } from '#answer/caller.ts'
import { answersInFaults } from '#serve/answer-faults.ts'
import { loggedInMemory } from '#test/fakes/port-keeper.ts'
import { PASSWORD } from '#test/flow/people.ts'
import { newFolder } from '#test/flow/room.ts'
import { type Station, startStation } from '../../src-main/station.ts'
import { type Client, faultOf } from './answering-station.ts'

const ends: (() => unknown)[] = []
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
})

/** As the station process admits a window. */
function windowOf(station: Station): Client {
  const handler = new RPCHandler<AnswerContext>(
    station.router,
    answersInFaults(() => {}),
  )
  const { port1, port2 } = new MessageChannel()
  handler.upgrade(port1, { context: { caller: connectionCaller() } })
  port1.start()
  port2.start()
  ends.push(() => port2.close())
  return createORPCClient(new RPCLink({ port: port2 }))
}

it('signs in one window and not the other; the token stays in the station', async () => {
  const config = { ports: [], platforms: [] }
  const station = await startStation({ file: `${newFolder()}/station.db`, demo: false, config, log: loggedInMemory() })
  ends.push(() => station.close())
  const [first, second] = [windowOf(station), windowOf(station)]
  const who = { name: '赵管理', password: PASSWORD }
  const made = await first.person.add({ ...who, roles: ['administrator'], pin: '7391', by: who.name })
  expect(made).toMatchObject({ standing: 'here', session: null })
  expect((await first.sample.list({})).rows).toEqual([])
  expect(await faultOf(second.sample.list({}))).toBe('person.signed-out')
  expect(await faultOf(second.person.switchTo({ name: who.name, pin: '7391' }))).toBe('person.signed-out')
  expect(await second.person.signIn(who)).toMatchObject({ standing: 'here', session: null })
  expect((await second.sample.list({})).rows).toEqual([])
  await second.person.signOut({})
  expect(await faultOf(second.sample.list({}))).toBe('person.signed-out')
  expect((await first.sample.list({})).rows).toEqual([])
})
