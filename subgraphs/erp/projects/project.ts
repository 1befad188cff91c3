import { Refusal } from '../../shared/refusal.ts'
import type { LocalDate } from '../../shared/time/date.ts'

export const PROJECT_STATES = ['PLANNED', 'ACTIVE', 'ON_HOLD', 'COMPLETED', 'CLOSED', 'CANCELLED'] as const

export type ProjectState = (typeof PROJECT_STATES)[number]

/** What people do with a project, from where it may be done, and where it leads. */
const TRANSITIONS = {
  start: { from: ['PLANNED'], to: 'ACTIVE' },
  hold: { from: ['ACTIVE'], to: 'ON_HOLD' },
  resume: { from: ['ON_HOLD'], to: 'ACTIVE' },
  complete: { from: ['ACTIVE'], to: 'COMPLETED' },
  reopen: { from: ['COMPLETED'], to: 'ACTIVE' },
  close: { from: ['COMPLETED'], to: 'CLOSED' },
  cancel: { from: ['PLANNED', 'ACTIVE', 'ON_HOLD'], to: 'CANCELLED' },
} as const satisfies Record<string, { from: readonly ProjectState[]; to: ProjectState }>

export type Transition = keyof typeof TRANSITIONS

type Path = readonly (string | number)[]

/** The state a transition leads to. Refuses with INVALID_TRANSITION and says what may be done instead. */
export function move(state: ProjectState, transition: Transition): ProjectState {
  const { from, to } = TRANSITIONS[transition]
  if ((from as readonly ProjectState[]).includes(state)) return to
  const possible = transitionsOf(state)
  throw new Refusal(
    'INVALID_TRANSITION',
    `A project that is ${state} cannot ${transition}: ` +
      (possible.length > 0 ? `it can ${possible.join(' or ')}.` : 'that is its last state.'),
    ['id'],
  )
}

/** Lets a project follow another system from one state to another, if one transition leads there. Refuses with INVALID_TRANSITION, PROJECT_CLOSED. */
export function follow(state: ProjectState, to: ProjectState, path: Path): void {
  checkOpen(state, path)
  if (state === to || transitionsOf(state).some((transition) => TRANSITIONS[transition].to === to)) return
  throw new Refusal('INVALID_TRANSITION', `A project that is ${state} cannot become ${to} at once.`, [...path, 'state'])
}

/** What may be done with a project in that state. */
export const transitionsOf = (state: ProjectState): Transition[] =>
  (Object.keys(TRANSITIONS) as Transition[]).filter((transition) =>
    (TRANSITIONS[transition].from as readonly ProjectState[]).includes(state),
  )

/** A project's days: open at either end. Refuses with ENDS_BEFORE_START. */
export function checkPeriod({ startsOn, endsOn }: Period, path: Path): void {
  if (startsOn !== null && endsOn !== null && endsOn < startsOn) {
    throw new Refusal('ENDS_BEFORE_START', 'A project cannot end before it starts.', [...path, 'endsOn'])
  }
}

interface Period {
  startsOn: LocalDate | null
  endsOn: LocalDate | null
}

/** Nothing about a closed or cancelled project changes any more. Refuses with PROJECT_CLOSED. */
export function checkOpen(state: ProjectState, path: Path): void {
  if (transitionsOf(state).length === 0) {
    throw new Refusal('PROJECT_CLOSED', 'A closed or cancelled project cannot be changed.', path)
  }
}

/** A project keeps its customer: what was invoiced for it stays theirs. Refuses with PROJECT_OF_ANOTHER_CUSTOMER. */
export function checkCustomer(project: { customerId: string }, customerId: string, path: Path): void {
  if (project.customerId === customerId) return
  throw new Refusal('PROJECT_OF_ANOTHER_CUSTOMER', 'This project is for another customer.', [...path, 'customerId'])
}

/**
 * Takes the project's deal, if it has one, in `owners`: deal -> its live project. Refuses with
 * DEAL_HAS_PROJECT when the deal is another's; a cancelled project needs none.
 */
export function takeDeal({ id, dealId, state }: Claim, owners: Map<string, string>, path: Path): void {
  if (dealId === null || state === 'CANCELLED') return
  const owner = owners.get(dealId) ?? id
  if (owner !== id) throw new Refusal('DEAL_HAS_PROJECT', 'This deal has a project already.', [...path, 'dealId'])
  owners.set(dealId, id)
}

interface Claim {
  id: string
  dealId: string | null
  state: ProjectState
}

/** How people call a project: PRJ-0001, and on past PRJ-9999. */
export const codeOf = (number: number): string => `PRJ-${String(number).padStart(4, '0')}`
