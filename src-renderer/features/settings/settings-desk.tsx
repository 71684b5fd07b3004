/** 设置: a page for each section, reached by its name or the arrow keys: the site, rules, platforms, people, the program's health, and every change. */
import type { ReactNode } from 'react'
import { DeskPage } from '#ui/desk-page.tsx'
import { useOperator } from '#ui/operator.tsx'
import { Panel } from '#ui/panel.tsx'
import { Segmented } from '#ui/parts.ts'
import { go, link, type Route } from '#ui/route.ts'
import { AuditPanel } from './audit-panel.tsx'
import { CatalogPanel } from './catalog-panel.tsx'
import { ClocksPanel } from './clocks-panel.tsx'
import { DoctorPanel } from './doctor-panel.tsx'
import { MethodsPanel } from './methods-panel.tsx'
import { PackPanel } from './pack-panel.tsx'
import { PlatformPanel } from './platform-panel.tsx'
import { ModePanel, SitePanel, VersionPanel } from './site-panels.tsx'
import './settings.css'

const sections = [
  { value: 'site', label: '检测点' },
  { value: 'rules', label: '判定与处置' },
  { value: 'platform', label: '上报平台' },
  { value: 'people', label: '人员' },
  { value: 'health', label: '体检与版本' },
  { value: 'audit', label: '修改记录' },
] as const
type Section = (typeof sections)[number]['value']

export function SettingsDesk({ route, people }: { readonly route: Route; readonly people: ReactNode }) {
  const { may } = useOperator()
  const shown = sections.filter(({ value }) => value !== 'audit' || may('audit.read'))
  const section = shown.find(({ value }) => value === route.rest[0])?.value ?? 'site'
  return (
    <DeskPage
      title="设置"
      tools={
        <Segmented<Section>
          aria-label="设置的页"
          value={section}
          onChange={(value) => go(link('settings', [value]))}
          options={[...shown]}
        />
      }
    >
      {section === 'people' ? people : <SectionPage section={section} />}
    </DeskPage>
  )
}

function SectionPage({ section }: { readonly section: Exclude<Section, 'people'> }) {
  switch (section) {
    case 'site':
      return (
        <div className="settings-grid">
          <SitePanel />
          <div className="stack">
            <CatalogPanel />
            <ModePanel />
          </div>
        </div>
      )
    case 'rules':
      return (
        <div className="settings-grid">
          <PackPanel />
          <div className="stack">
            <ClocksPanel />
            <MethodsPanel />
            <Panel title="质控规则">
              <a href={link('control', ['policy'])}>检测条件、空白对照、两人判读 →</a>
            </Panel>
          </div>
        </div>
      )
    case 'platform':
      return <PlatformPanel />
    case 'health':
      return (
        <div className="settings-grid">
          <DoctorPanel />
          <VersionPanel />
        </div>
      )
    case 'audit':
      return <AuditPanel />
  }
}
