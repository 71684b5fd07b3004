/** 上报平台: which platforms this station reports to, and how another one is connected: in a file, because its password belongs to no page. */
import { client, isDesktop } from '#api'
import { useLoad } from '#ui/load.ts'
import { Panel } from '#ui/panel.tsx'
import { link } from '#ui/route.ts'
import { Answered } from '#ui/waiting.tsx'
import { useSettings } from './site-panels.tsx'

const example = `{
  "platforms": [
    {
      "name": "区平台",
      "kind": "json-batch",
      "url": "https://平台给的地址",
      "token": "平台给的口令"
    }
  ]
}`

export function PlatformPanel() {
  const platforms = useLoad('platforms', () => client.outbox.platforms({}), ['outbox.moved', 'settings.changed'])
  const settings = useSettings()
  return (
    <div className="settings-grid">
      <Panel title="接上一个平台">
        <Answered of={settings}>
          {({ database }) => (
            <ol className="settings-steps">
              <li>向监管平台要上报地址和口令。平台按本站的开放接口(说明书附的“json-batch”)收数。</li>
              <li>
                <p>打开配置文件,没有就新建一个:</p>
                {isDesktop ? (
                  <code>{database.replace(/[^/\\]+$/, 'config.json')}</code>
                ) : (
                  <span>
                    启动命令里 <code>--config</code> 后面的那个文件
                  </span>
                )}
              </li>
              <li>
                <p>写上这一段,保存为 UTF-8。文件里已有别的内容时,只加 platforms 这一段:</p>
                <pre className="raw">{example}</pre>
              </li>
              <li>关掉程序再打开。这里出现平台的名字就接上了,以前的结果会按原编号自动补报。</li>
            </ol>
          )}
        </Answered>
      </Panel>
      <Panel title="已接的平台" aside={<a href={link('outbox')}>上报台账 →</a>}>
        <Answered of={platforms}>
          {(list) =>
            list.length === 0 ? (
              <p className="quiet">还没有。结果都留存着,不会因此丢失。</p>
            ) : (
              <ul className="checks">
                {list.map(({ name, url, healthy }) => (
                  <li key={name} className="check">
                    <b className={healthy ? 'check-good' : 'check-bad'}>
                      {healthy ? '✓' : '▲'} {name}
                    </b>
                    <span>{url === '' ? '不联网' : url}</span>
                  </li>
                ))}
              </ul>
            )
          }
        </Answered>
      </Panel>
    </div>
  )
}
