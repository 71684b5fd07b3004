/** Registration in one line: 摊位, 样品, Enter. A scanned stall code jumps to the food; foods are chosen by numbered keys; what is typed is a draft. */
import { type KeyboardEvent, useEffect, useRef } from 'react'
import { client } from '#api'
import type { SampleView } from '#contract/sample.ts'
import { isRefused } from '#core/sample/check.ts'
import { mayBeStall } from '#core/sample/stall-code.ts'
import { momentOf } from '#core/time.ts'
import { useDraft } from '#ui/draft.tsx'
import { Field } from '#ui/field.tsx'
import { KeyHint } from '#ui/key-hint.tsx'
import { useLoad } from '#ui/load.ts'
import { useOperator } from '#ui/operator.tsx'
import { Button, Input } from '#ui/parts.ts'
import { endsScan, stoodBefore } from '#ui/scanner.ts'
import { AgainNote } from './again-note.tsx'
import { findingsOf } from './detail-fields.tsx'
import { FoodKeys } from './food-keys.tsx'
import { RegisterFacts } from './register-facts.tsx'
import {
  emptyForm,
  isKeysOnly,
  isKnownFood,
  isReady,
  kilograms,
  namedIn,
  nextForm,
  offered,
  type RegisterForm,
  registrationOf,
  scannedOver,
  takenMoment,
} from './register-form.ts'
import { RegisterMore } from './register-more.tsx'
import { RefusedCard, useRegisterQueue } from './register-queue.tsx'
import { RegisterStall } from './register-stall.tsx'
import { kindWords } from './sample-words.ts'
import { StallNote } from './stall-note.tsx'

interface RegisterLineProps {
  /** A stall that was scanned elsewhere. */
  readonly scanned: string | null
  /** Changes with each press of F3. */
  readonly turn: string
  readonly onRegistered: (sample: SampleView) => void
}

