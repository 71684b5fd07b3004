/** What a person sees in place of the station when the address or the session is not valid; no script, no detail. */
import type { FaultAnswer } from './answer-faults.ts'

export function refusedPage(fault: FaultAnswer): string {
  return `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>快检站</title>
<body style="font:20px/1.7 'Noto Sans SC','Microsoft YaHei',sans-serif;max-width:32em;margin:15vh auto;padding:0 1em">
<h1 style="font-size:28px">${fault.what}</h1><p>${fault.why}。</p><p><strong>${fault.next}。</strong></p><p style="color:#666;font-size:16px">${fault.code}</p>
</body></html>`
}
