/** What a scanned or typed code means: a case, a sample, a stall, or words to search for. */
import { client } from '#api'
import { mayBeStall } from '#core/sample/stall-code.ts'
import { link } from '#ui/route.ts'

export type Found =
  | { readonly kind: 'found'; readonly href: string }
  | { readonly kind: 'nothing'; readonly text: string }

const caseNo = /^CZ-\d{8}-\d+$/i
const sampleNo = /^\d{8}-\d{4,}$/

/** Asks the station in the order of certainty; throws what the station throws. `scanned`: a sign nobody knows is a new stall's. */
export async function find(said: string, scanned: boolean): Promise<Found> {
  const text = said.normalize('NFKC').trim()
  if (caseNo.test(text)) {
    const cases = await client.failure.list({ limit: 200 })
    const found = cases.rows.find((row) => row.caseNo.toLowerCase() === text.toLowerCase())
    return found === undefined ? { kind: 'nothing', text } : { kind: 'found', href: link('failure', [found.id]) }
  }
  if (!sampleNo.test(text) && text.length <= 20) {
    const { stall } = await client.sample.habits({ code: text })
    if (stall !== null) return { kind: 'found', href: link('sample', [], { stall: stall.code }) }
    if (scanned && mayBeStall(text)) return { kind: 'found', href: link('sample', [], { stall: text }) }
  }
  const samples = await client.sample.list({ search: text.slice(0, 60), limit: 2 })
  const first = samples.rows[0]
  if (first === undefined) return { kind: 'nothing', text }
  const alone = samples.rows.length === 1 || first.sampleNo === text
  return { kind: 'found', href: alone ? link('sample', [first.id]) : link('sample', [], { search: text }) }
}
