/** One HTTP exchange under a deadline, told apart by the only question that matters: can the platform have taken it? */

export interface Line {
  readonly url: string
  readonly method: string
  readonly headers: Headers
  readonly body: string
  readonly timeoutMs: number
  readonly signal?: AbortSignal | undefined
  readonly fetch?: typeof globalThis.fetch | undefined
}

/**
 * `retry`: the request certainly never arrived. `unknown`: it may have. `answered`: a whole answer, or its first
 * MiB with `cut` set. `reason` is `code` or `code: detail`.
 */
export type Heard =
  | {
      readonly kind: 'answered'
      readonly status: number
      readonly retryAfter: string | null
      readonly body: string
      readonly cut: boolean
      readonly ms: number
    }
  | { readonly kind: 'retry'; readonly reason: string; readonly ms: number }
  | { readonly kind: 'unknown'; readonly reason: string; readonly ms: number }

const LONGEST_ANSWER = 1024 * 1024

/** Errors that arise before a byte of the request is on the line. Everything else may have come after the platform stored it. */
const neverArrived = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EAI_FAIL',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENETDOWN',
  'EHOSTDOWN',
  'EADDRNOTAVAIL',
  'UND_ERR_CONNECT_TIMEOUT',
])

export async function exchange(line: Line): Promise<Heard> {
  const started = performance.now()
  const ms = () => Math.round(performance.now() - started)
  if (!isAddress(line.url)) return { kind: 'retry', reason: 'address-invalid', ms: 0 }
  const deadline = AbortSignal.timeout(line.timeoutMs)
  const signal = line.signal === undefined ? deadline : AbortSignal.any([deadline, line.signal])
  try {
    const fetch = line.fetch ?? globalThis.fetch
    const { url, method, headers, body } = line
    const response = await fetch(url, { method, headers, body, signal, redirect: 'manual' })
    const answer = await textUpTo(response, LONGEST_ANSWER)
    return {
      kind: 'answered',
      status: response.status,
      retryAfter: response.headers.get('retry-after'),
      ...answer,
      ms: ms(),
    }
  } catch (error) {
    if (deadline.aborted) return { kind: 'unknown', reason: 'timeout', ms: ms() }
    if (signal.aborted) return { kind: 'unknown', reason: 'stopped', ms: ms() }
    return { ...faultOfLine(error), ms: ms() }
  }
}

/** Reads at most `longest` bytes of the body as UTF-8; the rest is left on the line. A line that breaks throws. */
async function textUpTo(
  response: Response,
  longest: number,
): Promise<{ readonly body: string; readonly cut: boolean }> {
  if (response.body === null) return { body: '', cut: false }
  const reader = response.body.getReader()
  const chunks: Uint8Array[] = []
  let length = 0
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return { body: new TextDecoder().decode(Buffer.concat(chunks)), cut: false }
    chunks.push(value)
    length += value.byteLength
    if (length > longest) {
      await reader.cancel()
      return { body: new TextDecoder().decode(Buffer.concat(chunks).subarray(0, longest)), cut: true }
    }
  }
}

function faultOfLine(error: unknown): { readonly kind: 'retry' | 'unknown'; readonly reason: string } {
  const code = codeOf(error)
  if (neverArrived.has(code)) return { kind: 'retry', reason: `unreachable: ${code}` }
  // The secure handshake comes before the request: a certificate that does not hold means that nothing was sent.
  if (/CERT|TLS|SSL|SELF_SIGNED|UNABLE_TO_VERIFY/.test(code)) return { kind: 'retry', reason: `certificate: ${code}` }
  return { kind: 'unknown', reason: code === '' ? 'connection-lost' : `connection-lost: ${code}` }
}

/** `fetch failed` hides the reason in `cause`; several addresses tried hide it once more in `errors`. */
function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return ''
  if ('code' in error && typeof error.code === 'string') return error.code
  if (error instanceof AggregateError) return codeOf(error.errors[0])
  return codeOf(error.cause)
}

function isAddress(url: string): boolean {
  if (!URL.canParse(url)) return false
  const address = new URL(url)
  // A name and password inside an address would be shown wherever the address is.
  return /^https?:$/.test(address.protocol) && address.username === '' && address.password === ''
}
