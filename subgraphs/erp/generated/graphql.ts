import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { AccountRow, JournalRow, JournalEntryRow, JournalLineRow } from '../ledger/tables.ts';
import type { Reference } from '../../shared/relay/reference.ts';
import type { InvoiceRow, InvoiceLineRow, InvoiceTaxRow } from '../invoicing/tables.ts';
import type { InvoicePage } from '../invoicing/queries.ts';
import type { JournalEntryPage, TrialBalance } from '../ledger/queries.ts';
import type { PaymentRow, PaymentApplicationRow } from '../payments/tables.ts';
import type { PaymentPage } from '../payments/queries.ts';
import type { ProductRow, TaxRateRow } from '../catalog/tables.ts';
import type { ProductPage } from '../catalog/queries.ts';
import type { ProjectRow, ProjectStateChangeRow } from '../projects/tables.ts';
import type { ProjectPage } from '../projects/queries.ts';
import type { Receivable as ReceivableValue } from '../invoicing/receivable.ts';
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

/**
 * An account of the chart. Each organisation begins with a standard chart, made when something is first
 * posted or sold; accounts with a role are those Köprü itself posts to.
 */
export type Account = Node & {
  readonly __typename?: 'Account';
  /** The account's number in the chart, as in `1200`. Unique in the organisation; accounts are listed by it. */
  readonly code: Scalars['String']['output'];
  /** The global id, `acct_…`. */
  readonly id: Scalars['ID']['output'];
  /** What is kept there. */
  readonly name: Scalars['String']['output'];
  /** The same, as `Query.node` hands it over. */
  readonly nodeId: Scalars['ID']['output'];
  /** What Köprü itself posts there; null for an account that only people use. */
  readonly role: Maybe<AccountRole>;
  /** Which side of the books it is on. */
  readonly type: AccountType;
  /** Grows by one with each change; what `expectedVersion` is compared with. */
  readonly version: Scalars['Int']['output'];
};

/** What Köprü posts to an account. There is one account of each role. */
export type AccountRole =
  /** Payments received. */
  | 'BANK'
  /** Lines of invoices without a product that name no account, such as freight. */
  | 'OTHER_INCOME'
  /** Products sold, where the product names no other account. */
  | 'PRODUCT_REVENUE'
  /** What customers owe: invoices less payments. */
  | 'RECEIVABLES'
  /** Services sold; for products that say so. */
  | 'SERVICE_REVENUE'
  /** Tax invoiced to customers, owed to the authorities. */
  | 'TAX_PAYABLE';

/** The side of the books an account is on. */
export type AccountType =
  /** What the organisation has. Debits raise it. */
  | 'ASSET'
  /** What belongs to its owners. Credits raise it. */
  | 'EQUITY'
  /** What that cost. Debits raise it. */
  | 'EXPENSE'
  /** What it earned. Credits raise it. */
  | 'INCOME'
  /** What it owes. Credits raise it. */
  | 'LIABILITY';

/** Which payment settles how much of which invoice. */
export type ApplyPaymentInput = {
  /** How much: more than zero, at most what is left of both, in their currency. */
  readonly amount: MoneyInput;
  /** One application per key, however often it is sent: 1 to 255 characters. */
  readonly idempotencyKey: Scalars['String']['input'];
  /** The invoice: posted, and the same customer's. */
  readonly invoiceId: Scalars['ID']['input'];
  /** The payment. */
  readonly paymentId: Scalars['ID']['input'];
};

