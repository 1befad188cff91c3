import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { ContactRow, CustomerRow } from '../customers/tables.ts';
import type { ContactPage, CustomerPage } from '../customers/queries.ts';
import type { DealRow, StageChangeRow } from '../deals/tables.ts';
import type { DealPage } from '../deals/queries.ts';
import type { PipelineRow, StageRow } from '../pipelines/tables.ts';
import type { Reference } from '../../shared/relay/reference.ts';
import type { Money as MoneyValue } from '../../shared/money/money.ts';
import type { Context } from '../context.ts';
export type Maybe<T> = T | null;
export type InputMaybe<T> = Maybe<T>;
export type Omit<T, K extends keyof T> = Pick<T, Exclude<keyof T, K>>;
export type RequireFields<T, K extends keyof T> = Omit<T, K> & { [P in K]-?: NonNullable<T[P]> };
/** All built-in and custom scalars, mapped to their actual values */
export type Scalars = {
  ID: { input: string; output: string; }
  String: { input: string; output: string; }
  Boolean: { input: boolean; output: boolean; }
  Int: { input: number; output: number; }
  Float: { input: number; output: number; }
  /** An active ISO 4217 currency code in capitals: `EUR`, `TRY`, `JPY`. */
  CurrencyCode: { input: string; output: string; }
  /** A calendar day between 1900 and 2199, ISO 8601: `2026-03-31`. */
  Date: { input: string; output: string; }
  /** A moment in UTC, ISO 8601 with milliseconds, or microseconds where a field says so: `2026-03-31T22:30:00.000Z`. */
  DateTime: { input: string; output: string | Date; }
  /**
   * An exact decimal number as a string: `"1234.50"`, `"-3"`. At most 18 digits before and 9 after the
   * point; no exponent, no thousands separator.
   */
  Decimal: { input: string; output: string; }
  _FieldSet: { input: unknown; output: unknown; }
};

/** A postal address, in the words and the order of its country. */
export type Address = {
  readonly __typename?: 'Address';
  /** Town or city. */
  readonly city: Maybe<Scalars['String']['output']>;
  /** The country, as it was written. */
  readonly country: Maybe<Scalars['String']['output']>;
  /** Postal code. */
  readonly postalCode: Maybe<Scalars['String']['output']>;
  /** State, province or region. */
  readonly region: Maybe<Scalars['String']['output']>;
  /** Street and number, or what stands for them. */
  readonly street: Maybe<Scalars['String']['output']>;
};

/** A postal address, as input. A part that is left out or empty is unknown. */
export type AddressInput = {
  /** Town or city: at most 100 characters. */
  readonly city?: InputMaybe<Scalars['String']['input']>;
  /** The country: at most 100 characters. */
  readonly country?: InputMaybe<Scalars['String']['input']>;
  /** Postal code: at most 20 characters. */
  readonly postalCode?: InputMaybe<Scalars['String']['input']>;
  /** State, province or region: at most 100 characters. */
  readonly region?: InputMaybe<Scalars['String']['input']>;
  /** Street and number, or what stands for them: at most 200 characters. */
  readonly street?: InputMaybe<Scalars['String']['input']>;
};

/** A person at a customer's. */
export type Contact = Node & {
  readonly __typename?: 'Contact';
  /** The customer the person is with. Needs `customer:read`. */
  readonly customer: Maybe<Customer>;
  /** The person's e-mail address. */
  readonly email: Maybe<Scalars['String']['output']>;
  /** The id it has in the system it came from; null when it was made here. */
  readonly externalReference: Maybe<ExternalReference>;
  /** The global id, `cont_…`. */
  readonly id: Scalars['ID']['output'];
  /** The person's name. */
  readonly name: Scalars['String']['output'];
  /** The same, as `Query.node` hands it over. */
  readonly nodeId: Scalars['ID']['output'];
  /** The person's telephone number, as it was written. */
  readonly phone: Maybe<Scalars['String']['output']>;
  /** What the person is there. */
  readonly title: Maybe<Scalars['String']['output']>;
  /** Grows by one with each change; what `expectedVersion` is compared with. */
  readonly version: Scalars['Int']['output'];
};

/** A page of contacts. */
export type ContactConnection = {
  readonly __typename?: 'ContactConnection';
  /** The contacts with their cursors. */
  readonly edges: ReadonlyArray<ContactEdge>;
  /** The contacts alone. */
  readonly nodes: ReadonlyArray<Contact>;
  /** Where this page stands among the others. */
  readonly pageInfo: PageInfo;
  /** How many contacts there are; counted only when asked. */
  readonly totalCount: Scalars['Int']['output'];
};

/** A contact and its place in a list. */
export type ContactEdge = {
  readonly __typename?: 'ContactEdge';
  /** The place, for `after` and `before`. */
  readonly cursor: Scalars['String']['output'];
  /** The contact. */
  readonly node: Contact;
};

/** A contact to be. */
export type CreateContactInput = {
  /** The customer the person is with. */
  readonly customerId: Scalars['ID']['input'];
  /** The person's e-mail address. */
  readonly email?: InputMaybe<Scalars['String']['input']>;
  /** The id it has in the system it comes from. */
  readonly externalReference?: InputMaybe<ExternalReferenceInput>;
  /** The person's name: 1 to 200 characters. */
  readonly name: Scalars['String']['input'];
  /** The person's telephone number: at most 50 characters. */
  readonly phone?: InputMaybe<Scalars['String']['input']>;
  /** What the person is there: at most 100 characters. */
  readonly title?: InputMaybe<Scalars['String']['input']>;
};

