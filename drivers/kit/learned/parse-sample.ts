/** The recording inside a driver file and what its driver made of it, checked like the rest of the file. */
import { bytesOfBase64 } from './base64.ts'
import type { Checked } from './checked.ts'
import { type LearnedSample, limits, type SampleOutcome } from './format.ts'

export function sampleFrom(sample: Checked): LearnedSample {
  sample.only(['name', 'base64', 'outcomes'])
  const base64 = sample.text('base64', 0, Math.ceil(limits.sampleBytes / 3) * 4)
  if (bytesOfBase64(base64) === null) sample.fail('base64', 'base64 bytes')
  return {
    name: sample.text('name', 1, limits.text),
    base64,
    outcomes: sample.list('outcomes', limits.outcomes).map(outcomeFrom),
  }
}

function outcomeFrom(outcome: Checked): SampleOutcome {
  const kind = outcome.oneOf('kind', ['reading', 'ignored', 'damaged'])
  if (kind !== 'reading') {
    outcome.only(['kind', 'reason'])
    return { kind, reason: outcome.text('reason', 1, 400) }
  }
  const names = ['sampleNo', 'unit', 'flag', 'measuredAt', 'channel'] as const
  outcome.only(['kind', 'item', 'value', 'control', ...names])
  return {
    kind,
    item: outcome.text('item', 0, 400),
    value: outcome.text('value', 0, 400),
    control: outcome.bool('control'),
    sampleNo: outcome.textOrNull('sampleNo', 400, 0),
    unit: outcome.textOrNull('unit', 400, 0),
    flag: outcome.textOrNull('flag', 400, 0),
    measuredAt: outcome.textOrNull('measuredAt', 40, 0),
    channel: outcome.textOrNull('channel', 400, 0),
  }
}
