/** 设置: the site and its people, what this program is and stands on, its health, and everything anybody ever changed. */
import type { ReactNode } from 'react'
import { client, isDesktop, setDemo } from '#api'
import { localText } from '#core/time.ts'
import { DeskPage } from '#ui/desk-page.tsx'
import { Facts } from '#ui/facts.tsx'
import { useLoad } from '#ui/load.ts'
import { fullText } from '#ui/local-words.ts'
import { useOperator } from '#ui/operator.tsx'
import { Panel } from '#ui/panel.tsx'
import { Button } from '#ui/parts.ts'
import { link } from '#ui/route.ts'
import { Answered } from '#ui/waiting.tsx'
import { AuditPanel } from './audit-panel.tsx'
import { CatalogPanel } from './catalog-panel.tsx'
import { ClocksPanel } from './clocks-panel.tsx'
import { DoctorPanel } from './doctor-panel.tsx'
import { MethodsPanel } from './methods-panel.tsx'
import { PackPanel } from './pack-panel.tsx'
import { SiteForm } from './site-form.tsx'
import './settings.css'

export function SettingsDesk({ people }: { readonly people: ReactNode }) {
  const { may } = useOperator()
  const settings = useLoad('settings', () => client.settings.get({}), ['settings.changed'])
  return (
    <DeskPage title="设置">
      <Answered of={settings}>
        {({ site, changedAt, changedBy, demo, pack, version, database }) => (
          <div className="settings-grid">
            <div className="stack">
              <Panel
                title="检测点"
                aside={changedAt === null ? '还没有改过' : `${fullText(localText(changedAt))} ${changedBy ?? ''} 修改`}
              >
                <SiteForm key={JSON.stringify(site)} site={site} onSaved={settings.reload} />
              </Panel>
              <CatalogPanel />
              <PackPanel />
              <ClocksPanel />
              <MethodsPanel />
              {may('audit.read') && <AuditPanel />}
            </div>
            <div className="stack">
              {people}
              <Panel title="运行方式">
                <div className="stack">
                  <p>
                    {demo ? (
                      <span className="tag tag-loud">演示数据</span>
                    ) : (
                      <span className="tag tag-good">正式数据</span>
                    )}{' '}
                    {demo
                      ? '虚拟仪器在发送演示数据,不会真实上报,也不会混进正式数据。'
                      : '数据来自真实仪器,按设置上报。'}
                  </p>
                  {setDemo !== null ? (
                    <Button onClick={() => setDemo?.(!demo)}>
                      {demo ? '结束演示,打开正式数据' : '看演示(正式数据不受影响)'}
                    </Button>
                  ) : (
                    <p className="quiet small">在浏览器里打开时,演示与正式由启动命令决定。</p>
                  )}
                </div>
              </Panel>
              <Panel title="质控规则">
                <a href={link('control', ['policy'])}>检测条件、空白对照、两人判读 →</a>
              </Panel>
              <DoctorPanel />
              <Panel title="版本与依据">
                <Facts
                  facts={[
                    ['程序', `快检站 ${version}(${isDesktop ? '桌面' : '浏览器'})`],
                    ['限量包', `${pack.id} ${pack.version},${pack.rules} 条规定`],
                    ['生效', pack.effectiveFrom],
                    ['数据库', <code key="database">{database}</code>],
                  ]}
                />
              </Panel>
            </div>
          </div>
        )}
      </Answered>
    </DeskPage>
  )
}
