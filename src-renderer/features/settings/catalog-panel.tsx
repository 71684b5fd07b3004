/** 基础数据 in the settings: each list with how many entries are in force; the number opens the list. */
import { client } from '#api'
import { listWords } from '#core/catalog/words.ts'
import { useLoad } from '#ui/load.ts'
import { Panel } from '#ui/panel.tsx'
import { link } from '#ui/route.ts'
import { Answered } from '#ui/waiting.tsx'

export function CatalogPanel() {
  const lists = useLoad('catalog lists', () => client.catalog.lists({}), ['catalog.changed'])
  return (
    <Panel title="基础数据" aside="档案、代码表、台账;导入和导出也在这里">
      <Answered of={lists}>
        {({ lists: all }) => (
          <ul className="settings-lists">
            {all.map(({ list, inForce }) => (
              <li key={list}>
                <a href={link('catalog', [list])}>
                  {listWords[list]} <b>{inForce}</b>
                </a>
              </li>
            ))}
          </ul>
        )}
      </Answered>
    </Panel>
  )
}
