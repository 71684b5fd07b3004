/** Said beside the field before Enter: the same food of this stall was registered today already. */
import { type TakenToday, takenAgain } from '#core/sample/again-today.ts'
import { localText } from '#core/time.ts'
import { clockText } from '#ui/local-words.ts'

interface AgainNoteProps {
  readonly today: readonly TakenToday[]
  readonly food: string
  readonly items: readonly string[]
}

export function AgainNote({ today, food, items }: AgainNoteProps) {
  const again = takenAgain(today, { food, items })
  const [newest] = again
  if (newest === undefined) return null
  return (
    <p className="notebox notebox-warn" role="status">
      ▲ 今天 {clockText(localText(newest.takenAt))} 已登记过这个摊位的{newest.food}(样品 {newest.sampleNo}
      {newest.items.length > 0 && `,${newest.items.join('、')}`}){again.length > 1 && `,共 ${again.length} 次`}
      。要再采一份就按回车。
    </p>
  )
}
