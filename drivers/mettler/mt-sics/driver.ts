/** Any balance that speaks MT-SICS: asked for its stable weight, or sending it at a key press. */

import { sicsTalk } from '#drivers/kit/balance/sics.ts'
import { defineDriver } from '#drivers/kit/define-driver.ts'
import { TalkLine } from '#drivers/kit/talk/talk-line.ts'
import { instrumentOf, playbackOf } from './instrument.ts'

export const driver = defineDriver({
  id: 'mettler/mt-sics',
  vendor: '梅特勒-托利多',
  model: 'MT-SICS',
  title: '梅特勒-托利多天平(MT-SICS 指令)',
  category: 'balance',
  evidence: 'maker-document',
  source: 'MT-SICS 0 version 2.3x reference manual; replies of a public client of the same command set',
  link: { baudRate: 9600, dataBits: 8, parity: 'none', stopBits: 1 },
  repeats: 'live',
  line: () => new TalkLine(sicsTalk()),
  instrument: instrumentOf,
  playback: playbackOf,
})
