import type { Actor } from '../../../shared/auth/actor.ts'
import type { Transaction } from '../../../shared/db/database.ts'
import { Refusal } from '../../../shared/refusal.ts'
import { checkVersion } from '../../../shared/version.ts'
import { lockDeal } from '../queries.ts'
import type { DealRow } from '../tables.ts'

/** The deal as it was read, held until the transaction ends. Refuses with DEAL_NOT_FOUND, VERSION_CONFLICT. */
export async function lockVersion(tx: Transaction, actor: Actor, id: string, expected: number): Promise<DealRow> {
  const deal = await lockDeal(tx, actor, id)
  if (!deal) throw new Refusal('DEAL_NOT_FOUND', 'There is no such deal.', ['id'])
  checkVersion(deal.version, expected)
  return deal
}
