/** Photographs of the sample and its papers: stored the moment they are chosen, with time, name and hash; none is ever taken away. */
import { type DragEvent, useId, useState } from 'react'
import { client } from '#api'
import type { PhotoView } from '#contract/sheet.ts'
import { type PhotoSubject, photoSubjects } from '#core/sample/sheet.ts'
import { localText } from '#core/time.ts'
import { FaultCard } from '#ui/fault-card.tsx'
import { HashText } from '#ui/hash-text.tsx'
import { useAct, useLoad } from '#ui/load.ts'
import { shortText, sizeText } from '#ui/local-words.ts'
import { useOperator } from '#ui/operator.tsx'
import { Radio } from '#ui/parts.ts'
import { readPhoto } from '#ui/photo.ts'
import { subjectWords } from './sheet-words.ts'

interface SheetPhotosProps {
  readonly id: string
  readonly photos: readonly PhotoView[]
  readonly onAdded: () => void
}

export function SheetPhotos({ id, photos, onAdded }: SheetPhotosProps) {
  const { by } = useOperator()
  const act = useAct()
  const field = useId()
  const [subject, setSubject] = useState<PhotoSubject>('sample')
  const add = (files: readonly File[]) =>
    void act.run(async () => {
      for (const file of files) {
        await client.sheet.addPhoto({ id, subject, by, ...(await readPhoto(file)) })
        onAdded()
      }
    })
  const drop = (event: DragEvent) => {
    event.preventDefault()
    add([...event.dataTransfer.files])
  }
  return (
    <div className="stack">
      {photos.length > 0 && (
        <ul className="contact">
          {photos.map((photo) => (
            <li key={photo.id}>
              <SamplePhoto id={photo.id} name={`${subjectWords[photo.subject]} ${photo.name}`} />
              <p className="small">
                {subjectWords[photo.subject]} · {shortText(localText(photo.at))} {photo.by} · {sizeText(photo.bytes)}
              </p>
              <HashText sha256={photo.sha256} />
            </li>
          ))}
        </ul>
      )}
      <div className="row row-wrap">
        <Radio.Group
          aria-label="拍的是什么"
          value={subject}
          onChange={(event) => setSubject(event.target.value as PhotoSubject)}
          options={photoSubjects.map((value) => ({ value, label: subjectWords[value] }))}
        />
      </div>
      <label htmlFor={field} className="drop" onDragOver={(event) => event.preventDefault()} onDrop={drop}>
        <input
          id={field}
          className="said-only"
          type="file"
          accept="image/jpeg,image/png,image/webp"
          multiple
          disabled={act.busy}
          onChange={(event) => {
            add([...(event.target.files ?? [])])
            event.target.value = ''
          }}
        />
        <b>{act.busy ? '正在保存照片…' : `添加${subjectWords[subject]}照片`}</b>
        <span className="quiet small">点这里选择,或把照片拖进来</span>
      </label>
      {act.fault !== null && <FaultCard fault={act.fault} onClose={act.clear} />}
    </div>
  )
}

export function SamplePhoto({ id, name }: { readonly id: string; readonly name: string }) {
  const file = useLoad(`sample photo ${id}`, () => client.sheet.photo({ id }))
  if (file.data === null)
    return <span className="photo photo-empty">{file.fault === null ? '读取中' : '照片读不出来'}</span>
  return <img className="photo" src={`data:${file.data.mime};base64,${file.data.content}`} alt={name} />
}
