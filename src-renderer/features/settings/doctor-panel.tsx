/** The doctor: each check with what it found, and the next step where something is wrong. */
import { client } from '#api'
import { FaultCard } from '#ui/fault-card.tsx'
import { useLoad } from '#ui/load.ts'
import { Panel } from '#ui/panel.tsx'
import { Button } from '#ui/parts.ts'
import { Answered } from '#ui/waiting.tsx'

const lineWords: Readonly<Record<string, string>> = {
  opening: '正在连接',
  talking: '正在传数',
  quiet: '已连接,安静',
  lost: '断开',
  closed: '已停用',
}

/** A port's finding begins with the code of its state. */
function foundWords(found: string): string {
  const [code = '', ...rest] = found.split(' ')
  const words = lineWords[code]
  return words === undefined ? found : [words, ...rest].join(' ')
}

export function DoctorPanel() {
  const doctor = useLoad('doctor', () => client.settings.doctor({}))
  const wrong = doctor.data?.filter(({ ok }) => !ok).length ?? 0
  return (
    <Panel
      title="体检"
      aside={
        <>
          {doctor.data !== null && (wrong === 0 ? '✓ 全部正常' : `▲ ${wrong} 项要处理`)}
          <Button size="small" onClick={doctor.reload}>
            再查一次
          </Button>
        </>
      }
    >
      <Answered of={doctor}>
        {(checks) => (
          <ul className="checks">
            {checks.map((check) => (
              <li key={check.name}>
                <p className="check">
                  <b className={check.ok ? 'check-good' : 'check-bad'}>
                    {check.ok ? '✓' : '▲'} {check.name}
                  </b>
                  <span>{foundWords(check.found)}</span>
                </p>
                {check.fault !== null && <FaultCard fault={check.fault} />}
              </li>
            ))}
          </ul>
        )}
      </Answered>
    </Panel>
  )
}
