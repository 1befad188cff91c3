import type { Sql } from 'postgres'

/** What a database breaks of the laws of tenancy, one line each, read off its own catalogue: empty when none. */
export async function breaches(sql: Sql): Promise<string[]> {
  const found = []
  for (const law of LAWS) found.push(...(await sql.unsafe<{ breach: string }[]>(law)))
  return found.map(({ breach }) => breach).sort()
}

const OURS = `n.nspname !~ '^pg_' and n.nspname not in ('information_schema', 'migrations')`

/** Our tables, with what the laws ask of each. */
const TABLES = `
  select c.oid, c.relname::text as name, c.relkind, c.relrowsecurity as secured, c.relforcerowsecurity as forced,
    (select a.attnum from pg_attribute a where a.attrelid = c.oid and a.attname = 'organization_id'
      and a.atttypid = 'uuid'::regtype and a.attnotnull) as organization
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where ${OURS} and c.relkind in ('r', 'p', 'v', 'm', 'f')`

const POLICY = `(organization_id = (NULLIF(current_setting('app.organization'::text, true), ''::text))::uuid)`

/** Tables that the application only adds to; of no table else may more be asked than here. */
export const ADDED_TO = [
  'idempotency_keys',
  'invoice_lines',
  'invoice_taxes',
  'journal_entries',
  'journal_lines',
  'journal_seals',
  'payment_applications',
  'project_state_changes',
  'stage_changes',
]
/** The only tables with rows that the application may delete: drafts, and what is over. */
export const SWEPT = ['ended_sessions', 'invoice_lines', 'invoice_taxes', 'invoices', 'password_attempts']
/** What identity's two doors see, before any organisation is known: as the owner, in a session of the application. */
const DOORS = ['api_tokens', 'ended_sessions', 'organizations', 'passwords', 'users']

const listed = (names: readonly string[]) => names.map((name) => `'${name}'`).join(', ')

const LAWS = [
  // Tables, and nothing that looks like one.
  `select name || ' is no table' as breach from (${TABLES}) t where relkind not in ('r', 'p')`,
  `select name || ' has no organization_id uuid not null' as breach from (${TABLES}) t where organization is null`,
  `select name || ' has row-level security off' as breach from (${TABLES}) t where not secured`,
  `select name || ' does not force row-level security' as breach from (${TABLES}) t where not forced`,
  `select name || ' has no primary key' as breach from (${TABLES}) t
    where not exists (select from pg_index i where i.indrelid = t.oid and i.indisprimary)`,
  // Keys begin with the organisation: none can reveal another's rows, and none can point to them.
  `select i.indexrelid::regclass || ' does not begin with organization_id' as breach
    from (${TABLES}) t join pg_index i on i.indrelid = t.oid
    where (i.indisunique or i.indisexclusion) and i.indkey[0] is distinct from t.organization`,
  `select t.name || '.' || k.conname || ' does not carry organization_id' as breach
    from (${TABLES}) t join pg_constraint k on k.conrelid = t.oid and k.contype = 'f'
      join (${TABLES}) other on other.oid = k.confrelid
    where k.conkey[1] is distinct from t.organization or k.confkey[1] is distinct from other.organization`,
  // One policy lets rows through, both ways.
  `select name || ' has no policy of the organisation for reading and writing' as breach from (${TABLES}) t
    where not exists (select from pg_policy p where p.polrelid = t.oid and p.polcmd = '*' and p.polroles = '{0}'
      and pg_get_expr(p.polqual, p.polrelid) = $$${POLICY}$$
      and pg_get_expr(p.polwithcheck, p.polrelid) = $$${POLICY}$$)`,
  `select name || ' lets more through by the policy ' || p.polname as breach
    from (${TABLES}) t join pg_policy p on p.polrelid = t.oid
    where p.polpermissive and p.polname <> 'tenant' and not (
      p.polname = 'door' and name in (${listed(DOORS)}) and p.polcmd = 'r' and p.polroles = array['kopru_owner'::regrole::oid]
      and pg_get_expr(p.polqual, p.polrelid) = $$(SESSION_USER = 'kopru_app'::name)$$)`,
  // The application: nobody's owner, nobody's member, without a way around.
  `select 'kopru_app may too much: ' || rights.name as breach
    from pg_roles r, lateral (values ('superuser', rolsuper), ('bypassrls', rolbypassrls), ('createdb', rolcreatedb),
      ('createrole', rolcreaterole), ('replication', rolreplication)) rights (name, has)
    where r.rolname = 'kopru_app' and has`,
  `select 'kopru_app is a member of ' || roleid::regrole as breach from pg_auth_members where member = 'kopru_app'::regrole`,
  `select 'kopru_app owns ' || pg_describe_object(classid, objid, objsubid) as breach
    from pg_shdepend where refobjid = 'kopru_app'::regrole and deptype = 'o' and dbid in (0, (
      select oid from pg_database where datname = current_database()))`,
  `select 'kopru_app may create in the schema ' || n.nspname as breach from pg_namespace n
    where n.nspname !~ '^pg_(temp|toast)' and has_schema_privilege('kopru_app', n.oid, 'create')`,
  `select 'kopru_app may see the schema ' || nspname as breach from pg_namespace
    where nspname = 'migrations' and has_schema_privilege('kopru_app', oid, 'usage')`,
  `select 'kopru_app may make ' || kind || ' in the database' as breach from unnest(array['create', 'temporary']) kind
    where has_database_privilege('kopru_app', current_database(), kind)`,
  `select 'kopru_app may ' || kind || ' ' || name as breach
    from (${TABLES}) t, unnest(array['truncate', 'references', 'trigger', 'maintain']) kind
    where has_table_privilege('kopru_app', t.oid, kind)`,
  `select 'kopru_app may update ' || name as breach from (${TABLES}) t
    where name in (${listed(ADDED_TO)}) and has_any_column_privilege('kopru_app', t.oid, 'update')`,
  `select 'kopru_app may change the ' || a.attname || ' of ' || name as breach
    from (${TABLES}) t join pg_attribute a on a.attrelid = t.oid and a.attname in ('organization_id', 'id')
    where has_column_privilege('kopru_app', t.oid, a.attnum, 'update')`,
  `select 'kopru_app may delete from ' || name as breach from (${TABLES}) t
    where name not in (${listed(SWEPT)}) and has_table_privilege('kopru_app', t.oid, 'delete')`,
  // What runs with its owner's rights is not led astray, and is not for everybody.
  `select p.oid::regprocedure || ' runs with its owner''s rights on any search_path' as breach
    from pg_proc p join pg_namespace n on n.oid = p.pronamespace
    where ${OURS} and p.prosecdef and not exists (
      select from unnest(p.proconfig) setting where setting ~ '^search_path=pg_catalog, (public, )?pg_temp$')`,
  `select p.oid::regprocedure || ' runs with its owner''s rights for everybody' as breach
    from pg_proc p join pg_namespace n on n.oid = p.pronamespace
    where ${OURS} and p.prosecdef and exists (
      select from aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) g
      where g.grantee = 0 and g.privilege_type = 'EXECUTE')`,
]