/** The contact that was added, or why not. */
export type CreateContactPayload = {
  readonly __typename?: 'CreateContactPayload';
  /** The contact; null when refused. */
  readonly contact: Maybe<Contact>;
  /** Why it was refused; empty when it was done. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** A customer to be. */
export type CreateCustomerInput = {
  /** Where the company is. */
  readonly address?: InputMaybe<AddressInput>;
  /** The id it has in the system it comes from. */
  readonly externalReference?: InputMaybe<ExternalReferenceInput>;
  /** What the company does: at most 100 characters. */
  readonly industry?: InputMaybe<Scalars['String']['input']>;
  /** The company's name: 1 to 200 characters. */
  readonly name: Scalars['String']['input'];
  /** Who looks after it: whoever adds it when nothing is said, nobody when null. */
  readonly ownerId?: InputMaybe<Scalars['ID']['input']>;
  /** The company's telephone number: at most 50 characters. */
  readonly phone?: InputMaybe<Scalars['String']['input']>;
  /** The company's web address; `https://` may be left out. */
  readonly website?: InputMaybe<Scalars['String']['input']>;
};

/** The customer that was added, or why not. */
export type CreateCustomerPayload = {
  readonly __typename?: 'CreateCustomerPayload';
  /** The customer; null when refused. */
  readonly customer: Maybe<Customer>;
  /** Why it was refused; empty when it was done. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** A deal to be. */
export type CreateDealInput = {
  /** What it is worth: zero or more; zero in the organisation's currency when nothing is said. */
  readonly amount?: InputMaybe<MoneyInput>;
  /** Who may buy it. */
  readonly customerId: Scalars['ID']['input'];
  /** The day it is expected to be won. */
  readonly expectedClose?: InputMaybe<Scalars['Date']['input']>;
  /** The id it has in the system it comes from. */
  readonly externalReference?: InputMaybe<ExternalReferenceInput>;
  /** Who works on it: whoever opens it when nothing is said, nobody when null. */
  readonly ownerId?: InputMaybe<Scalars['ID']['input']>;
  /** The pipeline it goes through; the default one when nothing is said. */
  readonly pipelineId?: InputMaybe<Scalars['ID']['input']>;
  /** The open stage it begins in; the pipeline's first when nothing is said. */
  readonly stageId?: InputMaybe<Scalars['ID']['input']>;
  /** What it is about: 1 to 200 characters. */
  readonly title: Scalars['String']['input'];
};

/** The deal that was opened, or why not. */
export type CreateDealPayload = {
  readonly __typename?: 'CreateDealPayload';
  /** The deal; null when refused. */
  readonly deal: Maybe<Deal>;
  /** Why it was refused; empty when it was done. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** A pipeline to be. */
export type CreatePipelineInput = {
  /** Whether deals go here from now on when no pipeline is named. */
  readonly makeDefault?: InputMaybe<Scalars['Boolean']['input']>;
  /** The pipeline's name: 1 to 100 characters; no other pipeline of the organisation has it. */
  readonly name: Scalars['String']['input'];
  /** Its stages, at most 50: at least one open, exactly one won, exactly one lost. */
  readonly stages: ReadonlyArray<CreateStageInput>;
};

/** The pipeline that was made, or why not. */
export type CreatePipelinePayload = {
  readonly __typename?: 'CreatePipelinePayload';
  /** The pipeline; null when refused. */
  readonly pipeline: Maybe<Pipeline>;
  /** Why it was refused; empty when it was done. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** A stage to be. */
export type CreateStageInput = {
  /** The stage's name: 1 to 100 characters; no other stage of the pipeline has it. */
  readonly name: Scalars['String']['input'];
  /** How likely a deal in this stage is won: 0 to 100 percent, two digits after the point. Only an open stage needs it. */
  readonly probability?: InputMaybe<Scalars['Decimal']['input']>;
  /** What a deal in this stage is. */
  readonly type: StageType;
};

/** A company we sell to, or hope to. Its billing data and what it owes are the ERP's. */
export type Customer = Node & {
  readonly __typename?: 'Customer';
  /** Where the company is; null when no part of it is known. */
  readonly address: Maybe<Address>;
  /** The people there, by name. Needs `customer:read`. */
  readonly contacts: Maybe<ContactConnection>;
  /** When it was made. */
  readonly createdAt: Scalars['DateTime']['output'];
  /** The customer's deals, the newest first unless ordered otherwise. Needs `deal:read`. */
  readonly deals: Maybe<DealConnection>;
  /** The id it has in the system it came from; null when it was made here. */
  readonly externalReference: Maybe<ExternalReference>;
  /** The global id, `cust_…`. */
  readonly id: Scalars['ID']['output'];
  /** What the company does, in your own words. */
  readonly industry: Maybe<Scalars['String']['output']>;
  /** The company's name. */
  readonly name: Scalars['String']['output'];
  /** The same, as `Query.node` hands it over. */
  readonly nodeId: Scalars['ID']['output'];
  /** Who looks after the customer; null while nobody does. Needs `user:read`. */
  readonly owner: Maybe<User>;
  /** The company's telephone number, as it was written. */
  readonly phone: Maybe<Scalars['String']['output']>;
  /** When it was last changed. */
  readonly updatedAt: Scalars['DateTime']['output'];
  /** Grows by one with each change; what `expectedVersion` is compared with. */
  readonly version: Scalars['Int']['output'];
  /** The company's web address, `https://…`. */
  readonly website: Maybe<Scalars['String']['output']>;
};


/** A company we sell to, or hope to. Its billing data and what it owes are the ERP's. */
export type CustomerContactsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};


/** A company we sell to, or hope to. Its billing data and what it owes are the ERP's. */
export type CustomerDealsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<DealFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<DealOrder>;
  search?: InputMaybe<Scalars['String']['input']>;
};

/** A page of customers. */
export type CustomerConnection = {
  readonly __typename?: 'CustomerConnection';
  /** The customers with their cursors. */
  readonly edges: ReadonlyArray<CustomerEdge>;
  /** The customers alone. */
  readonly nodes: ReadonlyArray<Customer>;
  /** Where this page stands among the others. */
  readonly pageInfo: PageInfo;
  /** How many customers the filter and the search find; counted only when asked. */
  readonly totalCount: Scalars['Int']['output'];
};

/** A customer and its place in a list. */
export type CustomerEdge = {
  readonly __typename?: 'CustomerEdge';
  /** The place, for `after` and `before`. */
  readonly cursor: Scalars['String']['output'];
  /** The customer. */
  readonly node: Customer;
};

/** Conditions on customers. All given ones must hold. */
export type CustomerFilter = {
  /** All of these hold. */
  readonly and?: InputMaybe<ReadonlyArray<CustomerFilter>>;
  /** The country of its address. */
  readonly country?: InputMaybe<NullableStringFilter>;
  /** What the company does. */
  readonly industry?: InputMaybe<NullableStringFilter>;
  /** The company's name. */
  readonly name?: InputMaybe<StringFilter>;
  /** This does not hold. */
  readonly not?: InputMaybe<CustomerFilter>;
  /** At least one of these holds. */
  readonly or?: InputMaybe<ReadonlyArray<CustomerFilter>>;
  /** Who looks after it. */
  readonly ownerId?: InputMaybe<NullableIdFilter>;
};

/** What customers are ordered by, and which way. */
export type CustomerOrder = {
  /** Which way. */
  readonly direction: OrderDirection;
  /** By what. */
  readonly field: CustomerOrderField;
};

/** What customers can be ordered by. */
export type CustomerOrderField =
  /** When it was made. */
  | 'CREATED_AT'
  /** The name, letter case and accents aside. */
  | 'NAME';

/** Conditions on a day. All given ones must hold. */
export type DateFilter = {
  /** Is this day. */
  readonly eq?: InputMaybe<Scalars['Date']['input']>;
  /** Is this day or later. */
  readonly gte?: InputMaybe<Scalars['Date']['input']>;
  /** Is this day or earlier. */
  readonly lte?: InputMaybe<Scalars['Date']['input']>;
};

/** Something a customer may buy. Whether it is open, won or lost, its stage says. */
export type Deal = Node & {
  readonly __typename?: 'Deal';
  /** What it is worth, taxes aside: zero while nobody has said. */
  readonly amount: Money;
  /** When it was won or lost; null while it is open. */
  readonly closedAt: Maybe<Scalars['DateTime']['output']>;
  /** When it was made, here or where it was imported from. */
  readonly createdAt: Scalars['DateTime']['output'];
  /** Who may buy it. A deal stays with its customer. Needs `customer:read`. */
  readonly customer: Maybe<Customer>;
  /** The day it is expected to be won; null while there is none. */
  readonly expectedClose: Maybe<Scalars['Date']['output']>;
  /** The id it has in the system it came from; null when it was made here. */
  readonly externalReference: Maybe<ExternalReference>;
  /**
   * The stages it came through, from the first to the one it is in. Nothing in it is ever changed or removed. Needs
   * `deal:read`.
   */
  readonly history: Maybe<ReadonlyArray<StageChange>>;
  /** The global id, `deal_…`. */
  readonly id: Scalars['ID']['output'];
  /** Why it was lost, in somebody's words. */
  readonly lostNote: Maybe<Scalars['String']['output']>;
  /** Why it was lost; null unless it is. */
  readonly lostReason: Maybe<LostReason>;
  /** The same, as `Query.node` hands it over. */
  readonly nodeId: Scalars['ID']['output'];
  /** Who works on it; null while nobody does. Needs `user:read`. */
  readonly owner: Maybe<User>;
  /** The pipeline of that stage. Needs `pipeline:read`. */
  readonly pipeline: Maybe<Pipeline>;
  /** The stage it is in. Needs `deal:read`. */
  readonly stage: Maybe<Stage>;
  /** The type of that stage. Needs `deal:read`. */
  readonly state: Maybe<StageType>;
  /** What it is about. */
  readonly title: Scalars['String']['output'];
  /** When it was last changed here. */
  readonly updatedAt: Scalars['DateTime']['output'];
  /** Grows by one with each change; what `expectedVersion` is compared with. */
  readonly version: Scalars['Int']['output'];
  /** amount × the probability of its stage, rounded half-up: all of it when won, nothing when lost. Needs `deal:read`. */
  readonly weightedAmount: Maybe<Money>;
};

/** A page of deals. */
export type DealConnection = {
  readonly __typename?: 'DealConnection';
  /** The deals with their cursors. */
  readonly edges: ReadonlyArray<DealEdge>;
  /** The deals alone. */
  readonly nodes: ReadonlyArray<Deal>;
  /** Where this page stands among the others. */
  readonly pageInfo: PageInfo;
  /** How many deals the filter and the search find; counted only when asked. */
  readonly totalCount: Scalars['Int']['output'];
};

/** A deal and its place in a list. */
export type DealEdge = {
  readonly __typename?: 'DealEdge';
  /** The place, for `after` and `before`. */
  readonly cursor: Scalars['String']['output'];
  /** The deal. */
  readonly node: Deal;
};

/** Conditions on deals. All given ones must hold. */
export type DealFilter = {
  /** What it is worth, whatever the currency. */
  readonly amount?: InputMaybe<DecimalFilter>;
  /** All of these hold. */
  readonly and?: InputMaybe<ReadonlyArray<DealFilter>>;
  /** The customer. */
  readonly customerId?: InputMaybe<IdFilter>;
  /** The day it is expected to be won; a deal without one fulfils none of these. */
  readonly expectedClose?: InputMaybe<NullableDateFilter>;
  /** This does not hold. */
  readonly not?: InputMaybe<DealFilter>;
  /** At least one of these holds. */
  readonly or?: InputMaybe<ReadonlyArray<DealFilter>>;
  /** Who works on it. */
  readonly ownerId?: InputMaybe<NullableIdFilter>;
  /** The pipeline of its stage. */
  readonly pipelineId?: InputMaybe<IdFilter>;
  /** The stage. */
  readonly stageId?: InputMaybe<IdFilter>;
  /** The type of its stage. */
  readonly state?: InputMaybe<StageTypeFilter>;
};

/** What deals are ordered by, and which way. */
export type DealOrder = {
  /** Which way. */
  readonly direction: OrderDirection;
  /** By what. */
  readonly field: DealOrderField;
};

/** What deals can be ordered by. */
export type DealOrderField =
  /** What it is worth, in the currency's major unit, whatever the currency. */
  | 'AMOUNT'
  /** When it was won or lost; an open deal lies before all others, so that `DESC` gives the latest closed first. */
  | 'CLOSED_AT'
  /** When it was made. */
  | 'CREATED_AT'
  /** The day it is expected to be won; a deal without one lies after all others. */
  | 'EXPECTED_CLOSE'
  /** The title, letter case and accents aside. */
  | 'TITLE';

/** Conditions on an amount, compared in the currency's major unit whatever the currency is. All given ones must hold. */
export type DecimalFilter = {
  /** Is exactly this. */
  readonly eq?: InputMaybe<Scalars['Decimal']['input']>;
  /** Is this or more. */
  readonly gte?: InputMaybe<Scalars['Decimal']['input']>;
  /** Is this or less. */
  readonly lte?: InputMaybe<Scalars['Decimal']['input']>;
};

/** The id an object has in the system it came from. One object of a type per source and id in an organisation. */
export type ExternalReference = {
  readonly __typename?: 'ExternalReference';
  /** The object's id there. */
  readonly id: Scalars['String']['output'];
  /** The other system, as in `northwind`: in small letters, because their case makes no other system of it. */
  readonly source: Scalars['String']['output'];
};

/** The id an object has in the system it came from. */
export type ExternalReferenceInput = {
  /** The object's id there: 1 to 200 characters. */
  readonly id: Scalars['String']['input'];
  /** The other system: 1 to 50 characters, in letters of either case. */
  readonly source: Scalars['String']['input'];
};

/** Conditions on an id. All given ones must hold. */
export type IdFilter = {
  /** Is this one. */
  readonly eq?: InputMaybe<Scalars['ID']['input']>;
  /** Is one of these; at most 250. */
  readonly in?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
};

/** A contact of another system. What is left out or null stays as it is. */
export type ImportContactRow = {
  /** The customer the person is with. */
  readonly customerId: Scalars['ID']['input'];
  /** The person's e-mail address. */
  readonly email?: InputMaybe<Scalars['String']['input']>;
  /** The id it has there. */
  readonly externalReference: ExternalReferenceInput;
  /** The person's name: 1 to 200 characters. */
  readonly name: Scalars['String']['input'];
  /** The person's telephone number: at most 50 characters. */
  readonly phone?: InputMaybe<Scalars['String']['input']>;
  /** What the person is there: at most 100 characters. */
  readonly title?: InputMaybe<Scalars['String']['input']>;
};

/** Contacts from another system. */
export type ImportContactsInput = {
  /** All or none: one bad row, and no row is written. */
  readonly atomic?: InputMaybe<Scalars['Boolean']['input']>;
  /** Says what would become of each row, and leaves nothing. */
  readonly dryRun?: InputMaybe<Scalars['Boolean']['input']>;
  /**
   * The contacts: at most 1,000. One that is none (a wrong kind of value, a field that is missing or unknown) fails alone,
   * with BAD_VALUE, when rows come in a variable; written in the document it is refused with all of it.
   */
  readonly rows: ReadonlyArray<ImportContactRow>;
};

/** What became of the contacts. */
export type ImportContactsPayload = {
  readonly __typename?: 'ImportContactsPayload';
  /** How many were added. */
  readonly created: Scalars['Int']['output'];
  /** How many were refused. */
  readonly failed: Scalars['Int']['output'];
  /** One for each row, in their order; empty when the import was refused as a whole. */
  readonly rows: ReadonlyArray<ImportedRow>;
  /** How many were like this already. */
  readonly unchanged: Scalars['Int']['output'];
  /** How many were changed. */
  readonly updated: Scalars['Int']['output'];
  /** Why the import was refused as a whole; empty when it was not. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** A customer of another system. What is left out or null stays as it is. */
export type ImportCustomerRow = {
  /** Where the company is. */
  readonly address?: InputMaybe<AddressInput>;
  /** The id it has there. */
  readonly externalReference: ExternalReferenceInput;
  /** What the company does: at most 100 characters. */
  readonly industry?: InputMaybe<Scalars['String']['input']>;
  /** The company's name: 1 to 200 characters. */
  readonly name: Scalars['String']['input'];
  /** Who looks after it. */
  readonly ownerId?: InputMaybe<Scalars['ID']['input']>;
  /** The company's telephone number: at most 50 characters. */
  readonly phone?: InputMaybe<Scalars['String']['input']>;
  /** The company's web address; `https://` may be left out. */
  readonly website?: InputMaybe<Scalars['String']['input']>;
};

/** Customers from another system. */
export type ImportCustomersInput = {
  /** All or none: one bad row, and no row is written. */
  readonly atomic?: InputMaybe<Scalars['Boolean']['input']>;
  /** Says what would become of each row, and leaves nothing. */
  readonly dryRun?: InputMaybe<Scalars['Boolean']['input']>;
  /**
   * The customers: at most 1,000. One that is none (a wrong kind of value, a field that is missing or unknown) fails alone,
   * with BAD_VALUE, when rows come in a variable; written in the document it is refused with all of it.
   */
  readonly rows: ReadonlyArray<ImportCustomerRow>;
};

/** What became of the customers. */
export type ImportCustomersPayload = {
  readonly __typename?: 'ImportCustomersPayload';
  /** How many were added. */
  readonly created: Scalars['Int']['output'];
  /** How many were refused. */
  readonly failed: Scalars['Int']['output'];
  /** One for each row, in their order; empty when the import was refused as a whole. */
  readonly rows: ReadonlyArray<ImportedRow>;
  /** How many were like this already. */
  readonly unchanged: Scalars['Int']['output'];
  /** How many were changed. */
  readonly updated: Scalars['Int']['output'];
  /** Why the import was refused as a whole; empty when it was not. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** A deal of another system. What is left out or null stays as it is. */
export type ImportDealRow = {
  /** What it is worth: zero or more. */
  readonly amount?: InputMaybe<MoneyInput>;
  /** The day it was won or lost. Now, when nothing is said. */
  readonly closedOn?: InputMaybe<Scalars['Date']['input']>;
  /** The day it was made: midnight there, in the organisation's time zone. Now, when nothing is said. */
  readonly createdOn?: InputMaybe<Scalars['Date']['input']>;
  /** Who may buy it. */
  readonly customerId: Scalars['ID']['input'];
  /** The day it is expected to be won. */
  readonly expectedClose?: InputMaybe<Scalars['Date']['input']>;
  /** The id it has there. */
  readonly externalReference: ExternalReferenceInput;
  /** Why it was lost, in somebody's words: OTHER needs them. */
  readonly lostNote?: InputMaybe<Scalars['String']['input']>;
  /** Why it was lost: what is lost needs one. */
  readonly lostReason?: InputMaybe<LostReason>;
  /** Who works on it. */
  readonly ownerId?: InputMaybe<Scalars['ID']['input']>;
  /** The pipeline it is in; the default one for a new deal when nothing is said. */
  readonly pipelineId?: InputMaybe<Scalars['ID']['input']>;
  /** What it is: the first stage of this type is meant, unless `stageName` says more. */
  readonly stage?: InputMaybe<StageType>;
  /** The stage it is in; letter case and accents do not count. */
  readonly stageName?: InputMaybe<Scalars['String']['input']>;
  /** What it is about: 1 to 200 characters. */
  readonly title: Scalars['String']['input'];
};

/** Deals from another system. */
export type ImportDealsInput = {
  /** All or none: one bad row, and no row is written. */
  readonly atomic?: InputMaybe<Scalars['Boolean']['input']>;
  /** Says what would become of each row, and leaves nothing. */
  readonly dryRun?: InputMaybe<Scalars['Boolean']['input']>;
  /**
   * The deals: at most 1,000. One that is none (a wrong kind of value, a field that is missing or unknown) fails alone,
   * with BAD_VALUE, when rows come in a variable; written in the document it is refused with all of it.
   */
  readonly rows: ReadonlyArray<ImportDealRow>;
};

/** What became of the deals. */
export type ImportDealsPayload = {
  readonly __typename?: 'ImportDealsPayload';
  /** How many were added. */
  readonly created: Scalars['Int']['output'];
  /** How many were refused. */
  readonly failed: Scalars['Int']['output'];
  /** One for each row, in their order; empty when the import was refused as a whole. */
  readonly rows: ReadonlyArray<ImportedRow>;
  /** How many were like this already. */
  readonly unchanged: Scalars['Int']['output'];
  /** How many were changed. */
  readonly updated: Scalars['Int']['output'];
  /** Why the import was refused as a whole; empty when it was not. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** What became of an imported row. */
export type ImportOutcome =
  /** There was none with its external reference: it was made. */
  | 'CREATED'
  /** It was refused: nothing of it was written. */
  | 'FAILED'
  /** The one with its external reference was like this already. */
  | 'UNCHANGED'
  /** The one with its external reference was changed. */
  | 'UPDATED';

/** What became of one row of an import. */
export type ImportedRow = {
  readonly __typename?: 'ImportedRow';
  /** The id of what it became; null when it was refused, or would have been made by a dry run. */
  readonly id: Maybe<Scalars['ID']['output']>;
  /** Its place in `rows`, from 0. */
  readonly index: Scalars['Int']['output'];
  /** What became of it. */
  readonly outcome: ImportOutcome;
  /** Why it was refused; empty when it was not. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** Which deal is lost, and why. */
export type LoseDealInput = {
  /** The version that was read: somebody else's change in between is refused (VERSION_CONFLICT). */
  readonly expectedVersion: Scalars['Int']['input'];
  /** The deal. */
  readonly id: Scalars['ID']['input'];
  /** Why, in your own words: at most 1,000 characters. OTHER needs it (LOST_NOTE_REQUIRED). */
  readonly note?: InputMaybe<Scalars['String']['input']>;
  /** Why. Without one, it is refused (LOST_REASON_REQUIRED). */
  readonly reason?: InputMaybe<LostReason>;
};

/** The deal that was lost, or why not. */
export type LoseDealPayload = {
  readonly __typename?: 'LoseDealPayload';
  /** The deal; null when refused. */
  readonly deal: Maybe<Deal>;
  /** Why it was refused; empty when it was done. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** Why a deal was lost. */
export type LostReason =
  /** Somebody else got it. */
  | 'COMPETITOR'
  /** Nobody decided. */
  | 'NO_DECISION'
  /** It was not what was needed. */
  | 'NO_FIT'
  /** Something else, which the note says. */
  | 'OTHER'
  /** It cost too much. */
  | 'PRICE'
  /** It was the wrong moment. */
  | 'TIMING';

/** An amount in one currency. */
export type Money = {
  readonly __typename?: 'Money';
  /** The amount with exactly the currency's number of digits: JPY 0, EUR 2, KWD 3. */
  readonly amount: Scalars['Decimal']['output'];
  /** The currency of the amount. */
  readonly currency: Scalars['CurrencyCode']['output'];
  /** The amount as people write it, with its currency. The locale is a BCP 47 tag; `en` when absent, and where unknown. */
  readonly formatted: Scalars['String']['output'];
};


/** An amount in one currency. */
export type MoneyFormattedArgs = {
  locale?: InputMaybe<Scalars['String']['input']>;
};

/** An amount in one currency, as input. More digits than the currency has are refused (AMOUNT_PRECISION). */
export type MoneyInput = {
  /** The amount, in the currency's major unit. */
  readonly amount: Scalars['Decimal']['input'];
  /** The currency of the amount. */
  readonly currency: Scalars['CurrencyCode']['input'];
};

/** Where a deal goes. */
export type MoveDealInput = {
  /** The version that was read: somebody else's change in between is refused (VERSION_CONFLICT). */
  readonly expectedVersion: Scalars['Int']['input'];
  /** The deal. */
  readonly id: Scalars['ID']['input'];
  /** The open stage it goes to. */
  readonly stageId: Scalars['ID']['input'];
};

/** The deal that was moved, or why not. */
export type MoveDealPayload = {
  readonly __typename?: 'MoveDealPayload';
  /** The deal; null when refused. */
  readonly deal: Maybe<Deal>;
  /** Why it was refused; empty when it was done. */
  readonly userErrors: ReadonlyArray<UserError>;
};

export type Mutation = {
  readonly __typename?: 'Mutation';
  /**
   * Adds a person to a customer.
   * Refuses with BAD_ID, CUSTOMER_NOT_FOUND, TEXT_REQUIRED, TEXT_TOO_LONG, TEXT_INVALID, EMAIL_INVALID,
   * EXTERNAL_REFERENCE_TAKEN, FORBIDDEN.
   */
  readonly createContact: Maybe<CreateContactPayload>;
  /**
   * Adds a customer. Whoever adds it looks after it, unless `ownerId` says otherwise.
   * Refuses with TEXT_REQUIRED, TEXT_TOO_LONG, TEXT_INVALID, WEBSITE_INVALID, BAD_ID, EXTERNAL_REFERENCE_TAKEN,
   * USER_NOT_FOUND, REFERENCE_UNVERIFIED (identity does not answer: nothing was written, try again), FORBIDDEN (needs
   * `customer:write`, and `user:read` for an owner other than oneself).
   */
  readonly createCustomer: Maybe<CreateCustomerPayload>;
  /**
   * Opens a deal in an open stage: the one named, or the first of the pipeline named, or of the default pipeline, which
   * is made if the organisation has none yet (Sales: Lead in 10 %, Qualified 25 %, Proposal 50 %, Negotiation 75 %, Won, Lost).
   * Refuses with TEXT_REQUIRED, TEXT_TOO_LONG, TEXT_INVALID, BAD_ID, CUSTOMER_NOT_FOUND, PIPELINE_NOT_FOUND,
   * STAGE_NOT_FOUND, STAGE_NOT_OPEN, AMOUNT_NEGATIVE, AMOUNT_PRECISION, AMOUNT_RANGE, EXTERNAL_REFERENCE_TAKEN,
   * USER_NOT_FOUND, REFERENCE_UNVERIFIED (identity does not answer: nothing was written, try again), FORBIDDEN (needs
   * `deal:write`, and `user:read` for an owner other than oneself).
   */
  readonly createDeal: Maybe<CreateDealPayload>;
  /**
   * Makes a pipeline; the organisation's first becomes its default.
   * Refuses with TEXT_REQUIRED, TEXT_TOO_LONG, TEXT_INVALID, PIPELINE_NAME_TAKEN, PIPELINES_TOO_MANY, STAGES_TOO_MANY,
   * STAGES_INCOMPLETE, STAGE_NAME_TAKEN, STAGE_PROBABILITY, FORBIDDEN.
   */
  readonly createPipeline: Maybe<CreatePipelinePayload>;
  /**
   * Adds contacts, or changes those whose external reference is known; what a row leaves out or has null stays as
   * it is. A bad row fails alone, unless `atomic`. The same import again changes nothing.
   * Refuses as a whole with TOO_MANY_ROWS, FORBIDDEN; a row with BAD_ID, CUSTOMER_NOT_FOUND, TEXT_REQUIRED,
   * TEXT_TOO_LONG, TEXT_INVALID, EMAIL_INVALID, BAD_VALUE, DUPLICATE_REFERENCE, ROLLED_BACK.
   */
  readonly importContacts: Maybe<ImportContactsPayload>;
  /**
   * Adds customers, or changes those whose external reference is known; what a row leaves out or has null stays as
   * it is. A bad row fails alone, unless `atomic`. The same import again changes nothing.
   * Refuses as a whole with TOO_MANY_ROWS, REFERENCE_UNVERIFIED, FORBIDDEN; a row with TEXT_REQUIRED, TEXT_TOO_LONG,
   * TEXT_INVALID, WEBSITE_INVALID, BAD_ID, USER_NOT_FOUND, FORBIDDEN (its owner cannot be told: `user:read`), BAD_VALUE, DUPLICATE_REFERENCE, ROLLED_BACK.
   */
  readonly importCustomers: Maybe<ImportCustomersPayload>;
  /**
   * Takes over deals with their past, or changes those whose external reference is known; what a row leaves out or has
   * null stays as it is. A closed deal that is new was open in its pipeline's first stage from `createdOn` until
   * `closedOn`; a known deal that is in another stage now goes there, if it may. The past of a known deal stays.
   * A bad row fails alone, unless `atomic`. The same import again changes nothing.
   * Refuses as a whole with TOO_MANY_ROWS, REFERENCE_UNVERIFIED, FORBIDDEN; a row with BAD_ID, USER_NOT_FOUND, FORBIDDEN
   * (its owner cannot be told: `user:read`), CUSTOMER_NOT_FOUND, PIPELINE_NOT_FOUND,
   * STAGE_NOT_FOUND, TEXT_REQUIRED, TEXT_TOO_LONG, TEXT_INVALID, AMOUNT_NEGATIVE, AMOUNT_PRECISION, AMOUNT_RANGE,
   * DATE_IN_FUTURE, CLOSED_TOO_EARLY, DEAL_NOT_CLOSED, DEAL_HISTORY_FIXED, DEAL_CUSTOMER_FIXED, DEAL_AMOUNT_REQUIRED,
   * DEAL_CURRENCY_FIXED, LOST_REASON_REQUIRED, LOST_NOTE_REQUIRED, DEAL_WON, INVALID_TRANSITION,
   * EXTERNAL_REFERENCE_TAKEN, BAD_VALUE, DUPLICATE_REFERENCE, ROLLED_BACK.
   */
  readonly importDeals: Maybe<ImportDealsPayload>;
  /**
   * Closes an open deal as lost, in the lost stage of its pipeline.
   * Refuses with BAD_ID, DEAL_NOT_FOUND, VERSION_CONFLICT, INVALID_TRANSITION, LOST_REASON_REQUIRED, LOST_NOTE_REQUIRED,
   * TEXT_TOO_LONG, TEXT_INVALID, FORBIDDEN.
   */
  readonly loseDeal: Maybe<LoseDealPayload>;
  /**
   * Brings an open deal to another open stage, of its pipeline or of another.
   * Refuses with BAD_ID, DEAL_NOT_FOUND, VERSION_CONFLICT, STAGE_NOT_FOUND, STAGE_NOT_OPEN, DEAL_ALREADY_THERE,
   * INVALID_TRANSITION, FORBIDDEN.
   */
  readonly moveDeal: Maybe<MoveDealPayload>;
  /**
   * Opens a lost deal again, in the stage it was lost from or in another open one.
   * Refuses with BAD_ID, DEAL_NOT_FOUND, VERSION_CONFLICT, STAGE_NOT_FOUND, STAGE_NOT_OPEN, INVALID_TRANSITION,
   * DEAL_WON (what follows from a won deal stands in the books), FORBIDDEN.
   */
  readonly reopenDeal: Maybe<ReopenDealPayload>;
  /**
   * Changes what is said about a contact; what is left out stays as it is, and null clears.
   * Refuses with BAD_ID, CONTACT_NOT_FOUND, CUSTOMER_NOT_FOUND, VERSION_CONFLICT, TEXT_REQUIRED, TEXT_TOO_LONG,
   * TEXT_INVALID, EMAIL_INVALID, FORBIDDEN.
   */
  readonly updateContact: Maybe<UpdateContactPayload>;
  /**
   * Changes what is said about a customer; what is left out stays as it is, and null clears.
   * Refuses with BAD_ID, CUSTOMER_NOT_FOUND, VERSION_CONFLICT, TEXT_REQUIRED, TEXT_TOO_LONG, TEXT_INVALID,
   * WEBSITE_INVALID, USER_NOT_FOUND and REFERENCE_UNVERIFIED (where the owner becomes another), FORBIDDEN.
   */
  readonly updateCustomer: Maybe<UpdateCustomerPayload>;
  /**
   * Changes what is said about a deal, but not its stage; what is left out stays as it is, and null clears.
   * Refuses with BAD_ID, DEAL_NOT_FOUND, VERSION_CONFLICT, TEXT_REQUIRED, TEXT_TOO_LONG, TEXT_INVALID, AMOUNT_NEGATIVE,
   * AMOUNT_PRECISION, AMOUNT_RANGE, DEAL_AMOUNT_REQUIRED (won, and worth nothing), DEAL_CURRENCY_FIXED (closed),
   * USER_NOT_FOUND and REFERENCE_UNVERIFIED (where the owner becomes another), FORBIDDEN.
   */
  readonly updateDeal: Maybe<UpdateDealPayload>;
  /**
   * Renames a pipeline, makes it the default, or rearranges its stages; what is left out stays as it is.
   * Refuses with BAD_ID, PIPELINE_NOT_FOUND, VERSION_CONFLICT, TEXT_REQUIRED, TEXT_TOO_LONG, TEXT_INVALID,
   * PIPELINE_NAME_TAKEN, STAGE_NOT_FOUND, STAGE_MISSING, STAGES_TOO_MANY, STAGE_NAME_TAKEN, STAGE_PROBABILITY, FORBIDDEN.
   */
  readonly updatePipeline: Maybe<UpdatePipelinePayload>;
  /**
   * Closes an open deal as won, in the won stage of its pipeline.
   * Refuses with BAD_ID, DEAL_NOT_FOUND, VERSION_CONFLICT, INVALID_TRANSITION, DEAL_AMOUNT_REQUIRED, FORBIDDEN.
   */
  readonly winDeal: Maybe<WinDealPayload>;
};


export type MutationCreateContactArgs = {
  input: CreateContactInput;
};


export type MutationCreateCustomerArgs = {
  input: CreateCustomerInput;
};


export type MutationCreateDealArgs = {
  input: CreateDealInput;
};


export type MutationCreatePipelineArgs = {
  input: CreatePipelineInput;
};


export type MutationImportContactsArgs = {
  input: ImportContactsInput;
};


export type MutationImportCustomersArgs = {
  input: ImportCustomersInput;
};


export type MutationImportDealsArgs = {
  input: ImportDealsInput;
};


export type MutationLoseDealArgs = {
  input: LoseDealInput;
};


export type MutationMoveDealArgs = {
  input: MoveDealInput;
};


export type MutationReopenDealArgs = {
  input: ReopenDealInput;
};


export type MutationUpdateContactArgs = {
  input: UpdateContactInput;
};


export type MutationUpdateCustomerArgs = {
  input: UpdateCustomerInput;
};


export type MutationUpdateDealArgs = {
  input: UpdateDealInput;
};


export type MutationUpdatePipelineArgs = {
  input: UpdatePipelineInput;
};


export type MutationWinDealArgs = {
  input: WinDealInput;
};

/** Anything with a global id. `Query.node` finds it again. */
export type Node = {
  /** The global id: a type prefix and a UUIDv7 in base32. */
  readonly id: Scalars['ID']['output'];
};

/** Conditions on a day that need not be there. All given ones must hold. */
export type NullableDateFilter = {
  /** Is this day. */
  readonly eq?: InputMaybe<Scalars['Date']['input']>;
  /** Is this day or later. */
  readonly gte?: InputMaybe<Scalars['Date']['input']>;
  /** Whether there is none: null for the others is refused with BAD_USER_INPUT, so that this is said on purpose. */
  readonly isNull?: InputMaybe<Scalars['Boolean']['input']>;
  /** Is this day or earlier. */
  readonly lte?: InputMaybe<Scalars['Date']['input']>;
};

/** Conditions on an id that need not be there. All given ones must hold. */
export type NullableIdFilter = {
  /** Is this one. */
  readonly eq?: InputMaybe<Scalars['ID']['input']>;
  /** Is one of these; at most 250. */
  readonly in?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  /** Whether there is none: null for the others is refused with BAD_USER_INPUT, so that this is said on purpose. */
  readonly isNull?: InputMaybe<Scalars['Boolean']['input']>;
};

/**
 * Conditions on a text that need not be there. All given ones must hold. Texts are compared as people mean them: letter
 * case, accents, kinds of apostrophes and dashes and what has no width do not count, and `ß` is `ss`.
 */
export type NullableStringFilter = {
  /** Contains this. */
  readonly contains?: InputMaybe<Scalars['String']['input']>;
  /** Is this. */
  readonly eq?: InputMaybe<Scalars['String']['input']>;
  /** Whether there is none: null for the others is refused with BAD_USER_INPUT, so that this is said on purpose. */
  readonly isNull?: InputMaybe<Scalars['Boolean']['input']>;
};

/** The direction of an order. */
export type OrderDirection =
  /** Smallest, earliest or first letter first. */
  | 'ASC'
  /** Largest, latest or last letter first. */
  | 'DESC';

/** Where a page of a connection stands among the others. */
export type PageInfo = {
  readonly __typename?: 'PageInfo';
  /** The cursor of the last edge; null on an empty page. */
  readonly endCursor: Maybe<Scalars['String']['output']>;
  /** Whether there is more after this page. */
  readonly hasNextPage: Scalars['Boolean']['output'];
  /** Whether there is more before this page. */
  readonly hasPreviousPage: Scalars['Boolean']['output'];
  /** The cursor of the first edge; null on an empty page. */
  readonly startCursor: Maybe<Scalars['String']['output']>;
};

/** A way of selling: the stages that deals go through until they are won or lost. */
export type Pipeline = Node & {
  readonly __typename?: 'Pipeline';
  /** When it was made. */
  readonly createdAt: Scalars['DateTime']['output'];
  /** The global id, `pipe_…`. */
  readonly id: Scalars['ID']['output'];
  /** Whether deals go here when no pipeline is named. One pipeline of the organisation is the default. */
  readonly isDefault: Scalars['Boolean']['output'];
  /** The pipeline's name. */
  readonly name: Scalars['String']['output'];
  /** The same, as `Query.node` hands it over. */
  readonly nodeId: Scalars['ID']['output'];
  /** The stages in order: the open ones, then the won and the lost one. Needs `pipeline:read`. */
  readonly stages: Maybe<ReadonlyArray<Stage>>;
  /** Grows by one with each change; what `expectedVersion` is compared with. */
  readonly version: Scalars['Int']['output'];
};

export type Query = {
  readonly __typename?: 'Query';
  /** The contact of that id; null when there is none. Needs `customer:read`. */
  readonly contact: Maybe<Contact>;
  /** The customer of that id; null when there is none. Needs `customer:read`. */
  readonly customer: Maybe<Customer>;
  /** The customers of the organisation. Needs `customer:read`. */
  readonly customers: Maybe<CustomerConnection>;
  /** The deal of that id; null when there is none. Needs `deal:read`. */
  readonly deal: Maybe<Deal>;
  /** The deals of the organisation. Needs `deal:read`. */
  readonly deals: Maybe<DealConnection>;
  /** The pipeline of that id; null when there is none. Needs `pipeline:read`. */
  readonly pipeline: Maybe<Pipeline>;
  /**
   * The organisation's pipelines, by name: at most 100. None before the first deal, or the first createPipeline. Needs
   * `pipeline:read`.
   */
  readonly pipelines: Maybe<ReadonlyArray<Pipeline>>;
};


export type QueryContactArgs = {
  id: Scalars['ID']['input'];
};


export type QueryCustomerArgs = {
  id: Scalars['ID']['input'];
};


export type QueryCustomersArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<CustomerFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<CustomerOrder>;
  search?: InputMaybe<Scalars['String']['input']>;
};


export type QueryDealArgs = {
  id: Scalars['ID']['input'];
};


export type QueryDealsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<DealFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<DealOrder>;
  search?: InputMaybe<Scalars['String']['input']>;
};


export type QueryPipelineArgs = {
  id: Scalars['ID']['input'];
};

/** Which deal is opened again. */
export type ReopenDealInput = {
  /** The version that was read: somebody else's change in between is refused (VERSION_CONFLICT). */
  readonly expectedVersion: Scalars['Int']['input'];
  /** The deal. */
  readonly id: Scalars['ID']['input'];
  /** The open stage it goes to; the one it was lost from when nothing is said. */
  readonly stageId?: InputMaybe<Scalars['ID']['input']>;
};

/** The deal that was opened again, or why not. */
export type ReopenDealPayload = {
  readonly __typename?: 'ReopenDealPayload';
  /** The deal; null when refused. */
  readonly deal: Maybe<Deal>;
  /** Why it was refused; empty when it was done. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** A step of a pipeline. */
export type Stage = Node & {
  readonly __typename?: 'Stage';
  /** The global id, `stg_…`. */
  readonly id: Scalars['ID']['output'];
  /** The stage's name; no other stage of the pipeline has it. */
  readonly name: Scalars['String']['output'];
  /** The same, as `Query.node` hands it over. */
  readonly nodeId: Scalars['ID']['output'];
  /** The pipeline it belongs to. Needs `pipeline:read`. */
  readonly pipeline: Maybe<Pipeline>;
  /** Its place in the pipeline, from 1. */
  readonly position: Scalars['Int']['output'];
  /** How likely a deal in this stage is won, in percent: `25`, `12.5`; 100 where it is won, 0 where it is lost. */
  readonly probability: Scalars['Decimal']['output'];
  /** What a deal in this stage is. It never changes. */
  readonly type: StageType;
};

/** A deal came to a stage. */
export type StageChange = {
  readonly __typename?: 'StageChange';
  /** When. */
  readonly changedAt: Scalars['DateTime']['output'];
  /** Who brought it there, or imported that it came. Needs `user:read`. */
  readonly changedBy: Maybe<User>;
  /** Where it came from; null for the first: it was made there. */
  readonly from: Maybe<Stage>;
  /** Where it came to. */
  readonly to: Stage;
};

/** What a deal in a stage is. */
export type StageType =
  /** Not sold. */
  | 'LOST'
  /** Still being sold. */
  | 'OPEN'
  /** Sold. */
  | 'WON';

/** Conditions on the type of a stage. All given ones must hold. */
export type StageTypeFilter = {
  /** Is this one. */
  readonly eq?: InputMaybe<StageType>;
  /** Is one of these. */
  readonly in?: InputMaybe<ReadonlyArray<StageType>>;
};

/**
 * Conditions on a text. All given ones must hold. Texts are compared as people mean them: letter case, accents, kinds of
 * apostrophes and dashes and what has no width do not count, and `ß` is `ss`.
 */
export type StringFilter = {
  /** Contains this. */
  readonly contains?: InputMaybe<Scalars['String']['input']>;
  /** Is this. */
  readonly eq?: InputMaybe<Scalars['String']['input']>;
};

/** What changes about a contact. What is left out stays; null clears what may be empty. */
export type UpdateContactInput = {
  /** The customer the person is with now. */
  readonly customerId?: InputMaybe<Scalars['ID']['input']>;
  /** The person's e-mail address. */
  readonly email?: InputMaybe<Scalars['String']['input']>;
  /** The version that was read: somebody else's change in between is refused (VERSION_CONFLICT). */
  readonly expectedVersion: Scalars['Int']['input'];
  /** The contact. */
  readonly id: Scalars['ID']['input'];
  /** The person's name: 1 to 200 characters. */
  readonly name?: InputMaybe<Scalars['String']['input']>;
  /** The person's telephone number: at most 50 characters. */
  readonly phone?: InputMaybe<Scalars['String']['input']>;
  /** What the person is there: at most 100 characters. */
  readonly title?: InputMaybe<Scalars['String']['input']>;
};

/** The contact that was changed, or why not. */
export type UpdateContactPayload = {
  readonly __typename?: 'UpdateContactPayload';
  /** The contact; null when refused. */
  readonly contact: Maybe<Contact>;
  /** Why it was refused; empty when it was done. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** What changes about a customer. What is left out stays; null clears what may be empty. */
export type UpdateCustomerInput = {
  /** Where the company is: replaces the whole address. */
  readonly address?: InputMaybe<AddressInput>;
  /** The version that was read: somebody else's change in between is refused (VERSION_CONFLICT). */
  readonly expectedVersion: Scalars['Int']['input'];
  /** The customer. */
  readonly id: Scalars['ID']['input'];
  /** What the company does: at most 100 characters. */
  readonly industry?: InputMaybe<Scalars['String']['input']>;
  /** The company's name: 1 to 200 characters. */
  readonly name?: InputMaybe<Scalars['String']['input']>;
  /** Who looks after it. */
  readonly ownerId?: InputMaybe<Scalars['ID']['input']>;
  /** The company's telephone number: at most 50 characters. */
  readonly phone?: InputMaybe<Scalars['String']['input']>;
  /** The company's web address; `https://` may be left out. */
  readonly website?: InputMaybe<Scalars['String']['input']>;
};

/** The customer that was changed, or why not. */
export type UpdateCustomerPayload = {
  readonly __typename?: 'UpdateCustomerPayload';
  /** The customer; null when refused. */
  readonly customer: Maybe<Customer>;
  /** Why it was refused; empty when it was done. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** What changes about a deal. What is left out stays; null clears what may be empty. */
export type UpdateDealInput = {
  /** What it is worth: zero or more, and more than zero once it is won. A closed deal keeps its currency. */
  readonly amount?: InputMaybe<MoneyInput>;
  /** The day it is expected to be won. */
  readonly expectedClose?: InputMaybe<Scalars['Date']['input']>;
  /** The version that was read: somebody else's change in between is refused (VERSION_CONFLICT). */
  readonly expectedVersion: Scalars['Int']['input'];
  /** The deal. */
  readonly id: Scalars['ID']['input'];
  /** Who works on it. */
  readonly ownerId?: InputMaybe<Scalars['ID']['input']>;
  /** What it is about: 1 to 200 characters. */
  readonly title?: InputMaybe<Scalars['String']['input']>;
};

/** The deal that was changed, or why not. */
export type UpdateDealPayload = {
  readonly __typename?: 'UpdateDealPayload';
  /** The deal; null when refused. */
  readonly deal: Maybe<Deal>;
  /** Why it was refused; empty when it was done. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** What changes about a pipeline. What is left out stays. */
export type UpdatePipelineInput = {
  /** The version that was read: somebody else's change in between is refused (VERSION_CONFLICT). */
  readonly expectedVersion: Scalars['Int']['input'];
  /** The pipeline. */
  readonly id: Scalars['ID']['input'];
  /** Whether deals go here from now on when no pipeline is named. */
  readonly makeDefault?: InputMaybe<Scalars['Boolean']['input']>;
  /** The pipeline's name: 1 to 100 characters; no other pipeline of the organisation has it. */
  readonly name?: InputMaybe<Scalars['String']['input']>;
  /** All its stages in the new order (the won and the lost one always come last), and new open ones among them. */
  readonly stages?: InputMaybe<ReadonlyArray<UpdateStageInput>>;
};

/** The pipeline that was changed, or why not. */
export type UpdatePipelinePayload = {
  readonly __typename?: 'UpdatePipelinePayload';
  /** The pipeline; null when refused. */
  readonly pipeline: Maybe<Pipeline>;
  /** Why it was refused; empty when it was done. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** A stage of a pipeline, as it shall be. */
export type UpdateStageInput = {
  /** The stage; left out for a new open one. */
  readonly id?: InputMaybe<Scalars['ID']['input']>;
  /** The stage's name: 1 to 100 characters. As it was, when left out; a new stage needs one. */
  readonly name?: InputMaybe<Scalars['String']['input']>;
  /** How likely a deal in it is won, in percent. As it was, when left out; a new stage needs one. */
  readonly probability?: InputMaybe<Scalars['Decimal']['input']>;
};

/** A person who signs in; identity owns them. The CRM knows who looks after what. */
export type User = {
  readonly __typename?: 'User';
  /** The deals the user works on, the newest first unless ordered otherwise. Needs `deal:read`. */
  readonly deals: Maybe<DealConnection>;
  /** The global id, `user_…`. */
  readonly id: Scalars['ID']['output'];
};


/** A person who signs in; identity owns them. The CRM knows who looks after what. */
export type UserDealsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<DealFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<DealOrder>;
  search?: InputMaybe<Scalars['String']['input']>;
};

/** Something the business says no to. Nothing was changed. */
export type UserError = {
  readonly __typename?: 'UserError';
  /** A stable code for programs; each mutation's description lists its own. */
  readonly code: Scalars['String']['output'];
  /** A sentence for the person at the screen. */
  readonly message: Scalars['String']['output'];
  /** Where in the input, outermost first; empty when it concerns the whole. */
  readonly path: ReadonlyArray<Scalars['String']['output']>;
};

/** Which deal is won. */
export type WinDealInput = {
  /** The version that was read: somebody else's change in between is refused (VERSION_CONFLICT). */
  readonly expectedVersion: Scalars['Int']['input'];
  /** The deal. */
  readonly id: Scalars['ID']['input'];
};

/** The deal that was won, or why not. */
export type WinDealPayload = {
  readonly __typename?: 'WinDealPayload';
  /** The deal; null when refused. */
  readonly deal: Maybe<Deal>;
  /** Why it was refused; empty when it was done. */
  readonly userErrors: ReadonlyArray<UserError>;
};



export type ResolverTypeWrapper<T> = Promise<T> | T;

export type ReferenceResolver<TResult, TReference, TContext> = (
      reference: TReference,
      context: TContext,
      info: GraphQLResolveInfo
    ) => Promise<TResult> | TResult;

      type ScalarCheck<T, S> = S extends true ? T : NullableCheck<T, S>;
      type NullableCheck<T, S> = Maybe<T> extends T ? Maybe<ListCheck<NonNullable<T>, S>> : ListCheck<T, S>;
      type ListCheck<T, S> = T extends (infer U)[] ? NullableCheck<U, S>[] : GraphQLRecursivePick<T, S>;
      export type GraphQLRecursivePick<T, S> = { [K in keyof T & keyof S]: ScalarCheck<T[K], S[K]> };
    

export type ResolverWithResolve<TResult, TParent, TContext, TArgs> = {
  resolve: ResolverFn<TResult, TParent, TContext, TArgs>;
};
export type Resolver<TResult, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = ResolverFn<TResult, TParent, TContext, TArgs> | ResolverWithResolve<TResult, TParent, TContext, TArgs>;

export type ResolverFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => Promise<TResult> | TResult;

export type SubscriptionSubscribeFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => AsyncIterable<TResult> | Promise<AsyncIterable<TResult>>;

export type SubscriptionResolveFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;

export interface SubscriptionSubscriberObject<TResult, TKey extends string, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<{ [key in TKey]: TResult }, TParent, TContext, TArgs>;
  resolve?: SubscriptionResolveFn<TResult, { [key in TKey]: TResult }, TContext, TArgs>;
}

export interface SubscriptionResolverObject<TResult, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<any, TParent, TContext, TArgs>;
  resolve: SubscriptionResolveFn<TResult, any, TContext, TArgs>;
}

export type SubscriptionObject<TResult, TKey extends string, TParent, TContext, TArgs> =
  | SubscriptionSubscriberObject<TResult, TKey, TParent, TContext, TArgs>
  | SubscriptionResolverObject<TResult, TParent, TContext, TArgs>;

export type SubscriptionResolver<TResult, TKey extends string, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> =
  | ((...args: any[]) => SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>)
  | SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>;

export type TypeResolveFn<TTypes, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (
  parent: TParent,
  context: TContext,
  info: GraphQLResolveInfo
) => Maybe<TTypes> | Promise<Maybe<TTypes>>;

export type IsTypeOfResolverFn<T = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (obj: T, context: TContext, info: GraphQLResolveInfo) => boolean | Promise<boolean>;

export type NextResolverFn<T> = () => Promise<T>;

export type DirectiveResolverFn<TResult = Record<PropertyKey, never>, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = (
  next: NextResolverFn<TResult>,
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;

/** Mapping of federation types */
export type FederationTypes = {
  Contact: Contact;
  Customer: Customer;
  Deal: Deal;
  Pipeline: Pipeline;
  Stage: Stage;
  User: User;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  Contact:
    ( { __typename: 'Contact' }
    & ( GraphQLRecursivePick<FederationTypes['Contact'], {"id":true}>
        | GraphQLRecursivePick<FederationTypes['Contact'], {"nodeId":true}> ) );
  Customer:
    ( { __typename: 'Customer' }
    & ( GraphQLRecursivePick<FederationTypes['Customer'], {"id":true}>
        | GraphQLRecursivePick<FederationTypes['Customer'], {"nodeId":true}> ) );
  Deal:
    ( { __typename: 'Deal' }
    & ( GraphQLRecursivePick<FederationTypes['Deal'], {"id":true}>
        | GraphQLRecursivePick<FederationTypes['Deal'], {"nodeId":true}> ) );
  Pipeline:
    ( { __typename: 'Pipeline' }
    & ( GraphQLRecursivePick<FederationTypes['Pipeline'], {"id":true}>
        | GraphQLRecursivePick<FederationTypes['Pipeline'], {"nodeId":true}> ) );
  Stage:
    ( { __typename: 'Stage' }
    & ( GraphQLRecursivePick<FederationTypes['Stage'], {"id":true}>
        | GraphQLRecursivePick<FederationTypes['Stage'], {"nodeId":true}> ) );
  User:
    ( { __typename: 'User' }
    & GraphQLRecursivePick<FederationTypes['User'], {"id":true}> );
};


/** Mapping of interface types */
export type ResolversInterfaceTypes<_RefType extends Record<string, unknown>> = {
  Node:
    | ( ContactRow )
    | ( CustomerRow )
    | ( DealRow )
    | ( PipelineRow )
    | ( StageRow )
  ;
};

/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  Address: ResolverTypeWrapper<Address>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  AddressInput: AddressInput;
  Contact: ResolverTypeWrapper<ContactRow>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  ContactConnection: ResolverTypeWrapper<ContactPage>;
  ContactEdge: ResolverTypeWrapper<Omit<ContactEdge, 'node'> & { node: ResolversTypes['Contact'] }>;
  CreateContactInput: CreateContactInput;
  CreateContactPayload: ResolverTypeWrapper<Omit<CreateContactPayload, 'contact'> & { contact?: Maybe<ResolversTypes['Contact']> }>;
  CreateCustomerInput: CreateCustomerInput;
  CreateCustomerPayload: ResolverTypeWrapper<Omit<CreateCustomerPayload, 'customer'> & { customer?: Maybe<ResolversTypes['Customer']> }>;
  CreateDealInput: CreateDealInput;
  CreateDealPayload: ResolverTypeWrapper<Omit<CreateDealPayload, 'deal'> & { deal?: Maybe<ResolversTypes['Deal']> }>;
  CreatePipelineInput: CreatePipelineInput;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  CreatePipelinePayload: ResolverTypeWrapper<Omit<CreatePipelinePayload, 'pipeline'> & { pipeline?: Maybe<ResolversTypes['Pipeline']> }>;
  CreateStageInput: CreateStageInput;
  CurrencyCode: ResolverTypeWrapper<Scalars['CurrencyCode']['output']>;
  Customer: ResolverTypeWrapper<CustomerRow>;
  CustomerConnection: ResolverTypeWrapper<CustomerPage>;
  CustomerEdge: ResolverTypeWrapper<Omit<CustomerEdge, 'node'> & { node: ResolversTypes['Customer'] }>;
  CustomerFilter: CustomerFilter;
  CustomerOrder: CustomerOrder;
  CustomerOrderField: CustomerOrderField;
  Date: ResolverTypeWrapper<Scalars['Date']['output']>;
  DateFilter: DateFilter;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  Deal: ResolverTypeWrapper<DealRow>;
  DealConnection: ResolverTypeWrapper<DealPage>;
  DealEdge: ResolverTypeWrapper<Omit<DealEdge, 'node'> & { node: ResolversTypes['Deal'] }>;
  DealFilter: DealFilter;
  DealOrder: DealOrder;
  DealOrderField: DealOrderField;
  Decimal: ResolverTypeWrapper<Scalars['Decimal']['output']>;
  DecimalFilter: DecimalFilter;
  ExternalReference: ResolverTypeWrapper<ExternalReference>;
  ExternalReferenceInput: ExternalReferenceInput;
  IdFilter: IdFilter;
  ImportContactRow: ImportContactRow;
  ImportContactsInput: ImportContactsInput;
  ImportContactsPayload: ResolverTypeWrapper<ImportContactsPayload>;
  ImportCustomerRow: ImportCustomerRow;
  ImportCustomersInput: ImportCustomersInput;
  ImportCustomersPayload: ResolverTypeWrapper<ImportCustomersPayload>;
  ImportDealRow: ImportDealRow;
  ImportDealsInput: ImportDealsInput;
  ImportDealsPayload: ResolverTypeWrapper<ImportDealsPayload>;
  ImportOutcome: ImportOutcome;
  ImportedRow: ResolverTypeWrapper<ImportedRow>;
  LoseDealInput: LoseDealInput;
  LoseDealPayload: ResolverTypeWrapper<Omit<LoseDealPayload, 'deal'> & { deal?: Maybe<ResolversTypes['Deal']> }>;
  LostReason: LostReason;
  Money: ResolverTypeWrapper<MoneyValue>;
  MoneyInput: MoneyInput;
  MoveDealInput: MoveDealInput;
  MoveDealPayload: ResolverTypeWrapper<Omit<MoveDealPayload, 'deal'> & { deal?: Maybe<ResolversTypes['Deal']> }>;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Node: ResolverTypeWrapper<ResolversInterfaceTypes<ResolversTypes>['Node']>;
  NullableDateFilter: NullableDateFilter;
  NullableIdFilter: NullableIdFilter;
  NullableStringFilter: NullableStringFilter;
  OrderDirection: OrderDirection;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  Pipeline: ResolverTypeWrapper<PipelineRow>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  ReopenDealInput: ReopenDealInput;
  ReopenDealPayload: ResolverTypeWrapper<Omit<ReopenDealPayload, 'deal'> & { deal?: Maybe<ResolversTypes['Deal']> }>;
  Stage: ResolverTypeWrapper<StageRow>;
  StageChange: ResolverTypeWrapper<StageChangeRow>;
  StageType: StageType;
  StageTypeFilter: StageTypeFilter;
  StringFilter: StringFilter;
  UpdateContactInput: UpdateContactInput;
  UpdateContactPayload: ResolverTypeWrapper<Omit<UpdateContactPayload, 'contact'> & { contact?: Maybe<ResolversTypes['Contact']> }>;
  UpdateCustomerInput: UpdateCustomerInput;
  UpdateCustomerPayload: ResolverTypeWrapper<Omit<UpdateCustomerPayload, 'customer'> & { customer?: Maybe<ResolversTypes['Customer']> }>;
  UpdateDealInput: UpdateDealInput;
  UpdateDealPayload: ResolverTypeWrapper<Omit<UpdateDealPayload, 'deal'> & { deal?: Maybe<ResolversTypes['Deal']> }>;
  UpdatePipelineInput: UpdatePipelineInput;
  UpdatePipelinePayload: ResolverTypeWrapper<Omit<UpdatePipelinePayload, 'pipeline'> & { pipeline?: Maybe<ResolversTypes['Pipeline']> }>;
  UpdateStageInput: UpdateStageInput;
  User: ResolverTypeWrapper<Reference>;
  UserError: ResolverTypeWrapper<UserError>;
  WinDealInput: WinDealInput;
  WinDealPayload: ResolverTypeWrapper<Omit<WinDealPayload, 'deal'> & { deal?: Maybe<ResolversTypes['Deal']> }>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  Address: Address;
  String: Scalars['String']['output'];
  AddressInput: AddressInput;
  Contact: ContactRow;
  ID: Scalars['ID']['output'];
  ContactConnection: ContactPage;
  ContactEdge: Omit<ContactEdge, 'node'> & { node: ResolversParentTypes['Contact'] };
  CreateContactInput: CreateContactInput;
  CreateContactPayload: Omit<CreateContactPayload, 'contact'> & { contact?: Maybe<ResolversParentTypes['Contact']> };
  CreateCustomerInput: CreateCustomerInput;
  CreateCustomerPayload: Omit<CreateCustomerPayload, 'customer'> & { customer?: Maybe<ResolversParentTypes['Customer']> };
  CreateDealInput: CreateDealInput;
  CreateDealPayload: Omit<CreateDealPayload, 'deal'> & { deal?: Maybe<ResolversParentTypes['Deal']> };
  CreatePipelineInput: CreatePipelineInput;
  Boolean: Scalars['Boolean']['output'];
  CreatePipelinePayload: Omit<CreatePipelinePayload, 'pipeline'> & { pipeline?: Maybe<ResolversParentTypes['Pipeline']> };
  CreateStageInput: CreateStageInput;
  CurrencyCode: Scalars['CurrencyCode']['output'];
  Customer: CustomerRow;
  CustomerConnection: CustomerPage;
  CustomerEdge: Omit<CustomerEdge, 'node'> & { node: ResolversParentTypes['Customer'] };
  CustomerFilter: CustomerFilter;
  CustomerOrder: CustomerOrder;
  Date: Scalars['Date']['output'];
  DateFilter: DateFilter;
  DateTime: Scalars['DateTime']['output'];
  Deal: DealRow;
  DealConnection: DealPage;
  DealEdge: Omit<DealEdge, 'node'> & { node: ResolversParentTypes['Deal'] };
  DealFilter: DealFilter;
  DealOrder: DealOrder;
  Decimal: Scalars['Decimal']['output'];
  DecimalFilter: DecimalFilter;
  ExternalReference: ExternalReference;
  ExternalReferenceInput: ExternalReferenceInput;
  IdFilter: IdFilter;
  ImportContactRow: ImportContactRow;
  ImportContactsInput: ImportContactsInput;
  ImportContactsPayload: ImportContactsPayload;
  ImportCustomerRow: ImportCustomerRow;
  ImportCustomersInput: ImportCustomersInput;
  ImportCustomersPayload: ImportCustomersPayload;
  ImportDealRow: ImportDealRow;
  ImportDealsInput: ImportDealsInput;
  ImportDealsPayload: ImportDealsPayload;
  ImportedRow: ImportedRow;
  LoseDealInput: LoseDealInput;
  LoseDealPayload: Omit<LoseDealPayload, 'deal'> & { deal?: Maybe<ResolversParentTypes['Deal']> };
  Money: MoneyValue;
  MoneyInput: MoneyInput;
  MoveDealInput: MoveDealInput;
  MoveDealPayload: Omit<MoveDealPayload, 'deal'> & { deal?: Maybe<ResolversParentTypes['Deal']> };
  Mutation: Record<PropertyKey, never>;
  Node: ResolversInterfaceTypes<ResolversParentTypes>['Node'];
  NullableDateFilter: NullableDateFilter;
  NullableIdFilter: NullableIdFilter;
  NullableStringFilter: NullableStringFilter;
  PageInfo: PageInfo;
  Pipeline: PipelineRow;
  Query: Record<PropertyKey, never>;
  ReopenDealInput: ReopenDealInput;
  ReopenDealPayload: Omit<ReopenDealPayload, 'deal'> & { deal?: Maybe<ResolversParentTypes['Deal']> };
  Stage: StageRow;
  StageChange: StageChangeRow;
  StageTypeFilter: StageTypeFilter;
  StringFilter: StringFilter;
  UpdateContactInput: UpdateContactInput;
  UpdateContactPayload: Omit<UpdateContactPayload, 'contact'> & { contact?: Maybe<ResolversParentTypes['Contact']> };
  UpdateCustomerInput: UpdateCustomerInput;
  UpdateCustomerPayload: Omit<UpdateCustomerPayload, 'customer'> & { customer?: Maybe<ResolversParentTypes['Customer']> };
  UpdateDealInput: UpdateDealInput;
  UpdateDealPayload: Omit<UpdateDealPayload, 'deal'> & { deal?: Maybe<ResolversParentTypes['Deal']> };
  UpdatePipelineInput: UpdatePipelineInput;
  UpdatePipelinePayload: Omit<UpdatePipelinePayload, 'pipeline'> & { pipeline?: Maybe<ResolversParentTypes['Pipeline']> };
  UpdateStageInput: UpdateStageInput;
  User: Reference;
  UserError: UserError;
  WinDealInput: WinDealInput;
  WinDealPayload: Omit<WinDealPayload, 'deal'> & { deal?: Maybe<ResolversParentTypes['Deal']> };
  Int: Scalars['Int']['output'];
};

export type AtMostDirectiveArgs = {
  items: Scalars['Int']['input'];
};

export type AtMostDirectiveResolver<Result, Parent, ContextType = Context, Args = AtMostDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type AddressResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Address'] = ResolversParentTypes['Address']> = {
  city?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  country?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  postalCode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  region?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  street?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type ContactResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Contact'] = ResolversParentTypes['Contact'], FederationReferenceType extends FederationReferenceTypes['Contact'] = FederationReferenceTypes['Contact']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Contact']> | FederationReferenceType, FederationReferenceType, ContextType>;
  customer?: Resolver<Maybe<ResolversTypes['Customer']>, ParentType, ContextType>;
  email?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  externalReference?: Resolver<Maybe<ResolversTypes['ExternalReference']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  phone?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  title?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ContactConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ContactConnection'] = ResolversParentTypes['ContactConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['ContactEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Contact']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type ContactEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ContactEdge'] = ResolversParentTypes['ContactEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Contact'], ParentType, ContextType>;
};

export type CreateContactPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CreateContactPayload'] = ResolversParentTypes['CreateContactPayload']> = {
  contact?: Resolver<Maybe<ResolversTypes['Contact']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type CreateCustomerPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CreateCustomerPayload'] = ResolversParentTypes['CreateCustomerPayload']> = {
  customer?: Resolver<Maybe<ResolversTypes['Customer']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type CreateDealPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CreateDealPayload'] = ResolversParentTypes['CreateDealPayload']> = {
  deal?: Resolver<Maybe<ResolversTypes['Deal']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type CreatePipelinePayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CreatePipelinePayload'] = ResolversParentTypes['CreatePipelinePayload']> = {
  pipeline?: Resolver<Maybe<ResolversTypes['Pipeline']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export interface CurrencyCodeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['CurrencyCode'], any> {
  name: 'CurrencyCode';
}

export type CustomerResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Customer'] = ResolversParentTypes['Customer'], FederationReferenceType extends FederationReferenceTypes['Customer'] = FederationReferenceTypes['Customer']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Customer']> | FederationReferenceType, FederationReferenceType, ContextType>;
  address?: Resolver<Maybe<ResolversTypes['Address']>, ParentType, ContextType>;
  contacts?: Resolver<Maybe<ResolversTypes['ContactConnection']>, ParentType, ContextType, Partial<CustomerContactsArgs>>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  deals?: Resolver<Maybe<ResolversTypes['DealConnection']>, ParentType, ContextType, Partial<CustomerDealsArgs>>;
  externalReference?: Resolver<Maybe<ResolversTypes['ExternalReference']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  industry?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  owner?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  phone?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  updatedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  website?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CustomerConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CustomerConnection'] = ResolversParentTypes['CustomerConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['CustomerEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Customer']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type CustomerEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CustomerEdge'] = ResolversParentTypes['CustomerEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Customer'], ParentType, ContextType>;
};

export interface DateScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Date'], any> {
  name: 'Date';
}

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export type DealResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Deal'] = ResolversParentTypes['Deal'], FederationReferenceType extends FederationReferenceTypes['Deal'] = FederationReferenceTypes['Deal']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Deal']> | FederationReferenceType, FederationReferenceType, ContextType>;
  amount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  closedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  customer?: Resolver<Maybe<ResolversTypes['Customer']>, ParentType, ContextType>;
  expectedClose?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  externalReference?: Resolver<Maybe<ResolversTypes['ExternalReference']>, ParentType, ContextType>;
  history?: Resolver<Maybe<ReadonlyArray<ResolversTypes['StageChange']>>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  lostNote?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  lostReason?: Resolver<Maybe<ResolversTypes['LostReason']>, ParentType, ContextType>;
  owner?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  pipeline?: Resolver<Maybe<ResolversTypes['Pipeline']>, ParentType, ContextType>;
  stage?: Resolver<Maybe<ResolversTypes['Stage']>, ParentType, ContextType>;
  state?: Resolver<Maybe<ResolversTypes['StageType']>, ParentType, ContextType>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  updatedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  weightedAmount?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type DealConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DealConnection'] = ResolversParentTypes['DealConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['DealEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Deal']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type DealEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DealEdge'] = ResolversParentTypes['DealEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Deal'], ParentType, ContextType>;
};