/** The payment that was applied, or why not. */
export type ApplyPaymentPayload = {
  readonly __typename?: 'ApplyPaymentPayload';
  /** The payment; null when refused. */
  readonly payment: Maybe<Payment>;
  /** Why it was refused; empty when it was done. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** Which project is to be cancelled. */
export type CancelProjectInput = {
  /** The version that was read: somebody else's change in between is refused (VERSION_CONFLICT). */
  readonly expectedVersion: Scalars['Int']['input'];
  /** The project. */
  readonly id: Scalars['ID']['input'];
  /** Why, for those who read the history: at most 1,000 characters. */
  readonly reason?: InputMaybe<Scalars['String']['input']>;
};

/** The project that was cancelled, or why not. */
export type CancelProjectPayload = {
  readonly __typename?: 'CancelProjectPayload';
  /** The project; null when refused. */
  readonly project: Maybe<Project>;
  /** Why it was refused; empty when it was done. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** Which project is to be closed. */
export type CloseProjectInput = {
  /** The version that was read: somebody else's change in between is refused (VERSION_CONFLICT). */
  readonly expectedVersion: Scalars['Int']['input'];
  /** The project. */
  readonly id: Scalars['ID']['input'];
  /** Why, for those who read the history: at most 1,000 characters. */
  readonly reason?: InputMaybe<Scalars['String']['input']>;
};

/** The project that was closed, or why not. */
export type CloseProjectPayload = {
  readonly __typename?: 'CloseProjectPayload';
  /** The project; null when refused. */
  readonly project: Maybe<Project>;
  /** Why it was refused; empty when it was done. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** Which project is to be completed. */
export type CompleteProjectInput = {
  /** The version that was read: somebody else's change in between is refused (VERSION_CONFLICT). */
  readonly expectedVersion: Scalars['Int']['input'];
  /** The project. */
  readonly id: Scalars['ID']['input'];
  /** Why, for those who read the history: at most 1,000 characters. */
  readonly reason?: InputMaybe<Scalars['String']['input']>;
};

/** The project that was completed, or why not. */
export type CompleteProjectPayload = {
  readonly __typename?: 'CompleteProjectPayload';
  /** The project; null when refused. */
  readonly project: Maybe<Project>;
  /** Why it was refused; empty when it was done. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** An account to be. */
export type CreateAccountInput = {
  /** Its number in the chart: 1 to 20 letters, digits, dots or dashes. */
  readonly code: Scalars['String']['input'];
  /** What is kept there: 1 to 200 characters. */
  readonly name: Scalars['String']['input'];
  /** Which side of the books it is on. */
  readonly type: AccountType;
};

/** The account that was added, or why not. */
export type CreateAccountPayload = {
  readonly __typename?: 'CreateAccountPayload';
  /** The account; null when refused. */
  readonly account: Maybe<Account>;
  /** Why it was refused; empty when it was done. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** An invoice to be. */
export type CreateInvoiceInput = {
  /** The currency; the organisation's own when nothing is said. */
  readonly currency?: InputMaybe<Scalars['CurrencyCode']['input']>;
  /** Who is asked to pay. */
  readonly customerId: Scalars['ID']['input'];
  /** The deal it bills. */
  readonly dealId?: InputMaybe<Scalars['ID']['input']>;
  /** The last day to pay; 30 days after the issue date when nothing is said. */
  readonly dueDate?: InputMaybe<Scalars['Date']['input']>;
  /** The id it has in the system it comes from. */
  readonly externalReference?: InputMaybe<ExternalReferenceInput>;
  /** The day it counts for; the organisation's today when nothing is said. */
  readonly issueDate?: InputMaybe<Scalars['Date']['input']>;
  /** What is sold: at most 500 lines. */
  readonly lines?: ReadonlyArray<InvoiceLineInput>;
  /** Whether the unit prices include tax. */
  readonly pricesIncludeTax?: Scalars['Boolean']['input'];
  /** The project it bills: one of the customer's. */
  readonly projectId?: InputMaybe<Scalars['ID']['input']>;
};

/** The invoice that was drafted, or why not. */
export type CreateInvoicePayload = {
  readonly __typename?: 'CreateInvoicePayload';
  /** The invoice; null when refused. */
  readonly invoice: Maybe<Invoice>;
  /** Why it was refused; empty when it was done. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** A product to be. */
export type CreateProductInput = {
  /** Whether it can be put on new invoices. */
  readonly active?: Scalars['Boolean']['input'];
  /** What it is grouped by: at most 100 characters. */
  readonly category?: InputMaybe<Scalars['String']['input']>;
  /** The id it has in the system it comes from. */
  readonly externalReference?: InputMaybe<ExternalReferenceInput>;
  /** What it is: 1 to 200 characters. */
  readonly name: Scalars['String']['input'];
  /** The income account its sales are credited to; the one for products when nothing is said. */
  readonly revenueAccountId?: InputMaybe<Scalars['ID']['input']>;
  /** The organisation's own code for it: 1 to 60 characters. */
  readonly sku: Scalars['String']['input'];
  /** The tax on it; none when nothing is said. */
  readonly taxRateId?: InputMaybe<Scalars['ID']['input']>;
  /** What one of it is: at most 60 characters. */
  readonly unit?: InputMaybe<Scalars['String']['input']>;
  /** What one of it costs, before tax and discount: zero or more. */
  readonly unitPrice: MoneyInput;
};

/** The product that was added, or why not. */
export type CreateProductPayload = {
  readonly __typename?: 'CreateProductPayload';
  /** The product; null when refused. */
  readonly product: Maybe<Product>;
  /** Why it was refused; empty when it was done. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** A project to be. */
export type CreateProjectInput = {
  /** What the work may cost or bring: more than zero. */
  readonly budget?: InputMaybe<MoneyInput>;
  /** For whom it is done. */
  readonly customerId: Scalars['ID']['input'];
  /** The deal that was won with it. A deal has one project at a time. */
  readonly dealId?: InputMaybe<Scalars['ID']['input']>;
  /** The last day of the work. */
  readonly endsOn?: InputMaybe<Scalars['Date']['input']>;
  /** The id it has in the system it comes from. */
  readonly externalReference?: InputMaybe<ExternalReferenceInput>;
  /** Who answers for it. */
  readonly managerId?: InputMaybe<Scalars['ID']['input']>;
  /** What the work is: 1 to 200 characters. */
  readonly name: Scalars['String']['input'];
  /** The first day of the work. */
  readonly startsOn?: InputMaybe<Scalars['Date']['input']>;
};

/** The project that was made, or why not. */
export type CreateProjectPayload = {
  readonly __typename?: 'CreateProjectPayload';
  /** The project; null when refused. */
  readonly project: Maybe<Project>;
  /** Why it was refused; empty when it was done. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** A tax to be. */
export type CreateTaxRateInput = {
  /** Why this much is charged. */
  readonly category: TaxCategory;
  /** How people call it: 1 to 100 characters. */
  readonly name: Scalars['String']['input'];
  /** Percent of the net amount, with up to four digits after the point: above 0 up to 100 in category `S`, and 0 in all others. */
  readonly rate: Scalars['Decimal']['input'];
};

/** The tax that was added, or why not. */
export type CreateTaxRatePayload = {
  readonly __typename?: 'CreateTaxRatePayload';
  /** The tax; null when refused. */
  readonly taxRate: Maybe<TaxRate>;
  /** Why it was refused; empty when it was done. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** Conditions on a currency. All given ones must hold. */
export type CurrencyFilter = {
  /** Is this one. */
  readonly eq?: InputMaybe<Scalars['CurrencyCode']['input']>;
  /** Is one of these; at most 250. */
  readonly in?: InputMaybe<ReadonlyArray<Scalars['CurrencyCode']['input']>>;
};

/**
 * A company we sell to; the CRM owns it. The ERP asks the CRM when it first refers to one, and answers for what it
 * has about it without asking again.
 */
export type Customer = {
  readonly __typename?: 'Customer';
  /** The global id, `cust_…`. */
  readonly id: Scalars['ID']['output'];
  /** The customer's invoices, drafts too; the latest issued first unless ordered otherwise. Needs `invoice:read`. */
  readonly invoices: Maybe<InvoiceConnection>;
  /** What the customer paid, the latest first unless ordered otherwise. Needs `payment:read`. */
  readonly payments: Maybe<PaymentConnection>;
  /** The customer's projects, the newest first unless ordered otherwise. Needs `project:read`. */
  readonly projects: Maybe<ProjectConnection>;
  /** What the customer owes; zero for one who was never invoiced. Needs `invoice:read`. */
  readonly receivable: Maybe<Receivable>;
  /**
   * The same in each currency in which the customer has an open invoice, by its code, so that no debt in a foreign one is
   * out of sight. Amounts in different currencies do not add up. Needs `invoice:read`.
   */
  readonly receivables: Maybe<ReadonlyArray<Receivable>>;
};


/**
 * A company we sell to; the CRM owns it. The ERP asks the CRM when it first refers to one, and answers for what it
 * has about it without asking again.
 */
export type CustomerInvoicesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<InvoiceFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<InvoiceOrder>;
};


/**
 * A company we sell to; the CRM owns it. The ERP asks the CRM when it first refers to one, and answers for what it
 * has about it without asking again.
 */
export type CustomerPaymentsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<PaymentFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<PaymentOrder>;
};


/**
 * A company we sell to; the CRM owns it. The ERP asks the CRM when it first refers to one, and answers for what it
 * has about it without asking again.
 */
export type CustomerProjectsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<ProjectFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<ProjectOrder>;
};


/**
 * A company we sell to; the CRM owns it. The ERP asks the CRM when it first refers to one, and answers for what it
 * has about it without asking again.
 */
export type CustomerReceivableArgs = {
  currency?: InputMaybe<Scalars['CurrencyCode']['input']>;
};

/** Conditions on a day. All given ones must hold. */
export type DateFilter = {
  /** Is this day. */
  readonly eq?: InputMaybe<Scalars['Date']['input']>;
  /** Is this day or later. */
  readonly gte?: InputMaybe<Scalars['Date']['input']>;
  /** Is this day or earlier. */
  readonly lte?: InputMaybe<Scalars['Date']['input']>;
};

/** A sale under way, won or lost; the CRM owns it. */
export type Deal = {
  readonly __typename?: 'Deal';
  /**
   * What was collected for the deal in one currency: the sum of all payments applied to its invoices in that currency.
   * Needs `payment:read`.
   */
  readonly collected: Maybe<Money>;
  /**
   * The same in each currency in which something was collected, by its code. Amounts in different currencies do not add
   * up. Needs `payment:read`.
   */
  readonly collectedByCurrency: Maybe<ReadonlyArray<Money>>;
  /** The global id, `deal_…`. */
  readonly id: Scalars['ID']['output'];
  /** The invoices that bill the deal, drafts too; the latest issued first unless ordered otherwise. Needs `invoice:read`. */
  readonly invoices: Maybe<InvoiceConnection>;
  /** The project that delivers the deal: the one that is not cancelled. Null while there is none. Needs `project:read`. */
  readonly project: Maybe<Project>;
};


/** A sale under way, won or lost; the CRM owns it. */
export type DealCollectedArgs = {
  currency?: InputMaybe<Scalars['CurrencyCode']['input']>;
};


/** A sale under way, won or lost; the CRM owns it. */
export type DealInvoicesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<InvoiceFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<InvoiceOrder>;
};

/** Conditions on an amount, compared in the currency's major unit whatever the currency is. All given ones must hold. */
export type DecimalFilter = {
  /** Is exactly this. */
  readonly eq?: InputMaybe<Scalars['Decimal']['input']>;
  /** Is this or more. */
  readonly gte?: InputMaybe<Scalars['Decimal']['input']>;
  /** Is this or less. */
  readonly lte?: InputMaybe<Scalars['Decimal']['input']>;
};

/** A draft to remove. */
export type DeleteInvoiceInput = {
  /** The version that was read: somebody else's change in between is refused (VERSION_CONFLICT). */
  readonly expectedVersion: Scalars['Int']['input'];
  /** The invoice. */
  readonly id: Scalars['ID']['input'];
};

/** The draft that was removed, or why not. */
export type DeleteInvoicePayload = {
  readonly __typename?: 'DeleteInvoicePayload';
  /** The id it had; null when refused. */
  readonly deletedId: Maybe<Scalars['ID']['output']>;
  /** Why it was refused; empty when it was done. */
  readonly userErrors: ReadonlyArray<UserError>;
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

/** Which project is to be put on hold. */
export type HoldProjectInput = {
  /** The version that was read: somebody else's change in between is refused (VERSION_CONFLICT). */
  readonly expectedVersion: Scalars['Int']['input'];
  /** The project. */
  readonly id: Scalars['ID']['input'];
  /** Why, for those who read the history: at most 1,000 characters. */
  readonly reason?: InputMaybe<Scalars['String']['input']>;
};

/** The project that was put on hold, or why not. */
export type HoldProjectPayload = {
  readonly __typename?: 'HoldProjectPayload';
  /** The project; null when refused. */
  readonly project: Maybe<Project>;
  /** Why it was refused; empty when it was done. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** Conditions on an id. All given ones must hold. */
export type IdFilter = {
  /** Is this one. */
  readonly eq?: InputMaybe<Scalars['ID']['input']>;
  /** Is one of these; at most 250. */
  readonly in?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
};

/** An invoice as another system has it. All of it is taken over: what is left out becomes what a new invoice has. */
export type ImportInvoiceRow = {
  /** The currency; the organisation's own when nothing is said. */
  readonly currency?: InputMaybe<Scalars['CurrencyCode']['input']>;
  /** Who is asked to pay. */
  readonly customerId: Scalars['ID']['input'];
  /** The deal it bills. */
  readonly dealId?: InputMaybe<Scalars['ID']['input']>;
  /** The last day to pay; 30 days after the issue date when nothing is said. */
  readonly dueDate?: InputMaybe<Scalars['Date']['input']>;
  /** The id it has there: the same again changes the same draft, and finds the same posted invoice. */
  readonly externalReference: ExternalReferenceInput;
  /** The day it counts for. */
  readonly issueDate: Scalars['Date']['input'];
  /** What is sold: at most 500 lines. */
  readonly lines: ReadonlyArray<InvoiceLineInput>;
  /** Whether to post it. Posted ones stay posted, whatever this says. */
  readonly post?: Scalars['Boolean']['input'];
  /** Whether the unit prices include tax. */
  readonly pricesIncludeTax?: Scalars['Boolean']['input'];
  /** The project it bills: one of the customer's. */
  readonly projectId?: InputMaybe<Scalars['ID']['input']>;
};

/** Invoices to import. */
export type ImportInvoicesInput = {
  /** Whether one refused row refuses all. */
  readonly atomic?: Scalars['Boolean']['input'];
  /** Whether only to say what would become of the rows, and leave everything as it is. It leaves the idempotency key unused too. */
  readonly dryRun?: Scalars['Boolean']['input'];
  /** 1 to 255 characters, new for each wish: the same again gets the first answer again. */
  readonly idempotencyKey: Scalars['String']['input'];
  /**
   * The invoices: at most 1,000, and no more than one operation may cost, for which a line counts as much as a row. One that
   * is none (a wrong kind of value, a field that is missing or unknown) fails alone, with BAD_VALUE, when rows come in a
   * variable; written in the document it is refused with all of it.
   */
  readonly rows: ReadonlyArray<ImportInvoiceRow>;
};

/** What became of the imported invoices, or why none were taken. */
export type ImportInvoicesPayload = {
  readonly __typename?: 'ImportInvoicesPayload';
  /** How many were made. */
  readonly created: Scalars['Int']['output'];
  /** How many were refused. */
  readonly failed: Scalars['Int']['output'];
  /** What became of each row, in their order; empty when the import was refused as a whole. */
  readonly rows: ReadonlyArray<ImportedRow>;
  /** How many were like this already. */
  readonly unchanged: Scalars['Int']['output'];
  /** How many were changed, or posted. */
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

/** A payment as another system has it. */
export type ImportPaymentRow = {
  /** How much came in: more than zero. */
  readonly amount: MoneyInput;
  /** Who paid. */
  readonly customerId: Scalars['ID']['input'];
  /** The id it has there: the same again is the same payment. */
  readonly externalReference: ExternalReferenceInput;
  /** The invoice all of it is applied to; none when left out. */
  readonly invoiceId?: InputMaybe<Scalars['ID']['input']>;
  /** How it came. */
  readonly method: PaymentMethod;
  /** The day it came in: today at the latest. */
  readonly receivedOn: Scalars['Date']['input'];
  /** What stands on the bank statement or the cheque: at most 200 characters. */
  readonly reference?: InputMaybe<Scalars['String']['input']>;
};

/** Payments to import. */
export type ImportPaymentsInput = {
  /** Whether one refused row refuses all. */
  readonly atomic?: Scalars['Boolean']['input'];
  /** Whether only to say what would become of the rows, and leave everything as it is. */
  readonly dryRun?: Scalars['Boolean']['input'];
  /** One import per key, however often it is sent: 1 to 255 characters. A later import takes a new one. */
  readonly idempotencyKey: Scalars['String']['input'];
  /**
   * The payments: at most 1,000. One that is none (a wrong kind of value, a field that is missing or unknown) fails alone,
   * with BAD_VALUE, when rows come in a variable; written in the document it is refused with all of it.
   */
  readonly rows: ReadonlyArray<ImportPaymentRow>;
};

/** What became of the imported payments, or why none were taken. */
export type ImportPaymentsPayload = {
  readonly __typename?: 'ImportPaymentsPayload';
  /** How many were recorded. */
  readonly created: Scalars['Int']['output'];
  /** How many were refused. */
  readonly failed: Scalars['Int']['output'];
  /** What became of each row, in their order; empty when the import was refused as a whole. */
  readonly rows: ReadonlyArray<ImportedRow>;
  /** How many were like this already. */
  readonly unchanged: Scalars['Int']['output'];
  /** How many were changed: always 0, a payment never is. */
  readonly updated: Scalars['Int']['output'];
  /** Why the import was refused as a whole; empty when it was not. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** A product as another system has it. All of it is taken over: what is left out becomes what a new product has. */
export type ImportProductRow = {
  /** Whether it can be put on new invoices. */
  readonly active?: Scalars['Boolean']['input'];
  /** What it is grouped by: at most 100 characters. */
  readonly category?: InputMaybe<Scalars['String']['input']>;
  /** The id it has there: the same again changes the same product. */
  readonly externalReference: ExternalReferenceInput;
  /** What it is: 1 to 200 characters. */
  readonly name: Scalars['String']['input'];
  /** The income account its sales are credited to; the one for products when nothing is said. */
  readonly revenueAccountId?: InputMaybe<Scalars['ID']['input']>;
  /** The organisation's own code for it: 1 to 60 characters. */
  readonly sku: Scalars['String']['input'];
  /** The tax on it; none when nothing is said. */
  readonly taxRateId?: InputMaybe<Scalars['ID']['input']>;
  /** What one of it is: at most 60 characters. */
  readonly unit?: InputMaybe<Scalars['String']['input']>;
  /** What one of it costs, before tax and discount: zero or more. */
  readonly unitPrice: MoneyInput;
};

/** Products to import. */
export type ImportProductsInput = {
  /** Whether one refused row refuses all. */
  readonly atomic?: Scalars['Boolean']['input'];
  /** Whether only to say what would become of the rows, and leave everything as it is. */
  readonly dryRun?: Scalars['Boolean']['input'];
  /**
   * The products: at most 1,000. One that is none (a wrong kind of value, a field that is missing or unknown) fails alone,
   * with BAD_VALUE, when rows come in a variable; written in the document it is refused with all of it.
   */
  readonly rows: ReadonlyArray<ImportProductRow>;
};

/** What became of the imported products, or why none were taken. */
export type ImportProductsPayload = {
  readonly __typename?: 'ImportProductsPayload';
  /** How many were made. */
  readonly created: Scalars['Int']['output'];
  /** How many were refused. */
  readonly failed: Scalars['Int']['output'];
  /** What became of each row, in their order; empty when the import was refused as a whole. */
  readonly rows: ReadonlyArray<ImportedRow>;
  /** How many were like this already. */
  readonly unchanged: Scalars['Int']['output'];
  /** How many were changed. */
  readonly updated: Scalars['Int']['output'];
  /** Why the import was refused as a whole; empty when it was not. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** A project as another system has it. All of it is taken over: what is left out becomes what a new project has. */
export type ImportProjectRow = {
  /** What the work may cost or bring: more than zero. */
  readonly budget?: InputMaybe<MoneyInput>;
  /** For whom it is done: of a project that was imported before, its customer still. */
  readonly customerId: Scalars['ID']['input'];
  /** The deal that was won with it. A deal has one project at a time. */
  readonly dealId?: InputMaybe<Scalars['ID']['input']>;
  /** The last day of the work. */
  readonly endsOn?: InputMaybe<Scalars['Date']['input']>;
  /** The id it has there: the same again changes the same project. */
  readonly externalReference: ExternalReferenceInput;
  /** Who answers for it. */
  readonly managerId?: InputMaybe<Scalars['ID']['input']>;
  /** What the work is: 1 to 200 characters. */
  readonly name: Scalars['String']['input'];
  /** The first day of the work. */
  readonly startsOn?: InputMaybe<Scalars['Date']['input']>;
  /** Where it stands. */
  readonly state?: ProjectState;
};

/** Projects to import. */
export type ImportProjectsInput = {
  /** Whether one refused row refuses all. */
  readonly atomic?: Scalars['Boolean']['input'];
  /** Whether only to say what would become of the rows, and leave everything as it is. */
  readonly dryRun?: Scalars['Boolean']['input'];
  /**
   * The projects: at most 1,000. One that is none (a wrong kind of value, a field that is missing or unknown) fails alone,
   * with BAD_VALUE, when rows come in a variable; written in the document it is refused with all of it.
   */
  readonly rows: ReadonlyArray<ImportProjectRow>;
};

/** What became of the imported projects, or why none were taken. */
export type ImportProjectsPayload = {
  readonly __typename?: 'ImportProjectsPayload';
  /** How many were made. */
  readonly created: Scalars['Int']['output'];
  /** How many were refused. */
  readonly failed: Scalars['Int']['output'];
  /** What became of each row, in their order; empty when the import was refused as a whole. */
  readonly rows: ReadonlyArray<ImportedRow>;
  /** How many were like this already. */
  readonly unchanged: Scalars['Int']['output'];
  /** How many were changed. */
  readonly updated: Scalars['Int']['output'];
  /** Why the import was refused as a whole; empty when it was not. */
  readonly userErrors: ReadonlyArray<UserError>;
};

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

/**
 * What a customer is asked to pay. A draft can be changed and removed; once posted it has a number, is in
 * the books, and nothing about it changes but what is paid. Each line is rounded half up to the currency's
 * digits, and tax is computed once per category and rate over the lines' sum.
 */
export type Invoice = Node & {
  readonly __typename?: 'Invoice';
  /** When it was made. */
  readonly createdAt: Scalars['DateTime']['output'];
  /** The one currency of its amounts. */
  readonly currency: Scalars['CurrencyCode']['output'];
  /** Who is asked to pay. Needs `customer:read`. */
  readonly customer: Maybe<Customer>;
  /** The deal it bills; null for none. Needs `deal:read`. */
  readonly deal: Maybe<Deal>;
  /** The last day to pay without being late. */
  readonly dueDate: Scalars['Date']['output'];
  /** The id it has in the system it was imported from; null when it was made here. */
  readonly externalReference: Maybe<ExternalReference>;
  /** The global id, `inv_…`. */
  readonly id: Scalars['ID']['output'];
  /** Whether something is outstanding after the due date, by the organisation's own today. */
  readonly isOverdue: Scalars['Boolean']['output'];
  /** The day it counts for in the books. */
  readonly issueDate: Scalars['Date']['output'];
  /**
   * The entry it was posted with; null while a draft, and where the total is zero and there is nothing to put into the
   * books. Needs `ledger:read`.
   */
  readonly journalEntry: Maybe<JournalEntry>;
  /** Its lines, in their order. */
  readonly lines: ReadonlyArray<InvoiceLine>;
  /** What is sold, before tax: the sum of the lines' nets. */
  readonly net: Money;
  /** The same, as `Query.node` hands it over. */
  readonly nodeId: Scalars['ID']['output'];
  /** `INV-2026-00001`: counted without gaps within the year of the issue date, in the order of posting; null while a draft. */
  readonly number: Maybe<Scalars['String']['output']>;
  /** What is still owed: total less paid; zero while a draft, which nobody owes. */
  readonly outstanding: Money;
  /** What payments were applied to it. */
  readonly paid: Money;
  /** How much of it is paid, derived from what was applied: a draft is unpaid, a posted total of zero is paid. */
  readonly paymentState: PaymentState;
  /** The payments applied to it, in the order that was done. Needs `payment:read`. */
  readonly payments: Maybe<ReadonlyArray<PaymentApplication>>;
  /** When it was posted; null while a draft. */
  readonly postedAt: Maybe<Scalars['DateTime']['output']>;
  /** Whether the unit prices include tax. Then the lines' amounts do too, and the total is exactly their sum. */
  readonly pricesIncludeTax: Scalars['Boolean']['output'];
  /** The project it bills; null for none. Needs `project:read`. */
  readonly project: Maybe<Project>;
  /** Whether it is in the books. */
  readonly state: InvoiceState;
  /** The sum of the taxes. */
  readonly tax: Money;
  /** Its taxes, one per category and rate. */
  readonly taxes: ReadonlyArray<InvoiceTax>;
  /** What is to be paid: net plus tax. */
  readonly total: Money;
  /** When it was last changed, paid too. */
  readonly updatedAt: Scalars['DateTime']['output'];
  /** Grows by one with each change; what `expectedVersion` is compared with. */
  readonly version: Scalars['Int']['output'];
};

/** A page of invoices. */
export type InvoiceConnection = {
  readonly __typename?: 'InvoiceConnection';
  /** The invoices with their cursors. */
  readonly edges: ReadonlyArray<InvoiceEdge>;
  /** The invoices alone. */
  readonly nodes: ReadonlyArray<Invoice>;
  /** Where this page stands among the others. */
  readonly pageInfo: PageInfo;
  /** How many invoices the filter and the search find; counted only when asked. */
  readonly totalCount: Scalars['Int']['output'];
};

/** An invoice and its place in a list. */
export type InvoiceEdge = {
  readonly __typename?: 'InvoiceEdge';
  /** The place, for `after` and `before`. */
  readonly cursor: Scalars['String']['output'];
  /** The invoice. */
  readonly node: Invoice;
};

/** Conditions on invoices. All given ones must hold. */
export type InvoiceFilter = {
  /** All of these hold. */
  readonly and?: InputMaybe<ReadonlyArray<InvoiceFilter>>;
  /** The currency of its amounts. */
  readonly currency?: InputMaybe<CurrencyFilter>;
  /** The customer. */
  readonly customerId?: InputMaybe<IdFilter>;
  /** The deal. */
  readonly dealId?: InputMaybe<NullableIdFilter>;
  /** The last day to pay. */
  readonly dueDate?: InputMaybe<DateFilter>;
  /** The day it counts for. */
  readonly issueDate?: InputMaybe<DateFilter>;
  /** This does not hold. */
  readonly not?: InputMaybe<InvoiceFilter>;
  /** At least one of these holds. */
  readonly or?: InputMaybe<ReadonlyArray<InvoiceFilter>>;
  /** Whether something is outstanding after the due date. */
  readonly overdue?: InputMaybe<Scalars['Boolean']['input']>;
  /** How much of it is paid. */
  readonly paymentState?: InputMaybe<PaymentStateFilter>;
  /** The project. */
  readonly projectId?: InputMaybe<NullableIdFilter>;
  /** Whether it is in the books. */
  readonly state?: InputMaybe<InvoiceStateFilter>;
  /** The total, with tax. */
  readonly total?: InputMaybe<DecimalFilter>;
};

/** One thing that is sold. */
export type InvoiceLine = {
  readonly __typename?: 'InvoiceLine';
  /** Quantity × unit price, rounded, less the discount, rounded again. It includes tax where the prices do. */
  readonly amount: Money;
  /** What is sold, in the words the customer reads. */
  readonly description: Scalars['String']['output'];
  /** Percent taken off: `"5"` is 5 %. */
  readonly discountPercent: Scalars['Decimal']['output'];
  /** The amount without tax. The nets of a tax-inclusive invoice are split so that they add up exactly. */
  readonly net: Money;
  /** Its place in the invoice, from 1. */
  readonly position: Scalars['Int']['output'];
  /** The product; null for anything else, such as freight. Needs `product:read`. */
  readonly product: Maybe<Product>;
  /** How many. */
  readonly quantity: Scalars['Decimal']['output'];
  /** The account its net is credited to. Needs `ledger:read`. */
  readonly revenueAccount: Maybe<Account>;
  /** Why this much tax is charged; `O` without a tax. */
  readonly taxCategory: TaxCategory;
  /** Percent of tax. */
  readonly taxPercent: Scalars['Decimal']['output'];
  /**
   * The tax it was made with; null for none. The line keeps its category and percentage whatever becomes of it. Needs
   * `product:read`.
   */
  readonly taxRate: Maybe<TaxRate>;
  /** What one of it costs, in the invoice's currency, before discount; up to six digits after the point. */
  readonly unitPrice: Scalars['Decimal']['output'];
};

/** A line to be. */
export type InvoiceLineInput = {
  /** What is sold: 1 to 500 characters; the product's name when nothing is said. */
  readonly description?: InputMaybe<Scalars['String']['input']>;
  /** Percent taken off: 0 to 100, with up to four digits after the point. */
  readonly discountPercent?: Scalars['Decimal']['input'];
  /** The product; none for anything else, such as freight. */
  readonly productId?: InputMaybe<Scalars['ID']['input']>;
  /** How many: above zero, with up to six digits after the point. */
  readonly quantity: Scalars['Decimal']['input'];
  /** The income account it is credited to; the product's when nothing is said, and the one for other income without a product. */
  readonly revenueAccountId?: InputMaybe<Scalars['ID']['input']>;
  /** The tax; the product's when nothing is said, and none when null. */
  readonly taxRateId?: InputMaybe<Scalars['ID']['input']>;
  /** What one of it costs, in the invoice's currency: zero or more, with up to six digits after the point. The product's price when nothing is said, where that is in this currency and the prices do not include tax. */
  readonly unitPrice?: InputMaybe<Scalars['Decimal']['input']>;
};

/** What invoices are ordered by, and which way. */
export type InvoiceOrder = {
  /** Which way. */
  readonly direction: OrderDirection;
  /** By what. */
  readonly field: InvoiceOrderField;
};

/** What invoices can be ordered by. */
export type InvoiceOrderField =
  /** The last day to pay. */
  | 'DUE_DATE'
  /** The day they count for. */
  | 'ISSUE_DATE'
  /** The number, by its year and its place in that year; drafts have none and come before all others. */
  | 'NUMBER'
  /** The total, with tax, whatever the currency. */
  | 'TOTAL';

/** Whether an invoice is in the books. */
export type InvoiceState =
  /** It can be changed and removed, and has no number yet. */
  | 'DRAFT'
  /** It has a number and is in the books, for good. */
  | 'POSTED';

/** Conditions on an invoice's state. All given ones must hold. */
export type InvoiceStateFilter = {
  /** Is this one. */
  readonly eq?: InputMaybe<InvoiceState>;
  /** Is one of these. */
  readonly in?: InputMaybe<ReadonlyArray<InvoiceState>>;
};

/** The tax of one category and rate. */
export type InvoiceTax = {
  readonly __typename?: 'InvoiceTax';
  /** Why this much is charged. */
  readonly category: TaxCategory;
  /** Percent. */
  readonly rate: Scalars['Decimal']['output'];
  /** The tax: taxable × rate, rounded once; of tax-inclusive prices, their sum × rate / (100 + rate). */
  readonly tax: Money;
  /** The sum of the nets it is charged on. */
  readonly taxable: Money;
};

/** A book of entries of one kind, numbered on its own. */
export type Journal = Node & {
  readonly __typename?: 'Journal';
  /** How accountants call it. */
  readonly code: JournalCode;
  /** The global id, `jrnl_…`. */
  readonly id: Scalars['ID']['output'];
  /** What is posted in it. */
  readonly name: Scalars['String']['output'];
  /** The same, as `Query.node` hands it over. */
  readonly nodeId: Scalars['ID']['output'];
};

/** The journals of an organisation. */
export type JournalCode =
  /** Bank: payments. */
  | 'BNK'
  /** General: everything else. */
  | 'GEN'
  /** Sales: invoices. */
  | 'SAL';

/**
 * An entry in the books: two lines or more in one currency, whose debits equal their credits. It is never
 * changed or removed: the database refuses that to everyone, and links each entry to the one before it
 * by a hash.
 */
export type JournalEntry = Node & {
  readonly __typename?: 'JournalEntry';
  /** The one currency of its lines. */
  readonly currency: Scalars['CurrencyCode']['output'];
  /** The day it counts for. */
  readonly date: Scalars['Date']['output'];
  /** What happened. */
  readonly description: Scalars['String']['output'];
  /**
   * SHA-256, in hex, of the bytes of `previousHash` and, after them, this JSON in UTF-8, whose items are separated by a
   * comma and a space: [1, sequence, organisation, entry, journal, number, date, currency, description, source, sourceId,
   * postedAt, postedBy, [line, …]], each line being [position, account, currency, debit, credit, description, customer,
   * deal, project]. Ids are there as UUIDs, the moment is in microseconds since 1970, amounts are in minor units.
   * docs/ledger.md has it byte by byte, with an example; `npm run verify-ledger` recomputes an export.
   */
  readonly hash: Scalars['String']['output'];
  /** The global id, `je_…`. */
  readonly id: Scalars['ID']['output'];
  /** The invoice it was drawn up from; null when it was something else. Needs `invoice:read`. */
  readonly invoice: Maybe<Invoice>;
  /** The journal it is in. */
  readonly journal: Journal;
  /** Its lines, in their order. */
  readonly lines: ReadonlyArray<JournalLine>;
  /** The same, as `Query.node` hands it over. */
  readonly nodeId: Scalars['ID']['output'];
  /** Its number there: 1, 2, 3, without gaps. */
  readonly number: Scalars['Int']['output'];
  /** The payment it was drawn up from; null when it was something else. Needs `payment:read`. */
  readonly payment: Maybe<Payment>;
  /** When it was posted, with microseconds: `2026-03-31T22:30:00.000000Z`. */
  readonly postedAt: Scalars['DateTime']['output'];
  /** Who posted it. Needs `user:read`. */
  readonly postedBy: Maybe<User>;
  /** The hash of the entry before it in the sequence; empty for the first. */
  readonly previousHash: Scalars['String']['output'];
  /** Its place among all entries of the organisation, in the order they were committed: 1, 2, 3, without gaps. */
  readonly sequence: Scalars['Int']['output'];
  /** The kind of document it was drawn up from. */
  readonly source: JournalEntrySource;
  /** The global id of that document, `inv_…` or `pay_…`, for whoever may not read the document, too. */
  readonly sourceId: Scalars['ID']['output'];
};

/** A page of journal entries. */
export type JournalEntryConnection = {
  readonly __typename?: 'JournalEntryConnection';
  /** The entries with their cursors. */
  readonly edges: ReadonlyArray<JournalEntryEdge>;
  /** The entries alone. */
  readonly nodes: ReadonlyArray<JournalEntry>;
  /** Where this page stands among the others. */
  readonly pageInfo: PageInfo;
  /** How many entries the filter finds; counted only when asked. */
  readonly totalCount: Scalars['Int']['output'];
};

/** An entry and its place in a list. */
export type JournalEntryEdge = {
  readonly __typename?: 'JournalEntryEdge';
  /** The place, for `after` and `before`. */
  readonly cursor: Scalars['String']['output'];
  /** The entry. */
  readonly node: JournalEntry;
};

/** Conditions on journal entries. All given ones must hold. */
export type JournalEntryFilter = {
  /** One of its lines is on the account. */
  readonly accountId?: InputMaybe<IdFilter>;
  /** All of these hold. */
  readonly and?: InputMaybe<ReadonlyArray<JournalEntryFilter>>;
  /** The one currency of its lines. */
  readonly currency?: InputMaybe<CurrencyFilter>;
  /** One of its lines concerns the customer. */
  readonly customerId?: InputMaybe<IdFilter>;
  /** The day it counts for. */
  readonly date?: InputMaybe<DateFilter>;
  /** The journal. */
  readonly journalId?: InputMaybe<IdFilter>;
  /** This does not hold. */
  readonly not?: InputMaybe<JournalEntryFilter>;
  /** At least one of these holds. */
  readonly or?: InputMaybe<ReadonlyArray<JournalEntryFilter>>;
};

/** What entries are ordered by, and which way. */
export type JournalEntryOrder = {
  /** Which way. */
  readonly direction: OrderDirection;
  /** By what. */
  readonly field: JournalEntryOrderField;
};

/** What entries can be ordered by. */
export type JournalEntryOrderField =
  /** The day they count for. */
  | 'DATE'
  /** Their number; sensible within one journal. */
  | 'NUMBER'
  /** Their place among all entries of the organisation: how an export for an audit is read. */
  | 'SEQUENCE';

/** The kind of document an entry was drawn up from. One document has one entry. */
export type JournalEntrySource =
  /** A posted invoice. */
  | 'INVOICE'
  /** A payment. */
  | 'PAYMENT';

/** One side of an entry: either its debit or its credit is above zero, and the other is zero. */
export type JournalLine = {
  readonly __typename?: 'JournalLine';
  /** The account. */
  readonly account: Account;
  /** What is put on the right side. */
  readonly credit: Money;
  /** The customer it concerns. Needs `customer:read`. */
  readonly customer: Maybe<Customer>;
  /** The deal it concerns. Needs `deal:read`. */
  readonly deal: Maybe<Deal>;
  /** What is put on the left side. */
  readonly debit: Money;
  /** What this line is for, where the entry does not say it. */
  readonly description: Maybe<Scalars['String']['output']>;
  /** Its place in the entry, from 1. */
  readonly position: Scalars['Int']['output'];
  /** The project it concerns. Needs `project:read`. */
  readonly project: Maybe<Project>;
};

/**
 * What checking the books found. They are valid when every entry is sealed, every seal is what its entry
 * and the seal before it hash to, and every journal's numbers run without a gap up to its counter. Of a part
 * that ends before the books do, only the seals are checked.
 */
export type LedgerVerification = {
  readonly __typename?: 'LedgerVerification';
  /** How many of them were looked at. */
  readonly checked: Scalars['Int']['output'];
  /** How many entries there are. */
  readonly entries: Scalars['Int']['output'];
  /** The first place in the sequence where they are not; null where no single place is to blame, as when entries are missing at the end. */
  readonly firstBrokenSequence: Maybe<Scalars['Int']['output']>;
  /** Whether the books are as they were written. */
  readonly valid: Scalars['Boolean']['output'];
};

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

export type Mutation = {
  readonly __typename?: 'Mutation';
  /**
   * Applies some of what is left of a payment to an invoice of the same customer, from today on.
   * Refuses with BAD_ID, PAYMENT_NOT_FOUND, INVOICE_NOT_FOUND, INVOICE_NOT_POSTED, CUSTOMER_MISMATCH,
   * CURRENCY_MISMATCH, EXCEEDS_OUTSTANDING, EXCEEDS_UNAPPLIED, TOO_MANY_APPLICATIONS, AMOUNT_NOT_POSITIVE,
   * AMOUNT_PRECISION, AMOUNT_RANGE, CURRENCY_UNKNOWN, IDEMPOTENCY_KEY_INVALID, IDEMPOTENCY_KEY_REUSED, FORBIDDEN.
   */
  readonly applyPayment: Maybe<ApplyPaymentPayload>;
  /**
   * Gives up a PLANNED, ACTIVE or ON_HOLD project, for good; its deal may get another.
   * Refuses with BAD_ID, PROJECT_NOT_FOUND, VERSION_CONFLICT, INVALID_TRANSITION, TEXT_TOO_LONG, TEXT_INVALID, FORBIDDEN.
   */
  readonly cancelProject: Maybe<CancelProjectPayload>;
  /**
   * Closes the books on a COMPLETED project, for good.
   * Refuses with BAD_ID, PROJECT_NOT_FOUND, VERSION_CONFLICT, INVALID_TRANSITION, TEXT_TOO_LONG, TEXT_INVALID, FORBIDDEN.
   */
  readonly closeProject: Maybe<CloseProjectPayload>;
  /**
   * Ends the work: an ACTIVE project becomes COMPLETED.
   * Refuses with BAD_ID, PROJECT_NOT_FOUND, VERSION_CONFLICT, INVALID_TRANSITION, TEXT_TOO_LONG, TEXT_INVALID, FORBIDDEN.
   */
  readonly completeProject: Maybe<CompleteProjectPayload>;
  /**
   * Adds an account to the chart.
   * Refuses with ACCOUNT_CODE_TAKEN, ACCOUNT_CODE_INVALID, TEXT_REQUIRED, TEXT_TOO_LONG, TEXT_INVALID, FORBIDDEN.
   */
  readonly createAccount: Maybe<CreateAccountPayload>;
  /**
   * Drafts an invoice: nothing is in the books yet. The CRM is asked for its customer and its deal, once for a while.
   * Refuses with CUSTOMER_NOT_FOUND, DEAL_NOT_FOUND, DEAL_OF_ANOTHER_CUSTOMER, REFERENCE_UNVERIFIED (the CRM does not
   * answer: nothing was written, try again), DUE_BEFORE_ISSUE, TOO_MANY_LINES, PRODUCT_NOT_FOUND, PRODUCT_INACTIVE, TAX_RATE_NOT_FOUND,
   * TAX_RATE_INACTIVE, ACCOUNT_NOT_FOUND, ACCOUNT_NOT_INCOME, PROJECT_NOT_FOUND, PROJECT_OF_ANOTHER_CUSTOMER,
   * PRICE_REQUIRED, PRICE_NEGATIVE, PRICE_PRECISION, QUANTITY_NOT_POSITIVE, QUANTITY_PRECISION, QUANTITY_RANGE,
   * DISCOUNT_RANGE, DISCOUNT_PRECISION, AMOUNT_RANGE, EXTERNAL_REFERENCE_TAKEN, BAD_ID, TEXT_REQUIRED, TEXT_TOO_LONG,
   * TEXT_INVALID, FORBIDDEN (needs `invoice:write`, `invoice:read` and `customer:read`, and `deal:read` for a deal).
   */
  readonly createInvoice: Maybe<CreateInvoicePayload>;
  /**
   * Adds a product.
   * Refuses with SKU_TAKEN, EXTERNAL_REFERENCE_TAKEN, ACCOUNT_NOT_FOUND, ACCOUNT_NOT_INCOME, TAX_RATE_NOT_FOUND,
   * TAX_RATE_INACTIVE, AMOUNT_NEGATIVE, AMOUNT_PRECISION, AMOUNT_RANGE, CURRENCY_UNKNOWN, BAD_ID, TEXT_REQUIRED,
   * TEXT_TOO_LONG, TEXT_INVALID, FORBIDDEN.
   */
  readonly createProduct: Maybe<CreateProductPayload>;
  /**
   * Plans work for a customer. It begins PLANNED, under the organisation's next code.
   * Refuses with BAD_ID, TEXT_REQUIRED, TEXT_TOO_LONG, TEXT_INVALID, ENDS_BEFORE_START, AMOUNT_NOT_POSITIVE,
   * AMOUNT_PRECISION, AMOUNT_RANGE, CURRENCY_UNKNOWN, DEAL_HAS_PROJECT, EXTERNAL_REFERENCE_TAKEN, CUSTOMER_NOT_FOUND,
   * DEAL_NOT_FOUND, DEAL_OF_ANOTHER_CUSTOMER, USER_NOT_FOUND, REFERENCE_UNVERIFIED (the CRM or identity does not
   * answer: nothing was written, try again), FORBIDDEN (needs `project:write` and `customer:read`, `deal:read` for a
   * deal, `user:read` for a manager other than oneself).
   */
  readonly createProject: Maybe<CreateProjectPayload>;
  /**
   * Adds a tax.
   * Refuses with TAX_RATE_NAME_TAKEN, RATE_PRECISION, RATE_RANGE, TEXT_REQUIRED, TEXT_TOO_LONG, TEXT_INVALID, FORBIDDEN.
   */
  readonly createTaxRate: Maybe<CreateTaxRatePayload>;
  /**
   * Removes a draft.
   * Refuses with BAD_ID, INVOICE_NOT_FOUND, INVOICE_NOT_DRAFT, VERSION_CONFLICT, FORBIDDEN.
   */
  readonly deleteInvoice: Maybe<DeleteInvoicePayload>;
  /**
   * Interrupts the work: an ACTIVE project goes ON_HOLD.
   * Refuses with BAD_ID, PROJECT_NOT_FOUND, VERSION_CONFLICT, INVALID_TRANSITION, TEXT_TOO_LONG, TEXT_INVALID, FORBIDDEN.
   */
  readonly holdProject: Maybe<HoldProjectPayload>;
  /**
   * Makes or changes up to 1,000 invoices by their external references, in one go, and posts those that say so:
   * numbers are given in the order of the rows. A row that is refused never takes a good one down, unless `atomic`
   * says so; twice the same import changes nothing. Retired products and taxes are accepted: old invoices have them.
   * Refuses as a whole with TOO_MANY_ROWS, IDEMPOTENCY_KEY_INVALID, IDEMPOTENCY_KEY_REUSED, FORBIDDEN (needs
   * `invoice:write` and `invoice:read`, and `invoice:post` where a row posts), REFERENCE_UNVERIFIED; a row with
   * BAD_VALUE, DUPLICATE_REFERENCE, ROLLED_BACK, INVOICE_POSTED (it is posted, and the row says something else),
   * INVOICE_EMPTY, and as `createInvoice` does, but for PRODUCT_INACTIVE and TAX_RATE_INACTIVE.
   */
  readonly importInvoices: Maybe<ImportInvoicesPayload>;
  /**
   * Records up to 1,000 payments from another system, each applied in full to the invoice it names, if any.
   * One that is there already is left as it is: UNCHANGED when the row says the same, else PAYMENT_DIFFERS,
   * as a payment is never changed. Rows refuse as `receivePayment` does, and with TEXT_REQUIRED, BAD_VALUE, DUPLICATE_REFERENCE,
   * ROLLED_BACK; the whole with TOO_MANY_ROWS, REFERENCE_UNVERIFIED, IDEMPOTENCY_KEY_INVALID, IDEMPOTENCY_KEY_REUSED, FORBIDDEN (needs
   * `payment:write` and `payment:read`).
   */
  readonly importPayments: Maybe<ImportPaymentsPayload>;
  /**
   * Makes or changes up to 1,000 products by their external references, in one go. A row that is refused
   * never takes a good one down, unless `atomic` says so; twice the same import changes nothing. Retired taxes are accepted: old products have them.
   * Refuses as a whole with TOO_MANY_ROWS, FORBIDDEN; a row with BAD_VALUE, DUPLICATE_REFERENCE, ROLLED_BACK, SKU_TAKEN,
   * ACCOUNT_NOT_FOUND, ACCOUNT_NOT_INCOME, TAX_RATE_NOT_FOUND, AMOUNT_NEGATIVE, AMOUNT_PRECISION, AMOUNT_RANGE,
   * CURRENCY_UNKNOWN, BAD_ID, TEXT_REQUIRED, TEXT_TOO_LONG, TEXT_INVALID.
   */
  readonly importProducts: Maybe<ImportProductsPayload>;
  /**
   * Makes up to 1,000 projects, or changes those that were imported before; their state moves by one transition
   * at a time. Rows refuse as `createProject` and `updateProject` do, and with INVALID_TRANSITION,
   * PROJECT_OF_ANOTHER_CUSTOMER, BAD_VALUE, DUPLICATE_REFERENCE, ROLLED_BACK; the whole with TOO_MANY_ROWS,
   * REFERENCE_UNVERIFIED, DEAL_HAS_PROJECT and EXTERNAL_REFERENCE_TAKEN (somebody took one while this ran: try again),
   * FORBIDDEN.
   */
  readonly importProjects: Maybe<ImportProjectsPayload>;
  /**
   * Numbers a draft and puts it into the books: receivables are debited with the total, revenue and tax
   * payable credited. It cannot be changed afterwards. A total of zero is numbered and posted without an entry.
   * Refuses with BAD_ID, INVOICE_NOT_FOUND, INVOICE_NOT_DRAFT, INVOICE_EMPTY, VERSION_CONFLICT,
   * IDEMPOTENCY_KEY_INVALID, IDEMPOTENCY_KEY_REUSED, FORBIDDEN.
   */
  readonly postInvoice: Maybe<PostInvoicePayload>;
  /**
   * Records money that came in, numbers its receipt, puts it into the books, and applies it to the invoices named.
   * All of that happens, or, when refused, none.
   * Refuses with BAD_ID, CUSTOMER_NOT_FOUND, REFERENCE_UNVERIFIED (the CRM does not answer: nothing was written, try
   * again), INVOICE_NOT_FOUND, INVOICE_NOT_POSTED, CUSTOMER_MISMATCH, CURRENCY_MISMATCH,
   * EXCEEDS_OUTSTANDING, EXCEEDS_UNAPPLIED, DUPLICATE_INVOICE, TOO_MANY_APPLICATIONS, DATE_IN_FUTURE,
   * AMOUNT_NOT_POSITIVE, AMOUNT_PRECISION, AMOUNT_RANGE, CURRENCY_UNKNOWN, TEXT_TOO_LONG, TEXT_INVALID,
   * IDEMPOTENCY_KEY_INVALID, IDEMPOTENCY_KEY_REUSED, FORBIDDEN (needs `payment:write`, `payment:read` and `customer:read`).
   */
  readonly receivePayment: Maybe<ReceivePaymentPayload>;
  /**
   * Goes on after all: a COMPLETED project becomes ACTIVE again.
   * Refuses with BAD_ID, PROJECT_NOT_FOUND, VERSION_CONFLICT, INVALID_TRANSITION, TEXT_TOO_LONG, TEXT_INVALID, FORBIDDEN.
   */
  readonly reopenProject: Maybe<ReopenProjectPayload>;
  /**
   * Takes the work up again: a project ON_HOLD becomes ACTIVE.
   * Refuses with BAD_ID, PROJECT_NOT_FOUND, VERSION_CONFLICT, INVALID_TRANSITION, TEXT_TOO_LONG, TEXT_INVALID, FORBIDDEN.
   */
  readonly resumeProject: Maybe<ResumeProjectPayload>;
  /**
   * Begins the work: a PLANNED project becomes ACTIVE.
   * Refuses with BAD_ID, PROJECT_NOT_FOUND, VERSION_CONFLICT, INVALID_TRANSITION, TEXT_TOO_LONG, TEXT_INVALID, FORBIDDEN.
   */
  readonly startProject: Maybe<StartProjectPayload>;
  /**
   * Renames or renumbers an account; what is left out stays. Its type and role never change.
   * Refuses with BAD_ID, ACCOUNT_NOT_FOUND, VERSION_CONFLICT, ACCOUNT_CODE_TAKEN, ACCOUNT_CODE_INVALID,
   * TEXT_REQUIRED, TEXT_TOO_LONG, TEXT_INVALID, FORBIDDEN.
   */
  readonly updateAccount: Maybe<UpdateAccountPayload>;
  /**
   * Changes a draft; what is left out stays as it is, and null clears. Lines are replaced as a whole.
   * A customer and a deal that stay as they are are not asked for again.
   * Refuses with INVOICE_NOT_FOUND, INVOICE_NOT_DRAFT, VERSION_CONFLICT besides what `createInvoice` refuses with.
   */
  readonly updateInvoice: Maybe<UpdateInvoicePayload>;
  /**
   * Changes a product; what is left out stays as it is, and null clears. Invoices keep what they said.
   * Refuses with PRODUCT_NOT_FOUND, VERSION_CONFLICT, SKU_TAKEN, ACCOUNT_NOT_FOUND, ACCOUNT_NOT_INCOME,
   * TAX_RATE_NOT_FOUND, TAX_RATE_INACTIVE, AMOUNT_NEGATIVE, AMOUNT_PRECISION, AMOUNT_RANGE, CURRENCY_UNKNOWN, BAD_ID,
   * TEXT_REQUIRED, TEXT_TOO_LONG, TEXT_INVALID, FORBIDDEN.
   */
  readonly updateProduct: Maybe<UpdateProductPayload>;
  /**
   * Changes what is said about a project; what is left out stays as it is, and null clears.
   * Refuses with BAD_ID, PROJECT_NOT_FOUND, VERSION_CONFLICT, PROJECT_CLOSED, TEXT_REQUIRED, TEXT_TOO_LONG,
   * TEXT_INVALID, ENDS_BEFORE_START, AMOUNT_NOT_POSITIVE, AMOUNT_PRECISION, AMOUNT_RANGE, CURRENCY_UNKNOWN,
   * DEAL_HAS_PROJECT, and where the deal or the manager becomes another, DEAL_NOT_FOUND, DEAL_OF_ANOTHER_CUSTOMER,
   * USER_NOT_FOUND, REFERENCE_UNVERIFIED, FORBIDDEN.
   */
  readonly updateProject: Maybe<UpdateProjectPayload>;
  /**
   * Renames a tax, retires it or takes it up again; what is left out stays.
   * Refuses with BAD_ID, TAX_RATE_NOT_FOUND, VERSION_CONFLICT, TAX_RATE_NAME_TAKEN, TEXT_REQUIRED, TEXT_TOO_LONG,
   * TEXT_INVALID, FORBIDDEN.
   */
  readonly updateTaxRate: Maybe<UpdateTaxRatePayload>;
};


export type MutationApplyPaymentArgs = {
  input: ApplyPaymentInput;
};


export type MutationCancelProjectArgs = {
  input: CancelProjectInput;
};


export type MutationCloseProjectArgs = {
  input: CloseProjectInput;
};


export type MutationCompleteProjectArgs = {
  input: CompleteProjectInput;
};


export type MutationCreateAccountArgs = {
  input: CreateAccountInput;
};


export type MutationCreateInvoiceArgs = {
  input: CreateInvoiceInput;
};


export type MutationCreateProductArgs = {
  input: CreateProductInput;
};


export type MutationCreateProjectArgs = {
  input: CreateProjectInput;
};


export type MutationCreateTaxRateArgs = {
  input: CreateTaxRateInput;
};


export type MutationDeleteInvoiceArgs = {
  input: DeleteInvoiceInput;
};


export type MutationHoldProjectArgs = {
  input: HoldProjectInput;
};


export type MutationImportInvoicesArgs = {
  input: ImportInvoicesInput;
};


export type MutationImportPaymentsArgs = {
  input: ImportPaymentsInput;
};


export type MutationImportProductsArgs = {
  input: ImportProductsInput;
};


export type MutationImportProjectsArgs = {
  input: ImportProjectsInput;
};


export type MutationPostInvoiceArgs = {
  input: PostInvoiceInput;
};


export type MutationReceivePaymentArgs = {
  input: ReceivePaymentInput;
};


export type MutationReopenProjectArgs = {
  input: ReopenProjectInput;
};


export type MutationResumeProjectArgs = {
  input: ResumeProjectInput;
};


export type MutationStartProjectArgs = {
  input: StartProjectInput;
};


export type MutationUpdateAccountArgs = {
  input: UpdateAccountInput;
};


export type MutationUpdateInvoiceArgs = {
  input: UpdateInvoiceInput;
};


export type MutationUpdateProductArgs = {
  input: UpdateProductInput;
};


export type MutationUpdateProjectArgs = {
  input: UpdateProjectInput;
};


export type MutationUpdateTaxRateArgs = {
  input: UpdateTaxRateInput;
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

/**
 * Money that came in from a customer. It is in the books from the day it was received, and is applied to
 * invoices then or later; what is not applied yet is the customer's credit. It is never changed.
 */
export type Payment = Node & {
  readonly __typename?: 'Payment';
  /** How much came in. */
  readonly amount: Money;
  /** How far it was applied; follows from `applied` and `amount`. */
  readonly applicationState: PaymentApplicationState;
  /** The invoices it was applied to, in the order that was done; at most 250. */
  readonly applications: ReadonlyArray<PaymentApplication>;
  /** How much of it was applied to invoices: the sum of `applications`. */
  readonly applied: Money;
  /** When it was recorded. */
  readonly createdAt: Scalars['DateTime']['output'];
  /** Who paid. Needs `customer:read`. */
  readonly customer: Maybe<Customer>;
  /** The id it has in the system it was imported from; null when it was received here. */
  readonly externalReference: Maybe<ExternalReference>;
  /** The global id, `pay_…`. */
  readonly id: Scalars['ID']['output'];
  /** Its entry in the books: bank in debit, receivables in credit, for the whole amount. Needs `ledger:read`. */
  readonly journalEntry: Maybe<JournalEntry>;
  /** How the money came. */
  readonly method: PaymentMethod;
  /** The same, as `Query.node` hands it over. */
  readonly nodeId: Scalars['ID']['output'];
  /** The receipt's number: `REC-2026-00001`, counted within the year it was received, without gaps. */
  readonly number: Scalars['String']['output'];
  /** The day the money came in; the day its journal entry counts for. */
  readonly receivedOn: Scalars['Date']['output'];
  /** What stands on the bank statement or the cheque; null when nothing was noted. */
  readonly reference: Maybe<Scalars['String']['output']>;
  /** How much of it is still to be applied: `amount` less `applied`. */
  readonly unapplied: Money;
  /** When it was last applied to an invoice; when it was recorded, if it never was since. */
  readonly updatedAt: Scalars['DateTime']['output'];
};

/** How much of a payment settles how much of an invoice. It is never changed or removed. */
export type PaymentApplication = {
  readonly __typename?: 'PaymentApplication';
  /** How much of both. */
  readonly amount: Money;
  /** The day from which the invoice counts as settled by it: never before both were there. */
  readonly appliedOn: Scalars['Date']['output'];
  /** When it was recorded. */
  readonly createdAt: Scalars['DateTime']['output'];
  /** The invoice. Needs `invoice:read`. */
  readonly invoice: Maybe<Invoice>;
  /** The payment. */
  readonly payment: Payment;
};

/** How much of an invoice is settled. */
export type PaymentApplicationInput = {
  /** How much: more than zero, at most what is outstanding, in the payment's currency. */
  readonly amount: MoneyInput;
  /** The invoice: posted, and the same customer's. */
  readonly invoiceId: Scalars['ID']['input'];
};

/** How far a payment was applied to invoices. */
export type PaymentApplicationState =
  /** All of it. */
  | 'APPLIED'
  /** Some of it. */
  | 'PARTIALLY_APPLIED'
  /** Nothing of it. */
  | 'UNAPPLIED';

/** Conditions on how far a payment was applied. All given ones must hold. */
export type PaymentApplicationStateFilter = {
  /** Is this one. */
  readonly eq?: InputMaybe<PaymentApplicationState>;
  /** Is one of these. */
  readonly in?: InputMaybe<ReadonlyArray<PaymentApplicationState>>;
};

/** A page of payments. */
export type PaymentConnection = {
  readonly __typename?: 'PaymentConnection';
  /** The payments with their cursors. */
  readonly edges: ReadonlyArray<PaymentEdge>;
  /** The payments alone. */
  readonly nodes: ReadonlyArray<Payment>;
  /** Where this page stands among the others. */
  readonly pageInfo: PageInfo;
  /** How many payments the filter and the search find; counted only when asked. */
  readonly totalCount: Scalars['Int']['output'];
};

/** A payment and its place in a list. */
export type PaymentEdge = {
  readonly __typename?: 'PaymentEdge';
  /** The place, for `after` and `before`. */
  readonly cursor: Scalars['String']['output'];
  /** The payment. */
  readonly node: Payment;
};

/** Conditions on payments. All given ones must hold. */
export type PaymentFilter = {
  /** How much came in. */
  readonly amount?: InputMaybe<DecimalFilter>;
  /** All of these hold. */
  readonly and?: InputMaybe<ReadonlyArray<PaymentFilter>>;
  /** How far it was applied. */
  readonly applicationState?: InputMaybe<PaymentApplicationStateFilter>;
  /** The currency of that. */
  readonly currency?: InputMaybe<CurrencyFilter>;
  /** Who paid. */
  readonly customerId?: InputMaybe<IdFilter>;
  /** How the money came. */
  readonly method?: InputMaybe<PaymentMethodFilter>;
  /** This does not hold. */
  readonly not?: InputMaybe<PaymentFilter>;
  /** At least one of these holds. */
  readonly or?: InputMaybe<ReadonlyArray<PaymentFilter>>;
  /** The day the money came in. */
  readonly receivedOn?: InputMaybe<DateFilter>;
};

/** How money comes in. */
export type PaymentMethod =
  /** The customer sent it from their bank. */
  | 'BANK_TRANSFER'
  /** By credit or debit card. */
  | 'CARD'
  /** In notes and coins. */
  | 'CASH'
  /** By cheque. */
  | 'CHEQUE'
  /** We took it from their bank, as they allowed. */
  | 'DIRECT_DEBIT'
  /** In any other way. */
  | 'OTHER';

/** Conditions on how money came in. All given ones must hold. */
export type PaymentMethodFilter = {
  /** Is this one. */
  readonly eq?: InputMaybe<PaymentMethod>;
  /** Is one of these. */
  readonly in?: InputMaybe<ReadonlyArray<PaymentMethod>>;
};

/** What payments are ordered by, and which way. */
export type PaymentOrder = {
  /** Which way. */
  readonly direction: OrderDirection;
  /** By what. */
  readonly field: PaymentOrderField;
};

/** What payments can be ordered by. */
export type PaymentOrderField =
  /** How much came in, in the currency's major unit whatever the currency is. */
  | 'AMOUNT'
  /** When it was recorded. */
  | 'CREATED_AT'
  /** The day the money came in. */
  | 'RECEIVED_ON';

/** How much of an invoice is paid. */
export type PaymentState =
  /** All of it. */
  | 'PAID'
  /** Some of it. */
  | 'PARTIAL'
  /** Nothing. */
  | 'UNPAID';

/** Conditions on how much is paid. All given ones must hold. */
export type PaymentStateFilter = {
  /** Is this one. */
  readonly eq?: InputMaybe<PaymentState>;
  /** Is one of these. */
  readonly in?: InputMaybe<ReadonlyArray<PaymentState>>;
};

/** A draft to post. */
export type PostInvoiceInput = {
  /** The version that was read: whoever posts, posts what they saw (VERSION_CONFLICT). The latest when nothing is said. */
  readonly expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  /** The invoice. */
  readonly id: Scalars['ID']['input'];
  /** 1 to 255 characters, new for each wish: the same again gets the first answer again. */
  readonly idempotencyKey: Scalars['String']['input'];
};

/** The invoice that was posted, or why not. */
export type PostInvoicePayload = {
  readonly __typename?: 'PostInvoicePayload';
  /** The invoice; null when refused. */
  readonly invoice: Maybe<Invoice>;
  /** Why it was refused; empty when it was done. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** Something the organisation sells: a service or goods. */
export type Product = Node & {
  readonly __typename?: 'Product';
  /** Whether it can be put on new invoices. */
  readonly active: Scalars['Boolean']['output'];
  /** What it is grouped by. */
  readonly category: Maybe<Scalars['String']['output']>;
  /** When it was made. */
  readonly createdAt: Scalars['DateTime']['output'];
  /** The id it has in the system it was imported from; null when it was made here. */
  readonly externalReference: Maybe<ExternalReference>;
  /** The global id, `prod_…`. */
  readonly id: Scalars['ID']['output'];
  /** What it is. */
  readonly name: Scalars['String']['output'];
  /** The same, as `Query.node` hands it over. */
  readonly nodeId: Scalars['ID']['output'];
  /** The account its sales are credited to. Needs `ledger:read`. */
  readonly revenueAccount: Maybe<Account>;
  /** The organisation's own code for it; unique. */
  readonly sku: Scalars['String']['output'];
  /** The tax on it, where a line of an invoice does not say otherwise; null for none. Needs `product:read`. */
  readonly taxRate: Maybe<TaxRate>;
  /** What one of it is, as in `hour` or `24 - 12 oz bottles`. */
  readonly unit: Maybe<Scalars['String']['output']>;
  /** What one of it costs, before tax and discount. */
  readonly unitPrice: Money;
  /** When it was last changed. */
  readonly updatedAt: Scalars['DateTime']['output'];
  /** Grows by one with each change; what `expectedVersion` is compared with. */
  readonly version: Scalars['Int']['output'];
};

/** A page of products. */
export type ProductConnection = {
  readonly __typename?: 'ProductConnection';
  /** The products with their cursors. */
  readonly edges: ReadonlyArray<ProductEdge>;
  /** The products alone. */
  readonly nodes: ReadonlyArray<Product>;
  /** Where this page stands among the others. */
  readonly pageInfo: PageInfo;
  /** How many products the filter and the search find; counted only when asked. */
  readonly totalCount: Scalars['Int']['output'];
};

/** A product and its place in a list. */
export type ProductEdge = {
  readonly __typename?: 'ProductEdge';
  /** The place, for `after` and `before`. */
  readonly cursor: Scalars['String']['output'];
  /** The product. */
  readonly node: Product;
};

/** Conditions on products. All given ones must hold. */
export type ProductFilter = {
  /** Whether it can be put on new invoices. */
  readonly active?: InputMaybe<Scalars['Boolean']['input']>;
  /** All of these hold. */
  readonly and?: InputMaybe<ReadonlyArray<ProductFilter>>;
  /** What it is grouped by. */
  readonly category?: InputMaybe<NullableStringFilter>;
  /** This does not hold. */
  readonly not?: InputMaybe<ProductFilter>;
  /** At least one of these holds. */
  readonly or?: InputMaybe<ReadonlyArray<ProductFilter>>;
  /** The code. */
  readonly sku?: InputMaybe<StringFilter>;
  /** The tax on it. */
  readonly taxRateId?: InputMaybe<NullableIdFilter>;
  /** What one of it costs. */
  readonly unitPrice?: InputMaybe<DecimalFilter>;
};

/** What products are ordered by, and which way. */
export type ProductOrder = {
  /** Which way. */
  readonly direction: OrderDirection;
  /** By what. */
  readonly field: ProductOrderField;
};

/** What products can be ordered by. */
export type ProductOrderField =
  /** When it was made. */
  | 'CREATED_AT'
  /** The name, letter case and accents aside. */
  | 'NAME'
  /** The code. */
  | 'SKU'
  /** What one of it costs, whatever the currency. */
  | 'UNIT_PRICE';

/**
 * Work that is delivered for a customer, most often because a deal was won. Its code is given once and
 * never again; its state changes only through the mutations named after the transitions.
 */
export type Project = Node & {
  readonly __typename?: 'Project';
  /** What the work may cost or bring, as agreed; null when nothing was. */
  readonly budget: Maybe<Money>;
  /** How people call it: `PRJ-0001`, counted per organisation without gaps. */
  readonly code: Scalars['String']['output'];
  /** When it was made. */
  readonly createdAt: Scalars['DateTime']['output'];
  /** For whom the work is done; a project keeps its customer. Needs `customer:read`. */
  readonly customer: Maybe<Customer>;
  /** The deal that was won with it; null for work without one. Needs `deal:read`. */
  readonly deal: Maybe<Deal>;
  /** The last day of the work; null while it is open. */
  readonly endsOn: Maybe<Scalars['Date']['output']>;
  /** The id it has in the system it was imported from; null when it was made here. */
  readonly externalReference: Maybe<ExternalReference>;
  /** The global id, `proj_…`. */
  readonly id: Scalars['ID']['output'];
  /**
   * The invoices that bill the project, drafts too; the latest issued first unless ordered otherwise. Needs
   * `invoice:read`.
   */
  readonly invoices: Maybe<InvoiceConnection>;
  /** Who answers for it; null while nobody does. Needs `user:read`. */
  readonly manager: Maybe<User>;
  /** What the work is. */
  readonly name: Scalars['String']['output'];
  /** The same, as `Query.node` hands it over. */
  readonly nodeId: Scalars['ID']['output'];
  /** The first day of the work; null while it is open. */
  readonly startsOn: Maybe<Scalars['Date']['output']>;
  /** Where the work stands. */
  readonly state: ProjectState;
  /** How its state came about, the earliest first. The first has no `from`. Needs `project:read`. */
  readonly stateChanges: Maybe<ReadonlyArray<ProjectStateChange>>;
  /** When it was last changed. */
  readonly updatedAt: Scalars['DateTime']['output'];
  /** Grows by one with each change; what `expectedVersion` is compared with. */
  readonly version: Scalars['Int']['output'];
};


/**
 * Work that is delivered for a customer, most often because a deal was won. Its code is given once and
 * never again; its state changes only through the mutations named after the transitions.
 */
export type ProjectInvoicesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<InvoiceFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<InvoiceOrder>;
};

/** A page of projects. */
export type ProjectConnection = {
  readonly __typename?: 'ProjectConnection';
  /** The projects with their cursors. */
  readonly edges: ReadonlyArray<ProjectEdge>;
  /** The projects alone. */
  readonly nodes: ReadonlyArray<Project>;
  /** Where this page stands among the others. */
  readonly pageInfo: PageInfo;
  /** How many projects the filter and the search find; counted only when asked. */
  readonly totalCount: Scalars['Int']['output'];
};

/** A project and its place in a list. */
export type ProjectEdge = {
  readonly __typename?: 'ProjectEdge';
  /** The place, for `after` and `before`. */
  readonly cursor: Scalars['String']['output'];
  /** The project. */
  readonly node: Project;
};

/** Conditions on projects. All given ones must hold. */
export type ProjectFilter = {
  /** All of these hold. */
  readonly and?: InputMaybe<ReadonlyArray<ProjectFilter>>;
  /** The customer. */
  readonly customerId?: InputMaybe<IdFilter>;
  /** The deal. */
  readonly dealId?: InputMaybe<NullableIdFilter>;
  /** The manager. */
  readonly managerId?: InputMaybe<NullableIdFilter>;
  /** This does not hold. */
  readonly not?: InputMaybe<ProjectFilter>;
  /** At least one of these holds. */
  readonly or?: InputMaybe<ReadonlyArray<ProjectFilter>>;
  /** The first day of the work; an open one lies after every day. */
  readonly startsOn?: InputMaybe<NullableDateFilter>;
  /** The state. */
  readonly state?: InputMaybe<ProjectStateFilter>;
};

/** What projects are ordered by, and which way. */
export type ProjectOrder = {
  /** Which way. */
  readonly direction: OrderDirection;
  /** By what. */
  readonly field: ProjectOrderField;
};

/** What projects can be ordered by. */
export type ProjectOrderField =
  /** When it was made. */
  | 'CREATED_AT'
  /** The name, letter case and accents aside. */
  | 'NAME'
  /** The first day of the work; an open one comes last. */
  | 'STARTS_ON';

/** Where a project stands. */
export type ProjectState =
  /** Under way: may be held, completed or cancelled. */
  | 'ACTIVE'
  /** Given up; nothing about it changes any more. */
  | 'CANCELLED'
  /** Done and settled; nothing about it changes any more. */
  | 'CLOSED'
  /** All work is done: may be closed, or reopened. */
  | 'COMPLETED'
  /** Interrupted: may be resumed or cancelled. */
  | 'ON_HOLD'
  /** Not begun: may be started or cancelled. */
  | 'PLANNED';

/** One step in the life of a project. It is never changed or removed. */
export type ProjectStateChange = {
  readonly __typename?: 'ProjectStateChange';
  /** When. */
  readonly changedAt: Scalars['DateTime']['output'];
  /** Who did it. Needs `user:read`. */
  readonly changedBy: Maybe<User>;
  /** The state before; null when the project was made. */
  readonly from: Maybe<ProjectState>;
  /** Why, as whoever did it put it. */
  readonly reason: Maybe<Scalars['String']['output']>;
  /** The state after. */
  readonly to: ProjectState;
};

/** Conditions on a project's state. All given ones must hold. */
export type ProjectStateFilter = {
  /** Is this one. */
  readonly eq?: InputMaybe<ProjectState>;
  /** Is one of these. */
  readonly in?: InputMaybe<ReadonlyArray<ProjectState>>;
};

export type Query = {
  readonly __typename?: 'Query';
  /** The account of that id; null when there is none. Needs `ledger:read`. */
  readonly account: Maybe<Account>;
  /**
   * The organisation's chart of accounts, by code. Empty until the first posting or product makes it. Needs
   * `ledger:read`.
   */
  readonly accounts: Maybe<ReadonlyArray<Account>>;
  /** The invoice of that id; null when there is none. Needs `invoice:read`. */
  readonly invoice: Maybe<Invoice>;
  /** The invoices of the organisation, drafts too. Needs `invoice:read`. */
  readonly invoices: Maybe<InvoiceConnection>;
  /** The entries of the organisation. Needs `ledger:read`. */
  readonly journalEntries: Maybe<JournalEntryConnection>;
  /** The entry of that id; null when there is none. Needs `ledger:read`. */
  readonly journalEntry: Maybe<JournalEntry>;
  /** The organisation's journals, by code. Empty until the first posting or product makes them. Needs `ledger:read`. */
  readonly journals: Maybe<ReadonlyArray<Journal>>;
  /** The payment of that id; null when there is none. Needs `payment:read`. */
  readonly payment: Maybe<Payment>;
  /** The payments of the organisation. Needs `payment:read`. */
  readonly payments: Maybe<PaymentConnection>;
  /** The product of that id; null when there is none. Needs `product:read`. */
  readonly product: Maybe<Product>;
  /** The products of the organisation. Needs `product:read`. */
  readonly products: Maybe<ProductConnection>;
  /** The project of that id; null when there is none. Needs `project:read`. */
  readonly project: Maybe<Project>;
  /** The projects of the organisation. Needs `project:read`. */
  readonly projects: Maybe<ProjectConnection>;
  /** The tax of that id; null when there is none. Needs `product:read`. */
  readonly taxRate: Maybe<TaxRate>;
  /** The organisation's taxes, by name. Needs `product:read`. */
  readonly taxRates: Maybe<ReadonlyArray<TaxRate>>;
  /** Debits and credits of every account and currency that has any, by account code and currency. Needs `ledger:read`. */
  readonly trialBalance: Maybe<ReadonlyArray<TrialBalanceRow>>;
  /**
   * Recomputes the hash chain over the entries of the organisation, up to the first broken one, by the definition at
   * `JournalEntry.hash`. It reads all of them: for an audit, not for a screen. Long books are checked in parts, one in
   * a request, or from where they were checked last. Needs `ledger:read`.
   */
  readonly verifyLedger: Maybe<LedgerVerification>;
};


export type QueryAccountArgs = {
  id: Scalars['ID']['input'];
};


export type QueryInvoiceArgs = {
  id: Scalars['ID']['input'];
};


export type QueryInvoicesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<InvoiceFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<InvoiceOrder>;
  search?: InputMaybe<Scalars['String']['input']>;
};


export type QueryJournalEntriesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<JournalEntryFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<JournalEntryOrder>;
};


export type QueryJournalEntryArgs = {
  id: Scalars['ID']['input'];
};


export type QueryPaymentArgs = {
  id: Scalars['ID']['input'];
};


export type QueryPaymentsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<PaymentFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<PaymentOrder>;
  search?: InputMaybe<Scalars['String']['input']>;
};


export type QueryProductArgs = {
  id: Scalars['ID']['input'];
};


export type QueryProductsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<ProductFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<ProductOrder>;
  search?: InputMaybe<Scalars['String']['input']>;
};


export type QueryProjectArgs = {
  id: Scalars['ID']['input'];
};


export type QueryProjectsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<ProjectFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<ProjectOrder>;
  search?: InputMaybe<Scalars['String']['input']>;
};


export type QueryTaxRateArgs = {
  id: Scalars['ID']['input'];
};


export type QueryTrialBalanceArgs = {
  asOf?: InputMaybe<Scalars['Date']['input']>;
};


export type QueryVerifyLedgerArgs = {
  after?: Scalars['Int']['input'];
  first?: InputMaybe<Scalars['Int']['input']>;
};

/** What a customer owes in one currency, over posted invoices. */
export type Receivable = {
  readonly __typename?: 'Receivable';
  /** The one currency of its amounts. */
  readonly currency: Scalars['CurrencyCode']['output'];
  /** Everything that is outstanding. */
  readonly outstanding: Money;
  /** What is outstanding of invoices whose due date is past, by the organisation's own today. */
  readonly overdue: Money;
  /**
   * What the customer paid and what is not applied to an invoice yet. `outstanding` less this is what stands in the
   * receivables account for the customer. Needs `payment:read`.
   */
  readonly unapplied: Maybe<Money>;
};

/** Money that came in. */
export type ReceivePaymentInput = {
  /** How much came in: more than zero. */
  readonly amount: MoneyInput;
  /** What it settles, each invoice once, at most 250; the rest stays the customer's credit. */
  readonly applications?: ReadonlyArray<PaymentApplicationInput>;
  /** Who paid. */
  readonly customerId: Scalars['ID']['input'];
  /** One payment per key, however often it is sent: 1 to 255 characters. */
  readonly idempotencyKey: Scalars['String']['input'];
  /** How it came. */
  readonly method: PaymentMethod;
  /** The day it came in: today at the latest. */
  readonly receivedOn: Scalars['Date']['input'];
  /** What stands on the bank statement or the cheque: at most 200 characters. */
  readonly reference?: InputMaybe<Scalars['String']['input']>;
};

/** The payment that was recorded, or why not. */
export type ReceivePaymentPayload = {
  readonly __typename?: 'ReceivePaymentPayload';
  /** The payment; null when refused. */
  readonly payment: Maybe<Payment>;
  /** Why it was refused; empty when it was done. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** Which project is to be reopened. */
export type ReopenProjectInput = {
  /** The version that was read: somebody else's change in between is refused (VERSION_CONFLICT). */
  readonly expectedVersion: Scalars['Int']['input'];
  /** The project. */
  readonly id: Scalars['ID']['input'];
  /** Why, for those who read the history: at most 1,000 characters. */
  readonly reason?: InputMaybe<Scalars['String']['input']>;
};

/** The project that was reopened, or why not. */
export type ReopenProjectPayload = {
  readonly __typename?: 'ReopenProjectPayload';
  /** The project; null when refused. */
  readonly project: Maybe<Project>;
  /** Why it was refused; empty when it was done. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** Which project is to be resumed. */
export type ResumeProjectInput = {
  /** The version that was read: somebody else's change in between is refused (VERSION_CONFLICT). */
  readonly expectedVersion: Scalars['Int']['input'];
  /** The project. */
  readonly id: Scalars['ID']['input'];
  /** Why, for those who read the history: at most 1,000 characters. */
  readonly reason?: InputMaybe<Scalars['String']['input']>;
};

/** The project that was resumed, or why not. */
export type ResumeProjectPayload = {
  readonly __typename?: 'ResumeProjectPayload';
  /** The project; null when refused. */
  readonly project: Maybe<Project>;
  /** Why it was refused; empty when it was done. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** Which project is to be started. */
export type StartProjectInput = {
  /** The version that was read: somebody else's change in between is refused (VERSION_CONFLICT). */
  readonly expectedVersion: Scalars['Int']['input'];
  /** The project. */
  readonly id: Scalars['ID']['input'];
  /** Why, for those who read the history: at most 1,000 characters. */
  readonly reason?: InputMaybe<Scalars['String']['input']>;
};

/** The project that was started, or why not. */
export type StartProjectPayload = {
  readonly __typename?: 'StartProjectPayload';
  /** The project; null when refused. */
  readonly project: Maybe<Project>;
  /** Why it was refused; empty when it was done. */
  readonly userErrors: ReadonlyArray<UserError>;
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

/** Why a tax is charged or is not: the categories of EN 16931 (UNTDID 5305). */
export type TaxCategory =
  /** Reverse charge: the customer accounts for the tax. */
  | 'AE'
  /** Exempt. */
  | 'E'
  /** Exported, free of tax. */
  | 'G'
  /** Supplied within the European Union, free of tax. */
  | 'K'
  /** Outside the scope of tax. */
  | 'O'
  /** Standard rated: the only category with a rate above zero. */
  | 'S'
  /** Zero rated. */
  | 'Z';

/** A tax on sales. Its category and rate never change: invoices were made with them. */
export type TaxRate = Node & {
  readonly __typename?: 'TaxRate';
  /** Whether it can be put on new invoices and products. */
  readonly active: Scalars['Boolean']['output'];
  /** Why this much is charged. */
  readonly category: TaxCategory;
  /** The global id, `tax_…`. */
  readonly id: Scalars['ID']['output'];
  /** How people call it; unique in the organisation. */
  readonly name: Scalars['String']['output'];
  /** The same, as `Query.node` hands it over. */
  readonly nodeId: Scalars['ID']['output'];
  /** Percent of the net amount: `"19"` is 19 %. */
  readonly rate: Scalars['Decimal']['output'];
  /** Grows by one with each change; what `expectedVersion` is compared with. */
  readonly version: Scalars['Int']['output'];
};

/** An account's turnover in one currency up to a day. */
export type TrialBalanceRow = {
  readonly __typename?: 'TrialBalanceRow';
  /** The account. */
  readonly account: Account;
  /** Debits less credits: above zero where the account stands in debit. */
  readonly balance: Money;
  /** All credits. */
  readonly credit: Money;
  /** All debits. Over all rows of a currency, debits equal credits. */
  readonly debit: Money;
};

/** What changes about an account. */
export type UpdateAccountInput = {
  /** Its number in the chart: 1 to 20 letters, digits, dots or dashes. */
  readonly code?: InputMaybe<Scalars['String']['input']>;
  /** The version that was read: somebody else's change in between is refused (VERSION_CONFLICT). */
  readonly expectedVersion: Scalars['Int']['input'];
  /** The account. */
  readonly id: Scalars['ID']['input'];
  /** What is kept there: 1 to 200 characters. */
  readonly name?: InputMaybe<Scalars['String']['input']>;
};

/** The account that was changed, or why not. */
export type UpdateAccountPayload = {
  readonly __typename?: 'UpdateAccountPayload';
  /** The account; null when refused. */
  readonly account: Maybe<Account>;
  /** Why it was refused; empty when it was done. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** What changes about a draft. What is left out stays; null clears what may be empty. */
export type UpdateInvoiceInput = {
  /** The currency: the lines' unit prices are in it then, their numbers unchanged. */
  readonly currency?: InputMaybe<Scalars['CurrencyCode']['input']>;
  /** Who is asked to pay. */
  readonly customerId?: InputMaybe<Scalars['ID']['input']>;
  /** The deal it bills. */
  readonly dealId?: InputMaybe<Scalars['ID']['input']>;
  /** The last day to pay. */
  readonly dueDate?: InputMaybe<Scalars['Date']['input']>;
  /** The version that was read: somebody else's change in between is refused (VERSION_CONFLICT). */
  readonly expectedVersion: Scalars['Int']['input'];
  /** The invoice. */
  readonly id: Scalars['ID']['input'];
  /** The day it counts for. */
  readonly issueDate?: InputMaybe<Scalars['Date']['input']>;
  /** What is sold, in place of all lines it had: at most 500. */
  readonly lines?: InputMaybe<ReadonlyArray<InvoiceLineInput>>;
  /** Whether the unit prices include tax. */
  readonly pricesIncludeTax?: InputMaybe<Scalars['Boolean']['input']>;
  /** The project it bills: one of the customer's. */
  readonly projectId?: InputMaybe<Scalars['ID']['input']>;
};

/** The draft that was changed, or why not. */
export type UpdateInvoicePayload = {
  readonly __typename?: 'UpdateInvoicePayload';
  /** The invoice; null when refused. */
  readonly invoice: Maybe<Invoice>;
  /** Why it was refused; empty when it was done. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** What changes about a product. What is left out stays; null clears what may be empty. */
export type UpdateProductInput = {
  /** Whether it can be put on new invoices. */
  readonly active?: InputMaybe<Scalars['Boolean']['input']>;
  /** What it is grouped by: at most 100 characters. */
  readonly category?: InputMaybe<Scalars['String']['input']>;
  /** The version that was read: somebody else's change in between is refused (VERSION_CONFLICT). */
  readonly expectedVersion: Scalars['Int']['input'];
  /** The product. */
  readonly id: Scalars['ID']['input'];
  /** What it is: 1 to 200 characters. */
  readonly name?: InputMaybe<Scalars['String']['input']>;
  /** The income account its sales are credited to. */
  readonly revenueAccountId?: InputMaybe<Scalars['ID']['input']>;
  /** The organisation's own code for it: 1 to 60 characters. */
  readonly sku?: InputMaybe<Scalars['String']['input']>;
  /** The tax on it. */
  readonly taxRateId?: InputMaybe<Scalars['ID']['input']>;
  /** What one of it is: at most 60 characters. */
  readonly unit?: InputMaybe<Scalars['String']['input']>;
  /** What one of it costs, before tax and discount: zero or more. */
  readonly unitPrice?: InputMaybe<MoneyInput>;
};

/** The product that was changed, or why not. */
export type UpdateProductPayload = {
  readonly __typename?: 'UpdateProductPayload';
  /** The product; null when refused. */
  readonly product: Maybe<Product>;
  /** Why it was refused; empty when it was done. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** What changes about a project. What is left out stays; null clears what may be empty. */
export type UpdateProjectInput = {
  /** What the work may cost or bring: more than zero. */
  readonly budget?: InputMaybe<MoneyInput>;
  /** The deal that was won with it. A deal has one project at a time. */
  readonly dealId?: InputMaybe<Scalars['ID']['input']>;
  /** The last day of the work. */
  readonly endsOn?: InputMaybe<Scalars['Date']['input']>;
  /** The version that was read: somebody else's change in between is refused (VERSION_CONFLICT). */
  readonly expectedVersion: Scalars['Int']['input'];
  /** The project. */
  readonly id: Scalars['ID']['input'];
  /** Who answers for it. */
  readonly managerId?: InputMaybe<Scalars['ID']['input']>;
  /** What the work is: 1 to 200 characters. */
  readonly name?: InputMaybe<Scalars['String']['input']>;
  /** The first day of the work. */
  readonly startsOn?: InputMaybe<Scalars['Date']['input']>;
};

/** The project that was changed, or why not. */
export type UpdateProjectPayload = {
  readonly __typename?: 'UpdateProjectPayload';
  /** The project; null when refused. */
  readonly project: Maybe<Project>;
  /** Why it was refused; empty when it was done. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** What changes about a tax. */
export type UpdateTaxRateInput = {
  /** Whether it can be put on new invoices and products. */
  readonly active?: InputMaybe<Scalars['Boolean']['input']>;
  /** The version that was read: somebody else's change in between is refused (VERSION_CONFLICT). */
  readonly expectedVersion: Scalars['Int']['input'];
  /** The tax. */
  readonly id: Scalars['ID']['input'];
  /** How people call it: 1 to 100 characters. */
  readonly name?: InputMaybe<Scalars['String']['input']>;
};

/** The tax that was changed, or why not. */
export type UpdateTaxRatePayload = {
  readonly __typename?: 'UpdateTaxRatePayload';
  /** The tax; null when refused. */
  readonly taxRate: Maybe<TaxRate>;
  /** Why it was refused; empty when it was done. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** A person who signs in; identity owns them. */
export type User = {
  readonly __typename?: 'User';
  /** The global id, `user_…`. */
  readonly id: Scalars['ID']['output'];
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
  Account: Account;
  Customer: Customer;
  Deal: Deal;
  Invoice: Invoice;
  Journal: Journal;
  JournalEntry: JournalEntry;
  Payment: Payment;
  Product: Product;
  Project: Project;
  TaxRate: TaxRate;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  Account:
    ( { __typename: 'Account' }
    & ( GraphQLRecursivePick<FederationTypes['Account'], {"id":true}>
        | GraphQLRecursivePick<FederationTypes['Account'], {"nodeId":true}> ) );
  Customer:
    ( { __typename: 'Customer' }
    & GraphQLRecursivePick<FederationTypes['Customer'], {"id":true}> );
  Deal:
    ( { __typename: 'Deal' }
    & GraphQLRecursivePick<FederationTypes['Deal'], {"id":true}> );
  Invoice:
    ( { __typename: 'Invoice' }
    & ( GraphQLRecursivePick<FederationTypes['Invoice'], {"id":true}>
        | GraphQLRecursivePick<FederationTypes['Invoice'], {"nodeId":true}> ) );
  Journal:
    ( { __typename: 'Journal' }
    & ( GraphQLRecursivePick<FederationTypes['Journal'], {"id":true}>
        | GraphQLRecursivePick<FederationTypes['Journal'], {"nodeId":true}> ) );
  JournalEntry:
    ( { __typename: 'JournalEntry' }
    & ( GraphQLRecursivePick<FederationTypes['JournalEntry'], {"id":true}>
        | GraphQLRecursivePick<FederationTypes['JournalEntry'], {"nodeId":true}> ) );
  Payment:
    ( { __typename: 'Payment' }
    & ( GraphQLRecursivePick<FederationTypes['Payment'], {"id":true}>
        | GraphQLRecursivePick<FederationTypes['Payment'], {"nodeId":true}> ) );
  Product:
    ( { __typename: 'Product' }
    & ( GraphQLRecursivePick<FederationTypes['Product'], {"id":true}>
        | GraphQLRecursivePick<FederationTypes['Product'], {"nodeId":true}> ) );
  Project:
    ( { __typename: 'Project' }
    & ( GraphQLRecursivePick<FederationTypes['Project'], {"id":true}>
        | GraphQLRecursivePick<FederationTypes['Project'], {"nodeId":true}> ) );
  TaxRate:
    ( { __typename: 'TaxRate' }
    & ( GraphQLRecursivePick<FederationTypes['TaxRate'], {"id":true}>
        | GraphQLRecursivePick<FederationTypes['TaxRate'], {"nodeId":true}> ) );
};


/** Mapping of interface types */
export type ResolversInterfaceTypes<_RefType extends Record<string, unknown>> = {
  Node:
    | ( AccountRow )
    | ( InvoiceRow )
    | ( JournalRow )
    | ( JournalEntryRow )
    | ( PaymentRow )
    | ( ProductRow )
    | ( ProjectRow )
    | ( TaxRateRow )
  ;
};

/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  Account: ResolverTypeWrapper<AccountRow>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  AccountRole: AccountRole;
  AccountType: AccountType;
  ApplyPaymentInput: ApplyPaymentInput;
  ApplyPaymentPayload: ResolverTypeWrapper<Omit<ApplyPaymentPayload, 'payment'> & { payment?: Maybe<ResolversTypes['Payment']> }>;
  CancelProjectInput: CancelProjectInput;
  CancelProjectPayload: ResolverTypeWrapper<Omit<CancelProjectPayload, 'project'> & { project?: Maybe<ResolversTypes['Project']> }>;
  CloseProjectInput: CloseProjectInput;
  CloseProjectPayload: ResolverTypeWrapper<Omit<CloseProjectPayload, 'project'> & { project?: Maybe<ResolversTypes['Project']> }>;
  CompleteProjectInput: CompleteProjectInput;
  CompleteProjectPayload: ResolverTypeWrapper<Omit<CompleteProjectPayload, 'project'> & { project?: Maybe<ResolversTypes['Project']> }>;
  CreateAccountInput: CreateAccountInput;
  CreateAccountPayload: ResolverTypeWrapper<Omit<CreateAccountPayload, 'account'> & { account?: Maybe<ResolversTypes['Account']> }>;
  CreateInvoiceInput: CreateInvoiceInput;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  CreateInvoicePayload: ResolverTypeWrapper<Omit<CreateInvoicePayload, 'invoice'> & { invoice?: Maybe<ResolversTypes['Invoice']> }>;
  CreateProductInput: CreateProductInput;
  CreateProductPayload: ResolverTypeWrapper<Omit<CreateProductPayload, 'product'> & { product?: Maybe<ResolversTypes['Product']> }>;
  CreateProjectInput: CreateProjectInput;
  CreateProjectPayload: ResolverTypeWrapper<Omit<CreateProjectPayload, 'project'> & { project?: Maybe<ResolversTypes['Project']> }>;
  CreateTaxRateInput: CreateTaxRateInput;
  CreateTaxRatePayload: ResolverTypeWrapper<Omit<CreateTaxRatePayload, 'taxRate'> & { taxRate?: Maybe<ResolversTypes['TaxRate']> }>;
  CurrencyCode: ResolverTypeWrapper<Scalars['CurrencyCode']['output']>;
  CurrencyFilter: CurrencyFilter;
  Customer: ResolverTypeWrapper<Reference>;
  Date: ResolverTypeWrapper<Scalars['Date']['output']>;
  DateFilter: DateFilter;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  Deal: ResolverTypeWrapper<Reference>;
  Decimal: ResolverTypeWrapper<Scalars['Decimal']['output']>;
  DecimalFilter: DecimalFilter;
  DeleteInvoiceInput: DeleteInvoiceInput;
  DeleteInvoicePayload: ResolverTypeWrapper<DeleteInvoicePayload>;
  ExternalReference: ResolverTypeWrapper<ExternalReference>;
  ExternalReferenceInput: ExternalReferenceInput;
  HoldProjectInput: HoldProjectInput;
  HoldProjectPayload: ResolverTypeWrapper<Omit<HoldProjectPayload, 'project'> & { project?: Maybe<ResolversTypes['Project']> }>;
  IdFilter: IdFilter;
  ImportInvoiceRow: ImportInvoiceRow;
  ImportInvoicesInput: ImportInvoicesInput;
  ImportInvoicesPayload: ResolverTypeWrapper<ImportInvoicesPayload>;
  ImportOutcome: ImportOutcome;
  ImportPaymentRow: ImportPaymentRow;
  ImportPaymentsInput: ImportPaymentsInput;
  ImportPaymentsPayload: ResolverTypeWrapper<ImportPaymentsPayload>;
  ImportProductRow: ImportProductRow;
  ImportProductsInput: ImportProductsInput;
  ImportProductsPayload: ResolverTypeWrapper<ImportProductsPayload>;
  ImportProjectRow: ImportProjectRow;
  ImportProjectsInput: ImportProjectsInput;
  ImportProjectsPayload: ResolverTypeWrapper<ImportProjectsPayload>;
  ImportedRow: ResolverTypeWrapper<ImportedRow>;
  Invoice: ResolverTypeWrapper<InvoiceRow>;
  InvoiceConnection: ResolverTypeWrapper<InvoicePage>;
  InvoiceEdge: ResolverTypeWrapper<Omit<InvoiceEdge, 'node'> & { node: ResolversTypes['Invoice'] }>;
  InvoiceFilter: InvoiceFilter;
  InvoiceLine: ResolverTypeWrapper<InvoiceLineRow>;
  InvoiceLineInput: InvoiceLineInput;
  InvoiceOrder: InvoiceOrder;
  InvoiceOrderField: InvoiceOrderField;
  InvoiceState: InvoiceState;
  InvoiceStateFilter: InvoiceStateFilter;
  InvoiceTax: ResolverTypeWrapper<InvoiceTaxRow>;
  Journal: ResolverTypeWrapper<JournalRow>;
  JournalCode: JournalCode;
  JournalEntry: ResolverTypeWrapper<JournalEntryRow>;
  JournalEntryConnection: ResolverTypeWrapper<JournalEntryPage>;
  JournalEntryEdge: ResolverTypeWrapper<Omit<JournalEntryEdge, 'node'> & { node: ResolversTypes['JournalEntry'] }>;
  JournalEntryFilter: JournalEntryFilter;
  JournalEntryOrder: JournalEntryOrder;
  JournalEntryOrderField: JournalEntryOrderField;
  JournalEntrySource: JournalEntrySource;
  JournalLine: ResolverTypeWrapper<JournalLineRow>;
  LedgerVerification: ResolverTypeWrapper<LedgerVerification>;
  Money: ResolverTypeWrapper<MoneyValue>;
  MoneyInput: MoneyInput;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Node: ResolverTypeWrapper<ResolversInterfaceTypes<ResolversTypes>['Node']>;
  NullableDateFilter: NullableDateFilter;
  NullableIdFilter: NullableIdFilter;
  NullableStringFilter: NullableStringFilter;
  OrderDirection: OrderDirection;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  Payment: ResolverTypeWrapper<PaymentRow>;
  PaymentApplication: ResolverTypeWrapper<PaymentApplicationRow>;
  PaymentApplicationInput: PaymentApplicationInput;
  PaymentApplicationState: PaymentApplicationState;
  PaymentApplicationStateFilter: PaymentApplicationStateFilter;
  PaymentConnection: ResolverTypeWrapper<PaymentPage>;
  PaymentEdge: ResolverTypeWrapper<Omit<PaymentEdge, 'node'> & { node: ResolversTypes['Payment'] }>;
  PaymentFilter: PaymentFilter;
  PaymentMethod: PaymentMethod;
  PaymentMethodFilter: PaymentMethodFilter;
  PaymentOrder: PaymentOrder;
  PaymentOrderField: PaymentOrderField;
  PaymentState: PaymentState;
  PaymentStateFilter: PaymentStateFilter;
  PostInvoiceInput: PostInvoiceInput;
  PostInvoicePayload: ResolverTypeWrapper<Omit<PostInvoicePayload, 'invoice'> & { invoice?: Maybe<ResolversTypes['Invoice']> }>;
  Product: ResolverTypeWrapper<ProductRow>;
  ProductConnection: ResolverTypeWrapper<ProductPage>;
  ProductEdge: ResolverTypeWrapper<Omit<ProductEdge, 'node'> & { node: ResolversTypes['Product'] }>;
  ProductFilter: ProductFilter;
  ProductOrder: ProductOrder;
  ProductOrderField: ProductOrderField;
  Project: ResolverTypeWrapper<ProjectRow>;
  ProjectConnection: ResolverTypeWrapper<ProjectPage>;
  ProjectEdge: ResolverTypeWrapper<Omit<ProjectEdge, 'node'> & { node: ResolversTypes['Project'] }>;
  ProjectFilter: ProjectFilter;
  ProjectOrder: ProjectOrder;
  ProjectOrderField: ProjectOrderField;
  ProjectState: ProjectState;
  ProjectStateChange: ResolverTypeWrapper<ProjectStateChangeRow>;
  ProjectStateFilter: ProjectStateFilter;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Receivable: ResolverTypeWrapper<ReceivableValue>;
  ReceivePaymentInput: ReceivePaymentInput;
  ReceivePaymentPayload: ResolverTypeWrapper<Omit<ReceivePaymentPayload, 'payment'> & { payment?: Maybe<ResolversTypes['Payment']> }>;
  ReopenProjectInput: ReopenProjectInput;
  ReopenProjectPayload: ResolverTypeWrapper<Omit<ReopenProjectPayload, 'project'> & { project?: Maybe<ResolversTypes['Project']> }>;
  ResumeProjectInput: ResumeProjectInput;
  ResumeProjectPayload: ResolverTypeWrapper<Omit<ResumeProjectPayload, 'project'> & { project?: Maybe<ResolversTypes['Project']> }>;
  StartProjectInput: StartProjectInput;
  StartProjectPayload: ResolverTypeWrapper<Omit<StartProjectPayload, 'project'> & { project?: Maybe<ResolversTypes['Project']> }>;
  StringFilter: StringFilter;
  TaxCategory: TaxCategory;
  TaxRate: ResolverTypeWrapper<TaxRateRow>;
  TrialBalanceRow: ResolverTypeWrapper<TrialBalance>;
  UpdateAccountInput: UpdateAccountInput;
  UpdateAccountPayload: ResolverTypeWrapper<Omit<UpdateAccountPayload, 'account'> & { account?: Maybe<ResolversTypes['Account']> }>;
  UpdateInvoiceInput: UpdateInvoiceInput;
  UpdateInvoicePayload: ResolverTypeWrapper<Omit<UpdateInvoicePayload, 'invoice'> & { invoice?: Maybe<ResolversTypes['Invoice']> }>;
  UpdateProductInput: UpdateProductInput;
  UpdateProductPayload: ResolverTypeWrapper<Omit<UpdateProductPayload, 'product'> & { product?: Maybe<ResolversTypes['Product']> }>;
  UpdateProjectInput: UpdateProjectInput;
  UpdateProjectPayload: ResolverTypeWrapper<Omit<UpdateProjectPayload, 'project'> & { project?: Maybe<ResolversTypes['Project']> }>;
  UpdateTaxRateInput: UpdateTaxRateInput;
  UpdateTaxRatePayload: ResolverTypeWrapper<Omit<UpdateTaxRatePayload, 'taxRate'> & { taxRate?: Maybe<ResolversTypes['TaxRate']> }>;
  User: ResolverTypeWrapper<Reference>;
  UserError: ResolverTypeWrapper<UserError>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  Account: AccountRow;
  String: Scalars['String']['output'];
  ID: Scalars['ID']['output'];
  ApplyPaymentInput: ApplyPaymentInput;
  ApplyPaymentPayload: Omit<ApplyPaymentPayload, 'payment'> & { payment?: Maybe<ResolversParentTypes['Payment']> };
  CancelProjectInput: CancelProjectInput;
  CancelProjectPayload: Omit<CancelProjectPayload, 'project'> & { project?: Maybe<ResolversParentTypes['Project']> };
  CloseProjectInput: CloseProjectInput;
  CloseProjectPayload: Omit<CloseProjectPayload, 'project'> & { project?: Maybe<ResolversParentTypes['Project']> };
  CompleteProjectInput: CompleteProjectInput;
  CompleteProjectPayload: Omit<CompleteProjectPayload, 'project'> & { project?: Maybe<ResolversParentTypes['Project']> };
  CreateAccountInput: CreateAccountInput;
  CreateAccountPayload: Omit<CreateAccountPayload, 'account'> & { account?: Maybe<ResolversParentTypes['Account']> };
  CreateInvoiceInput: CreateInvoiceInput;
  Boolean: Scalars['Boolean']['output'];
  CreateInvoicePayload: Omit<CreateInvoicePayload, 'invoice'> & { invoice?: Maybe<ResolversParentTypes['Invoice']> };
  CreateProductInput: CreateProductInput;
  CreateProductPayload: Omit<CreateProductPayload, 'product'> & { product?: Maybe<ResolversParentTypes['Product']> };
  CreateProjectInput: CreateProjectInput;
  CreateProjectPayload: Omit<CreateProjectPayload, 'project'> & { project?: Maybe<ResolversParentTypes['Project']> };
  CreateTaxRateInput: CreateTaxRateInput;
  CreateTaxRatePayload: Omit<CreateTaxRatePayload, 'taxRate'> & { taxRate?: Maybe<ResolversParentTypes['TaxRate']> };
  CurrencyCode: Scalars['CurrencyCode']['output'];
  CurrencyFilter: CurrencyFilter;
  Customer: Reference;
  Date: Scalars['Date']['output'];
  DateFilter: DateFilter;
  DateTime: Scalars['DateTime']['output'];
  Deal: Reference;
  Decimal: Scalars['Decimal']['output'];
  DecimalFilter: DecimalFilter;
  DeleteInvoiceInput: DeleteInvoiceInput;
  DeleteInvoicePayload: DeleteInvoicePayload;
  ExternalReference: ExternalReference;
  ExternalReferenceInput: ExternalReferenceInput;
  HoldProjectInput: HoldProjectInput;
  HoldProjectPayload: Omit<HoldProjectPayload, 'project'> & { project?: Maybe<ResolversParentTypes['Project']> };
  IdFilter: IdFilter;
  ImportInvoiceRow: ImportInvoiceRow;
  ImportInvoicesInput: ImportInvoicesInput;
  ImportInvoicesPayload: ImportInvoicesPayload;
  ImportPaymentRow: ImportPaymentRow;
  ImportPaymentsInput: ImportPaymentsInput;
  ImportPaymentsPayload: ImportPaymentsPayload;
  ImportProductRow: ImportProductRow;
  ImportProductsInput: ImportProductsInput;
  ImportProductsPayload: ImportProductsPayload;
  ImportProjectRow: ImportProjectRow;
  ImportProjectsInput: ImportProjectsInput;
  ImportProjectsPayload: ImportProjectsPayload;
  ImportedRow: ImportedRow;
  Invoice: InvoiceRow;
  InvoiceConnection: InvoicePage;
  InvoiceEdge: Omit<InvoiceEdge, 'node'> & { node: ResolversParentTypes['Invoice'] };
  InvoiceFilter: InvoiceFilter;
  InvoiceLine: InvoiceLineRow;
  InvoiceLineInput: InvoiceLineInput;
  InvoiceOrder: InvoiceOrder;
  InvoiceStateFilter: InvoiceStateFilter;
  InvoiceTax: InvoiceTaxRow;
  Journal: JournalRow;
  JournalEntry: JournalEntryRow;
  JournalEntryConnection: JournalEntryPage;
  JournalEntryEdge: Omit<JournalEntryEdge, 'node'> & { node: ResolversParentTypes['JournalEntry'] };
  JournalEntryFilter: JournalEntryFilter;
  JournalEntryOrder: JournalEntryOrder;
  JournalLine: JournalLineRow;
  LedgerVerification: LedgerVerification;
  Money: MoneyValue;
  MoneyInput: MoneyInput;
  Mutation: Record<PropertyKey, never>;
  Node: ResolversInterfaceTypes<ResolversParentTypes>['Node'];
  NullableDateFilter: NullableDateFilter;
  NullableIdFilter: NullableIdFilter;
  NullableStringFilter: NullableStringFilter;
  PageInfo: PageInfo;
  Payment: PaymentRow;
  PaymentApplication: PaymentApplicationRow;
  PaymentApplicationInput: PaymentApplicationInput;
  PaymentApplicationStateFilter: PaymentApplicationStateFilter;
  PaymentConnection: PaymentPage;
  PaymentEdge: Omit<PaymentEdge, 'node'> & { node: ResolversParentTypes['Payment'] };
  PaymentFilter: PaymentFilter;
  PaymentMethodFilter: PaymentMethodFilter;
  PaymentOrder: PaymentOrder;
  PaymentStateFilter: PaymentStateFilter;
  PostInvoiceInput: PostInvoiceInput;
  PostInvoicePayload: Omit<PostInvoicePayload, 'invoice'> & { invoice?: Maybe<ResolversParentTypes['Invoice']> };
  Product: ProductRow;
  ProductConnection: ProductPage;
  ProductEdge: Omit<ProductEdge, 'node'> & { node: ResolversParentTypes['Product'] };
  ProductFilter: ProductFilter;
  ProductOrder: ProductOrder;
  Project: ProjectRow;
  ProjectConnection: ProjectPage;
  ProjectEdge: Omit<ProjectEdge, 'node'> & { node: ResolversParentTypes['Project'] };
  ProjectFilter: ProjectFilter;
  ProjectOrder: ProjectOrder;
  ProjectStateChange: ProjectStateChangeRow;
  ProjectStateFilter: ProjectStateFilter;
  Query: Record<PropertyKey, never>;
  Receivable: ReceivableValue;
  ReceivePaymentInput: ReceivePaymentInput;
  ReceivePaymentPayload: Omit<ReceivePaymentPayload, 'payment'> & { payment?: Maybe<ResolversParentTypes['Payment']> };
  ReopenProjectInput: ReopenProjectInput;
  ReopenProjectPayload: Omit<ReopenProjectPayload, 'project'> & { project?: Maybe<ResolversParentTypes['Project']> };
  ResumeProjectInput: ResumeProjectInput;
  ResumeProjectPayload: Omit<ResumeProjectPayload, 'project'> & { project?: Maybe<ResolversParentTypes['Project']> };
  StartProjectInput: StartProjectInput;
  StartProjectPayload: Omit<StartProjectPayload, 'project'> & { project?: Maybe<ResolversParentTypes['Project']> };
  StringFilter: StringFilter;
  TaxRate: TaxRateRow;
  TrialBalanceRow: TrialBalance;
  UpdateAccountInput: UpdateAccountInput;
  UpdateAccountPayload: Omit<UpdateAccountPayload, 'account'> & { account?: Maybe<ResolversParentTypes['Account']> };
  UpdateInvoiceInput: UpdateInvoiceInput;
  UpdateInvoicePayload: Omit<UpdateInvoicePayload, 'invoice'> & { invoice?: Maybe<ResolversParentTypes['Invoice']> };
  UpdateProductInput: UpdateProductInput;
  UpdateProductPayload: Omit<UpdateProductPayload, 'product'> & { product?: Maybe<ResolversParentTypes['Product']> };
  UpdateProjectInput: UpdateProjectInput;
  UpdateProjectPayload: Omit<UpdateProjectPayload, 'project'> & { project?: Maybe<ResolversParentTypes['Project']> };
  UpdateTaxRateInput: UpdateTaxRateInput;
  UpdateTaxRatePayload: Omit<UpdateTaxRatePayload, 'taxRate'> & { taxRate?: Maybe<ResolversParentTypes['TaxRate']> };
  User: Reference;
  UserError: UserError;
  Int: Scalars['Int']['output'];
};

export type AtMostDirectiveArgs = {
  items: Scalars['Int']['input'];
};

export type AtMostDirectiveResolver<Result, Parent, ContextType = Context, Args = AtMostDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type AccountResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Account'] = ResolversParentTypes['Account'], FederationReferenceType extends FederationReferenceTypes['Account'] = FederationReferenceTypes['Account']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Account']> | FederationReferenceType, FederationReferenceType, ContextType>;
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  role?: Resolver<Maybe<ResolversTypes['AccountRole']>, ParentType, ContextType>;
  type?: Resolver<ResolversTypes['AccountType'], ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ApplyPaymentPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ApplyPaymentPayload'] = ResolversParentTypes['ApplyPaymentPayload']> = {
  payment?: Resolver<Maybe<ResolversTypes['Payment']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type CancelProjectPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CancelProjectPayload'] = ResolversParentTypes['CancelProjectPayload']> = {
  project?: Resolver<Maybe<ResolversTypes['Project']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type CloseProjectPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CloseProjectPayload'] = ResolversParentTypes['CloseProjectPayload']> = {
  project?: Resolver<Maybe<ResolversTypes['Project']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type CompleteProjectPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CompleteProjectPayload'] = ResolversParentTypes['CompleteProjectPayload']> = {
  project?: Resolver<Maybe<ResolversTypes['Project']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type CreateAccountPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CreateAccountPayload'] = ResolversParentTypes['CreateAccountPayload']> = {
  account?: Resolver<Maybe<ResolversTypes['Account']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type CreateInvoicePayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CreateInvoicePayload'] = ResolversParentTypes['CreateInvoicePayload']> = {
  invoice?: Resolver<Maybe<ResolversTypes['Invoice']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type CreateProductPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CreateProductPayload'] = ResolversParentTypes['CreateProductPayload']> = {
  product?: Resolver<Maybe<ResolversTypes['Product']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type CreateProjectPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CreateProjectPayload'] = ResolversParentTypes['CreateProjectPayload']> = {
  project?: Resolver<Maybe<ResolversTypes['Project']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type CreateTaxRatePayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CreateTaxRatePayload'] = ResolversParentTypes['CreateTaxRatePayload']> = {
  taxRate?: Resolver<Maybe<ResolversTypes['TaxRate']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export interface CurrencyCodeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['CurrencyCode'], any> {
  name: 'CurrencyCode';
}

export type CustomerResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Customer'] = ResolversParentTypes['Customer'], FederationReferenceType extends FederationReferenceTypes['Customer'] = FederationReferenceTypes['Customer']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Customer']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  invoices?: Resolver<Maybe<ResolversTypes['InvoiceConnection']>, ParentType, ContextType, Partial<CustomerInvoicesArgs>>;
  payments?: Resolver<Maybe<ResolversTypes['PaymentConnection']>, ParentType, ContextType, Partial<CustomerPaymentsArgs>>;
  projects?: Resolver<Maybe<ResolversTypes['ProjectConnection']>, ParentType, ContextType, Partial<CustomerProjectsArgs>>;
  receivable?: Resolver<Maybe<ResolversTypes['Receivable']>, ParentType, ContextType, Partial<CustomerReceivableArgs>>;
  receivables?: Resolver<Maybe<ReadonlyArray<ResolversTypes['Receivable']>>, ParentType, ContextType>;
};

export interface DateScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Date'], any> {
  name: 'Date';
}

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export type DealResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Deal'] = ResolversParentTypes['Deal'], FederationReferenceType extends FederationReferenceTypes['Deal'] = FederationReferenceTypes['Deal']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Deal']> | FederationReferenceType, FederationReferenceType, ContextType>;
  collected?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType, Partial<DealCollectedArgs>>;
  collectedByCurrency?: Resolver<Maybe<ReadonlyArray<ResolversTypes['Money']>>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  invoices?: Resolver<Maybe<ResolversTypes['InvoiceConnection']>, ParentType, ContextType, Partial<DealInvoicesArgs>>;
  project?: Resolver<Maybe<ResolversTypes['Project']>, ParentType, ContextType>;
};

export interface DecimalScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Decimal'], any> {
  name: 'Decimal';
}

export type DeleteInvoicePayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DeleteInvoicePayload'] = ResolversParentTypes['DeleteInvoicePayload']> = {
  deletedId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type ExternalReferenceResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ExternalReference'] = ResolversParentTypes['ExternalReference']> = {
  id?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  source?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type HoldProjectPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['HoldProjectPayload'] = ResolversParentTypes['HoldProjectPayload']> = {
  project?: Resolver<Maybe<ResolversTypes['Project']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type ImportInvoicesPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ImportInvoicesPayload'] = ResolversParentTypes['ImportInvoicesPayload']> = {
  created?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  failed?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  rows?: Resolver<ReadonlyArray<ResolversTypes['ImportedRow']>, ParentType, ContextType>;
  unchanged?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  updated?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type ImportPaymentsPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ImportPaymentsPayload'] = ResolversParentTypes['ImportPaymentsPayload']> = {
  created?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  failed?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  rows?: Resolver<ReadonlyArray<ResolversTypes['ImportedRow']>, ParentType, ContextType>;
  unchanged?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  updated?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type ImportProductsPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ImportProductsPayload'] = ResolversParentTypes['ImportProductsPayload']> = {
  created?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  failed?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  rows?: Resolver<ReadonlyArray<ResolversTypes['ImportedRow']>, ParentType, ContextType>;
  unchanged?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  updated?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type ImportProjectsPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ImportProjectsPayload'] = ResolversParentTypes['ImportProjectsPayload']> = {
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

export type InvoiceResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Invoice'] = ResolversParentTypes['Invoice'], FederationReferenceType extends FederationReferenceTypes['Invoice'] = FederationReferenceTypes['Invoice']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Invoice']> | FederationReferenceType, FederationReferenceType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  currency?: Resolver<ResolversTypes['CurrencyCode'], ParentType, ContextType>;
  customer?: Resolver<Maybe<ResolversTypes['Customer']>, ParentType, ContextType>;
  deal?: Resolver<Maybe<ResolversTypes['Deal']>, ParentType, ContextType>;
  dueDate?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
  externalReference?: Resolver<Maybe<ResolversTypes['ExternalReference']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  isOverdue?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  issueDate?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
  journalEntry?: Resolver<Maybe<ResolversTypes['JournalEntry']>, ParentType, ContextType>;
  lines?: Resolver<ReadonlyArray<ResolversTypes['InvoiceLine']>, ParentType, ContextType>;
  net?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  number?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  outstanding?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  paid?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  paymentState?: Resolver<ResolversTypes['PaymentState'], ParentType, ContextType>;
  payments?: Resolver<Maybe<ReadonlyArray<ResolversTypes['PaymentApplication']>>, ParentType, ContextType>;
  postedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  pricesIncludeTax?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  project?: Resolver<Maybe<ResolversTypes['Project']>, ParentType, ContextType>;
  state?: Resolver<ResolversTypes['InvoiceState'], ParentType, ContextType>;
  tax?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  taxes?: Resolver<ReadonlyArray<ResolversTypes['InvoiceTax']>, ParentType, ContextType>;
  total?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  updatedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type InvoiceConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['InvoiceConnection'] = ResolversParentTypes['InvoiceConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['InvoiceEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Invoice']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type InvoiceEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['InvoiceEdge'] = ResolversParentTypes['InvoiceEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Invoice'], ParentType, ContextType>;
};

export type InvoiceLineResolvers<ContextType = Context, ParentType extends ResolversParentTypes['InvoiceLine'] = ResolversParentTypes['InvoiceLine']> = {
  amount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  description?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  discountPercent?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  net?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  position?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  product?: Resolver<Maybe<ResolversTypes['Product']>, ParentType, ContextType>;
  quantity?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  revenueAccount?: Resolver<Maybe<ResolversTypes['Account']>, ParentType, ContextType>;
  taxCategory?: Resolver<ResolversTypes['TaxCategory'], ParentType, ContextType>;
  taxPercent?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  taxRate?: Resolver<Maybe<ResolversTypes['TaxRate']>, ParentType, ContextType>;
  unitPrice?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
};

export type InvoiceTaxResolvers<ContextType = Context, ParentType extends ResolversParentTypes['InvoiceTax'] = ResolversParentTypes['InvoiceTax']> = {
  category?: Resolver<ResolversTypes['TaxCategory'], ParentType, ContextType>;
  rate?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  tax?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  taxable?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
};

export type JournalResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Journal'] = ResolversParentTypes['Journal'], FederationReferenceType extends FederationReferenceTypes['Journal'] = FederationReferenceTypes['Journal']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Journal']> | FederationReferenceType, FederationReferenceType, ContextType>;
  code?: Resolver<ResolversTypes['JournalCode'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type JournalEntryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['JournalEntry'] = ResolversParentTypes['JournalEntry'], FederationReferenceType extends FederationReferenceTypes['JournalEntry'] = FederationReferenceTypes['JournalEntry']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['JournalEntry']> | FederationReferenceType, FederationReferenceType, ContextType>;
  currency?: Resolver<ResolversTypes['CurrencyCode'], ParentType, ContextType>;
  date?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
  description?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  hash?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  invoice?: Resolver<Maybe<ResolversTypes['Invoice']>, ParentType, ContextType>;
  journal?: Resolver<ResolversTypes['Journal'], ParentType, ContextType>;
  lines?: Resolver<ReadonlyArray<ResolversTypes['JournalLine']>, ParentType, ContextType>;
  number?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  payment?: Resolver<Maybe<ResolversTypes['Payment']>, ParentType, ContextType>;
  postedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  postedBy?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  previousHash?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  sequence?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  source?: Resolver<ResolversTypes['JournalEntrySource'], ParentType, ContextType>;
  sourceId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type JournalEntryConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['JournalEntryConnection'] = ResolversParentTypes['JournalEntryConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['JournalEntryEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['JournalEntry']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type JournalEntryEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['JournalEntryEdge'] = ResolversParentTypes['JournalEntryEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['JournalEntry'], ParentType, ContextType>;
};

export type JournalLineResolvers<ContextType = Context, ParentType extends ResolversParentTypes['JournalLine'] = ResolversParentTypes['JournalLine']> = {
  account?: Resolver<ResolversTypes['Account'], ParentType, ContextType>;
  credit?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  customer?: Resolver<Maybe<ResolversTypes['Customer']>, ParentType, ContextType>;
  deal?: Resolver<Maybe<ResolversTypes['Deal']>, ParentType, ContextType>;
  debit?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  description?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  position?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  project?: Resolver<Maybe<ResolversTypes['Project']>, ParentType, ContextType>;
};

export type LedgerVerificationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['LedgerVerification'] = ResolversParentTypes['LedgerVerification']> = {
  checked?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  entries?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  firstBrokenSequence?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  valid?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type MoneyResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Money'] = ResolversParentTypes['Money']> = {
  amount?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  currency?: Resolver<ResolversTypes['CurrencyCode'], ParentType, ContextType>;
  formatted?: Resolver<ResolversTypes['String'], ParentType, ContextType, Partial<MoneyFormattedArgs>>;
};

export type MutationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  applyPayment?: Resolver<Maybe<ResolversTypes['ApplyPaymentPayload']>, ParentType, ContextType, RequireFields<MutationApplyPaymentArgs, 'input'>>;
  cancelProject?: Resolver<Maybe<ResolversTypes['CancelProjectPayload']>, ParentType, ContextType, RequireFields<MutationCancelProjectArgs, 'input'>>;
  closeProject?: Resolver<Maybe<ResolversTypes['CloseProjectPayload']>, ParentType, ContextType, RequireFields<MutationCloseProjectArgs, 'input'>>;
  completeProject?: Resolver<Maybe<ResolversTypes['CompleteProjectPayload']>, ParentType, ContextType, RequireFields<MutationCompleteProjectArgs, 'input'>>;
  createAccount?: Resolver<Maybe<ResolversTypes['CreateAccountPayload']>, ParentType, ContextType, RequireFields<MutationCreateAccountArgs, 'input'>>;
  createInvoice?: Resolver<Maybe<ResolversTypes['CreateInvoicePayload']>, ParentType, ContextType, RequireFields<MutationCreateInvoiceArgs, 'input'>>;
  createProduct?: Resolver<Maybe<ResolversTypes['CreateProductPayload']>, ParentType, ContextType, RequireFields<MutationCreateProductArgs, 'input'>>;
  createProject?: Resolver<Maybe<ResolversTypes['CreateProjectPayload']>, ParentType, ContextType, RequireFields<MutationCreateProjectArgs, 'input'>>;
  createTaxRate?: Resolver<Maybe<ResolversTypes['CreateTaxRatePayload']>, ParentType, ContextType, RequireFields<MutationCreateTaxRateArgs, 'input'>>;
  deleteInvoice?: Resolver<Maybe<ResolversTypes['DeleteInvoicePayload']>, ParentType, ContextType, RequireFields<MutationDeleteInvoiceArgs, 'input'>>;
  holdProject?: Resolver<Maybe<ResolversTypes['HoldProjectPayload']>, ParentType, ContextType, RequireFields<MutationHoldProjectArgs, 'input'>>;
  importInvoices?: Resolver<Maybe<ResolversTypes['ImportInvoicesPayload']>, ParentType, ContextType, RequireFields<MutationImportInvoicesArgs, 'input'>>;
  importPayments?: Resolver<Maybe<ResolversTypes['ImportPaymentsPayload']>, ParentType, ContextType, RequireFields<MutationImportPaymentsArgs, 'input'>>;
  importProducts?: Resolver<Maybe<ResolversTypes['ImportProductsPayload']>, ParentType, ContextType, RequireFields<MutationImportProductsArgs, 'input'>>;
  importProjects?: Resolver<Maybe<ResolversTypes['ImportProjectsPayload']>, ParentType, ContextType, RequireFields<MutationImportProjectsArgs, 'input'>>;
  postInvoice?: Resolver<Maybe<ResolversTypes['PostInvoicePayload']>, ParentType, ContextType, RequireFields<MutationPostInvoiceArgs, 'input'>>;
  receivePayment?: Resolver<Maybe<ResolversTypes['ReceivePaymentPayload']>, ParentType, ContextType, RequireFields<MutationReceivePaymentArgs, 'input'>>;
  reopenProject?: Resolver<Maybe<ResolversTypes['ReopenProjectPayload']>, ParentType, ContextType, RequireFields<MutationReopenProjectArgs, 'input'>>;
  resumeProject?: Resolver<Maybe<ResolversTypes['ResumeProjectPayload']>, ParentType, ContextType, RequireFields<MutationResumeProjectArgs, 'input'>>;
  startProject?: Resolver<Maybe<ResolversTypes['StartProjectPayload']>, ParentType, ContextType, RequireFields<MutationStartProjectArgs, 'input'>>;
  updateAccount?: Resolver<Maybe<ResolversTypes['UpdateAccountPayload']>, ParentType, ContextType, RequireFields<MutationUpdateAccountArgs, 'input'>>;
  updateInvoice?: Resolver<Maybe<ResolversTypes['UpdateInvoicePayload']>, ParentType, ContextType, RequireFields<MutationUpdateInvoiceArgs, 'input'>>;
  updateProduct?: Resolver<Maybe<ResolversTypes['UpdateProductPayload']>, ParentType, ContextType, RequireFields<MutationUpdateProductArgs, 'input'>>;
  updateProject?: Resolver<Maybe<ResolversTypes['UpdateProjectPayload']>, ParentType, ContextType, RequireFields<MutationUpdateProjectArgs, 'input'>>;
  updateTaxRate?: Resolver<Maybe<ResolversTypes['UpdateTaxRatePayload']>, ParentType, ContextType, RequireFields<MutationUpdateTaxRateArgs, 'input'>>;
};

export type NodeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Node'] = ResolversParentTypes['Node']> = {
  __resolveType: TypeResolveFn<'Account' | 'Invoice' | 'Journal' | 'JournalEntry' | 'Payment' | 'Product' | 'Project' | 'TaxRate', ParentType, ContextType>;
};

export type PageInfoResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  hasPreviousPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  startCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type PaymentResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Payment'] = ResolversParentTypes['Payment'], FederationReferenceType extends FederationReferenceTypes['Payment'] = FederationReferenceTypes['Payment']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Payment']> | FederationReferenceType, FederationReferenceType, ContextType>;
  amount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  applicationState?: Resolver<ResolversTypes['PaymentApplicationState'], ParentType, ContextType>;
  applications?: Resolver<ReadonlyArray<ResolversTypes['PaymentApplication']>, ParentType, ContextType>;
  applied?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  customer?: Resolver<Maybe<ResolversTypes['Customer']>, ParentType, ContextType>;
  externalReference?: Resolver<Maybe<ResolversTypes['ExternalReference']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  journalEntry?: Resolver<Maybe<ResolversTypes['JournalEntry']>, ParentType, ContextType>;
  method?: Resolver<ResolversTypes['PaymentMethod'], ParentType, ContextType>;
  number?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  receivedOn?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
  reference?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  unapplied?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  updatedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type PaymentApplicationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PaymentApplication'] = ResolversParentTypes['PaymentApplication']> = {
  amount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  appliedOn?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  invoice?: Resolver<Maybe<ResolversTypes['Invoice']>, ParentType, ContextType>;
  payment?: Resolver<ResolversTypes['Payment'], ParentType, ContextType>;
};

export type PaymentConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PaymentConnection'] = ResolversParentTypes['PaymentConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['PaymentEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Payment']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type PaymentEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PaymentEdge'] = ResolversParentTypes['PaymentEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Payment'], ParentType, ContextType>;
};

export type PostInvoicePayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PostInvoicePayload'] = ResolversParentTypes['PostInvoicePayload']> = {
  invoice?: Resolver<Maybe<ResolversTypes['Invoice']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type ProductResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Product'] = ResolversParentTypes['Product'], FederationReferenceType extends FederationReferenceTypes['Product'] = FederationReferenceTypes['Product']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Product']> | FederationReferenceType, FederationReferenceType, ContextType>;
  active?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  category?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  externalReference?: Resolver<Maybe<ResolversTypes['ExternalReference']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  revenueAccount?: Resolver<Maybe<ResolversTypes['Account']>, ParentType, ContextType>;
  sku?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  taxRate?: Resolver<Maybe<ResolversTypes['TaxRate']>, ParentType, ContextType>;
  unit?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  unitPrice?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  updatedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ProductConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ProductConnection'] = ResolversParentTypes['ProductConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['ProductEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Product']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type ProductEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ProductEdge'] = ResolversParentTypes['ProductEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Product'], ParentType, ContextType>;
};

export type ProjectResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Project'] = ResolversParentTypes['Project'], FederationReferenceType extends FederationReferenceTypes['Project'] = FederationReferenceTypes['Project']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Project']> | FederationReferenceType, FederationReferenceType, ContextType>;
  budget?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  customer?: Resolver<Maybe<ResolversTypes['Customer']>, ParentType, ContextType>;
  deal?: Resolver<Maybe<ResolversTypes['Deal']>, ParentType, ContextType>;
  endsOn?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  externalReference?: Resolver<Maybe<ResolversTypes['ExternalReference']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  invoices?: Resolver<Maybe<ResolversTypes['InvoiceConnection']>, ParentType, ContextType, Partial<ProjectInvoicesArgs>>;
  manager?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  startsOn?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  state?: Resolver<ResolversTypes['ProjectState'], ParentType, ContextType>;
  stateChanges?: Resolver<Maybe<ReadonlyArray<ResolversTypes['ProjectStateChange']>>, ParentType, ContextType>;
  updatedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ProjectConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ProjectConnection'] = ResolversParentTypes['ProjectConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['ProjectEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Project']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type ProjectEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ProjectEdge'] = ResolversParentTypes['ProjectEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Project'], ParentType, ContextType>;
};

