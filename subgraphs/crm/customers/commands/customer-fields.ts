import { form } from '../../../shared/relay/form.ts'
import { optionalIdOf, optionalLinesOf, optionalTextOf, textOf } from '../../../shared/relay/input.ts'
import type { AddressInput, CreateCustomerInput, InputMaybe } from '../../generated/graphql.ts'
import { websiteOf } from '../customer.ts'

type Path = readonly (string | number)[]
type Said = { [Name in keyof Omit<CreateCustomerInput, 'externalReference'>]?: InputMaybe<CreateCustomerInput[Name]> }

/** All that is said about a customer, as it is kept; what is not said is null. */
export const customerValues = (said: Said, path: Path) => {
  const { address, ...values } = form(readers(said, path))
  return { ...values, ...address }
}

/** The same of what is said alone. */
export const customerChanges = (said: Said, path: Path) => {
  const mentioned = Object.entries(readers(said, path)).filter(([name]) => said[name as keyof Said] !== undefined)
  const { address, ...values } = form(Object.fromEntries(mentioned) as Partial<ReturnType<typeof readers>>)
  return { ...values, ...address }
}

const readers = (said: Said, path: Path) => ({
  name: () => textOf(said.name ?? '', [...path, 'name']),
  website: () => (said.website?.trim() ? websiteOf(said.website, [...path, 'website']) : null),
  industry: () => optionalTextOf(said.industry, [...path, 'industry'], 100),
  phone: () => optionalTextOf(said.phone, [...path, 'phone'], 50),
  address: () => addressValues(said.address, [...path, 'address']),
  ownerId: () => optionalIdOf('user', said.ownerId, [...path, 'ownerId']),
})

const addressValues = (said: InputMaybe<AddressInput> | undefined, path: Path) =>
  form({
    street: () => optionalLinesOf(said?.street, [...path, 'street'], 200),
    city: () => optionalTextOf(said?.city, [...path, 'city'], 100),
    region: () => optionalTextOf(said?.region, [...path, 'region'], 100),
    postalCode: () => optionalTextOf(said?.postalCode, [...path, 'postalCode'], 20),
    country: () => optionalTextOf(said?.country, [...path, 'country'], 100),
  })
