/** What the settings say of this station: the site, whether its data are real, and what program on which pack and database it is. */
import { client, isDesktop, setDemo } from '#api'
import { localText } from '#core/time.ts'
import { Facts } from '#ui/facts.tsx'
import { useLoad } from '#ui/load.ts'
import { fullText } from '#ui/local-words.ts'
import { Panel } from '#ui/panel.tsx'
import { Button } from '#ui/parts.ts'
import { Answered } from '#ui/waiting.tsx'
import { SiteForm } from './site-form.tsx'

export function useSettings() {
  return useLoad('settings', () => client.settings.get({}), ['settings.changed'])
}

export function SitePanel() {
  const settings = useSettings()
  const { changedAt = null, changedBy = null } = settings.data ?? {}
  return (
    <Panel
      title="检测点"
      aside={changedAt === null ? '还没有改过' : `${fullText(localText(changedAt))} ${changedBy ?? ''} 修改`}
    >
      <Answered of={settings}>
        {({ site }) => <SiteForm key={JSON.stringify(site)} site={site} onSaved={settings.reload} />}
      </Answered>
    </Panel>
  )
}

export function ModePanel() {
  return (
    <Panel title="运行方式">
      <Answered of={useSettings()}>
        {({ demo }) => (
          <div className="stack">
            <p>
              {demo ? <span className="tag tag-loud">演示数据</span> : <span className="tag tag-good">正式数据</span>}{' '}
              {demo ? '虚拟仪器在发送演示数据,不会真实上报,也不会混进正式数据。' : '数据来自真实仪器,按设置上报。'}
            </p>
            {setDemo !== null ? (
              <Button onClick={() => setDemo?.(!demo)}>
                {demo ? '结束演示,打开正式数据' : '看演示(正式数据不受影响)'}
              </Button>
            ) : (
              <p className="quiet small">在浏览器里打开时,演示与正式由启动命令决定。</p>
            )}
          </div>
        )}
      </Answered>
    </Panel>
  )
}

export function VersionPanel() {
  return (
    <Panel title="版本与依据">
      <Answered of={useSettings()}>
        {({ version, pack, database }) => (
          <Facts
            facts={[
              ['程序', `快检站 ${version}(${isDesktop ? '桌面' : '浏览器'})`],
              ['限量包', `${pack.id} ${pack.version},${pack.rules} 条规定`],
              ['生效', pack.effectiveFrom],
              ['数据库', <code key="database">{database}</code>],
            ]}
          />
        )}
      </Answered>
    </Panel>
  )
}