export type ProjectStateChangeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ProjectStateChange'] = ResolversParentTypes['ProjectStateChange']> = {
  changedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  changedBy?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  from?: Resolver<Maybe<ResolversTypes['ProjectState']>, ParentType, ContextType>;
  reason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  to?: Resolver<ResolversTypes['ProjectState'], ParentType, ContextType>;
};

export type QueryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  account?: Resolver<Maybe<ResolversTypes['Account']>, ParentType, ContextType, RequireFields<QueryAccountArgs, 'id'>>;
  accounts?: Resolver<Maybe<ReadonlyArray<ResolversTypes['Account']>>, ParentType, ContextType>;
  invoice?: Resolver<Maybe<ResolversTypes['Invoice']>, ParentType, ContextType, RequireFields<QueryInvoiceArgs, 'id'>>;
  invoices?: Resolver<Maybe<ResolversTypes['InvoiceConnection']>, ParentType, ContextType, Partial<QueryInvoicesArgs>>;
  journalEntries?: Resolver<Maybe<ResolversTypes['JournalEntryConnection']>, ParentType, ContextType, Partial<QueryJournalEntriesArgs>>;
  journalEntry?: Resolver<Maybe<ResolversTypes['JournalEntry']>, ParentType, ContextType, RequireFields<QueryJournalEntryArgs, 'id'>>;
  journals?: Resolver<Maybe<ReadonlyArray<ResolversTypes['Journal']>>, ParentType, ContextType>;
  payment?: Resolver<Maybe<ResolversTypes['Payment']>, ParentType, ContextType, RequireFields<QueryPaymentArgs, 'id'>>;
  payments?: Resolver<Maybe<ResolversTypes['PaymentConnection']>, ParentType, ContextType, Partial<QueryPaymentsArgs>>;
  product?: Resolver<Maybe<ResolversTypes['Product']>, ParentType, ContextType, RequireFields<QueryProductArgs, 'id'>>;
  products?: Resolver<Maybe<ResolversTypes['ProductConnection']>, ParentType, ContextType, Partial<QueryProductsArgs>>;
  project?: Resolver<Maybe<ResolversTypes['Project']>, ParentType, ContextType, RequireFields<QueryProjectArgs, 'id'>>;
  projects?: Resolver<Maybe<ResolversTypes['ProjectConnection']>, ParentType, ContextType, Partial<QueryProjectsArgs>>;
  taxRate?: Resolver<Maybe<ResolversTypes['TaxRate']>, ParentType, ContextType, RequireFields<QueryTaxRateArgs, 'id'>>;
  taxRates?: Resolver<Maybe<ReadonlyArray<ResolversTypes['TaxRate']>>, ParentType, ContextType>;
  trialBalance?: Resolver<Maybe<ReadonlyArray<ResolversTypes['TrialBalanceRow']>>, ParentType, ContextType, Partial<QueryTrialBalanceArgs>>;
  verifyLedger?: Resolver<Maybe<ResolversTypes['LedgerVerification']>, ParentType, ContextType, RequireFields<QueryVerifyLedgerArgs, 'after'>>;
};