export interface DecimalScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Decimal'], any> {
  name: 'Decimal';
}

export type ExternalReferenceResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ExternalReference'] = ResolversParentTypes['ExternalReference']> = {
  id?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  source?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type ImportContactsPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ImportContactsPayload'] = ResolversParentTypes['ImportContactsPayload']> = {
  created?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  failed?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  rows?: Resolver<ReadonlyArray<ResolversTypes['ImportedRow']>, ParentType, ContextType>;
  unchanged?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  updated?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type ImportCustomersPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ImportCustomersPayload'] = ResolversParentTypes['ImportCustomersPayload']> = {
  created?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  failed?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  rows?: Resolver<ReadonlyArray<ResolversTypes['ImportedRow']>, ParentType, ContextType>;
  unchanged?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  updated?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type ImportDealsPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ImportDealsPayload'] = ResolversParentTypes['ImportDealsPayload']> = {
  created?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  failed?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  rows?: Resolver<ReadonlyArray<ResolversTypes['ImportedRow']>, ParentType, ContextType>;
  unchanged?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  updated?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type ImportedRowResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ImportedRow'] = ResolversParentTypes['ImportedRow']> = {
  id?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  index?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  outcome?: Resolver<ResolversTypes['ImportOutcome'], ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type LoseDealPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['LoseDealPayload'] = ResolversParentTypes['LoseDealPayload']> = {
  deal?: Resolver<Maybe<ResolversTypes['Deal']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type MoneyResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Money'] = ResolversParentTypes['Money']> = {
  amount?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  currency?: Resolver<ResolversTypes['CurrencyCode'], ParentType, ContextType>;
  formatted?: Resolver<ResolversTypes['String'], ParentType, ContextType, Partial<MoneyFormattedArgs>>;
};

