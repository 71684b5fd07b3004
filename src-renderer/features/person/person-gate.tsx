/** Stands before the desks: lets through who is signed in (or everybody, where there are no accounts), and covers a locked desk. */
import { type ReactNode, useEffect, useRef } from 'react'
import type { PersonState } from '#contract/person.ts'
import { useRenew } from '#ui/live.tsx'
import { Answered } from '#ui/waiting.tsx'
import { LockScreen } from './lock-screen.tsx'
import { OwnPassword } from './own-password.tsx'
import { SignInPage } from './sign-in-page.tsx'
import { usePerson, useSignOfLife } from './use-person.ts'
import './person.css'

export type { PersonState }

interface PersonGateProps {
  readonly site: string
  readonly children: (person: PersonState) => ReactNode
}

export function PersonGate({ site, children }: PersonGateProps) {
  const person = usePerson()
  useSignOfLife(person.data?.standing === 'here')
  const renew = useRenew()
  // Also when it was another window of this browser that changed hands.
  const who = person.data === null ? null : `${person.data.standing} ${person.data.me?.id ?? ''}`
  const before = useRef<string | null>(null)
  useEffect(() => {
    if (before.current !== null && who !== null && before.current !== who) renew()
    before.current = who
  }, [who, renew])
  return (
    <Answered of={person}>
      {(state) => {
        if (state.standing === 'signed-out') return <SignInPage state={state} site={site} />
        if (state.standing === 'here' && state.me?.mustChange === true)
          return <OwnPassword name={state.me.name} forced />
        return (
          <>
            {/* Another person finds another desk: what one began is not sent under the other's name. */}
            <div className="gate" key={state.me?.id ?? ''}>
              {children(state)}
            </div>
            {state.standing === 'locked' && <LockScreen state={state} site={site} />}
          </>
        )
      }}
    </Answered>
  )
}
