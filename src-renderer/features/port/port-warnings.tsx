/** What a person should put right at an instrument, one line each: its clock, its calibration, damaged frames, a weak format. */
import type { PortView } from '#contract/port.ts'
import { offsetWords } from './port-words.ts'

interface Warning {
  readonly key: string
  readonly what: string
  readonly next: string
}

export function warningsOf(port: PortView): readonly Warning[] {
  const warnings: Warning[] = []
  if (port.clockWrong && port.clockOffset !== null)
    warnings.push({
      key: 'clock',
      what: `仪器时钟${offsetWords(port.clockOffset)}`,
      next: '校准仪器时钟:在仪器的系统设置里改日期和时间。本机不会替它改。',
    })
  if (port.calibrationDue === 'over' && port.calibration !== null)
    warnings.push({
      key: 'calibration',
      what: `检定/校准 ${port.calibration.dueOn} 已到期`,
      next: '送检或换一台;拿到新证书后在“校准”里填新日期。',
    })
  if (port.calibrationDue === 'soon' && port.calibration !== null)
    warnings.push({
      key: 'calibration',
      what: `检定/校准 ${port.calibration.dueOn} 到期`,
      next: '一个月内要到期,先约好送检的日子。',
    })
  return warnings
}

export function PortWarnings({ port }: { readonly port: PortView }) {
  return warningsOf(port).map(({ key, what, next }) => (
    <p key={key} className="notebox">
      <b>▲ {what}</b>
      <br />
      {next}
    </p>
  ))
}
