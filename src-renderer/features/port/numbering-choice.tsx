/** Asked when an instrument is added: does somebody type our numbers into it, or does it count by itself? */
import type { PortView } from '#contract/port.ts'
import { Radio } from '#ui/parts.ts'
import { numberings, numberingUnsaid } from './numbering-words.ts'

export type Numbering = NonNullable<PortView['numbering']>

interface NumberingChoiceProps {
  readonly chosen: Numbering | null
  readonly onChoose: (numbering: Numbering) => void
}

export function NumberingChoice({ chosen, onChoose }: NumberingChoiceProps) {
  return (
    <div className="field">
      <span className="legend">它的样品编号</span>
      <Radio.Group
        aria-label="它的样品编号"
        value={chosen}
        onChange={(event) => {
          const said = numberings.find(({ numbering }) => numbering === event.target.value)
          if (said !== undefined) onChoose(said.numbering)
        }}
        options={numberings.map(({ numbering, name }) => ({ value: numbering, label: name }))}
      />
      <span className="quiet">
        {numberings.find(({ numbering }) => numbering === chosen)?.effect ?? numberingUnsaid}
      </span>
    </div>
  )
}
