import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { ApiTokenRow } from '../tokens/tables.ts';
import type { ApiTokenPage } from '../tokens/queries.ts';
import type { Found } from '../node/resolvers.ts';
import type { OrganizationRow } from '../organizations/tables.ts';
import type { UserRow } from '../users/tables.ts';
import type { UserPage } from '../users/queries.ts';
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

/** An account of the chart; the ERP owns it. */
export type Account = Node & {
  readonly __typename?: 'Account';
  /** The global id, `acct_…`, by which its owner is asked. */
  readonly nodeId: Scalars['ID']['output'];
};

/** What is known of a token for a program. The token itself is not kept. */
export type ApiToken = Node & {
  readonly __typename?: 'ApiToken';
  /** When it was made. */
  readonly createdAt: Scalars['DateTime']['output'];
  /** Who made it: it acts in their name. Needs `user:read`. */
  readonly createdBy: Maybe<User>;
  /** When it ends. */
  readonly expiresAt: Scalars['DateTime']['output'];
  /** The global id: `tok_` and a UUIDv7 in base32. */
  readonly id: Scalars['ID']['output'];
  /** Its last four characters, to tell it from others. */
  readonly last4: Scalars['String']['output'];
  /** What it is for. */
  readonly name: Scalars['String']['output'];
  /** The global id. */
  readonly nodeId: Scalars['ID']['output'];
  /** When it was revoked, by itself or with all tokens of its maker; null when it was not. */
  readonly revokedAt: Maybe<Scalars['DateTime']['output']>;
  /** What it may do, as far as its maker's role still allows it: permissions of the form `noun:verb`. */
  readonly scopes: ReadonlyArray<Scalars['String']['output']>;
  /** Whether it opens anything. Needs `token:read`. */
  readonly status: Maybe<ApiTokenStatus>;
};

/** A page of tokens. */
export type ApiTokenConnection = {
  readonly __typename?: 'ApiTokenConnection';
  /** The tokens with their cursors. */
  readonly edges: ReadonlyArray<ApiTokenEdge>;
  /** The tokens alone. */
  readonly nodes: ReadonlyArray<ApiToken>;
  /** Where this page stands among the others. */
  readonly pageInfo: PageInfo;
  /** How many tokens the filter finds; counted only when asked. */
  readonly totalCount: Scalars['Int']['output'];
};

/** A token and its place in a list. */
export type ApiTokenEdge = {
  readonly __typename?: 'ApiTokenEdge';
  /** The place, for `after` and `before`. */
  readonly cursor: Scalars['String']['output'];
  /** The token. */
  readonly node: ApiToken;
};

/** Conditions on tokens. All given ones must hold. */
export type ApiTokenFilter = {
  /** Who made them. */
  readonly createdBy?: InputMaybe<IdFilter>;
};

/** What tokens are ordered by, and which way. */
export type ApiTokenOrder = {
  /** Which way. */
  readonly direction: OrderDirection;
  /** By what. */
  readonly field: ApiTokenOrderField;
};

/** What tokens can be ordered by. */
export type ApiTokenOrderField =
  /** When they were made. */
  | 'CREATED_AT'
  /** When they end. */
  | 'EXPIRES_AT'
  /** What they are for; letter case and accents do not count. */
  | 'NAME';

/** Whether a token opens anything. */
export type ApiTokenStatus =
  /** It does. */
  | 'ACTIVE'
  /** It has ended. */
  | 'EXPIRED'
  /** It was revoked, or all tokens of its maker became void. */
  | 'REVOKED';

/** A person at a customer; the CRM owns it. */
export type Contact = Node & {
  readonly __typename?: 'Contact';
  /** The global id, `cont_…`, by which its owner is asked. */
  readonly nodeId: Scalars['ID']['output'];
};

/** A token to make. */
export type CreateApiTokenInput = {
  /** When it ends: at most a year from now. */
  readonly expiresAt: Scalars['DateTime']['input'];
  /** What it is for: 1 to 100 characters. */
  readonly name: Scalars['String']['input'];
  /** What it may do: 1 to 50 permissions of one's own, as in `invoice:read`. */
  readonly scopes: ReadonlyArray<Scalars['String']['input']>;
};