export type MoveDealPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['MoveDealPayload'] = ResolversParentTypes['MoveDealPayload']> = {
  deal?: Resolver<Maybe<ResolversTypes['Deal']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type MutationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  createContact?: Resolver<Maybe<ResolversTypes['CreateContactPayload']>, ParentType, ContextType, RequireFields<MutationCreateContactArgs, 'input'>>;
  createCustomer?: Resolver<Maybe<ResolversTypes['CreateCustomerPayload']>, ParentType, ContextType, RequireFields<MutationCreateCustomerArgs, 'input'>>;
  createDeal?: Resolver<Maybe<ResolversTypes['CreateDealPayload']>, ParentType, ContextType, RequireFields<MutationCreateDealArgs, 'input'>>;
  createPipeline?: Resolver<Maybe<ResolversTypes['CreatePipelinePayload']>, ParentType, ContextType, RequireFields<MutationCreatePipelineArgs, 'input'>>;
  importContacts?: Resolver<Maybe<ResolversTypes['ImportContactsPayload']>, ParentType, ContextType, RequireFields<MutationImportContactsArgs, 'input'>>;
  importCustomers?: Resolver<Maybe<ResolversTypes['ImportCustomersPayload']>, ParentType, ContextType, RequireFields<MutationImportCustomersArgs, 'input'>>;
  importDeals?: Resolver<Maybe<ResolversTypes['ImportDealsPayload']>, ParentType, ContextType, RequireFields<MutationImportDealsArgs, 'input'>>;
  loseDeal?: Resolver<Maybe<ResolversTypes['LoseDealPayload']>, ParentType, ContextType, RequireFields<MutationLoseDealArgs, 'input'>>;
  moveDeal?: Resolver<Maybe<ResolversTypes['MoveDealPayload']>, ParentType, ContextType, RequireFields<MutationMoveDealArgs, 'input'>>;
  reopenDeal?: Resolver<Maybe<ResolversTypes['ReopenDealPayload']>, ParentType, ContextType, RequireFields<MutationReopenDealArgs, 'input'>>;
  updateContact?: Resolver<Maybe<ResolversTypes['UpdateContactPayload']>, ParentType, ContextType, RequireFields<MutationUpdateContactArgs, 'input'>>;
  updateCustomer?: Resolver<Maybe<ResolversTypes['UpdateCustomerPayload']>, ParentType, ContextType, RequireFields<MutationUpdateCustomerArgs, 'input'>>;
  updateDeal?: Resolver<Maybe<ResolversTypes['UpdateDealPayload']>, ParentType, ContextType, RequireFields<MutationUpdateDealArgs, 'input'>>;
  updatePipeline?: Resolver<Maybe<ResolversTypes['UpdatePipelinePayload']>, ParentType, ContextType, RequireFields<MutationUpdatePipelineArgs, 'input'>>;
  winDeal?: Resolver<Maybe<ResolversTypes['WinDealPayload']>, ParentType, ContextType, RequireFields<MutationWinDealArgs, 'input'>>;
};

