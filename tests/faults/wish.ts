import { newId } from '../../subgraphs/shared/relay/id.ts'
import { eur, textOf } from '../supergraph/story.ts'
import type { Answer } from './door.ts'
import { bill, IMPORT, type Stage } from './stage.ts'

/** What a client knows of a change it asked for: kept by the client, outside of what is tested. */
export interface Wish {
  readonly kind: 'receive' | 'bill' | 'post'
  readonly key: string
  readonly query: string
  readonly input: object
  /** Unknown until there is an answer, and when that says nothing of the change. */
  fate: 'acknowledged' | 'refused' | 'unknown'
  /** What was made, as the answer said. */
  id?: string
}

/** The next thing somebody in the office would do: mostly payments, and every eighth time one that is too much. */
export function nextWish(stage: Stage, turn: number): Wish {
  const key = newId()
  const draft = turn % 6 === 5 ? stage.drafts.pop() : undefined
  if (draft) return wish('post', key, textOf('postInvoice', 'invoice { id }'), { id: draft })
  if (turn % 3 === 2) return wish('bill', key, IMPORT, { rows: [bill(stage.customerId, key, '50', true)] })
  const among = turn % 8 === 1 ? stage.small : stage.open
  const invoiceId = among[turn % among.length]!
  const amount = eur('25')
  return wish('receive', key, textOf('receivePayment', 'payment { id }'), {
    ...{ customerId: stage.customerId, amount, receivedOn: '2024-03-20', method: 'BANK_TRANSFER', reference: key },
    applications: [{ invoiceId, amount }],
  })
}

const wish = (kind: Wish['kind'], key: string, query: string, input: object): Wish => ({
  ...{ kind, key, query, fate: 'unknown' as const },
  input: { idempotencyKey: key, ...input },
})

/** Writes down what an answer said of it: an answer with errors says nothing. */
export function hear(wish: Wish, { data, codes }: Answer): void {
  if (!data || codes.length > 0) return
  const [payload] = Object.values<Payload>(data)
  if (!payload) return
  const { userErrors, rows: [row] = [], payment, invoice } = payload
  const id = payment?.id ?? invoice?.id ?? row?.id
  const refused = userErrors.length > 0 || (row?.userErrors.length ?? 0) > 0
  wish.fate = refused ? 'refused' : 'acknowledged'
  if (!refused && id) wish.id = id
}

interface Payload {
  userErrors: { code: string }[]
  rows?: { id: string | null; userErrors: { code: string }[] }[]
  payment?: { id: string } | null
  invoice?: { id: string } | null
}
