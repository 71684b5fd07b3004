/** What the models of the 03 FF family share: line settings, evidence, the conversation and its other end. */
import { joinBytes } from '../bytes.ts'
import type { Driver } from '../driver.ts'
import { TalkLine } from '../talk/talk-line.ts'
import { encodeGbk } from '../text.ts'
import { dry, type Group, gold, photometric } from './groups.ts'
import { hostInstrument, hostPlayback } from './instrument.ts'
import { hostTalk } from './talk.ts'

const allGroups: readonly Group[] = [photometric, gold, dry]

type Shared = 'vendor' | 'evidence' | 'source' | 'link' | 'guard' | 'repeats' | 'line' | 'instrument' | 'playback'

/** `name` is what the virtual analyzer calls itself. Which groups a model has is told nowhere: one that stays silent is left out. */
export function hostModel(name: string, groups: readonly Group[] = allGroups): Pick<Driver, Shared> {
  const said = ['达元', name, '00000001'].map((text) => encodeGbk(text))
  const identity = joinBytes(said.flatMap((text) => [Uint8Array.of(text.length), text]))
  return {
    vendor: '达元',
    evidence: 'host-code',
    source: 'Requests, answers and sentinels of host programs for this family; not yet confirmed on a device',
    link: { baudRate: 9600, dataBits: 8, parity: 'none', stopBits: 1 },
    guard: 'checksum',
    repeats: 'key',
    line: () => new TalkLine(hostTalk(groups)),
    instrument: hostInstrument(groups, identity),
    playback: hostPlayback,
  }
}
