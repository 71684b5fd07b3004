/** 上机: the plate of an analyzer, filled by scanning in order; fixed by its first frame; channels take their verdict's sign as readings come. */

import { useEffect, useRef, useState } from 'react'
import { client } from '#api'
import type { PlateClaimView } from '#contract/plate.ts'
import type { OnPlateAgain } from '#core/sample/parallel.ts'
import { mayBeStall } from '#core/sample/stall-code.ts'
import { BackButton } from '#ui/back-button.tsx'
import { DeskPage, MainAction } from '#ui/desk-page.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { FaultCard } from '#ui/fault-card.tsx'
import { KeyHint } from '#ui/key-hint.tsx'
import { useAct, useLoad } from '#ui/load.ts'
import { useOperator } from '#ui/operator.tsx'
import { Panel } from '#ui/panel.tsx'
import { Button, Input, Segmented, Select } from '#ui/parts.ts'
import { go, link } from '#ui/route.ts'
import { useScanner, useScanReplaces } from '#ui/scanner.ts'
import { Answered } from '#ui/waiting.tsx'
import { PlateAgain } from './plate-again.tsx'
import { PlatePanel } from './plate-panel.tsx'
import { PlateShapeChoice } from './plate-shape.tsx'
import { PlateTwice } from './plate-twice.tsx'
import { blank, changeWords, endWords, ofThisPlate, type Putting, positiveControl, unreadOf } from './plate-words.ts'

const news = ['sample.changed', 'result.recorded', 'reading.unclaimed', 'frame.damaged'] as const

/** Who comes without naming an analyzer means the one that has a plate on it. */
async function nearestOf(names: readonly string[]): Promise<string | null> {
  const plates = await Promise.all(names.map((port) => client.plate.get({ port })))
  return plates.find(({ on }) => on !== null)?.port ?? names[0] ?? null
}

export function PlatePage({ asked }: { readonly asked: string | null }) {
  // Chosen once: the page never turns to another analyzer under somebody's hands.
  const [nearest, setNearest] = useState<string | null>(null)
  const ports = useLoad('plate ports', async () => {
    const analyzers = (await client.port.list({})).filter(({ driver }) => driver.category === 'analyzer')
    const names = analyzers.map(({ name }) => name)
    const found = await nearestOf(names)
    setNearest((chosen) => chosen ?? found)
    return names
  }, ['port.changed'])
  const names = ports.data ?? []
  const port = [asked, nearest].find((name) => name !== null && names.includes(name)) ?? names[0] ?? null
  return (
    <Answered of={ports}>
      {() =>
        port === null ? (
          <DeskPage className="sample-desk" title="上机">
            <EmptyState title="还没有连接检测仪">在“仪器”里添加检测仪后,就能按通道放样。</EmptyState>
          </DeskPage>
        ) : (
          <PlateOfPort key={port} port={port} ports={names} />
        )
      }
    </Answered>
  )
}

