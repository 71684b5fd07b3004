/** A name and its PIN: the way back to a locked desk, and the quick change of who works here. */
import { useState } from 'react'
import { client } from '#api'
import type { PersonState } from '#contract/person.ts'
import { FaultCard } from '#ui/fault-card.tsx'
import { useRenew } from '#ui/live.tsx'
import { useAct } from '#ui/load.ts'
import { PinPad } from '#ui/pin-pad.tsx'
import { NameChoice } from './name-choice.tsx'

interface PinEntryProps {
  readonly people: PersonState['people']
  readonly first: string
  readonly action: string
  readonly onDone?: () => void
}

export function PinEntry({ people, first, action, onDone }: PinEntryProps) {
  const act = useAct()
  const renew = useRenew()
  const [name, setName] = useState(people.some((one) => one.name === first && one.hasPin) ? first : '')
  const [pin, setPin] = useState('')
  const enter = () =>
    void act
      .run(() => client.person.switchTo({ name, pin }))
      .then((done) => {
        setPin('')
        if (!done) return
        renew()
        onDone?.()
      })
  return (
    <div className="sign-in-two">
      <section>
        <h2>谁在操作</h2>
        <NameChoice
          people={people}
          value={name}
          needsPin
          onChoose={(chosen) => {
            setName(chosen)
            setPin('')
            act.clear()
          }}
        />
        {act.fault !== null && <FaultCard fault={act.fault} onClose={act.clear} />}
      </section>
      <section>
        <h2>{name === '' ? '先选姓名' : name}</h2>
        <PinPad
          key={name}
          label={name === '' ? '先选姓名' : `${name} 的 PIN`}
          value={pin}
          onChange={setPin}
          action={action}
          onEnter={() => {
            if (name !== '') enter()
          }}
          busy={act.busy}
        />
      </section>
    </div>
  )
}
