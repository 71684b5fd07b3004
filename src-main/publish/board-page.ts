/** The board as one HTML page: whole without its script, which only turns pages and fetches news. */
import QRCode from 'qrcode'
import type { Moment } from '#core/time.ts'
import { boardScript, boardStyle } from './board-assets.ts'
import { type BoardData, type BoardRow, boardData, type ShownNotice, silenceWords } from './board-data.ts'

export interface BoardOptions {
  /** Since when the station has heard nothing; null while it speaks. */
  readonly silentSince: Moment | null
}

/** `links`: style and script from `/board.css` and `/board.js`. `inside`: one file that stands alone, for a stick or a mail. */
export type BoardParts =
  | { readonly kind: 'links' }
  | { readonly kind: 'inside'; readonly style: string; readonly script: string }

/** The whole page; every name is escaped. `shown` is null before the first approved notice. */
export function boardPage(
  shown: ShownNotice | null,
  { silentSince }: BoardOptions,
  parts: BoardParts = { kind: 'links' },
): string {
  const data = shown === null ? null : boardData(shown)
  const title = data === null ? '食品快速检测结果公示' : `${data.site} 食品快速检测结果公示`
  const style = parts.kind === 'links' ? '<link rel="stylesheet" href="/board.css">' : `<style>${parts.style}</style>`
  const script = parts.kind === 'links' ? '<script src="/board.js" defer></script>' : `<script>${parts.script}</script>`
  return `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<link rel="icon" href="data:,">
<title>${escaped(title)}</title>
${style}
</head>
<body>
<main id="board"${silentSince === null ? '' : ' class="silent"'} data-sha256="${escaped(data?.sha256 ?? '')}">
${data === null ? waiting(silentSince) : board(data, silentSince)}
</main>
<p id="lost" role="status" hidden>与快检站的连接中断,屏上是最后一次收到的内容</p>
${script}
</body>
</html>
`
}

/** The same board as one file that stands alone: no network, no other file. */
export function boardFile(shown: ShownNotice, options: BoardOptions): string {
  return boardPage(shown, options, { kind: 'inside', style: boardStyle, script: boardScript })
}

function waiting(silentSince: Moment | null): string {
  return `<header><h1>食品快速检测结果公示</h1></header>
<p class="waiting">今日结果尚未公示</p>
${silence(silentSince)}`
}

function party(label: string, name: string): string {
  return name === '' ? '' : `<span>${label} ${escaped(name)}</span> `
}

function board(data: BoardData, silentSince: Moment | null): string {
  const { tested, passed, open } = data.totals
  return `<header>
<div><h1>${escaped(data.site)}</h1><p class="day">${escaped(data.day)} 食品快速检测结果公示${data.demo ? ' <strong class="demo">演示数据</strong>' : ''}</p></div>
<dl class="totals">
<div><dt>检测</dt><dd>${tested}</dd></div>
<div class="good"><dt>✓ 合格</dt><dd>${passed}</dd></div>
<div class="${open > 0 ? 'bad' : ''}"><dt>▲ 处置中</dt><dd>${open}</dd></div>
</dl>
</header>
${silence(silentSince)}
<div class="pages">
${data.pages.map((rows, page) => table(rows, page, data.pages.length)).join('\n')}
</div>
${failures(data.failures)}
<footer>
${qr(`${data.noticeNo} ${data.sha256}`)}
<div>
<p class="sentence">${escaped(data.sentence)}</p>
<p class="mark">${party('开办者', data.opener)}${party('检测单位', data.testingBody)}${data.complaintPhone === '' ? '' : `<b>投诉举报电话 ${escaped(data.complaintPhone)}</b>`} <span>${escaped(data.noticeNo)}</span> <span class="hash">SHA-256 ${escaped(data.sha256)}</span></p>
</div>
</footer>`
}

function table(rows: readonly BoardRow[], page: number, pages: number): string {
  return `<section class="page"${page === 0 ? '' : ' hidden'}>
<table>
<thead><tr><th>摊位</th><th>样品</th><th>检测项目</th><th>判定</th><th class="time">${pages > 1 ? `第 ${page + 1}/${pages} 页` : '时间'}</th></tr></thead>
<tbody>
${rows.map(line).join('\n')}
</tbody>
</table>
</section>`
}

function line(row: BoardRow): string {
  const item = `${fitted(row.item, 11)}<small>${escaped(row.value)}</small>`
  const verdict = `<span aria-hidden="true">${row.sign}</span>&nbsp;${fitted(row.word, 10)}`
  return `<tr class="${row.tone}">
<td><div>${fitted(row.stall, 6)}<small>${escaped(row.stallName)}</small></div></td>
<td><div>${fitted(row.food, 7)}</div></td>
<td><div>${item}</div></td>
<td class="verdict"><div>${verdict}</div></td>
<td class="time"><div>${fitted(row.time, 5)}</div></td>
</tr>`
}

function failures(rows: readonly BoardRow[]): string {
  if (rows.length === 0)
    return '<section class="failures none"><h2>不合格处置</h2><p>本次公示没有待处置的样品</p></section>'
  const items = rows.map((row, i) => {
    const goods = `<b>${row.sign} ${escaped(row.food)}</b> ${escaped(row.stall)} ${escaped(row.stallName)}`
    // What is done about it comes before the item: on a narrow screen the end of the line is what goes.
    const state = `${escaped(row.word)} · <b class="handling">${escaped(row.handling)}</b>`
    return `<li${i < FAILURES_AT_ONCE ? '' : ' hidden'}>${goods} · ${state} · ${escaped(row.item)}</li>`
  })
  return `<section class="failures"><h2>处置情况 ${rows.length}</h2><ul>${items.join('')}</ul></section>`
}

/** The script turns the rest, two at a time. */
const FAILURES_AT_ONCE = 2

function silence(silentSince: Moment | null): string {
  const words = silenceWords(silentSince)
  return words === null ? '' : `<p class="silent" role="status">⚠ ${escaped(words)}</p>`
}

/** A text too long for 44 px is set smaller on two lines, never cut. */
function fitted(text: string, most: number): string {
  return `<span${[...text].length > most ? ' class="long"' : ''}>${escaped(text)}</span>`
}

/** The QR code as one path: no picture to load, no style to allow. */
function qr(text: string): string {
  const { modules } = QRCode.create(text, { errorCorrectionLevel: 'M' })
  const dots: string[] = []
  for (let y = 0; y < modules.size; y++) {
    for (let x = 0; x < modules.size; x++) if (modules.get(y, x) !== 0) dots.push(`M${x} ${y}h1v1h-1z`)
  }
  const side = modules.size + 4
  return `<svg class="qr" role="img" aria-label="公示单编号与校验码" viewBox="-2 -2 ${side} ${side}"><path fill="#fff" d="M-2 -2h${side}v${side}h-${side}z"/><path fill="#000" shape-rendering="crispEdges" d="${dots.join('')}"/></svg>`
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** For text and quoted attributes alike. */
export function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? '')
}
