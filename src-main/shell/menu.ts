/** The menu: the keys that belong to windows, and the switch between demonstration and real data. */
import { app, Menu } from 'electron'

export interface MenuActions {
  readonly openBoard: () => void
  readonly setDemo: (demo: boolean) => void
}

export function showMenu(demo: boolean, actions: MenuActions): void {
  Menu.setApplicationMenu(
    Menu.buildFromTemplate([
      {
        label: '快检站',
        submenu: [
          { label: '打开公示大屏', accelerator: 'CmdOrCtrl+Shift+B', click: actions.openBoard },
          { type: 'separator' },
          { label: '正式数据', type: 'radio', checked: !demo, click: () => actions.setDemo(false) },
          { label: '演示数据', type: 'radio', checked: demo, click: () => actions.setDemo(true) },
          { type: 'separator' },
          { label: '退出', accelerator: 'CmdOrCtrl+Q', click: () => app.quit() },
        ],
      },
      {
        label: '编辑',
        submenu: [
          { label: '撤销', role: 'undo' },
          { label: '剪切', role: 'cut' },
          { label: '复制', role: 'copy' },
          { label: '粘贴', role: 'paste' },
          { label: '全选', role: 'selectAll' },
        ],
      },
      {
        label: '显示',
        submenu: [
          { label: '放大', role: 'zoomIn', accelerator: 'CmdOrCtrl+=' },
          { label: '缩小', role: 'zoomOut' },
          { label: '原始大小', role: 'resetZoom' },
          { label: '全屏', role: 'togglefullscreen' },
        ],
      },
    ]),
  )
}
