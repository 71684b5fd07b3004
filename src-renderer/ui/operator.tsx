/** Who is working at this window: the name that stands behind every action (`by`). */
import { createContext, type ReactNode, useContext, useMemo } from 'react'
import { keep, usePreference } from './preference.ts'

interface Operator {
  readonly by: string
  /** Names used on this computer, the current one first. */
  readonly names: readonly string[]
  readonly choose: (name: string) => void
}
const OperatorContext = createContext<Operator>({ by: '', names: [], choose: () => undefined })

const mostNames = 8

/** `fallback` is the site's own operator, until somebody chooses a name at the top right. */
export function OperatorProvider({ fallback, children }: { readonly fallback: string; readonly children: ReactNode }) {
  const chosen = usePreference('operator')
  const stored = usePreference('operators')
  const operator = useMemo(() => {
    const by = chosen ?? fallback
    const known = (stored ?? '').split('\n').filter((name) => name !== '')
    const names = [...new Set([by, fallback, ...known])].filter((name) => name !== '').slice(0, mostNames)
    return {
      by: by === '' ? '操作员' : by,
      names,
      choose: (name: string) => {
        keep('operators', [...new Set([name, ...names])].slice(0, mostNames).join('\n'))
        keep('operator', name)
      },
    }
  }, [chosen, stored, fallback])
  return <OperatorContext value={operator}>{children}</OperatorContext>
}

export function useOperator(): Operator {
  return useContext(OperatorContext)
}
