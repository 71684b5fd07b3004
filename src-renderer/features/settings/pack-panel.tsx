/** 限量包: the one in force with its signatures, and the way another one takes its place: one person proposes, a second one signs. */
import { client } from '#api'
import type { PackSummary } from '#contract/settings.ts'
import { localText } from '#core/time.ts'
import { Facts } from '#ui/facts.tsx'
import { FaultCard } from '#ui/fault-card.tsx'
import { FileButton } from '#ui/file-button.tsx'
import { HashText } from '#ui/hash-text.tsx'
import { useAct, useLoad } from '#ui/load.ts'
import { fullText } from '#ui/local-words.ts'
import { useOperator } from '#ui/operator.tsx'
import { Panel } from '#ui/panel.tsx'
import { Button } from '#ui/parts.ts'
import { Answered } from '#ui/waiting.tsx'
import { PackChanges } from './pack-changes.tsx'
import { RejudgePanel } from './rejudge-panel.tsx'

export function PackPanel() {
  const { by } = useOperator()
  const act = useAct()
  const state = useLoad('pack', () => client.settings.pack({}), ['settings.changed'])
  const run = (ask: () => Promise<unknown>) =>
    void act.run(ask).then((done) => {
      if (done) state.reload()
    })
  return (
    <Panel
      title="限量包"
      aside={
        <FileButton
          accept=".json"
          busy={act.busy}
          onFile={(file) => run(async () => client.settings.proposePack({ text: await file.text(), by }))}
        >
          提交新的限量包…
        </FileButton>
      }
    >
      {act.fault !== null && <FaultCard fault={act.fault} onClose={act.clear} />}
      <Answered of={state}>
        {({ inForce, proposed }) => (
          <div className="stack">
            <Facts facts={factsOf(inForce, '随程序提供')} />
            {proposed !== null && (
              <div className="stack">
                <p className="notebox">
                  <b>待签:</b>
                  核对下面的变化,由另一个人签字后才启用。已有的判定不会改变。
                </p>
                <Facts facts={factsOf(proposed, '')} />
                <PackChanges changes={proposed.changes} total={proposed.total} />
                <RejudgePanel key={proposed.sha256} />
                <div className="row">
                  <Button loading={act.busy} onClick={() => run(() => client.settings.withdrawPack({ by }))}>
                    撤回
                  </Button>
                  <Button
                    type="primary"
                    loading={act.busy}
                    disabled={proposed.signatures.some((signature) => signature.by === by)}
                    onClick={() => run(() => client.settings.signPack({ sha256: proposed.sha256, by }))}
                  >
                    {`${by} 签字启用`}
                  </Button>
                  {proposed.signatures.some((signature) => signature.by === by) && (
                    <span className="quiet">提交人不能自己签:请另一个人在右上角换成自己的姓名</span>
                  )}
                </div>
              </div>
            )}
          </div>
        )}
      </Answered>
    </Panel>
  )
}

function factsOf({ id, version, title, issuedOn, rules, sha256, signatures }: PackSummary, unsigned: string) {
  const signed = signatures.map(({ by, at }) => `${by}(${fullText(localText(at))})`).join(',')
  return [
    ['名称', title],
    ['编号', `${id} ${version},${rules} 条规定`],
    ['发布', issuedOn],
    ['签字', signed === '' ? unsigned : signed],
    ['指纹', <HashText key="sha256" sha256={sha256} />],
  ] as const
}
