/** The board's style and script, as texts: they are served, and written into a file that stands alone, without a build step. */

/** 16 px is 1/120 of a 16:9 screen's width, whatever the screen: at 1920 x 1080 a row's type is 44 px (2.75rem). */
export const boardStyle = `
:root { font-size: min(calc(100vw / 120), calc(100vh / 67.5)); --ink: #f4f6f8; --soft: #a9b4bf; --line: #2b3742; --good: #7fe0a3; --bad: #ffb38a; --badrow: #4a1d12; }
* { box-sizing: border-box; margin: 0; padding: 0; }
[hidden] { display: none !important; }
html, body { height: 100%; background: #0f171e; color: var(--ink); overflow: hidden; font-family: "Noto Sans SC", "Noto Sans CJK SC", "Source Han Sans SC", "Microsoft YaHei", "PingFang SC", "WenQuanYi Micro Hei", sans-serif; font-variant-numeric: tabular-nums; }
main { height: 67.5rem; display: flex; flex-direction: column; padding: 1.75rem 3rem 1.25rem; }
header { display: flex; justify-content: space-between; align-items: flex-start; }
h1 { font-size: 3.5rem; line-height: 1.2; }
.day { font-size: 2rem; color: var(--soft); line-height: 1.4; }
.demo { color: #0f171e; background: #ffd166; padding: 0 0.75rem; }
.totals { display: flex; gap: 3.5rem; text-align: right; }
.totals dt { font-size: 1.75rem; color: var(--soft); line-height: 1.3; }
.totals dd { font-size: 4.25rem; font-weight: 700; line-height: 1.05; }
.good .verdict, .totals .good dt, .totals .good dd { color: var(--good); }
.bad .verdict, .totals .bad dt, .totals .bad dd { color: var(--bad); }
p.silent { margin-top: 0.4rem; padding: 0.1rem 1rem; background: #ffd166; color: #1b1400; font-size: 1.75rem; font-weight: 700; }
.waiting { margin: auto; font-size: 4rem; color: var(--soft); }
.pages { flex: 1; min-height: 0; margin-top: 0.75rem; }
table { width: 100%; border-collapse: collapse; table-layout: fixed; }
th { font-size: 1.5rem; font-weight: 400; color: var(--soft); text-align: left; border-bottom: 0.15rem solid var(--soft); line-height: 1.5; }
th:nth-child(1) { width: 22%; } th:nth-child(2) { width: 17%; } th:nth-child(3) { width: 28%; } th:nth-child(4) { width: 25%; }
td { padding: 0; font-size: 2.75rem; line-height: 1.1; border-bottom: 0.06rem solid var(--line); white-space: nowrap; }
td div { height: 3.75rem; display: flex; align-items: center; overflow: hidden; padding-right: 1rem; }
main.silent td div { height: 3.5rem; }
td span { flex: none; }
td small { flex: 0 1 auto; min-width: 0; margin-left: 0.8rem; font-size: 1.6rem; color: var(--soft); overflow: hidden; text-overflow: ellipsis; }
td .long { flex: 0 1 auto; white-space: normal; font-size: 1.55rem; line-height: 1.08; }
td .long + small { flex: none; }
th.time { text-align: right; }
td.time div { justify-content: flex-end; padding-right: 0; }
tr.bad td { background: var(--badrow); }
td.verdict div { font-weight: 700; padding-right: 0; }
.failures { height: 8.4rem; margin-top: 0.5rem; display: flex; gap: 2rem; align-items: center; border-top: 0.15rem solid var(--soft); padding-top: 0.5rem; }
.failures h2 { font-size: 2.25rem; color: var(--bad); white-space: nowrap; }
.failures.none h2, .failures.none p { color: var(--soft); font-size: 2rem; }
.failures ul { list-style: none; flex: 1; min-width: 0; }
.failures li { font-size: 2rem; line-height: 1.55; white-space: nowrap; overflow: hidden; text-overflow: ellipsis; }
footer { display: flex; gap: 1.5rem; align-items: center; margin-top: 0.5rem; }
.qr { width: 6.5rem; height: 6.5rem; flex: none; }
.sentence { font-size: 1.75rem; line-height: 1.35; }
.mark { font-size: 1.1rem; color: var(--soft); display: flex; gap: 2rem; align-items: baseline; }
.mark b { font-size: 2rem; color: var(--ink); }
.hash { font-family: ui-monospace, "DejaVu Sans Mono", Consolas, monospace; }
#lost { position: fixed; left: 0; right: 0; bottom: 0; padding: 0.6rem 3rem; background: #ffd166; color: #1b1400; font-size: 2rem; font-weight: 700; }
`

/** Pages turn every 8 s; news is asked for every 15 s and put in place of the old board only when it is a board. */
export const boardScript = `
'use strict'
let turn = 0
function show() {
  const pages = [...document.querySelectorAll('.page')]
  pages.forEach((page, i) => { page.hidden = pages.length > 0 && i !== turn % pages.length })
  const lines = [...document.querySelectorAll('.failures li')]
  const pairs = Math.ceil(lines.length / 2)
  lines.forEach((line, i) => { line.hidden = Math.floor(i / 2) !== turn % pairs })
}
async function news() {
  const lost = document.getElementById('lost')
  try {
    const answer = await fetch('/', { cache: 'no-store', signal: AbortSignal.timeout(10000) })
    if (!answer.ok) throw new Error(String(answer.status))
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
    const next = page.getElementById('board')
    const now = document.getElementById('board')
    if (next === null || now === null) throw new Error('no board')
    if (next.dataset.sha256 !== now.dataset.sha256) turn = 0
    now.replaceWith(document.adoptNode(next))
    document.title = page.title
    lost.hidden = true
    show()
  } catch {
    lost.hidden = false
  }
}
setInterval(() => { turn += 1; show() }, 8000)
if (location.protocol.startsWith('http')) setInterval(news, 15000)
`