export type NodeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Node'] = ResolversParentTypes['Node']> = {
  __resolveType: TypeResolveFn<'Contact' | 'Customer' | 'Deal' | 'Pipeline' | 'Stage', ParentType, ContextType>;
};

export type PageInfoResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  hasPreviousPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  startCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type PipelineResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Pipeline'] = ResolversParentTypes['Pipeline'], FederationReferenceType extends FederationReferenceTypes['Pipeline'] = FederationReferenceTypes['Pipeline']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Pipeline']> | FederationReferenceType, FederationReferenceType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  isDefault?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  stages?: Resolver<Maybe<ReadonlyArray<ResolversTypes['Stage']>>, ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type QueryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  contact?: Resolver<Maybe<ResolversTypes['Contact']>, ParentType, ContextType, RequireFields<QueryContactArgs, 'id'>>;
  customer?: Resolver<Maybe<ResolversTypes['Customer']>, ParentType, ContextType, RequireFields<QueryCustomerArgs, 'id'>>;
  customers?: Resolver<Maybe<ResolversTypes['CustomerConnection']>, ParentType, ContextType, Partial<QueryCustomersArgs>>;
  deal?: Resolver<Maybe<ResolversTypes['Deal']>, ParentType, ContextType, RequireFields<QueryDealArgs, 'id'>>;
  deals?: Resolver<Maybe<ResolversTypes['DealConnection']>, ParentType, ContextType, Partial<QueryDealsArgs>>;
  pipeline?: Resolver<Maybe<ResolversTypes['Pipeline']>, ParentType, ContextType, RequireFields<QueryPipelineArgs, 'id'>>;
  pipelines?: Resolver<Maybe<ReadonlyArray<ResolversTypes['Pipeline']>>, ParentType, ContextType>;
};

