/** The fields of a sample's sheet, made from their declaration; what cannot be is said at the field while it is typed. */

import { checkDetails, type Finding } from '#core/sample/check.ts'
import { type DetailName, detailFields, detailsOf, type SampleDetails } from '#core/sample/details.ts'
import type { Moment } from '#core/time.ts'
import { DateInput } from '#ui/date-input.tsx'
import { Field } from '#ui/field.tsx'
import { Input, Select } from '#ui/parts.ts'
import { endsScan } from '#ui/scanner.ts'
import { choiceWords, fieldWords, findingWords } from './sheet-words.ts'

interface DetailFieldsProps {
  readonly names: readonly DetailName[]
  readonly details: SampleDetails
  readonly findings: readonly Finding[]
  readonly onChange: (part: Partial<SampleDetails>) => void
}

const scanned: ReadonlySet<DetailName> = new Set(['certificateNo', 'certificateScan', 'traceCode'])

export function DetailFields({ names, details, findings, onChange }: DetailFieldsProps) {
  return names.map((name) => {
    const field = detailFields.find((one) => one.name === name)
    if (field === undefined) return null
    const found = findings.find((one) => one.field === name)
    const text = details[name] ?? ''
    const put = (said: string) => onChange({ [name]: said === '' ? null : said })
    return (
      <Field
        key={name}
        label={fieldWords[name]}
        scan={scanned.has(name)}
        wrong={found === undefined || found.level === 'warn' ? null : findingWords(found.code)}
        hint={found?.level === 'warn' ? <span className="warn-words">▲ {findingWords(found.code)}</span> : undefined}
      >
        {(id) =>
          field.kind === 'choice' ? (
            <Select
              id={id}
              allowClear
              value={text === '' ? undefined : text}
              onChange={(chosen: string | undefined) => put(chosen ?? '')}
              options={field.choices.map((value) => ({ value, label: choiceWords(value) }))}
            />
          ) : field.kind === 'day' ? (
            <DateInput id={id} value={text} onChange={put} />
          ) : (
            <Input
              id={id}
              value={text}
              maxLength={field.max}
              inputMode={field.kind === 'decimal' ? 'decimal' : 'text'}
              onKeyDown={(event) => {
                // The code of a paper is not the end of the form.
                if (event.key === 'Enter' && endsScan(event)) event.preventDefault()
              }}
              onChange={(event) => put(event.target.value)}
            />
          )
        }
      </Field>
    )
  })
}

/** Blank fields are unknown, not wrong. */
export function findingsOf(details: SampleDetails, takenAt: Moment): readonly Finding[] {
  return checkDetails(detailsOf(details), takenAt)
}