/** The token that was made, or why not. */
export type CreateApiTokenPayload = {
  readonly __typename?: 'CreateApiTokenPayload';
  /** What is known of it; null when refused. */
  readonly apiToken: Maybe<ApiToken>;
  /** The token itself, this once; null when refused. */
  readonly token: Maybe<Scalars['String']['output']>;
  /** Why it was refused; empty when it was done. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** Somebody to take in. */
export type CreateUserInput = {
  /** The address they sign in with. */
  readonly email: Scalars['String']['input'];
  /** The id they have elsewhere. */
  readonly externalReference?: InputMaybe<ExternalReferenceInput>;
  /** What they are called: 1 to 200 characters. */
  readonly name: Scalars['String']['input'];
  /** What they sign in with: 12 to 200 characters. */
  readonly password?: InputMaybe<Scalars['String']['input']>;
  /** What they may do. */
  readonly role: UserRole;
  /** Their position: at most 200 characters. */
  readonly title?: InputMaybe<Scalars['String']['input']>;
};

/** The user who was taken in, or why not. */
export type CreateUserPayload = {
  readonly __typename?: 'CreateUserPayload';
  /** The user; null when refused. */
  readonly user: Maybe<User>;
  /** Why it was refused; empty when it was done. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** A company we sell to; the CRM owns it. */
export type Customer = Node & {
  readonly __typename?: 'Customer';
  /** The global id, `cust_…`, by which its owner is asked. */
  readonly nodeId: Scalars['ID']['output'];
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
export type Deal = Node & {
  readonly __typename?: 'Deal';
  /** The global id, `deal_…`, by which its owner is asked. */
  readonly nodeId: Scalars['ID']['output'];
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

/** Users to bring in. */
export type ImportUsersInput = {
  /** Whether one refused row keeps out all. */
  readonly atomic?: InputMaybe<Scalars['Boolean']['input']>;
  /** Whether only to tell what would happen. */
  readonly dryRun?: InputMaybe<Scalars['Boolean']['input']>;
  /**
   * At most 1,000. One that is none (a wrong kind of value, a field that is missing or unknown) fails alone,
   * with BAD_VALUE, when rows come in a variable; written in the document it is refused with all of it.
   */
  readonly rows: ReadonlyArray<UserImportRow>;
};

/** What became of the rows. */
export type ImportUsersPayload = {
  readonly __typename?: 'ImportUsersPayload';
  /** How many were made. */
  readonly created: Scalars['Int']['output'];
  /** How many were refused. */
  readonly failed: Scalars['Int']['output'];
  /** Each row, in their order. */
  readonly rows: ReadonlyArray<ImportedRow>;
  /** How many were like this already. */
  readonly unchanged: Scalars['Int']['output'];
  /** How many were changed. */
  readonly updated: Scalars['Int']['output'];
  /** Why all of it was refused; empty when it was not. */
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

/** What a customer is asked to pay; the ERP owns it. */
export type Invoice = Node & {
  readonly __typename?: 'Invoice';
  /** The global id, `inv_…`, by which its owner is asked. */
  readonly nodeId: Scalars['ID']['output'];
};

/** A book of entries of one kind; the ERP owns it. */
export type Journal = Node & {
  readonly __typename?: 'Journal';
  /** The global id, `jrnl_…`, by which its owner is asked. */
  readonly nodeId: Scalars['ID']['output'];
};

/** An entry in the books; the ERP owns it. */
export type JournalEntry = Node & {
  readonly __typename?: 'JournalEntry';
  /** The global id, `je_…`, by which its owner is asked. */
  readonly nodeId: Scalars['ID']['output'];
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
   * Makes a token for a program, such as a dashboard, that acts in one's own name. It is shown in this
   * answer and never again. It becomes void with another role of its maker.
   * Refuses with FORBIDDEN_SCOPE (a permission one does not have), SCOPES_EMPTY, TOO_MANY_SCOPES, EXPIRY_PAST,
   * EXPIRY_TOO_FAR, TOO_MANY_TOKENS (the organisation has 1,000 that have not ended, revoked ones among them),
   * TEXT_REQUIRED, TEXT_TOO_LONG, TEXT_INVALID, USER_NOT_ACTIVE, FORBIDDEN (needs `token:write`).
   */
  readonly createApiToken: Maybe<CreateApiTokenPayload>;
  /**
   * Takes somebody into the organisation. Without a password they cannot sign in until one is set.
   * Refuses with EMAIL_INVALID, EMAIL_TAKEN, EXTERNAL_REFERENCE_TAKEN, OWNER_ONLY (only an owner makes an
   * owner), PASSWORD_TOO_SHORT, PASSWORD_TOO_LONG, PASSWORD_IS_EMAIL, PASSWORDS_THROTTLED (40 of the
   * organisation are being set), TEXT_REQUIRED, TEXT_TOO_LONG, TEXT_INVALID, FORBIDDEN (needs `user:write`, and all that the role may do).
   */
  readonly createUser: Maybe<CreateUserPayload>;
  /**
   * Makes users, or changes those that an earlier import made: they are known by their external references.
   * At most 1,000 rows. A bad row does not take down a good one unless `atomic` is true.
   * Refuses rows with EMAIL_INVALID, EMAIL_TAKEN, BAD_VALUE, DUPLICATE_REFERENCE, OWNER_ONLY, LAST_OWNER, TEXT_REQUIRED,
   * TEXT_TOO_LONG, TEXT_INVALID, ROLLED_BACK, FORBIDDEN (the user has a role that may do more than you may); all of it
   * with TOO_MANY_ROWS, FORBIDDEN (needs `user:write`, and all that the roles in the rows may do).
   */
  readonly importUsers: Maybe<ImportUsersPayload>;
  /**
   * Makes a token for a program void: here at once, everywhere within five seconds. One that is void stays
   * so.
   * Refuses with BAD_ID, TOKEN_NOT_FOUND, FORBIDDEN (needs `token:write`).
   */
  readonly revokeApiToken: Maybe<RevokeApiTokenPayload>;
  /**
   * Sets one's own password, which needs the current one, or somebody else's, which needs `user:write` and
   * all that they may do.
   * Refuses with BAD_ID, USER_NOT_FOUND, CURRENT_PASSWORD_WRONG, SIGN_IN_THROTTLED (five wrong ones within
   * 15 minutes, or 40 of the organisation waiting), PASSWORDS_THROTTLED (40 of the organisation are being
   * set), OWNER_ONLY (only an owner sets an owner's), PASSWORD_TOO_SHORT, PASSWORD_TOO_LONG,
   * PASSWORD_IS_EMAIL, FORBIDDEN.
   */
  readonly setPassword: Maybe<SetPasswordPayload>;
  /**
   * Opens a session of one hour. The one operation that needs no token, provided that it is alone in its
   * document and asks for nothing of other subgraphs.
   * Refuses with SIGN_IN_FAILED (the address is unknown, the password wrong, or the user inactive: it does
   * not say which), SIGN_IN_THROTTLED (five wrong passwords for an address in an organisation, or for one
   * without naming it, or twenty of those whatever was opened in between, within 15 minutes: the message says
   * how long to wait; or 40 from one address on the network that wait, or 200 of all), ORGANIZATION_REQUIRED (the password is right in several organisations; the message
   * names them).
   */
  readonly signIn: Maybe<SignInPayload>;
  /**
   * Makes the token in use void: here at once, everywhere within five seconds.
   * Refuses with TOO_MANY_SIGN_OUTS (the organisation ended 10,000 sessions that are not over by themselves yet).
   */
  readonly signOut: Maybe<SignOutPayload>;
  /**
   * Changes what is said about a user; what is left out stays. Another role, or `active: false`, voids
   * the tokens they have, at once.
   * Refuses with BAD_ID, USER_NOT_FOUND, VERSION_CONFLICT, EMAIL_INVALID, EMAIL_TAKEN, OWNER_ONLY (only an
   * owner makes or changes an owner), LAST_OWNER, TEXT_REQUIRED, TEXT_TOO_LONG, TEXT_INVALID, FORBIDDEN
   * (needs `user:write`, and all that the user may do, before and after).
   */
  readonly updateUser: Maybe<UpdateUserPayload>;
};


export type MutationCreateApiTokenArgs = {
  input: CreateApiTokenInput;
};


export type MutationCreateUserArgs = {
  input: CreateUserInput;
};


export type MutationImportUsersArgs = {
  input: ImportUsersInput;
};


export type MutationRevokeApiTokenArgs = {
  input: RevokeApiTokenInput;
};


export type MutationSetPasswordArgs = {
  input: SetPasswordInput;
};


export type MutationSignInArgs = {
  input: SignInInput;
};


export type MutationUpdateUserArgs = {
  input: UpdateUserInput;
};

/**
 * Anything with a global id. Here it has no `id` on purpose: whoever asks for that must be sent to the
 * object's owner, so that a node that is not there is null.
 */
export type Node = {
  /** The global id, by which its owner is asked. */
  readonly nodeId: Scalars['ID']['output'];
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

/**
 * Whoever keeps one set of books: everything a token sees belongs to its one organisation, and nothing
 * of another organisation can be seen.
 */
export type Organization = Node & {
  readonly __typename?: 'Organization';
  /** When it was founded here. */
  readonly createdAt: Scalars['DateTime']['output'];
  /** The currency its books are kept in, ISO 4217. */
  readonly currency: Scalars['CurrencyCode']['output'];
  /** The global id: `org_` and a UUIDv7 in base32. */
  readonly id: Scalars['ID']['output'];
  /** What the organisation calls itself. */
  readonly name: Scalars['String']['output'];
  /** The global id. */
  readonly nodeId: Scalars['ID']['output'];
  /** Its IANA time zone, as in `Europe/Istanbul`: 'today' is the day it is there. */
  readonly timeZone: Scalars['String']['output'];
};

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

/** Money received; the ERP owns it. */
export type Payment = Node & {
  readonly __typename?: 'Payment';
  /** The global id, `pay_…`, by which its owner is asked. */
  readonly nodeId: Scalars['ID']['output'];
};

/** The way sales go; the CRM owns it. */
export type Pipeline = Node & {
  readonly __typename?: 'Pipeline';
  /** The global id, `pipe_…`, by which its owner is asked. */
  readonly nodeId: Scalars['ID']['output'];
};

/** Something sold; the ERP owns it. */
export type Product = Node & {
  readonly __typename?: 'Product';
  /** The global id, `prod_…`, by which its owner is asked. */
  readonly nodeId: Scalars['ID']['output'];
};

/** Work for a customer; the ERP owns it. */
export type Project = Node & {
  readonly __typename?: 'Project';
  /** The global id, `proj_…`, by which its owner is asked. */
  readonly nodeId: Scalars['ID']['output'];
};

export type Query = {
  readonly __typename?: 'Query';
  /** The organisation's tokens for programs, void ones too. Needs `token:read`. */
  readonly apiTokens: Maybe<ApiTokenConnection>;
  /** Who the token speaks for. Needs `user:read`. */
  readonly me: Maybe<User>;
  /**
   * The object of that id, whatever its type and whichever subgraph has it; null when there is none. Select
   * `id` or another field that is never null: it is asked of the object's owner, who knows whether there is
   * one. Needs the permission to read its type.
   */
  readonly node: Maybe<Node>;
  /**
   * The objects of those ids, in their order, with null where there is none; select as in `node`. At most
   * 100 ids (BAD_USER_INPUT). Needs the permissions to read their types.
   */
  readonly nodes: Maybe<ReadonlyArray<Maybe<Node>>>;
  /** The organisation that the token belongs to. Needs `organization:read`. */
  readonly organization: Maybe<Organization>;
  /** The user of that id; null when there is none. Needs `user:read`. */
  readonly user: Maybe<User>;
  /** The users of the organisation, inactive ones too. Needs `user:read`. */
  readonly users: Maybe<UserConnection>;
};


export type QueryApiTokensArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<ApiTokenFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<ApiTokenOrder>;
};


export type QueryNodeArgs = {
  id: Scalars['ID']['input'];
};


export type QueryNodesArgs = {
  ids: ReadonlyArray<Scalars['ID']['input']>;
};


export type QueryUserArgs = {
  id: Scalars['ID']['input'];
};


export type QueryUsersArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<UserFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<UserOrder>;
  search?: InputMaybe<Scalars['String']['input']>;
};

/** A token to make void. */
export type RevokeApiTokenInput = {
  /** The token's id. */
  readonly id: Scalars['ID']['input'];
};

/** The token that is void, or why it is not. */
export type RevokeApiTokenPayload = {
  readonly __typename?: 'RevokeApiTokenPayload';
  /** The token; null when refused. */
  readonly apiToken: Maybe<ApiToken>;
  /** Why it was refused; empty when it was done. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** A new password. */
export type SetPasswordInput = {
  /** One's own password as it is now. Not needed for somebody else's, nor for a first one with `user:write`. */
  readonly currentPassword?: InputMaybe<Scalars['String']['input']>;
  /** The password to be: 12 to 200 characters. */
  readonly newPassword: Scalars['String']['input'];
  /** Whose; one's own when nothing is said. */
  readonly userId?: InputMaybe<Scalars['ID']['input']>;
  /** Whether all tokens of the user become void, the one in use and those of programs too. */
  readonly voidTokens?: InputMaybe<Scalars['Boolean']['input']>;
};

/** Whose password was set, or why not. */
export type SetPasswordPayload = {
  readonly __typename?: 'SetPasswordPayload';
  /** The user; null when refused. */
  readonly user: Maybe<User>;
  /** Why it was refused; empty when it was done. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** Who wants to come in. */
export type SignInInput = {
  /** The address; letter case does not count. */
  readonly email: Scalars['String']['input'];
  /** Which organisation, where one has the same address and password in several. */
  readonly organizationId?: InputMaybe<Scalars['ID']['input']>;
  /** The password. */
  readonly password: Scalars['String']['input'];
};

/** A session, or why there is none. */
export type SignInPayload = {
  readonly __typename?: 'SignInPayload';
  /** When the session ends; null when refused. */
  readonly expiresAt: Maybe<Scalars['DateTime']['output']>;
  /** Goes into the header `Authorization: Bearer <token>` of what follows; null when refused. */
  readonly token: Maybe<Scalars['String']['output']>;
  /** Who signed in; null when refused. */
  readonly user: Maybe<User>;
  /** Why it was refused; empty when it was done. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** That the session is over. */
export type SignOutPayload = {
  readonly __typename?: 'SignOutPayload';
  /** Why it was refused; empty when it was done. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** A step of a pipeline; the CRM owns it. */
export type Stage = Node & {
  readonly __typename?: 'Stage';
  /** The global id, `stg_…`, by which its owner is asked. */
  readonly nodeId: Scalars['ID']['output'];
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

/** A tax and its rate; the ERP owns it. */
export type TaxRate = Node & {
  readonly __typename?: 'TaxRate';
  /** The global id, `tax_…`, by which its owner is asked. */
  readonly nodeId: Scalars['ID']['output'];
};

/** What shall be different about a user. */
export type UpdateUserInput = {
  /** Whether they may come in. */
  readonly active?: InputMaybe<Scalars['Boolean']['input']>;
  /** The address they sign in with. */
  readonly email?: InputMaybe<Scalars['String']['input']>;
  /** The version that was read: somebody else's change in between is refused (VERSION_CONFLICT). */
  readonly expectedVersion: Scalars['Int']['input'];
  /** The user's id. */
  readonly id: Scalars['ID']['input'];
  /** What they are called: 1 to 200 characters. */
  readonly name?: InputMaybe<Scalars['String']['input']>;
  /** What they may do. */
  readonly role?: InputMaybe<UserRole>;
  /** Their position: at most 200 characters; null for none. */
  readonly title?: InputMaybe<Scalars['String']['input']>;
};

/** The user who was changed, or why not. */
export type UpdateUserPayload = {
  readonly __typename?: 'UpdateUserPayload';
  /** The user; null when refused. */
  readonly user: Maybe<User>;
  /** Why it was refused; empty when it was done. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** A person who signs in, in one organisation. Users are never removed; they become inactive. */
export type User = Node & {
  readonly __typename?: 'User';
  /** Whether they may come in. Who is inactive cannot sign in, and their tokens are void. */
  readonly active: Scalars['Boolean']['output'];
  /** When they were taken in. */
  readonly createdAt: Scalars['DateTime']['output'];
  /** The address they sign in with, in small letters. Unique in the organisation. */
  readonly email: Scalars['String']['output'];
  /** The id they have in the system they were imported from. */
  readonly externalReference: Maybe<ExternalReference>;
  /** The global id: `user_` and a UUIDv7 in base32. */
  readonly id: Scalars['ID']['output'];
  /** What they are called. */
  readonly name: Scalars['String']['output'];
  /** The global id. */
  readonly nodeId: Scalars['ID']['output'];
  /** What they may do. */
  readonly role: UserRole;
  /** Their position, as in `Sales Manager`. */
  readonly title: Maybe<Scalars['String']['output']>;
  /** When anything said here last changed. */
  readonly updatedAt: Scalars['DateTime']['output'];
  /** Grows by one with each change; what `expectedVersion` is compared with. */
  readonly version: Scalars['Int']['output'];
};

/** A page of users. */
export type UserConnection = {
  readonly __typename?: 'UserConnection';
  /** The users with their cursors. */
  readonly edges: ReadonlyArray<UserEdge>;
  /** The users alone. */
  readonly nodes: ReadonlyArray<User>;
  /** Where this page stands among the others. */
  readonly pageInfo: PageInfo;
  /** How many users the filter and the search find; counted only when asked. */
  readonly totalCount: Scalars['Int']['output'];
};

/** A user and their place in a list. */
export type UserEdge = {
  readonly __typename?: 'UserEdge';
  /** The place, for `after` and `before`. */
  readonly cursor: Scalars['String']['output'];
  /** The user. */
  readonly node: User;
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

/** Conditions on users. All given ones must hold. */
export type UserFilter = {
  /** Whether they may come in. */
  readonly active?: InputMaybe<Scalars['Boolean']['input']>;
  /** All of these hold. */
  readonly and?: InputMaybe<ReadonlyArray<UserFilter>>;
  /** This does not hold. */
  readonly not?: InputMaybe<UserFilter>;
  /** At least one of these holds. */
  readonly or?: InputMaybe<ReadonlyArray<UserFilter>>;
  /** Their role. */
  readonly role?: InputMaybe<UserRoleFilter>;
};

/** A user to bring in. */
export type UserImportRow = {
  /** The address they sign in with. */
  readonly email: Scalars['String']['input'];
  /** The id they have where they come from. Whoever has it here is changed, otherwise somebody is made. */
  readonly externalReference: ExternalReferenceInput;
  /** What they are called: 1 to 200 characters. */
  readonly name: Scalars['String']['input'];
  /** What they may do. */
  readonly role: UserRole;
  /** Their position: at most 200 characters; null for none. */
  readonly title?: InputMaybe<Scalars['String']['input']>;
};

/** What users are ordered by, and which way. */
export type UserOrder = {
  /** Which way. */
  readonly direction: OrderDirection;
  /** By what. */
  readonly field: UserOrderField;
};

/** What users can be ordered by. */
export type UserOrderField =
  /** When they were taken in. */
  | 'CREATED_AT'
  /** Their name; letter case and accents do not count. */
  | 'NAME';

/** What people may do: each role is a set of permissions of the form `noun:verb`. */
export type UserRole =
  /** Reads everything but tokens; writes customers, products, the ledger, invoices and payments. */
  | 'ACCOUNTANT'
  /** Everything, but for making and changing owners. */
  | 'ADMIN'
  /** Everything; only owners make owners. There is always an active one. */
  | 'OWNER'
  /** Reads everything but tokens; writes projects and draft invoices. */
  | 'PROJECT_MANAGER'
  /** Reads everything but tokens; writes customers and deals. */
  | 'SALES'
  /** Reads everything but tokens. */
  | 'VIEWER';

/** Conditions on a role. All given ones must hold. */
export type UserRoleFilter = {
  /** Is this one. */
  readonly eq?: InputMaybe<UserRole>;
  /** Is one of these. */
  readonly in?: InputMaybe<ReadonlyArray<UserRole>>;
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
  ApiToken: ApiToken;
  Organization: Organization;
  User: User;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  ApiToken:
    ( { __typename: 'ApiToken' }
    & GraphQLRecursivePick<FederationTypes['ApiToken'], {"id":true}> );
  Organization:
    ( { __typename: 'Organization' }
    & GraphQLRecursivePick<FederationTypes['Organization'], {"id":true}> );
  User:
    ( { __typename: 'User' }
    & GraphQLRecursivePick<FederationTypes['User'], {"id":true}> );
};



/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  Account: ResolverTypeWrapper<Account>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  ApiToken: ResolverTypeWrapper<ApiTokenRow>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  ApiTokenConnection: ResolverTypeWrapper<ApiTokenPage>;
  ApiTokenEdge: ResolverTypeWrapper<Omit<ApiTokenEdge, 'node'> & { node: ResolversTypes['ApiToken'] }>;
  ApiTokenFilter: ApiTokenFilter;
  ApiTokenOrder: ApiTokenOrder;
  ApiTokenOrderField: ApiTokenOrderField;
  ApiTokenStatus: ApiTokenStatus;
  Contact: ResolverTypeWrapper<Contact>;
  CreateApiTokenInput: CreateApiTokenInput;
  CreateApiTokenPayload: ResolverTypeWrapper<Omit<CreateApiTokenPayload, 'apiToken'> & { apiToken?: Maybe<ResolversTypes['ApiToken']> }>;
  CreateUserInput: CreateUserInput;
  CreateUserPayload: ResolverTypeWrapper<Omit<CreateUserPayload, 'user'> & { user?: Maybe<ResolversTypes['User']> }>;
  CurrencyCode: ResolverTypeWrapper<Scalars['CurrencyCode']['output']>;
  Customer: ResolverTypeWrapper<Customer>;
  Date: ResolverTypeWrapper<Scalars['Date']['output']>;
  DateFilter: DateFilter;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  Deal: ResolverTypeWrapper<Deal>;
  Decimal: ResolverTypeWrapper<Scalars['Decimal']['output']>;
  DecimalFilter: DecimalFilter;
  ExternalReference: ResolverTypeWrapper<ExternalReference>;
  ExternalReferenceInput: ExternalReferenceInput;
  IdFilter: IdFilter;
  ImportOutcome: ImportOutcome;
  ImportUsersInput: ImportUsersInput;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  ImportUsersPayload: ResolverTypeWrapper<ImportUsersPayload>;
  ImportedRow: ResolverTypeWrapper<ImportedRow>;
  Invoice: ResolverTypeWrapper<Invoice>;
  Journal: ResolverTypeWrapper<Journal>;
  JournalEntry: ResolverTypeWrapper<JournalEntry>;
  Money: ResolverTypeWrapper<MoneyValue>;
  MoneyInput: MoneyInput;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Node: ResolverTypeWrapper<Found>;
  NullableDateFilter: NullableDateFilter;
  NullableIdFilter: NullableIdFilter;
  NullableStringFilter: NullableStringFilter;
  OrderDirection: OrderDirection;
  Organization: ResolverTypeWrapper<OrganizationRow>;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  Payment: ResolverTypeWrapper<Payment>;
  Pipeline: ResolverTypeWrapper<Pipeline>;
  Product: ResolverTypeWrapper<Product>;
  Project: ResolverTypeWrapper<Project>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  RevokeApiTokenInput: RevokeApiTokenInput;
  RevokeApiTokenPayload: ResolverTypeWrapper<Omit<RevokeApiTokenPayload, 'apiToken'> & { apiToken?: Maybe<ResolversTypes['ApiToken']> }>;
  SetPasswordInput: SetPasswordInput;
  SetPasswordPayload: ResolverTypeWrapper<Omit<SetPasswordPayload, 'user'> & { user?: Maybe<ResolversTypes['User']> }>;
  SignInInput: SignInInput;
  SignInPayload: ResolverTypeWrapper<Omit<SignInPayload, 'user'> & { user?: Maybe<ResolversTypes['User']> }>;
  SignOutPayload: ResolverTypeWrapper<SignOutPayload>;
  Stage: ResolverTypeWrapper<Stage>;
  StringFilter: StringFilter;
  TaxRate: ResolverTypeWrapper<TaxRate>;
  UpdateUserInput: UpdateUserInput;
  UpdateUserPayload: ResolverTypeWrapper<Omit<UpdateUserPayload, 'user'> & { user?: Maybe<ResolversTypes['User']> }>;
  User: ResolverTypeWrapper<UserRow>;
  UserConnection: ResolverTypeWrapper<UserPage>;
  UserEdge: ResolverTypeWrapper<Omit<UserEdge, 'node'> & { node: ResolversTypes['User'] }>;
  UserError: ResolverTypeWrapper<UserError>;
  UserFilter: UserFilter;
  UserImportRow: UserImportRow;
  UserOrder: UserOrder;
  UserOrderField: UserOrderField;
  UserRole: UserRole;
  UserRoleFilter: UserRoleFilter;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  Account: Account;
  ID: Scalars['ID']['output'];
  ApiToken: ApiTokenRow;
  String: Scalars['String']['output'];
  ApiTokenConnection: ApiTokenPage;
  ApiTokenEdge: Omit<ApiTokenEdge, 'node'> & { node: ResolversParentTypes['ApiToken'] };
  ApiTokenFilter: ApiTokenFilter;
  ApiTokenOrder: ApiTokenOrder;
  Contact: Contact;
  CreateApiTokenInput: CreateApiTokenInput;
  CreateApiTokenPayload: Omit<CreateApiTokenPayload, 'apiToken'> & { apiToken?: Maybe<ResolversParentTypes['ApiToken']> };
  CreateUserInput: CreateUserInput;
  CreateUserPayload: Omit<CreateUserPayload, 'user'> & { user?: Maybe<ResolversParentTypes['User']> };
  CurrencyCode: Scalars['CurrencyCode']['output'];
  Customer: Customer;
  Date: Scalars['Date']['output'];
  DateFilter: DateFilter;
  DateTime: Scalars['DateTime']['output'];
  Deal: Deal;
  Decimal: Scalars['Decimal']['output'];
  DecimalFilter: DecimalFilter;
  ExternalReference: ExternalReference;
  ExternalReferenceInput: ExternalReferenceInput;
  IdFilter: IdFilter;
  ImportUsersInput: ImportUsersInput;
  Boolean: Scalars['Boolean']['output'];
  ImportUsersPayload: ImportUsersPayload;
  ImportedRow: ImportedRow;
  Invoice: Invoice;
  Journal: Journal;
  JournalEntry: JournalEntry;
  Money: MoneyValue;
  MoneyInput: MoneyInput;
  Mutation: Record<PropertyKey, never>;
  Node: Found;
  NullableDateFilter: NullableDateFilter;
  NullableIdFilter: NullableIdFilter;
  NullableStringFilter: NullableStringFilter;
  Organization: OrganizationRow;
  PageInfo: PageInfo;
  Payment: Payment;
  Pipeline: Pipeline;
  Product: Product;
  Project: Project;
  Query: Record<PropertyKey, never>;
  RevokeApiTokenInput: RevokeApiTokenInput;
  RevokeApiTokenPayload: Omit<RevokeApiTokenPayload, 'apiToken'> & { apiToken?: Maybe<ResolversParentTypes['ApiToken']> };
  SetPasswordInput: SetPasswordInput;
  SetPasswordPayload: Omit<SetPasswordPayload, 'user'> & { user?: Maybe<ResolversParentTypes['User']> };
  SignInInput: SignInInput;
  SignInPayload: Omit<SignInPayload, 'user'> & { user?: Maybe<ResolversParentTypes['User']> };
  SignOutPayload: SignOutPayload;
  Stage: Stage;
  StringFilter: StringFilter;
  TaxRate: TaxRate;
  UpdateUserInput: UpdateUserInput;
  UpdateUserPayload: Omit<UpdateUserPayload, 'user'> & { user?: Maybe<ResolversParentTypes['User']> };
  User: UserRow;
  UserConnection: UserPage;
  UserEdge: Omit<UserEdge, 'node'> & { node: ResolversParentTypes['User'] };
  UserError: UserError;
  UserFilter: UserFilter;
  UserImportRow: UserImportRow;
  UserOrder: UserOrder;
  UserRoleFilter: UserRoleFilter;
  Int: Scalars['Int']['output'];
};

export type AtMostDirectiveArgs = {
  items: Scalars['Int']['input'];
};

export type AtMostDirectiveResolver<Result, Parent, ContextType = Context, Args = AtMostDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type AccountResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Account'] = ResolversParentTypes['Account']> = {
  nodeId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ApiTokenResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ApiToken'] = ResolversParentTypes['ApiToken'], FederationReferenceType extends FederationReferenceTypes['ApiToken'] = FederationReferenceTypes['ApiToken']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['ApiToken']> | FederationReferenceType, FederationReferenceType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  createdBy?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  expiresAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  last4?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  nodeId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  revokedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  scopes?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  status?: Resolver<Maybe<ResolversTypes['ApiTokenStatus']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ApiTokenConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ApiTokenConnection'] = ResolversParentTypes['ApiTokenConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['ApiTokenEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['ApiToken']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type ApiTokenEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ApiTokenEdge'] = ResolversParentTypes['ApiTokenEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['ApiToken'], ParentType, ContextType>;
};

export type ContactResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Contact'] = ResolversParentTypes['Contact']> = {
  nodeId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CreateApiTokenPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CreateApiTokenPayload'] = ResolversParentTypes['CreateApiTokenPayload']> = {
  apiToken?: Resolver<Maybe<ResolversTypes['ApiToken']>, ParentType, ContextType>;
  token?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type CreateUserPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CreateUserPayload'] = ResolversParentTypes['CreateUserPayload']> = {
  user?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export interface CurrencyCodeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['CurrencyCode'], any> {
  name: 'CurrencyCode';
}

export type CustomerResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Customer'] = ResolversParentTypes['Customer']> = {
  nodeId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export interface DateScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Date'], any> {
  name: 'Date';
}

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export type DealResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Deal'] = ResolversParentTypes['Deal']> = {
  nodeId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export interface DecimalScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Decimal'], any> {
  name: 'Decimal';
}

export type ExternalReferenceResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ExternalReference'] = ResolversParentTypes['ExternalReference']> = {
  id?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  source?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type ImportUsersPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ImportUsersPayload'] = ResolversParentTypes['ImportUsersPayload']> = {
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

export type InvoiceResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Invoice'] = ResolversParentTypes['Invoice']> = {
  nodeId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type JournalResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Journal'] = ResolversParentTypes['Journal']> = {
  nodeId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type JournalEntryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['JournalEntry'] = ResolversParentTypes['JournalEntry']> = {
  nodeId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type MoneyResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Money'] = ResolversParentTypes['Money']> = {
  amount?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  currency?: Resolver<ResolversTypes['CurrencyCode'], ParentType, ContextType>;
  formatted?: Resolver<ResolversTypes['String'], ParentType, ContextType, Partial<MoneyFormattedArgs>>;
};

export type MutationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  createApiToken?: Resolver<Maybe<ResolversTypes['CreateApiTokenPayload']>, ParentType, ContextType, RequireFields<MutationCreateApiTokenArgs, 'input'>>;
  createUser?: Resolver<Maybe<ResolversTypes['CreateUserPayload']>, ParentType, ContextType, RequireFields<MutationCreateUserArgs, 'input'>>;
  importUsers?: Resolver<Maybe<ResolversTypes['ImportUsersPayload']>, ParentType, ContextType, RequireFields<MutationImportUsersArgs, 'input'>>;
  revokeApiToken?: Resolver<Maybe<ResolversTypes['RevokeApiTokenPayload']>, ParentType, ContextType, RequireFields<MutationRevokeApiTokenArgs, 'input'>>;
  setPassword?: Resolver<Maybe<ResolversTypes['SetPasswordPayload']>, ParentType, ContextType, RequireFields<MutationSetPasswordArgs, 'input'>>;
  signIn?: Resolver<Maybe<ResolversTypes['SignInPayload']>, ParentType, ContextType, RequireFields<MutationSignInArgs, 'input'>>;
  signOut?: Resolver<Maybe<ResolversTypes['SignOutPayload']>, ParentType, ContextType>;
  updateUser?: Resolver<Maybe<ResolversTypes['UpdateUserPayload']>, ParentType, ContextType, RequireFields<MutationUpdateUserArgs, 'input'>>;
};

export type NodeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Node'] = ResolversParentTypes['Node']> = {
  __resolveType: TypeResolveFn<'Account' | 'ApiToken' | 'Contact' | 'Customer' | 'Deal' | 'Invoice' | 'Journal' | 'JournalEntry' | 'Organization' | 'Payment' | 'Pipeline' | 'Product' | 'Project' | 'Stage' | 'TaxRate' | 'User', ParentType, ContextType>;
};

export type OrganizationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Organization'] = ResolversParentTypes['Organization'], FederationReferenceType extends FederationReferenceTypes['Organization'] = FederationReferenceTypes['Organization']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Organization']> | FederationReferenceType, FederationReferenceType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  currency?: Resolver<ResolversTypes['CurrencyCode'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  nodeId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  timeZone?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type PageInfoResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  hasPreviousPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  startCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type PaymentResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Payment'] = ResolversParentTypes['Payment']> = {
  nodeId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type PipelineResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Pipeline'] = ResolversParentTypes['Pipeline']> = {
  nodeId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ProductResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Product'] = ResolversParentTypes['Product']> = {
  nodeId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ProjectResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Project'] = ResolversParentTypes['Project']> = {
  nodeId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type QueryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  apiTokens?: Resolver<Maybe<ResolversTypes['ApiTokenConnection']>, ParentType, ContextType, Partial<QueryApiTokensArgs>>;
  me?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  node?: Resolver<Maybe<ResolversTypes['Node']>, ParentType, ContextType, RequireFields<QueryNodeArgs, 'id'>>;
  nodes?: Resolver<Maybe<ReadonlyArray<Maybe<ResolversTypes['Node']>>>, ParentType, ContextType, RequireFields<QueryNodesArgs, 'ids'>>;
  organization?: Resolver<Maybe<ResolversTypes['Organization']>, ParentType, ContextType>;
  user?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType, RequireFields<QueryUserArgs, 'id'>>;
  users?: Resolver<Maybe<ResolversTypes['UserConnection']>, ParentType, ContextType, Partial<QueryUsersArgs>>;
};

export type RevokeApiTokenPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RevokeApiTokenPayload'] = ResolversParentTypes['RevokeApiTokenPayload']> = {
  apiToken?: Resolver<Maybe<ResolversTypes['ApiToken']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type SetPasswordPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SetPasswordPayload'] = ResolversParentTypes['SetPasswordPayload']> = {
  user?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type SignInPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SignInPayload'] = ResolversParentTypes['SignInPayload']> = {
  expiresAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  token?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  user?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type SignOutPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SignOutPayload'] = ResolversParentTypes['SignOutPayload']> = {
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type StageResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Stage'] = ResolversParentTypes['Stage']> = {
  nodeId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type TaxRateResolvers<ContextType = Context, ParentType extends ResolversParentTypes['TaxRate'] = ResolversParentTypes['TaxRate']> = {
  nodeId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type UpdateUserPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UpdateUserPayload'] = ResolversParentTypes['UpdateUserPayload']> = {
  user?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type UserResolvers<ContextType = Context, ParentType extends ResolversParentTypes['User'] = ResolversParentTypes['User'], FederationReferenceType extends FederationReferenceTypes['User'] = FederationReferenceTypes['User']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['User']> | FederationReferenceType, FederationReferenceType, ContextType>;
  active?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  email?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  externalReference?: Resolver<Maybe<ResolversTypes['ExternalReference']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  nodeId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  role?: Resolver<ResolversTypes['UserRole'], ParentType, ContextType>;
  title?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  updatedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type UserConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UserConnection'] = ResolversParentTypes['UserConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['UserEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['User']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type UserEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UserEdge'] = ResolversParentTypes['UserEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['User'], ParentType, ContextType>;
};

export type UserErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UserError'] = ResolversParentTypes['UserError']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  path?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
};

export type Resolvers<ContextType = Context> = {
  Account?: AccountResolvers<ContextType>;
  ApiToken?: ApiTokenResolvers<ContextType>;
  ApiTokenConnection?: ApiTokenConnectionResolvers<ContextType>;
  ApiTokenEdge?: ApiTokenEdgeResolvers<ContextType>;
  Contact?: ContactResolvers<ContextType>;
  CreateApiTokenPayload?: CreateApiTokenPayloadResolvers<ContextType>;
  CreateUserPayload?: CreateUserPayloadResolvers<ContextType>;
  CurrencyCode?: GraphQLScalarType;
  Customer?: CustomerResolvers<ContextType>;
  Date?: GraphQLScalarType;
  DateTime?: GraphQLScalarType;
  Deal?: DealResolvers<ContextType>;
  Decimal?: GraphQLScalarType;
  ExternalReference?: ExternalReferenceResolvers<ContextType>;
  ImportUsersPayload?: ImportUsersPayloadResolvers<ContextType>;
  ImportedRow?: ImportedRowResolvers<ContextType>;
  Invoice?: InvoiceResolvers<ContextType>;
  Journal?: JournalResolvers<ContextType>;
  JournalEntry?: JournalEntryResolvers<ContextType>;
  Money?: MoneyResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  Node?: NodeResolvers<ContextType>;
  Organization?: OrganizationResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  Payment?: PaymentResolvers<ContextType>;
  Pipeline?: PipelineResolvers<ContextType>;
  Product?: ProductResolvers<ContextType>;
  Project?: ProjectResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  RevokeApiTokenPayload?: RevokeApiTokenPayloadResolvers<ContextType>;
  SetPasswordPayload?: SetPasswordPayloadResolvers<ContextType>;
  SignInPayload?: SignInPayloadResolvers<ContextType>;
  SignOutPayload?: SignOutPayloadResolvers<ContextType>;
  Stage?: StageResolvers<ContextType>;
  TaxRate?: TaxRateResolvers<ContextType>;
  UpdateUserPayload?: UpdateUserPayloadResolvers<ContextType>;
  User?: UserResolvers<ContextType>;
  UserConnection?: UserConnectionResolvers<ContextType>;
  UserEdge?: UserEdgeResolvers<ContextType>;
  UserError?: UserErrorResolvers<ContextType>;
};

export type DirectiveResolvers<ContextType = Context> = {
  atMost?: AtMostDirectiveResolver<any, any, ContextType>;
};