export type ReopenDealPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ReopenDealPayload'] = ResolversParentTypes['ReopenDealPayload']> = {
  deal?: Resolver<Maybe<ResolversTypes['Deal']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type StageResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Stage'] = ResolversParentTypes['Stage'], FederationReferenceType extends FederationReferenceTypes['Stage'] = FederationReferenceTypes['Stage']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Stage']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  pipeline?: Resolver<Maybe<ResolversTypes['Pipeline']>, ParentType, ContextType>;
  position?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  probability?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  type?: Resolver<ResolversTypes['StageType'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type StageChangeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['StageChange'] = ResolversParentTypes['StageChange']> = {
  changedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  changedBy?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  from?: Resolver<Maybe<ResolversTypes['Stage']>, ParentType, ContextType>;
  to?: Resolver<ResolversTypes['Stage'], ParentType, ContextType>;
};

export type UpdateContactPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UpdateContactPayload'] = ResolversParentTypes['UpdateContactPayload']> = {
  contact?: Resolver<Maybe<ResolversTypes['Contact']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type UpdateCustomerPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UpdateCustomerPayload'] = ResolversParentTypes['UpdateCustomerPayload']> = {
  customer?: Resolver<Maybe<ResolversTypes['Customer']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type UpdateDealPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UpdateDealPayload'] = ResolversParentTypes['UpdateDealPayload']> = {
  deal?: Resolver<Maybe<ResolversTypes['Deal']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type UpdatePipelinePayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UpdatePipelinePayload'] = ResolversParentTypes['UpdatePipelinePayload']> = {
  pipeline?: Resolver<Maybe<ResolversTypes['Pipeline']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type UserResolvers<ContextType = Context, ParentType extends ResolversParentTypes['User'] = ResolversParentTypes['User'], FederationReferenceType extends FederationReferenceTypes['User'] = FederationReferenceTypes['User']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['User']> | FederationReferenceType, FederationReferenceType, ContextType>;
  deals?: Resolver<Maybe<ResolversTypes['DealConnection']>, ParentType, ContextType, Partial<UserDealsArgs>>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type UserErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UserError'] = ResolversParentTypes['UserError']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  path?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
};

