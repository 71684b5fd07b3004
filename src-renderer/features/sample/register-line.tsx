/** Registration in one line: 摊位, 样品, Enter. A scanned stall code jumps to the food; the stall's last five foods are keys 1 to 5. */
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { client } from '#api'
import type { SampleView } from '#contract/sample.ts'
import { type Nature, natures, type SampleKind, sampleKinds } from '#core/sample/sample.ts'
import { FaultCard } from '#ui/fault-card.tsx'
import { Field } from '#ui/field.tsx'
import { KeyHint } from '#ui/key-hint.tsx'
import { useAct, useLoad } from '#ui/load.ts'
import { useOperator } from '#ui/operator.tsx'
import { AutoComplete, Button, Input, Select } from '#ui/parts.ts'
import { StallMark } from '#ui/stall-mark.tsx'
import { kindWords, natureWords } from './sample-words.ts'

interface RegisterLineProps {
  /** A stall that was scanned elsewhere. */
  readonly scanned: string | null
  /** Changes with each press of F3. */
  readonly turn: string
  readonly onRegistered: (sample: SampleView) => void
}

const optional = (text: string) => (text.trim() === '' ? null : text.trim())
const kilograms = /^\d{1,12}(\.\d{1,6})?$/

export function RegisterLine({ scanned, turn, onRegistered }: RegisterLineProps) {
  const { by } = useOperator()
  const act = useAct()
  const [stall, setStall] = useState(scanned ?? '')
  const [stallName, setStallName] = useState('')
  const [food, setFood] = useState('')
  const [nature, setNature] = useState<Nature>('market')
  const [kind, setKind] = useState<SampleKind>('ordinary')
  const [origin, setOrigin] = useState('')
  const [stock, setStock] = useState('')
  const line = useRef<HTMLFormElement>(null)
  const code = stall.trim()
  const stalls = useLoad('stalls', () => client.sample.stalls({}), ['sample.changed'])
  const habits = useLoad(
    `habits ${code}`,
    async () => (code === '' ? null : client.sample.habits({ code: code.slice(0, 20) })),
    ['sample.changed'],
  )
  const known = habits.data?.stall ?? null
  const foods = habits.data?.foods ?? []
  const isNew = code !== '' && habits.data !== null && known === null
  const wrongStock = stock.trim() !== '' && !kilograms.test(stock.trim()) ? '写成公斤数,如 12.5' : null
  const ready = code !== '' && food.trim() !== '' && wrongStock === null

  const focusOn = (name: string) =>
    line.current?.querySelector<HTMLInputElement>(`[data-place="${name}"] input`)?.focus()
  // A scan and F3 both end here: the cursor stands where the next thing is to be said.
  // biome-ignore lint/correctness/useExhaustiveDependencies: each press of F3 or scan is a turn of its own
  useEffect(() => {
    if (scanned !== null) setStall(scanned)
    const place = scanned === null ? 'stall' : 'food'
    line.current?.querySelector<HTMLInputElement>(`[data-place="${place}"] input`)?.focus()
  }, [scanned, turn])

  const register = (chosen: string) => {
    const named = chosen.trim()
    if (code === '' || named === '' || wrongStock !== null) return
    void act.run(async () => {
      const sample = await client.sample.register({
        stallCode: code,
        ...(isNew && stallName.trim() !== '' ? { stallName: stallName.trim() } : {}),
        food: named,
        nature,
        kind,
        origin: optional(origin),
        stockKg: optional(stock),
        takenBy: by,
      })
      setFood('')
      setStock('')
      setStall('')
      setStallName('')
      focusOn('stall')
      onRegistered(sample)
    })
  }
  const inStall = (event: KeyboardEvent) => {
    if (event.key !== 'Enter') return
    event.preventDefault()
    if (code !== '') focusOn('food')
  }
  /** Digits are habits while the food is still empty; a food's name never starts with one. */
  const inFood = (event: KeyboardEvent) => {
    const habit = food === '' && /^[1-5]$/.test(event.key) ? foods[Number(event.key) - 1] : undefined
    if (habit !== undefined) {
      event.preventDefault()
      setFood(habit)
    }
  }

  return (
    <form
      className="register"
      ref={line}
      aria-label="登记样品"
      onSubmit={(event) => {
        event.preventDefault()
        register(food)
      }}
    >
      <div className="register-line">
        <Field
          label="摊位"
          hint={known !== null ? known.name : isNew ? '新摊位,登记时建档' : '扫码或输入摊位号'}
          className="register-stall"
        >
          {(id) => (
            <span data-place="stall">
              <AutoComplete
                id={id}
                value={stall}
                onChange={(text: string) => setStall(text)}
                onKeyDown={inStall}
                showSearch={{
                  filterOption: (typed, option) =>
                    `${option?.value ?? ''} ${option?.title ?? ''}`.toLowerCase().includes(typed.toLowerCase()),
                }}
                options={(stalls.data ?? [])
                  .slice(0, 500)
                  .map((one) => ({ value: one.code, title: one.name, label: `${one.code} ${one.name}` }))}
                placeholder="A-12"
                maxLength={20}
              />
            </span>
          )}
        </Field>
        {isNew && (
          <Field label="商户名称" hint="只写招牌名,不写电话住址">
            {(id) => (
              <Input
                id={id}
                value={stallName}
                maxLength={60}
                onChange={(event) => setStallName(event.target.value)}
                placeholder="可不填"
              />
            )}
          </Field>
        )}
        <Field label="样品" className="register-food" hint="输入名称,或按 1-5 选常检样品">
          {(id) => (
            <span data-place="food">
              <Input
                id={id}
                value={food}
                maxLength={40}
                onKeyDown={inFood}
                onChange={(event) => setFood(event.target.value)}
                placeholder="韭菜"
                autoComplete="off"
              />
            </span>
          )}
        </Field>
        <Field label="库存" wrong={wrongStock} hint="公斤,可不填" className="register-stock">
          {(id) => (
            <Input
              id={id}
              value={stock}
              inputMode="decimal"
              maxLength={16}
              suffix="kg"
              onChange={(event) => setStock(event.target.value)}
            />
          )}
        </Field>
        <Field label="产地" hint="可不填">
          {(id) => <Input id={id} value={origin} maxLength={60} onChange={(event) => setOrigin(event.target.value)} />}
        </Field>
        <Field label="检测性质">
          {(id) => (
            <Select
              id={id}
              value={nature}
              onChange={setNature}
              options={natures.map((value) => ({ value, label: natureWords[value] }))}
            />
          )}
        </Field>
        <Field label="样品类别">
          {(id) => (
            <Select
              id={id}
              value={kind}
              onChange={setKind}
              options={sampleKinds.map((value) => ({ value, label: kindWords[value] }))}
            />
          )}
        </Field>
        <Button
          className="register-go"
          type="primary"
          size="large"
          htmlType="submit"
          loading={act.busy}
          disabled={!ready}
        >
          登记
          <KeyHint keys="Enter" />
        </Button>
      </div>
      {foods.length > 0 && (
        <div className="habits">
          <span className="legend">{known?.name ?? code} 常检:</span>
          {foods.slice(0, 5).map((habit, index) => (
            <Button key={habit} onClick={() => register(habit)} disabled={act.busy} aria-label={`登记 ${habit}`}>
              <b className="habit-key">{index + 1}</b>
              {habit}
            </Button>
          ))}
        </div>
      )}
      {habits.data !== null && habits.data !== undefined && (
        <p className="small">
          <StallMark mark={habits.data.mark} />{' '}
          {habits.data.followUps.length > 0 &&
            `还要复查:${habits.data.followUps.map((one) => `${one.food} ${one.item}`).join('、')}`}
        </p>
      )}
      {kind !== 'ordinary' && <p className="notebox">{kindWords[kind]}不公示、不上报、不计入三个率。</p>}
      {act.fault !== null && <FaultCard fault={act.fault} onClose={act.clear} />}
    </form>
  )
}
