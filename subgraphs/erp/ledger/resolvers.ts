import { payload } from '../../shared/graphql/payload.ts'
import { money } from '../../shared/money/money.ts'
import { page } from '../../shared/relay/connection.ts'
import { decodeId, encodeId } from '../../shared/relay/id.ts'
import { known, referredId } from '../../shared/relay/reference.ts'
import type { Resolvers } from '../generated/graphql.ts'
import { createAccount, updateAccount } from './commands.ts'
import { allAccounts, allJournals, entryListing, trialBalance } from './queries.ts'

/** What the ids of the documents begin with that entries are drawn up from. */
const DOCUMENTS = { INVOICE: 'inv', PAYMENT: 'pay' } as const

export const resolvers: Resolvers = {
  Query: {
    accounts: (_, __, { snapshot }) => snapshot.read(allAccounts),
    account: (_, { id }, { loaders }) => known(decodeId('acct', id), (uuid) => loaders.account.load(uuid)),
    journals: (_, __, { snapshot }) => snapshot.read(allJournals),
    journalEntry: (_, { id }, { loaders }) => known(decodeId('je', id), (uuid) => loaders.journalEntry.load(uuid)),
    journalEntries: (_, args, { snapshot }) => page(snapshot, entryListing, args),
    trialBalance: (_, { asOf }, { snapshot }) => snapshot.read(trialBalance, { asOf: asOf ?? 'infinity' }),
    verifyLedger: (_, { after, first }, { loaders }) => loaders.verification(after ?? 0, first ?? Infinity),
  },
  Mutation: {
    createAccount: (_, { input }, ctx) => payload(ctx, async () => ({ account: await createAccount(ctx, input) })),
    updateAccount: (_, { input }, ctx) => payload(ctx, async () => ({ account: await updateAccount(ctx, input) })),
  },
  Account: {
    __resolveReference: (reference, { loaders }) =>
      known(decodeId('acct', referredId(reference)), (uuid) => loaders.account.load(uuid)),
    id: ({ id }) => encodeId('acct', id),
  },
  Journal: {
    __resolveReference: (reference, { loaders }) =>
      known(decodeId('jrnl', referredId(reference)), (uuid) => loaders.journal.load(uuid)),
    id: ({ id }) => encodeId('jrnl', id),
  },
  JournalEntry: {
    __resolveReference: (reference, { loaders }) =>
      known(decodeId('je', referredId(reference)), (uuid) => loaders.journalEntry.load(uuid)),
    id: ({ id }) => encodeId('je', id),
    journal: async ({ journalId }, _, { loaders }) => (await loaders.journal.load(journalId))!,
    lines: ({ id }, _, { loaders }) => loaders.journalLines.load(id),
    sequence: async ({ id }, _, { loaders }) => (await loaders.journalSeal.load(id))!.sequence,
    hash: async ({ id }, _, { loaders }) => (await loaders.journalSeal.load(id))!.hash.toString('hex'),
    previousHash: async ({ id }, _, { loaders }) => (await loaders.journalSeal.load(id))!.previousHash.toString('hex'),
    sourceId: ({ source, sourceId }) => encodeId(DOCUMENTS[source], sourceId),
    postedBy: ({ postedBy }) => ({ id: encodeId('user', postedBy) }),
  },
  JournalLine: {
    account: async ({ accountId }, _, { loaders }) => (await loaders.account.load(accountId))!,
    debit: ({ debitMinor, currency }) => money(debitMinor, currency),
    credit: ({ creditMinor, currency }) => money(creditMinor, currency),
    customer: ({ customerId }) => known(customerId, (uuid) => ({ id: encodeId('cust', uuid) })),
    deal: ({ dealId }) => known(dealId, (uuid) => ({ id: encodeId('deal', uuid) })),
  },
  TrialBalanceRow: {
    account: async ({ accountId }, _, { loaders }) => (await loaders.account.load(accountId))!,
    debit: ({ debitMinor, currency }) => money(debitMinor, currency),
    credit: ({ creditMinor, currency }) => money(creditMinor, currency),
    balance: ({ debitMinor, creditMinor, currency }) => money(debitMinor - creditMinor, currency),
  },
}
