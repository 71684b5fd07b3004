/** Who is working at this window: the name that stands behind every action (`by`), and what that person may do. */
import { createContext, type ReactNode, useContext, useMemo } from 'react'
import { keep, usePreference } from './preference.ts'

/** Who signed in, as the station says; null in a room without accounts, where names are typed. */
export interface SignedIn {
  readonly name: string
  readonly rights: readonly string[]
}

export interface Signatory {
  readonly name: string
  readonly hasPin: boolean
}

interface Operator {
  readonly by: string
  /** Names used on this computer, the current one first. */
  readonly names: readonly string[]
  /** Only where names are typed. */
  readonly choose: (name: string) => void
  readonly signedIn: SignedIn | null
  /** Who has an account and may sign with a PIN; empty where names are typed. */
  readonly people: readonly Signatory[]
  /** What the page offers; the station decides again. */
  readonly may: (action: string) => boolean
}
const nobody: Operator = {
  by: '',
  names: [],
  choose: () => undefined,
  signedIn: null,
  people: [],
  may: () => true,
}
const OperatorContext = createContext<Operator>(nobody)

const mostNames = 8

interface OperatorProps {
  /** The site's own operator, until somebody chooses a name at the top right. */
  readonly fallback: string
  readonly signedIn: SignedIn | null
  readonly people: readonly Signatory[]
  readonly children: ReactNode
}

export function OperatorProvider({ fallback, signedIn, people, children }: OperatorProps) {
  const chosen = usePreference('operator')
  const stored = usePreference('operators')
  const operator = useMemo((): Operator => {
    if (signedIn !== null) {
      const { name, rights } = signedIn
      const names = people.map((one) => one.name)
      return { ...nobody, by: name, names, signedIn, people, may: (action) => rights.includes(action) }
    }
    const by = chosen ?? fallback
    const known = (stored ?? '').split('\n').filter((name) => name !== '')
    const names = [...new Set([by, fallback, ...known])].filter((name) => name !== '').slice(0, mostNames)
    return {
      ...nobody,
      by: by === '' ? '操作员' : by,
      names,
      choose: (name: string) => {
        keep('operators', [...new Set([name, ...names])].slice(0, mostNames).join('\n'))
        keep('operator', name)
      },
    }
  }, [chosen, stored, fallback, signedIn, people])
  return <OperatorContext value={operator}>{children}</OperatorContext>
}

export function useOperator(): Operator {
  return useContext(OperatorContext)
}
