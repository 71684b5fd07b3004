/** The page's own port to the station, used by hand: what a page could say if its scripts were not ours. */
import type { JSHandle, Page } from 'playwright-core'

export type PagePort = JSHandle<MessagePort>

/** The next port that preload posts into the page. */
export function nextPort(page: Page): Promise<PagePort> {
  return page.evaluateHandle(
    () =>
      new Promise<MessagePort>((resolve) => {
        window.addEventListener('message', (event) => {
          if (event.data === 'station:port' && event.ports[0] !== undefined) resolve(event.ports[0])
        })
      }),
  )
}

export async function openPort(page: Page): Promise<PagePort> {
  const port = nextPort(page)
  await page.evaluate(() => (Reflect.get(window, 'desktop') as { connect(): void }).connect())
  return port
}

/** One request as oRPC writes it, and the text of its answer. */
export function askStation(port: PagePort, path: string, json: unknown): Promise<string> {
  return port.evaluate(
    (open, asked) =>
      new Promise<string>((resolve) => {
        const id = String(Math.random())
        open.addEventListener('message', (event: MessageEvent<unknown>) => {
          if (String(event.data).includes(id)) resolve(String(event.data))
        })
        open.start()
        open.postMessage(JSON.stringify({ i: id, p: { u: `http://orpc${asked.path}`, b: { json: asked.json } } }))
      }),
    { path, json },
  )
}