export type WinDealPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['WinDealPayload'] = ResolversParentTypes['WinDealPayload']> = {
  deal?: Resolver<Maybe<ResolversTypes['Deal']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type Resolvers<ContextType = Context> = {
  Address?: AddressResolvers<ContextType>;
  Contact?: ContactResolvers<ContextType>;
  ContactConnection?: ContactConnectionResolvers<ContextType>;
  ContactEdge?: ContactEdgeResolvers<ContextType>;
  CreateContactPayload?: CreateContactPayloadResolvers<ContextType>;
  CreateCustomerPayload?: CreateCustomerPayloadResolvers<ContextType>;
  CreateDealPayload?: CreateDealPayloadResolvers<ContextType>;
  CreatePipelinePayload?: CreatePipelinePayloadResolvers<ContextType>;
  CurrencyCode?: GraphQLScalarType;
  Customer?: CustomerResolvers<ContextType>;
  CustomerConnection?: CustomerConnectionResolvers<ContextType>;
  CustomerEdge?: CustomerEdgeResolvers<ContextType>;
  Date?: GraphQLScalarType;
  DateTime?: GraphQLScalarType;
  Deal?: DealResolvers<ContextType>;
  DealConnection?: DealConnectionResolvers<ContextType>;
  DealEdge?: DealEdgeResolvers<ContextType>;
  Decimal?: GraphQLScalarType;
  ExternalReference?: ExternalReferenceResolvers<ContextType>;
  ImportContactsPayload?: ImportContactsPayloadResolvers<ContextType>;
  ImportCustomersPayload?: ImportCustomersPayloadResolvers<ContextType>;
  ImportDealsPayload?: ImportDealsPayloadResolvers<ContextType>;
  ImportedRow?: ImportedRowResolvers<ContextType>;
  LoseDealPayload?: LoseDealPayloadResolvers<ContextType>;
  Money?: MoneyResolvers<ContextType>;
  MoveDealPayload?: MoveDealPayloadResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  Node?: NodeResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  Pipeline?: PipelineResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  ReopenDealPayload?: ReopenDealPayloadResolvers<ContextType>;
  Stage?: StageResolvers<ContextType>;
  StageChange?: StageChangeResolvers<ContextType>;
  UpdateContactPayload?: UpdateContactPayloadResolvers<ContextType>;
  UpdateCustomerPayload?: UpdateCustomerPayloadResolvers<ContextType>;
  UpdateDealPayload?: UpdateDealPayloadResolvers<ContextType>;
  UpdatePipelinePayload?: UpdatePipelinePayloadResolvers<ContextType>;
  User?: UserResolvers<ContextType>;
  UserError?: UserErrorResolvers<ContextType>;
  WinDealPayload?: WinDealPayloadResolvers<ContextType>;
};

export type DirectiveResolvers<ContextType = Context> = {
  atMost?: AtMostDirectiveResolver<any, any, ContextType>;
};
