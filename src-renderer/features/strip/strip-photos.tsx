/** The two photos a reading by eye must have: each stored at once, with its hash and what the camera says of its time. */
import { client } from '#api'
import type { StripView } from '#contract/strip.ts'
import { FaultCard } from '#ui/fault-card.tsx'
import { FileButton } from '#ui/file-button.tsx'
import { HashText } from '#ui/hash-text.tsx'
import { useAct, useLoad } from '#ui/load.ts'
import { useOperator } from '#ui/operator.tsx'
import { readPhoto } from '#ui/photo.ts'
import { subjectWords } from './strip-words.ts'

type Photo = StripView['photos'][number]
const subjects = ['sample', 'strip'] as const

export function StripPhotos({ strip, onAdded }: { readonly strip: StripView; readonly onAdded: () => void }) {
  const { by } = useOperator()
  const act = useAct()
  const add = (subject: (typeof subjects)[number], file: File) =>
    void act
      .run(async () => client.strip.photo({ id: strip.id, subject, by, ...(await readPhoto(file)) }))
      .then((done) => {
        if (done) onAdded()
      })
  return (
    <div className="stack">
      <div className="strip-photos">
        {subjects.map((subject) => {
          const photo = strip.photos.findLast((one) => one.subject === subject)
          return (
            <div key={subject} className="stack strip-photo">
              <div className="row">
                <b>{subjectWords[subject]}</b>
                <span className={photo === undefined ? 'tag tag-loud' : 'tag tag-good'}>
                  {photo === undefined ? '▲ 还没有' : '✓ 已有'}
                </span>
              </div>
              {photo !== undefined && <StripPhotoView photo={photo} />}
              {strip.end === null && (
                <FileButton
                  accept="image/jpeg,image/png,image/webp"
                  busy={act.busy}
                  onFile={(file) => add(subject, file)}
                >
                  {photo === undefined
                    ? `添加${subjectWords[subject]}`
                    : `换一张${subjectWords[subject]}(原来的也留着)`}
                </FileButton>
              )}
            </div>
          )
        })}
      </div>
      {act.fault !== null && <FaultCard fault={act.fault} onClose={act.clear} />}
    </div>
  )
}

export function StripPhotoView({ photo }: { readonly photo: Photo }) {
  const file = useLoad(`strip photo ${photo.id}`, () => client.strip.photoBytes({ id: photo.id }))
  return (
    <>
      {file.data === null ? (
        <span className="strip-image strip-no-image">{file.fault === null ? '读取中' : '照片读不出来'}</span>
      ) : (
        <img
          className="strip-image"
          src={`data:${file.data.mime};base64,${file.data.content}`}
          alt={subjectWords[photo.subject]}
        />
      )}
      <p className="small">
        相机时间 {photo.shotAt ?? '没有'} <HashText sha256={photo.sha256} />
      </p>
    </>
  )
}
