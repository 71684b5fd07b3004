/** The preload script may import nothing, so the words it repeats are compared here. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { channels, PORT_MESSAGE } from '#shell/channels.ts'

const preload = readFileSync(join(import.meta.dirname, '../../src-main/preload.ts'), 'utf8')
const api = readFileSync(join(import.meta.dirname, '../../src-renderer/api.ts'), 'utf8')

it('preload sends every word main hears, and no other', () => {
  const sent = [...preload.matchAll(/ipcRenderer\.send\('([^']+)'/g)].map((found) => found[1])
  expect(sent.sort()).toEqual(Object.values(channels).sort())
})

it('the port travels under one name through main, preload and page', () => {
  expect(preload).toContain(`ipcRenderer.on('${PORT_MESSAGE}'`)
  expect(preload).toContain(`window.postMessage('${PORT_MESSAGE}'`)
  expect(api).toContain(`PORT_MESSAGE = '${PORT_MESSAGE}'`)
})

it('preload stays within thirty lines and imports Electron alone', () => {
  expect(preload.trimEnd().split('\n').length).toBeLessThanOrEqual(30)
  expect([...preload.matchAll(/from '([^']+)'/g)].map((found) => found[1])).toEqual(['electron'])
})
