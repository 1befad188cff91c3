import { importPayload, payload } from '../../shared/graphql/payload.ts'
import { page } from '../../shared/relay/connection.ts'
import { decodeId, encodeId } from '../../shared/relay/id.ts'
import { known, referredId } from '../../shared/relay/reference.ts'
import type { Resolvers } from '../generated/graphql.ts'
import { createContact, importContacts, updateContact } from './commands/contacts.ts'
import { createCustomer, updateCustomer } from './commands/customers.ts'
import { importCustomers } from './commands/import-customers.ts'
import { addressOf } from './customer.ts'
import { customerListing } from './queries.ts'

export const resolvers: Resolvers = {
  Query: {
    customer: (_, { id }, { loaders }) => known(decodeId('cust', id), (uuid) => loaders.customer.load(uuid)),
    customers: (_, args, { snapshot }) => page(snapshot, customerListing, args),
    contact: (_, { id }, { loaders }) => known(decodeId('cont', id), (uuid) => loaders.contact.load(uuid)),
  },
  Mutation: {
    createCustomer: (_, { input }, ctx) => payload(ctx, async () => ({ customer: await createCustomer(ctx, input) })),
    updateCustomer: (_, { input }, ctx) => payload(ctx, async () => ({ customer: await updateCustomer(ctx, input) })),
    createContact: (_, { input }, ctx) => payload(ctx, async () => ({ contact: await createContact(ctx, input) })),
    updateContact: (_, { input }, ctx) => payload(ctx, async () => ({ contact: await updateContact(ctx, input) })),
    importCustomers: (_, { input }, ctx) => importPayload(ctx, () => importCustomers(ctx, input)),
    importContacts: (_, { input }, ctx) => importPayload(ctx, () => importContacts(ctx, input)),
  },
  Customer: {
    __resolveReference: (reference, { loaders }) =>
      known(decodeId('cust', referredId(reference)), (uuid) => loaders.customer.load(uuid)),
    id: ({ id }) => encodeId('cust', id),
    address: addressOf,
    owner: ({ ownerId }) => known(ownerId, (uuid) => ({ id: encodeId('user', uuid) })),
    contacts: ({ id }, args, { loaders }) => loaders.contactsByCustomer(id, args),
    externalReference: ({ externalSource, externalId }) =>
      known(externalSource, (source) => ({ source, id: externalId! })),
  },
  Contact: {
    __resolveReference: (reference, { loaders }) =>
      known(decodeId('cont', referredId(reference)), (uuid) => loaders.contact.load(uuid)),
    id: ({ id }) => encodeId('cont', id),
    customer: ({ customerId }, _, { loaders }) => loaders.customer.load(customerId).then((customer) => customer!),
    externalReference: ({ externalSource, externalId }) =>
      known(externalSource, (source) => ({ source, id: externalId! })),
  },
}
