/** The board: the second window here, and the address in the local network, which is off until somebody switches it on. */
import { client, openBoard } from '#api'
import { FaultCard } from '#ui/fault-card.tsx'
import { KeyHint } from '#ui/key-hint.tsx'
import { useAct, useLoad } from '#ui/load.ts'
import { useOperator } from '#ui/operator.tsx'
import { Panel } from '#ui/panel.tsx'
import { Button, Switch } from '#ui/parts.ts'
import { Answered } from '#ui/waiting.tsx'

export function BoardPanel() {
  const { by } = useOperator()
  const act = useAct()
  const board = useLoad('board', () => client.notice.board({}), ['notice.changed', 'settings.changed'])
  return (
    <Panel title="公示屏">
      <Answered of={board}>
        {({ lan, addresses }) => (
          <div className="stack">
            <Button block onClick={openBoard}>
              在第二块屏上打开公示屏
              <KeyHint keys="Ctrl+Shift+B" />
            </Button>
            <p className="board-switch">
              <span>
                局域网公示屏 <b>{lan ? '已打开' : '关着'}</b>
              </span>
              <Switch
                aria-label="局域网公示屏"
                checked={lan}
                loading={act.busy}
                onChange={(on) => void act.run(() => client.notice.setBoard({ lan: on, by })).then(board.reload)}
              />
            </p>
            {lan ? (
              <ul className="board-addresses">
                {addresses.map((address) => (
                  <li key={address}>
                    <code>{address}</code>
                  </li>
                ))}
                {addresses.length === 0 && <li className="quiet">没有找到局域网地址,请检查网线</li>}
              </ul>
            ) : (
              <p className="quiet small">打开后,同一网络里的电视、手机用浏览器就能看公示,只能看,不能改。</p>
            )}
          </div>
        )}
      </Answered>
      {act.fault !== null && <FaultCard fault={act.fault} onClose={act.clear} />}
    </Panel>
  )
}
