import { Button, ChevronDownIcon, DropdownMenu } from '@graphiql/react'
import { BridgeIcon } from './icons.tsx'
import type { Explorer, Session } from './session.ts'

interface Props {
  session: Session | null
  organizations: Explorer['organizations']
  onEnter: (session: Session) => void
  onLeave: () => void
  onSignIn: () => void
}

/** At whose books one is looking, and the way to look at others'. */
export function SessionMenu({ session, organizations, onEnter, onLeave, onSignIn }: Props) {
  return (
    <div className="kopru-session">
      {session ? (
        <DropdownMenu>
          <DropdownMenu.Button className="kopru-session-button" title="Whose books these are">
            <span>{session.organization ?? 'Signed in'}</span>
            <ChevronDownIcon aria-hidden="true" />
          </DropdownMenu.Button>
          <DropdownMenu.Content align="end">
            {organizations.map(({ name, token }) => (
              <DropdownMenu.Item key={name} onSelect={() => onEnter({ token, organization: name, demo: true })}>
                <span className="kopru-tick">{isIn(session, name) ? '✓' : ''}</span>
                {name}
              </DropdownMenu.Item>
            ))}
            <DropdownMenu.Item onSelect={onSignIn}>
              <span className="kopru-tick" />
              {session.demo ? 'Sign in as yourself…' : 'Sign in as somebody else…'}
            </DropdownMenu.Item>
            {!session.demo && (
              <DropdownMenu.Item onSelect={onLeave}>
                <span className="kopru-tick" />
                Sign out
              </DropdownMenu.Item>
            )}
          </DropdownMenu.Content>
        </DropdownMenu>
      ) : (
        <Button type="button" onClick={onSignIn}>
          Sign in
        </Button>
      )}
      <span className="kopru-mark">
        <BridgeIcon />
        Köprü
      </span>
    </div>
  )
}

const isIn = (session: Session, organization: string) => session.demo && session.organization === organization
