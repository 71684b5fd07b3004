/** Whatever goes wrong in an answer leaves as one coded fault: the same for a window's port and for HTTP. */
import { ORPCError, ValidationError } from '@orpc/server'
import { type FaultCode, isFault } from '#core/fault.ts'
import { spokenFault } from '#core/spoken-fault.ts'

export interface FaultAnswer {
  readonly code: FaultCode
  readonly what: string
  readonly why: string
  readonly next: string
  readonly detail: string
}

export function faultAnswer(code: FaultCode, detail: string): FaultAnswer {
  return { code, ...spokenFault(code, detail), detail }
}

/** The error the contract declares under `FAULT`. Inside a procedure only the declared status, 422, keeps it a declared error. */
export function faultError(code: FaultCode, detail: string, status = 422): ORPCError<'FAULT', FaultAnswer> {
  return new ORPCError('FAULT', {
    defined: true,
    status,
    message: `${code}: ${detail}`,
    data: faultAnswer(code, detail),
  })
}

type Next<Options, Output> = (options?: Options) => Promise<Output>
interface Step<Options, Output> {
  readonly next: Next<Options, Output>
}

/**
 * Interceptors for any oRPC handler. `clientInterceptors` sees what a procedure throws; `interceptors` sees in addition what
 * could not be decoded at all. A bug is told to `onBug` and leaves without its text: it may hold a row of somebody's data.
 */
export function answersInFaults(onBug: (error: unknown) => void) {
  return {
    clientInterceptors: [
      async <Output>(step: Step<never, Output>): Promise<Output> => {
        try {
          return await step.next()
        } catch (error) {
          throw spoken(error, onBug)
        }
      },
    ],
    interceptors: [
      async <Output>(step: Step<never, Output>): Promise<Output> => {
        try {
          return await step.next()
        } catch (error) {
          throw error instanceof ORPCError
            ? spoken(error, onBug)
            : faultError('input.invalid', 'the request is not well-formed', 400)
        }
      },
    ],
  }
}

function spoken(error: unknown, onBug: (error: unknown) => void): ORPCError<string, unknown> {
  if (isFault(error)) return faultError(error.code, error.detail)
  if (!(error instanceof ORPCError)) {
    onBug(error)
    return new ORPCError('INTERNAL_SERVER_ERROR')
  }
  if (error.code === 'PAYLOAD_TOO_LARGE') return faultError('input.too-large', '', 413)
  if (error.code === 'BAD_REQUEST') return faultError('input.invalid', issuesOf(error))
  if (error.code === 'INTERNAL_SERVER_ERROR' && error.cause !== undefined) onBug(error.cause)
  return error
}

/** `path: message` for each thing the schema did not accept. */
function issuesOf(error: ORPCError<string, unknown>): string {
  if (!(error.cause instanceof ValidationError)) return error.message
  return error.cause.issues
    .map((issue) => {
      const path = (issue.path ?? []).map((part) => (typeof part === 'object' ? part.key : part)).join('.')
      return path === '' ? issue.message : `${path}: ${issue.message}`
    })
    .join('; ')
}
