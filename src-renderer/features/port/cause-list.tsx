/** 查原因: what may be wrong with a line, likeliest first, each with the one thing to do next. */
import { client } from '#api'
import { FaultCard } from '#ui/fault-card.tsx'
import { useLoad } from '#ui/load.ts'
import { Button, Modal } from '#ui/parts.ts'
import { WaitingWords } from '#ui/waiting.tsx'

/** Nothing is wrong, or nothing that a person could do about. */
const fine: readonly string[] = ['healthy', 'talking']

interface CauseListProps {
  readonly name: string
  readonly onClose: () => void
}

export function CauseList({ name, onClose }: CauseListProps) {
  const causes = useLoad(`causes ${name}`, () => client.port.diagnose({ name }))
  return (
    <Modal open title={`查原因:${name}`} width={720} onCancel={onClose} footer={null}>
      <div className="stack">
        {causes.fault !== null && <FaultCard fault={causes.fault} />}
        {causes.data === null ? (
          causes.fault === null && <WaitingWords what="正在检查端口和数据线" />
        ) : (
          <ol className="causes">
            {causes.data.map((cause, index) => (
              <li key={`${cause.code} ${cause.found}`}>
                <p className="cause-found">
                  <span className={index === 0 ? 'tag cause-first' : 'tag'}>
                    {fine.includes(cause.code) ? '✓ 正常' : index === 0 ? '最可能' : `第 ${index + 1}`}
                  </span>{' '}
                  {cause.found}
                </p>
                {!fine.includes(cause.code) && (
                  <p>
                    <span className="quiet">怎么办:</span>
                    {cause.next}
                  </p>
                )}
              </li>
            ))}
          </ol>
        )}
        <div className="row dialog-foot">
          <Button onClick={causes.reload}>再查一次</Button>
          <Button type="primary" onClick={onClose}>
            知道了
          </Button>
        </div>
      </div>
    </Modal>
  )
}