export function RegisterLine({ scanned, turn, onRegistered }: RegisterLineProps) {
  const { by } = useOperator()
  const queue = useRegisterQueue()
  const draft = useDraft<RegisterForm>('register', emptyForm)
  const form = draft.value
  const line = useRef<HTMLFormElement>(null)
  const code = form.stall.trim()
  const stalls = useLoad('stalls', () => client.sample.stalls({}), ['sample.changed', 'catalog.changed'])
  const known = useLoad('foods', () => client.sample.foods({}), ['catalog.changed', 'settings.changed'])
  const habits = useLoad(
    `habits ${code}`,
    async () => (code === '' ? null : client.sample.habits({ code: code.slice(0, 20) })),
    ['sample.changed', 'result.recorded'],
  )
  const stall = habits.data?.stall ?? null
  const isNew = code !== '' && habits.data !== null && stall === null
  const foods = known.data?.foods ?? []
  const found = offered(foods, form.food, habits.data?.foods ?? [])
  // The stall's habits come first in the list: a key that is shown must not become another food's under the finger.
  const settled = code === '' || habits.data !== null || habits.fault !== null
  const keys = settled ? found : []
  const findings = findingsOf(form.details, momentOf(Date.now()))
  const wrongStock = form.stock.trim() !== '' && !kilograms.test(form.stock.trim()) ? '写成公斤数,如 12.5' : null
  const wrongTime = form.takenAt.trim() !== '' && takenMoment(form.takenAt, Date.now()) === null ? '写成 06:30' : null
  const keysOnly = known.data !== null && found.length === 0 && isKeysOnly(foods, form)
  const wrong = wrongStock !== null || wrongTime !== null || keysOnly || isRefused(findings)
  const ready = isReady(form) && !wrong && (settled || isKnownFood(foods, form.food.trim()))

  const fieldOf = (name: string) => line.current?.querySelector<HTMLInputElement>(`[data-place="${name}"] input`)
  const { change } = draft
  // A scan and F3 both end here: the cursor stands where the next thing is to be said.
  // biome-ignore lint/correctness/useExhaustiveDependencies: each press of F3 or scan is a turn of its own
  useEffect(() => {
    if (scanned !== null) change(scannedOver(form, form.stall, scanned))
    const place = scanned === null ? 'stall' : 'food'
    const field = fieldOf(place)
    // What is said next takes the place of what stood there; what is being typed already stays.
    if (field !== document.activeElement) field?.select()
  }, [scanned, turn, change])

  /** The line is free at once: the next scan must not wait for the answer, nor be wiped out by it. */
  const register = () => {
    if (!ready) return
    const said = form
    const at = form.takenAt.trim() === '' ? null : takenMoment(form.takenAt, Date.now())
    queue.add({
      what: `${code} ${namedIn(form).food}`.trim(),
      send: () => client.sample.register(registrationOf(said, { by, isNew, at })),
      onDone: onRegistered,
      onRefused: () => {
        if (fieldOf('stall')?.value === '') change(said)
      },
    })
    draft.clear()
    const { nature, more, details } = nextForm(said)
    if (nature !== emptyForm.nature || more || details.items.length > 0) draft.change({ nature, more, details })
    fieldOf('stall')?.focus()
  }
  const choose = (name: string) => {
    draft.change({ food: name })
    fieldOf('food')?.focus()
  }
  const inStall = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.nativeEvent.isComposing) return
    event.preventDefault()
    const stood = stoodBefore(event)
    if (stood !== null) change(scannedOver(form, stood, fieldOf('stall')?.value.trim() ?? ''))
    if (stood !== null || code !== '' || form.kind !== 'ordinary') fieldOf('food')?.select()
  }
  /** Digits choose, Enter takes the first choice or registers; a stall's sign scanned here is a stall, never a food. */
  const inFood = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    const chosen = /^[1-9]$/.test(event.key) ? keys[Number(event.key) - 1] : undefined
    if (chosen !== undefined) {
      event.preventDefault()
      choose(chosen.name)
      return
    }
    if (event.key !== 'Enter') return
    event.preventDefault()
    const typed = form.food.trim()
    const first = keys[0]
    if (stalls.data?.some((one) => one.code === typed) === true) change({ ...scannedOver(form, code, typed), food: '' })
    else if (typed !== '' && first !== undefined && !isKnownFood(foods, typed)) choose(first.name)
    else if (endsScan(event) && keysOnly && mayBeStall(typed)) change({ ...scannedOver(form, code, typed), food: '' })
    else register()
  }

  return (
    <form
      className="register"
      ref={line}
      aria-label="登记样品"
      onSubmit={(event) => {
        event.preventDefault()
        register()
      }}
    >
      <div className="register-line">
        <RegisterStall
          form={form}
          stalls={stalls.data ?? []}
          name={stall?.name ?? null}
          isNew={isNew}
          onChange={draft.change}
          onKeyDown={inStall}
        />
        <Field
          label="样品"
          scan
          className="register-food"
          wrong={keysOnly ? '没有这样的样品,写汉字名' : null}
          hint={
            form.food.trim() !== '' &&
            found.length === 0 &&
            known.data !== null &&
            !isKnownFood(foods, form.food.trim())
              ? '名录里没有,结果会是待判定'
              : '首字母或两字,再按数字'
          }
        >
          {(id) => (
            <span data-place="food">
              <Input
                id={id}
                value={form.food}
                maxLength={40}
                onKeyDown={inFood}
                onChange={(event) => draft.change({ food: event.target.value })}
                placeholder="jc 或 韭菜"
                autoComplete="off"
              />
            </span>
          )}
        </Field>
        <RegisterFacts form={form} wrongStock={wrongStock} onChange={draft.change} />
        <Button
          className="register-go"
          type="primary"
          size="large"
          htmlType="submit"
          loading={queue.busy}
          disabled={!ready}
        >
          登记
          <KeyHint keys="Enter" />
        </Button>
      </div>
      <FoodKeys
        legend={form.food.trim() === '' ? `${stall?.name ?? code} 常检:` : '是不是:'}
        foods={keys}
        onChoose={choose}
      />
      <AgainNote today={habits.data?.today ?? []} food={form.food} items={form.details.items} />
      {habits.data !== null && <StallNote mark={habits.data.mark} followUps={habits.data.followUps} />}
      <div className="register-foot">
        <Button size="small" type="text" aria-expanded={form.more} onClick={() => draft.change({ more: !form.more })}>
          {form.more ? '收起' : '检测项目、类别、凭证…'}
        </Button>
        {draft.restored && code + form.food !== '' && <span className="quiet small">上次没登记完的内容,已恢复</span>}
        {form.kind !== 'ordinary' && <span className="small">{kindWords[form.kind]}不公示、不上报、不计入三个率</span>}
      </div>
      {form.more && (
        <RegisterMore
          form={form}
          items={known.data?.items ?? []}
          findings={findings}
          wrongTime={wrongTime}
          onChange={draft.change}
        />
      )}
      {queue.refused !== null && <RefusedCard refused={queue.refused} onClose={queue.clear} />}
    </form>
  )
}
