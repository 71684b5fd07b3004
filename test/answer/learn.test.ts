/** The wizard's procedures against a started station, over HTTP. */
import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/fetch'
import type { ContractRouterClient } from '@orpc/contract'
import { it } from 'vitest'
import { serveHttp } from '#serve/serve-http.ts'
import { loggedInMemory } from '#test/fakes/port-keeper.ts'
import { afterwards, newFolder } from '#test/flow/room.ts'
import type { Contract } from '../../src-main/contract/index.ts'
import { startStation } from '../../src-main/station.ts'
import { learnByHttp } from './learn-procedures.ts'

const TOKEN = 'a-token-of-this-test-only'

it('learns a driver over the contract, from listening to importing', async () => {
  const folder = newFolder()
  const config = { ports: [], platforms: [] }
  const station = await startStation({ file: `${folder}/station.db`, demo: false, config, log: loggedInMemory() })
  afterwards(() => station.close())
  const http = await serveHttp({
    router: station.router,
    port: 0,
    pages: `${folder}/none`,
    token: TOKEN,
    version: '1.0.0',
    onBug: (bug) => {
      throw bug
    },
  })
  afterwards(() => http.close())
  const link = new RPCLink({ url: `${http.address}/rpc`, headers: { authorization: `Bearer ${TOKEN}` } })
  await learnByHttp(createORPCClient<ContractRouterClient<Contract>>(link))
})
