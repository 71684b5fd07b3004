/** 溯源: upward to who supplied, downward to who bought, and the other stalls that may have the same goods. */
import { localText } from '#core/time.ts'
import { Facts } from '#ui/facts.tsx'
import { shortText } from '#ui/local-words.ts'
import { Panel } from '#ui/panel.tsx'
import { Button } from '#ui/parts.ts'
import { link } from '#ui/route.ts'
import { stallText } from '#ui/stall-words.ts'
import type { FailureDetail } from './step-dialog.tsx'

const sharedWords = { batch: '同批号', certificate: '同合格证', supplier: '同供货者', origin: '同产地' } as const

interface LinksPanelProps {
  readonly detail: FailureDetail
  readonly onStep: (kind: string) => void
}

export function LinksPanel({ detail: { failure, links, sealedKg }, onStep }: LinksPanelProps) {
  const { supplier, supplierContact, certificateNo, batch, soldTo, others } = links
  if (failure.beside.length === 0 && supplier === '' && batch === '' && sealedKg === null && others.length === 0)
    return null
  const known = (text: string) => (text === '' ? '—' : text)
  return (
    <Panel title="封存与溯源">
      <div className="stack">
        <Facts
          facts={[
            ['封存', sealedKg === null ? '还没有登记' : `${sealedKg} kg`],
            ['供货者', known([supplier, supplierContact].filter((text) => text !== '').join(' '))],
            ['合格证', known(certificateNo)],
            ['批号', known(batch)],
            ['已售去向', known(soldTo)],
          ]}
        />
        {failure.beside.length > 0 && (
          <div className="row">
            {failure.beside.includes('seal') && (
              <Button onClick={() => onStep('seal')}>{sealedKg === null ? '登记封存' : '重新登记封存'}</Button>
            )}
            {failure.beside.includes('trace') && <Button onClick={() => onStep('trace')}>登记溯源</Button>}
          </div>
        )}
        {others.length > 0 && (
          <>
            <h3 className="legend">可能有同批货的摊位</h3>
            <ul className="papers">
              {others.map((other) => (
                <li key={other.sampleId}>
                  <div className="two">
                    <a href={link('sample', [other.sampleId])}>{stallText(other.stallCode, other.stallName) || '—'}</a>
                    <small>
                      {other.food} {other.sampleNo} · {shortText(localText(other.takenAt))}
                    </small>
                  </div>
                  <span className={other.by === 'origin' ? 'tag' : 'tag tag-loud'}>{sharedWords[other.by]}</span>
                </li>
              ))}
            </ul>
          </>
        )}
      </div>
    </Panel>
  )
}
