/** The five steps of the wizard in a line: which is done, which is now, and a way back to those behind. */
import { link } from '#ui/route.ts'

export const steps = [
  { key: 'wire', name: '接线' },
  { key: 'receive', name: '收数据' },
  { key: 'fields', name: '认字段' },
  { key: 'try', name: '试一遍' },
  { key: 'save', name: '保存' },
] as const
export type Step = (typeof steps)[number]['key']

export function stepHref(step: Step): string {
  return step === 'wire' ? link('learn') : link('learn', [step])
}

export function stepBefore(step: Step): Step | null {
  return steps[steps.findIndex(({ key }) => key === step) - 1]?.key ?? null
}

export function StepLine({ now }: { readonly now: Step }) {
  const at = steps.findIndex(({ key }) => key === now)
  return (
    <ol className="learn-steps" aria-label="学习向导的五步">
      {steps.map(({ key, name }, index) => (
        <li key={key} className={index < at ? 'step-done' : index === at ? 'step-now' : 'step-ahead'}>
          {index < at ? (
            <a href={stepHref(key)}>
              ✓ {index + 1} {name}
            </a>
          ) : (
            <span aria-current={index === at ? 'step' : undefined}>
              {index + 1} {name}
            </span>
          )}
        </li>
      ))}
    </ol>
  )
}
