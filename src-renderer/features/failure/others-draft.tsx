/** A step somebody else began and did not finish: who and when, and the way to go on with it. */
import { client } from '#api'
import { localText } from '#core/time.ts'
import { FaultCard } from '#ui/fault-card.tsx'
import { useAct, useLoad } from '#ui/load.ts'
import { shortText } from '#ui/local-words.ts'
import { useOperator } from '#ui/operator.tsx'
import { Button } from '#ui/parts.ts'

interface OthersDraftProps {
  /** The draft's name. */
  readonly name: string
  /** The form must be opened anew, now with what the other one typed. */
  readonly onTaken: () => void
}

export function OthersDraft({ name, onTaken }: OthersDraftProps) {
  const { by } = useOperator()
  const act = useAct()
  const others = useLoad(`${by} ${name}`, () => client.draft.others({ name, by }))
  const take = (from: string) =>
    void act
      .run(() => client.draft.take({ name, from, by }))
      .then((done) => {
        if (done) onTaken()
      })
  return (
    <>
      {(others.data ?? []).map(({ person, at }) => (
        <div key={person} className="notebox row row-wrap" role="status">
          <span>
            {person} 有一份未完成的草稿({shortText(localText(at))})
          </span>
          <Button size="small" loading={act.busy} onClick={() => take(person)}>
            接过来写,换掉我写的
          </Button>
        </div>
      ))}
      {act.fault !== null && <FaultCard fault={act.fault} onClose={act.clear} />}
    </>
  )
}
