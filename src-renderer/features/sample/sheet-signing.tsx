/** The two signatures of the sheet: each bound to exactly what the sheet says now; a change after it asks for it again. */
import { useState } from 'react'
import { client } from '#api'
import type { SheetView } from '#contract/sheet.ts'
import { isSignature, type SheetSigner, sheetSigners } from '#core/sample/sheet.ts'
import { localText } from '#core/time.ts'
import { FaultCard } from '#ui/fault-card.tsx'
import { Field } from '#ui/field.tsx'
import { useAct, useLoad } from '#ui/load.ts'
import { fullText } from '#ui/local-words.ts'
import { useOperator } from '#ui/operator.tsx'
import { Button, Input } from '#ui/parts.ts'
import { signerWords } from './sheet-words.ts'
import { SignaturePad, SignaturePicture } from './signature-pad.tsx'

interface SheetSigningProps {
  readonly id: string
  readonly sheet: SheetView
  readonly takenBy: string
  readonly stallName: string
  /** Something typed is not saved yet: what would be signed is not what is seen. */
  readonly unsaved: boolean
  readonly onSigned: () => void
}

export function SheetSigning({ id, sheet, takenBy, stallName, unsaved, onSigned }: SheetSigningProps) {
  return (
    <div className="signers">
      {sheetSigners.map((signer) => {
        const signed = sheet.signatures.find((one) => one.signer === signer)
        return (
          <section key={signer} aria-label={signerWords[signer]}>
            <h3 className="legend">{signerWords[signer]}</h3>
            {signed?.current === true ? (
              <>
                <SignaturePicture strokes={signed.strokes} label={`${signed.name} 的签名`} />
                <p className="small">
                  ✓ {signed.name} · {fullText(localText(signed.at))}
                </p>
              </>
            ) : (
              <SignHere
                id={id}
                signer={signer}
                sha256={sheet.sha256}
                name={signer === 'sampler' ? takenBy : stallName}
                again={signed !== undefined}
                unsaved={unsaved}
                onSigned={onSigned}
              />
            )}
          </section>
        )
      })}
    </div>
  )
}

interface SignHereProps {
  readonly id: string
  readonly signer: SheetSigner
  readonly sha256: string
  readonly name: string
  readonly again: boolean
  readonly unsaved: boolean
  readonly onSigned: () => void
}

function SignHere({ id, signer, sha256, name: usual, again, unsaved, onSigned }: SignHereProps) {
  const { by } = useOperator()
  const act = useAct()
  const person = useLoad('person', () => client.person.state({}))
  const asksPin = signer === 'sampler' && person.data !== null && person.data.standing !== 'open-room'
  const [name, setName] = useState(signer === 'sampler' ? usual : '')
  const [pin, setPin] = useState('')
  const [strokes, setStrokes] = useState<[number, number][][]>([])
  const ready = name.trim() !== '' && isSignature(strokes) && !unsaved && (!asksPin || pin !== '')
  const sign = () =>
    void act
      .run(() => client.sheet.sign({ id, signer, name: name.trim(), pin, strokes, sha256, by }))
      .then((done) => {
        setPin('')
        if (done) onSigned()
      })
  return (
    <div className="stack">
      {again && <p className="small warn-words">▲ 签名之后信息单有改动,请核对后再签</p>}
      <SignaturePad label={`${signerWords[signer]}签名区`} strokes={strokes} onChange={setStrokes} />
      <div className="row">
        <Field label="姓名">
          {(field) => (
            <Input
              id={field}
              value={name}
              maxLength={30}
              placeholder={usual}
              onChange={(event) => setName(event.target.value)}
            />
          )}
        </Field>
        {asksPin && (
          <Field label="PIN 码">
            {(field) => (
              <Input
                id={field}
                type="password"
                inputMode="numeric"
                autoComplete="off"
                value={pin}
                maxLength={12}
                onChange={(event) => setPin(event.target.value)}
              />
            )}
          </Field>
        )}
        <Button className="sign-go" loading={act.busy} disabled={!ready} onClick={sign}>
          确认签名
        </Button>
      </div>
      {unsaved && <p className="small quiet">先保存上面的改动,再签名</p>}
      {act.fault !== null && <FaultCard fault={act.fault} onClose={act.clear} />}
    </div>
  )
}
