import { Button, Dialog } from '@graphiql/react'
import { type FormEvent, useState } from 'react'
import type { Session } from './session.ts'
import { signIn, tokenSession } from './sign-in.ts'
import { pastedToken } from './token.ts'

interface Props {
  open: boolean
  endpoint: string
  onEnter: (session: Session) => void
  onClose: () => void
}

/** The door: an e-mail address and a password, or a token somebody has already. */
export function SignInDialog({ open, endpoint, onEnter, onClose }: Props) {
  const [refusal, setRefusal] = useState('')
  const [isBusy, setBusy] = useState(false)

  const submit = (enter: (fields: Fields) => Promise<Session>) => async (event: FormEvent) => {
    event.preventDefault()
    const data = new FormData(event.target as HTMLFormElement)
    setRefusal('')
    setBusy(true)
    try {
      onEnter(await enter((name) => String(data.get(name) ?? '')))
    } catch (error) {
      setRefusal(error instanceof Error ? error.message : String(error))
    } finally {
      setBusy(false)
    }
  }

  return (
    <Dialog open={open} onOpenChange={(isOpen) => isOpen || onClose()}>
      <div className="graphiql-dialog-header">
        <Dialog.Title className="graphiql-dialog-title">Sign in to Köprü</Dialog.Title>
        <Dialog.Close />
      </div>
      <Dialog.Description className="kopru-hint">
        Your session lasts until you close this browser tab.
      </Dialog.Description>
      <form className="kopru-form" onSubmit={submit((field) => signIn(endpoint, field('email'), field('password')))}>
        <label>
          E-mail
          <input name="email" type="email" autoComplete="username" autoFocus required />
        </label>
        <label>
          Password
          <input name="password" type="password" autoComplete="current-password" required />
        </label>
        <Button type="submit" className="kopru-primary" disabled={isBusy}>
          Sign in
        </Button>
      </form>
      <form
        className="kopru-form kopru-form-token"
        onSubmit={submit((field) => tokenSession(endpoint, pastedToken(field('token'))))}
      >
        <label>
          Or paste a token
          <input name="token" type="password" autoComplete="off" spellCheck={false} required />
        </label>
        <Button type="submit" disabled={isBusy}>
          Use it
        </Button>
      </form>
      <p className="kopru-refusal" role="alert">
        {refusal}
      </p>
    </Dialog>
  )
}

type Fields = (name: string) => string