function PlateOfPort({ port, ports }: { readonly port: string; readonly ports: readonly string[] }) {
  const { by } = useOperator()
  const act = useAct()
  const plates = useLoad(`plate ${port}`, () => client.plate.get({ port }), [...news])
  const [said, setSaid] = useState('')
  const [chosen, setChosen] = useState<string | null>(null)
  const [asked, setAsked] = useState<string | null>(null)
  const box = useRef<HTMLFormElement>(null)
  // Selected, so that the next scan takes the place of what was refused.
  const focus = () => box.current?.querySelector('input')?.select()
  const run = (work: () => Promise<unknown>) =>
    void act.run(work).then((done) => {
      if (done) {
        setSaid('')
        setChosen(null)
      }
      plates.reload()
      focus()
    })
  const put = (text: string, again?: OnPlateAgain) => {
    const sampleNo = text.normalize('NFKC').trim()
    if (sampleNo === '') return
    setAsked(sampleNo)
    run(async () => {
      // The sign of a stall is no sample of this plate: its next sample is registered first.
      if (!/^\d{1,4}$/.test(sampleNo) && mayBeStall(sampleNo)) return go(link('sample', [], { stall: sampleNo }))
      // A bag's label carries the whole number; a person types its last digits.
      const number = /^\d{1,4}$/.test(sampleNo) ? await numberOf(sampleNo) : sampleNo
      await client.plate.put({ port, what: { kind: 'sample', sampleNo: number }, channel: chosen, again, by })
    })
  }
  const control = (what: Putting) => run(() => client.plate.put({ port, what, channel: chosen, by }))
  const again = (all: readonly Putting[]) =>
    run(async () => {
      // What stood in two channels stands in two again.
      for (const what of all) await client.plate.put({ port, what, channel: null, again: 'parallel', by })
    })
  const claim = (claims: readonly PlateClaimView[]) =>
    run(async () => {
      for (const { readingId, sampleNo } of claims)
        if (sampleNo !== null) await client.sample.claim({ readingId, sampleNo, by, why: ofThisPlate })
    })
  useScanner(put)
  useScanReplaces(box)
  useEffect(() => box.current?.querySelector('input')?.focus(), [])
  const { on, next } = plates.data ?? { on: null, next: null }
  const waiting = on === null ? 0 : unreadOf(on)
  return (
    <DeskPage
      className="sample-desk"
      title={
        <>
          上机 <span className="quiet">{port}</span>
        </>
      }
      tools={
        <>
          {ports.length > 1 && <PortChoice port={port} ports={ports} />}
          <BackButton href={link('sample')} />
        </>
      }
      note={next !== null && on !== null ? endWords(on) : undefined}
      action={
        next === null ? undefined : (
          <MainAction
            danger={waiting > 0 || next.lacksBlank}
            busy={act.busy}
            // Giving up readings, or a run for nothing, is never begun by a stray Enter.
            byEnter={waiting === 0 && !next.lacksBlank}
            onPress={() => run(() => client.plate.load({ id: next.id, by }))}
          >
            {changeWords(on, next)}
          </MainAction>
        )
      }
    >
      <div className="stack">
        <Panel title="按顺序扫码放样" aside={chosen === null ? '自动放到下一个空通道' : `下一个放到 ${chosen} 号通道`}>
          <form
            className="plate-scan"
            ref={box}
            onSubmit={(event) => {
              event.preventDefault()
              put(said)
            }}
          >
            <Input
              aria-label="样品号"
              value={said}
              maxLength={40}
              placeholder="扫样品袋上的码,或输入样品号、末四位"
              onChange={(event) => {
                setSaid(event.target.value)
                act.clear()
              }}
            />
            <Button htmlType="submit" type="primary" loading={act.busy} disabled={said.trim() === ''}>
              放入
              <KeyHint keys="Enter" />
            </Button>
            <Button onClick={() => control(blank)} disabled={act.busy}>
              放空白对照
            </Button>
            <Button onClick={() => control(positiveControl)} disabled={act.busy}>
              放阳性质控
            </Button>
            <PlateShapeChoice
              shape={next?.shape ?? on?.shape ?? plates.data?.shape ?? null}
              onChoose={(shape) => run(() => client.plate.shape({ port, shape, by }))}
            />
          </form>
          {act.fault?.code === 'plate.twice' && asked !== null ? (
            <PlateTwice channels={act.fault.detail} onAnswer={(again) => put(asked, again)} onClose={act.clear} />
          ) : (
            act.fault !== null && <FaultCard fault={act.fault} onClose={act.clear} />
          )}
        </Panel>
        {plates.fault !== null && <FaultCard fault={plates.fault} />}
        {on !== null && <PlateAgain plate={on} hasNext={next !== null} busy={act.busy} onAgain={again} />}
        {[on, next].map(
          (plate) =>
            plate !== null && (
              <PlatePanel
                key={plate.id}
                plate={plate}
                chosen={chosen}
                onChoose={(channel) => {
                  setChosen(channel === chosen ? null : channel)
                  focus()
                }}
                onTake={(channel) => run(() => client.plate.take({ id: plate.id, channel, by }))}
                busy={act.busy}
                onBlank={() => control(blank)}
                onClaim={claim}
                onEnd={() => run(() => client.plate.end({ id: plate.id, by }))}
              />
            ),
        )}
        {plates.data !== null && on === null && next === null && (
          <EmptyState title="这台仪器上还没有放样">扫第一个样品袋上的码,它就在 1 号通道。</EmptyState>
        )}
      </div>
    </DeskPage>
  )
}

/** A choice, not something to do: side by side while there is room, a list where there are many. */
function PortChoice({ port, ports }: { readonly port: string; readonly ports: readonly string[] }) {
  const choice = {
    'aria-label': '哪台仪器',
    value: port,
    options: ports.map((name) => ({ value: name, label: name })),
    onChange: (name: string) => go(link('sample', ['plate', name])),
  }
  return ports.length > 4 ? <Select {...choice} /> : <Segmented {...choice} />
}

/** Today's sample with these last digits. */
async function numberOf(tail: string): Promise<string> {
  const { rows } = await client.sample.list({ search: `-${tail.padStart(4, '0')}`, limit: 1 })
  return rows[0]?.sampleNo ?? tail
}