export type ReceivableResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Receivable'] = ResolversParentTypes['Receivable']> = {
  currency?: Resolver<ResolversTypes['CurrencyCode'], ParentType, ContextType>;
  outstanding?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  overdue?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  unapplied?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
};

export type ReceivePaymentPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ReceivePaymentPayload'] = ResolversParentTypes['ReceivePaymentPayload']> = {
  payment?: Resolver<Maybe<ResolversTypes['Payment']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type ReopenProjectPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ReopenProjectPayload'] = ResolversParentTypes['ReopenProjectPayload']> = {
  project?: Resolver<Maybe<ResolversTypes['Project']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type ResumeProjectPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ResumeProjectPayload'] = ResolversParentTypes['ResumeProjectPayload']> = {
  project?: Resolver<Maybe<ResolversTypes['Project']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type StartProjectPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['StartProjectPayload'] = ResolversParentTypes['StartProjectPayload']> = {
  project?: Resolver<Maybe<ResolversTypes['Project']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type TaxRateResolvers<ContextType = Context, ParentType extends ResolversParentTypes['TaxRate'] = ResolversParentTypes['TaxRate'], FederationReferenceType extends FederationReferenceTypes['TaxRate'] = FederationReferenceTypes['TaxRate']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['TaxRate']> | FederationReferenceType, FederationReferenceType, ContextType>;
  active?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  category?: Resolver<ResolversTypes['TaxCategory'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  rate?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type TrialBalanceRowResolvers<ContextType = Context, ParentType extends ResolversParentTypes['TrialBalanceRow'] = ResolversParentTypes['TrialBalanceRow']> = {
  account?: Resolver<ResolversTypes['Account'], ParentType, ContextType>;
  balance?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  credit?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  debit?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
};

export type UpdateAccountPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UpdateAccountPayload'] = ResolversParentTypes['UpdateAccountPayload']> = {
  account?: Resolver<Maybe<ResolversTypes['Account']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type UpdateInvoicePayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UpdateInvoicePayload'] = ResolversParentTypes['UpdateInvoicePayload']> = {
  invoice?: Resolver<Maybe<ResolversTypes['Invoice']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type UpdateProductPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UpdateProductPayload'] = ResolversParentTypes['UpdateProductPayload']> = {
  product?: Resolver<Maybe<ResolversTypes['Product']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type UpdateProjectPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UpdateProjectPayload'] = ResolversParentTypes['UpdateProjectPayload']> = {
  project?: Resolver<Maybe<ResolversTypes['Project']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type UpdateTaxRatePayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UpdateTaxRatePayload'] = ResolversParentTypes['UpdateTaxRatePayload']> = {
  taxRate?: Resolver<Maybe<ResolversTypes['TaxRate']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type UserResolvers<ContextType = Context, ParentType extends ResolversParentTypes['User'] = ResolversParentTypes['User']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type UserErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UserError'] = ResolversParentTypes['UserError']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  path?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
};

export type Resolvers<ContextType = Context> = {
  Account?: AccountResolvers<ContextType>;
  ApplyPaymentPayload?: ApplyPaymentPayloadResolvers<ContextType>;
  CancelProjectPayload?: CancelProjectPayloadResolvers<ContextType>;
  CloseProjectPayload?: CloseProjectPayloadResolvers<ContextType>;
  CompleteProjectPayload?: CompleteProjectPayloadResolvers<ContextType>;
  CreateAccountPayload?: CreateAccountPayloadResolvers<ContextType>;
  CreateInvoicePayload?: CreateInvoicePayloadResolvers<ContextType>;
  CreateProductPayload?: CreateProductPayloadResolvers<ContextType>;
  CreateProjectPayload?: CreateProjectPayloadResolvers<ContextType>;
  CreateTaxRatePayload?: CreateTaxRatePayloadResolvers<ContextType>;
  CurrencyCode?: GraphQLScalarType;
  Customer?: CustomerResolvers<ContextType>;
  Date?: GraphQLScalarType;
  DateTime?: GraphQLScalarType;
  Deal?: DealResolvers<ContextType>;
  Decimal?: GraphQLScalarType;
  DeleteInvoicePayload?: DeleteInvoicePayloadResolvers<ContextType>;
  ExternalReference?: ExternalReferenceResolvers<ContextType>;
  HoldProjectPayload?: HoldProjectPayloadResolvers<ContextType>;
  ImportInvoicesPayload?: ImportInvoicesPayloadResolvers<ContextType>;
  ImportPaymentsPayload?: ImportPaymentsPayloadResolvers<ContextType>;
  ImportProductsPayload?: ImportProductsPayloadResolvers<ContextType>;
  ImportProjectsPayload?: ImportProjectsPayloadResolvers<ContextType>;
  ImportedRow?: ImportedRowResolvers<ContextType>;
  Invoice?: InvoiceResolvers<ContextType>;
  InvoiceConnection?: InvoiceConnectionResolvers<ContextType>;
  InvoiceEdge?: InvoiceEdgeResolvers<ContextType>;
  InvoiceLine?: InvoiceLineResolvers<ContextType>;
  InvoiceTax?: InvoiceTaxResolvers<ContextType>;
  Journal?: JournalResolvers<ContextType>;
  JournalEntry?: JournalEntryResolvers<ContextType>;
  JournalEntryConnection?: JournalEntryConnectionResolvers<ContextType>;
  JournalEntryEdge?: JournalEntryEdgeResolvers<ContextType>;
  JournalLine?: JournalLineResolvers<ContextType>;
  LedgerVerification?: LedgerVerificationResolvers<ContextType>;
  Money?: MoneyResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  Node?: NodeResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  Payment?: PaymentResolvers<ContextType>;
  PaymentApplication?: PaymentApplicationResolvers<ContextType>;
  PaymentConnection?: PaymentConnectionResolvers<ContextType>;
  PaymentEdge?: PaymentEdgeResolvers<ContextType>;
  PostInvoicePayload?: PostInvoicePayloadResolvers<ContextType>;
  Product?: ProductResolvers<ContextType>;
  ProductConnection?: ProductConnectionResolvers<ContextType>;
  ProductEdge?: ProductEdgeResolvers<ContextType>;
  Project?: ProjectResolvers<ContextType>;
  ProjectConnection?: ProjectConnectionResolvers<ContextType>;
  ProjectEdge?: ProjectEdgeResolvers<ContextType>;
  ProjectStateChange?: ProjectStateChangeResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  Receivable?: ReceivableResolvers<ContextType>;
  ReceivePaymentPayload?: ReceivePaymentPayloadResolvers<ContextType>;
  ReopenProjectPayload?: ReopenProjectPayloadResolvers<ContextType>;
  ResumeProjectPayload?: ResumeProjectPayloadResolvers<ContextType>;
  StartProjectPayload?: StartProjectPayloadResolvers<ContextType>;
  TaxRate?: TaxRateResolvers<ContextType>;
  TrialBalanceRow?: TrialBalanceRowResolvers<ContextType>;
  UpdateAccountPayload?: UpdateAccountPayloadResolvers<ContextType>;
  UpdateInvoicePayload?: UpdateInvoicePayloadResolvers<ContextType>;
  UpdateProductPayload?: UpdateProductPayloadResolvers<ContextType>;
  UpdateProjectPayload?: UpdateProjectPayloadResolvers<ContextType>;
  UpdateTaxRatePayload?: UpdateTaxRatePayloadResolvers<ContextType>;
  User?: UserResolvers<ContextType>;
  UserError?: UserErrorResolvers<ContextType>;
};

export type DirectiveResolvers<ContextType = Context> = {
  atMost?: AtMostDirectiveResolver<any, any, ContextType>;
};
