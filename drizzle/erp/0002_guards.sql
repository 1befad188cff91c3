-- The books guard themselves: whatever the application does, entries balance, are numbered without a gap,
-- are never changed, and are chained by hashes; posted invoices stay as they were posted.

-- Whose rows are whose holds for the owner too.
ALTER TABLE accounts FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE journals FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE journal_entries FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE journal_lines FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE journal_seals FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE tax_rates FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE products FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE invoices FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE invoice_lines FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE invoice_taxes FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE invoice_numbers FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE idempotency_keys FORCE ROW LEVEL SECURITY;--> statement-breakpoint

-- The application adds to the books and reads the seals; only drafts of invoices can be removed. It inserts
-- invoices as drafts, and when something was posted, sealed or paid is not for it to say.
GRANT SELECT, INSERT ON accounts, journals, journal_lines, tax_rates, products, invoice_lines, invoice_taxes, invoice_numbers, idempotency_keys TO kopru_app;--> statement-breakpoint
GRANT SELECT ON journal_entries, journal_seals, invoices TO kopru_app;--> statement-breakpoint
GRANT INSERT (organization_id, id, journal_id, number, date, currency, description, source, source_id, posted_by) ON journal_entries TO kopru_app;--> statement-breakpoint
GRANT UPDATE (code, name, version, updated_at) ON accounts TO kopru_app;--> statement-breakpoint
GRANT UPDATE (next_number) ON journals TO kopru_app;--> statement-breakpoint
GRANT UPDATE (name, active, version, updated_at) ON tax_rates TO kopru_app;--> statement-breakpoint
GRANT UPDATE (sku, name, unit, unit_price_minor, currency, revenue_account_id, tax_rate_id, active, category, external_source, external_id, version, updated_at) ON products TO kopru_app;--> statement-breakpoint
GRANT INSERT (organization_id, id, customer_id, deal_id, project_id, currency, issue_date, due_date, prices_include_tax, net_minor, tax_minor, gross_minor, external_source, external_id) ON invoices TO kopru_app;--> statement-breakpoint
GRANT UPDATE (state, number_year, number_in_year, customer_id, deal_id, project_id, currency, issue_date, due_date, prices_include_tax, net_minor, tax_minor, gross_minor, journal_entry_id, version, updated_at) ON invoices TO kopru_app;--> statement-breakpoint
GRANT DELETE ON invoices, invoice_lines, invoice_taxes TO kopru_app;--> statement-breakpoint
GRANT UPDATE (next) ON invoice_numbers TO kopru_app;--> statement-breakpoint

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% of % is refused: it is only added to.', TG_OP, TG_TABLE_NAME
    USING ERRCODE = 'restrict_violation';
END
$$;--> statement-breakpoint
CREATE TRIGGER journal_entries_stay BEFORE UPDATE OR DELETE OR TRUNCATE ON journal_entries
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();--> statement-breakpoint
CREATE TRIGGER journal_lines_stay BEFORE UPDATE OR DELETE OR TRUNCATE ON journal_lines
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();--> statement-breakpoint
CREATE TRIGGER journal_seals_stay BEFORE UPDATE OR DELETE OR TRUNCATE ON journal_seals
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();--> statement-breakpoint
CREATE TRIGGER invoices_stay BEFORE TRUNCATE ON invoices
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();--> statement-breakpoint
CREATE TRIGGER invoice_lines_stay BEFORE UPDATE OR TRUNCATE ON invoice_lines
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();--> statement-breakpoint
CREATE TRIGGER invoice_taxes_stay BEFORE UPDATE OR TRUNCATE ON invoice_taxes
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();--> statement-breakpoint

-- Row-level security lets a guard see what the setting says. Who changed the setting in the very statement that
-- is guarded (RETURNING set_config(…)) would have it look away: hence this comes first, by its name.
CREATE FUNCTION refuse_leaving() RETURNS trigger LANGUAGE plpgsql
  SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF EXISTS (
    SELECT FROM touched
    WHERE organization_id IS DISTINCT FROM nullif(current_setting('app.organization', true), '')::uuid
  ) THEN
    RAISE EXCEPTION 'The organisation changed while % was written.', TG_TABLE_NAME
      USING ERRCODE = 'check_violation', CONSTRAINT = 'one_organization';
  END IF;
  RETURN NULL;
END
$$;--> statement-breakpoint
CREATE TRIGGER a_refuse_leaving AFTER INSERT ON journal_lines REFERENCING NEW TABLE AS touched
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_leaving();--> statement-breakpoint
CREATE TRIGGER a_refuse_leaving AFTER INSERT ON invoice_lines REFERENCING NEW TABLE AS touched
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_leaving();--> statement-breakpoint
CREATE TRIGGER a_refuse_leaving_behind AFTER DELETE ON invoice_lines REFERENCING OLD TABLE AS touched
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_leaving();--> statement-breakpoint
CREATE TRIGGER a_refuse_leaving AFTER INSERT ON invoice_taxes REFERENCING NEW TABLE AS touched
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_leaving();--> statement-breakpoint
CREATE TRIGGER a_refuse_leaving_behind AFTER DELETE ON invoice_taxes REFERENCING OLD TABLE AS touched
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_leaving();--> statement-breakpoint

-- What a line says.
CREATE FUNCTION journal_line_said(line journal_lines) RETURNS jsonb
  LANGUAGE sql STABLE
  RETURN jsonb_build_array(
    line.position, line.account_id, line.currency, line.debit_minor, line.credit_minor, line.description,
    line.customer_id, line.deal_id, line.project_id);--> statement-breakpoint

-- What an entry hashes to at its place in the chain: everything it and its lines say, unambiguously (jsonb
-- quotes texts, and prints days, numbers and nulls one way only), after the hash before it. The leading 1
-- is the version of this list.
CREATE FUNCTION journal_entry_hash(previous bytea, place bigint, entry journal_entries, lines jsonb) RETURNS bytea
  LANGUAGE sql STABLE
  RETURN sha256(previous || convert_to(jsonb_build_array(
    1, place, entry.organization_id, entry.id, entry.journal_id, entry.number, entry.date, entry.currency,
    entry.description, entry.source, entry.source_id, (extract(epoch FROM entry.posted_at) * 1000000)::bigint,
    entry.posted_by, lines
  )::text, 'UTF8'));--> statement-breakpoint

-- At commit every new entry is checked and sealed, in the order the entries were added: it has two lines or
-- more, debits equal credits (in one currency: a foreign key sees to that), and the number before its own is
-- there. Only here are seals written, with the owner's rights. Who seals holds the organisation's chain until
-- the commit that is under way ends, and no longer. Without the organisation set, lines are not visible and the
-- commit fails. Plans made while the tables are small must serve when they are large: hence the indexes.
CREATE FUNCTION seal_journal_entry() RETURNS trigger LANGUAGE plpgsql
  SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp SET enable_seqscan = off AS $$
DECLARE
  sums record;
  last record;
BEGIN
  SELECT count(*) AS lines, sum(debit_minor) AS debits, sum(credit_minor) AS credits,
      jsonb_agg(journal_line_said(line) ORDER BY line.position) AS said INTO sums
    FROM journal_lines AS line WHERE organization_id = NEW.organization_id AND entry_id = NEW.id;
  IF sums.lines < 2 OR sums.debits <> sums.credits THEN
    RAISE EXCEPTION 'Entry % has % lines, debits % and credits %: it does not balance.',
      NEW.id, sums.lines, sums.debits, sums.credits
      USING ERRCODE = 'check_violation', CONSTRAINT = 'journal_entries_balance';
  END IF;
  IF NEW.number > 1 AND NOT EXISTS (
    SELECT FROM journal_entries
    WHERE organization_id = NEW.organization_id AND journal_id = NEW.journal_id AND number = NEW.number - 1
  ) THEN
    RAISE EXCEPTION 'Entry % has number % in its journal, and the one before is missing.', NEW.id, NEW.number
      USING ERRCODE = 'check_violation', CONSTRAINT = 'journal_entries_gapless';
  END IF;
  PERFORM pg_advisory_xact_lock(hashtextextended('journal_seals ' || NEW.organization_id, 0));
  SELECT sequence, hash INTO last FROM journal_seals
    WHERE organization_id = NEW.organization_id ORDER BY sequence DESC LIMIT 1;
  INSERT INTO journal_seals (organization_id, sequence, entry_id, previous_hash, hash)
    VALUES (
      NEW.organization_id, coalesce(last.sequence, 0) + 1, NEW.id, coalesce(last.hash, ''),
      journal_entry_hash(coalesce(last.hash, ''), coalesce(last.sequence, 0) + 1, NEW, sums.said)
    );
  RETURN NULL;
END
$$;--> statement-breakpoint
REVOKE EXECUTE ON FUNCTION seal_journal_entry() FROM PUBLIC;--> statement-breakpoint
CREATE CONSTRAINT TRIGGER journal_entries_sealed AFTER INSERT ON journal_entries
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION seal_journal_entry();--> statement-breakpoint

-- A sealed entry gets no more lines. An entry of another transaction is visible only together with its seal,
-- and the foreign key (whose trigger comes first) has made sure that the entry is visible: so what passes
-- here belongs to entries of this very transaction.
CREATE FUNCTION refuse_lines_of_sealed_entries() RETURNS trigger LANGUAGE plpgsql
  SET search_path = pg_catalog, public, pg_temp SET enable_seqscan = off AS $$
BEGIN
  IF EXISTS (
    SELECT FROM (SELECT DISTINCT organization_id, entry_id FROM added) AS entry,
      LATERAL (
        SELECT FROM journal_seals AS seal
        WHERE seal.organization_id = entry.organization_id AND seal.entry_id = entry.entry_id LIMIT 1
      ) AS sealed
  ) THEN
    RAISE EXCEPTION 'A sealed entry gets no more lines.'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'journal_lines_sealed';
  END IF;
  RETURN NULL;
END
$$;--> statement-breakpoint
CREATE TRIGGER journal_lines_sealed AFTER INSERT ON journal_lines REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_lines_of_sealed_entries();--> statement-breakpoint

-- Recomputes a stretch of an organisation's chain: so many places after one that is known to be right. A whole
-- chain is checked stretch by stretch, each within the time that a statement has.
CREATE FUNCTION verify_seals(organization uuid, after bigint, most integer, OUT checked bigint, OUT first_broken bigint)
  LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
  WITH chain AS (
    SELECT seal.sequence, seal.hash, seal.previous_hash, seal.entry_id,
      after + row_number() OVER places AS place, lag(seal.hash) OVER places AS hash_before
    FROM (
      SELECT * FROM journal_seals
      WHERE organization_id = organization AND sequence > after ORDER BY sequence LIMIT most
    ) AS seal
    WINDOW places AS (ORDER BY seal.sequence)
  ), linked AS (
    SELECT sequence, hash, previous_hash, entry_id, place, coalesce(hash_before, (
      SELECT hash FROM journal_seals WHERE organization_id = organization AND sequence = after), '') AS hash_before
    FROM chain
  )
  SELECT count(*), min(place) FILTER (
      WHERE sequence <> place OR previous_hash <> hash_before
        OR hash IS DISTINCT FROM journal_entry_hash(hash_before, place, entry, lines.said))
    FROM linked
      LEFT JOIN journal_entries AS entry ON entry.organization_id = organization AND entry.id = linked.entry_id
      CROSS JOIN LATERAL (
        SELECT jsonb_agg(journal_line_said(line) ORDER BY line.position) AS said FROM journal_lines AS line
        WHERE line.organization_id = organization AND line.entry_id = linked.entry_id
      ) AS lines
$$;--> statement-breakpoint

-- How many entries there are, and whether the journals' counters agree: the chain alone does not know what was
-- cut off its end.
CREATE FUNCTION count_ledger(organization uuid, OUT entries bigint, OUT gapless boolean)
  LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT coalesce(sum(found), 0)::bigint, coalesce(bool_and(found = wanted AND last = wanted), true)
  FROM (
    SELECT journal.next_number - 1 AS wanted, count(entry.id) AS found, coalesce(max(entry.number), 0) AS last
    FROM journals AS journal
      LEFT JOIN journal_entries AS entry
        ON entry.organization_id = journal.organization_id AND entry.journal_id = journal.id
    WHERE journal.organization_id = organization
    GROUP BY journal.id, journal.next_number
  ) AS numbers
$$;--> statement-breakpoint

-- An invoice begins as a draft nobody paid. Posted, it stays: only what is applied to it changes. When it was
-- posted is not for the application to say.
CREATE FUNCTION guard_invoice() RETURNS trigger LANGUAGE plpgsql
  SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  -- Generated columns are not computed yet here; they follow from the others.
  changing text[] := '{applied_minor,version,updated_at,number,search_text}';
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.state = 'DRAFT' AND NEW.applied_minor = 0 THEN RETURN NEW; END IF;
    RAISE EXCEPTION 'An invoice begins as a draft.'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'invoices_begin_as_drafts';
  END IF;
  IF OLD.state = 'DRAFT' THEN
    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
    IF NEW.state = 'POSTED' THEN NEW.posted_at := now(); END IF;
    RETURN NEW;
  END IF;
  IF TG_OP = 'DELETE' OR to_jsonb(NEW) - changing IS DISTINCT FROM to_jsonb(OLD) - changing THEN
    RAISE EXCEPTION 'Invoice % is posted: it does not change any more.', OLD.id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'invoices_stay_posted';
  END IF;
  RETURN NEW;
END
$$;--> statement-breakpoint
CREATE TRIGGER invoices_guarded BEFORE INSERT OR UPDATE OR DELETE ON invoices
  FOR EACH ROW EXECUTE FUNCTION guard_invoice();--> statement-breakpoint

-- Lines and taxes come and go with a draft. Holding the invoice makes whoever posts it at the same time wait,
-- or makes this wait until it is posted, and then refuse.
CREATE FUNCTION guard_invoice_contents() RETURNS trigger LANGUAGE plpgsql
  SET search_path = pg_catalog, public, pg_temp SET enable_seqscan = off AS $$
DECLARE
  touched_invoice record;
BEGIN
  FOR touched_invoice IN
    SELECT held.state, held.id FROM (SELECT DISTINCT organization_id, invoice_id FROM touched) AS named,
      LATERAL (
        SELECT invoice.id, invoice.state FROM invoices AS invoice
        WHERE invoice.organization_id = named.organization_id AND invoice.id = named.invoice_id
        LIMIT 1 FOR SHARE
      ) AS held
  LOOP
    IF touched_invoice.state <> 'DRAFT' THEN
      RAISE EXCEPTION 'Invoice % is posted: its lines and taxes do not change any more.', touched_invoice.id
        USING ERRCODE = 'check_violation', CONSTRAINT = 'invoices_stay_posted';
    END IF;
  END LOOP;
  RETURN NULL;
END
$$;--> statement-breakpoint
CREATE TRIGGER invoice_lines_added AFTER INSERT ON invoice_lines REFERENCING NEW TABLE AS touched
  FOR EACH STATEMENT EXECUTE FUNCTION guard_invoice_contents();--> statement-breakpoint
CREATE TRIGGER invoice_lines_removed AFTER DELETE ON invoice_lines REFERENCING OLD TABLE AS touched
  FOR EACH STATEMENT EXECUTE FUNCTION guard_invoice_contents();--> statement-breakpoint
CREATE TRIGGER invoice_taxes_added AFTER INSERT ON invoice_taxes REFERENCING NEW TABLE AS touched
  FOR EACH STATEMENT EXECUTE FUNCTION guard_invoice_contents();--> statement-breakpoint
CREATE TRIGGER invoice_taxes_removed AFTER DELETE ON invoice_taxes REFERENCING OLD TABLE AS touched
  FOR EACH STATEMENT EXECUTE FUNCTION guard_invoice_contents();--> statement-breakpoint

-- At commit, of what was posted: the number before its own is there, its totals are those of its lines and
-- taxes, and its entry in the sales journal moves what it says and nothing else: the total into the receivables
-- of its customer, each line's net out of its account, and the tax out of what is owed of it.
CREATE FUNCTION check_posted_invoice() RETURNS trigger LANGUAGE plpgsql
  SET search_path = pg_catalog, public, pg_temp SET enable_seqscan = off AS $$
BEGIN
  IF NEW.number_in_year > 1 AND NOT EXISTS (
    SELECT FROM invoices
    WHERE organization_id = NEW.organization_id AND number_year = NEW.number_year
      AND number_in_year = NEW.number_in_year - 1
  ) THEN
    RAISE EXCEPTION 'Invoice % has number % of %, and the one before is missing.',
      NEW.id, NEW.number_in_year, NEW.number_year
      USING ERRCODE = 'check_violation', CONSTRAINT = 'invoices_gapless';
  END IF;
  IF NOT EXISTS (
    SELECT FROM invoice_lines WHERE organization_id = NEW.organization_id AND invoice_id = NEW.id
    HAVING sum(net_minor) = NEW.net_minor AND bool_and(currency = NEW.currency)
  ) OR NOT EXISTS (
    SELECT FROM invoice_taxes WHERE organization_id = NEW.organization_id AND invoice_id = NEW.id
    HAVING sum(tax_minor) = NEW.tax_minor AND sum(taxable_minor) = NEW.net_minor AND bool_and(currency = NEW.currency)
  ) THEN
    RAISE EXCEPTION 'Invoice % does not add up from its lines and taxes.', NEW.id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'invoices_add_up';
  END IF;
  IF NEW.gross_minor > 0 AND (NOT EXISTS (
    SELECT FROM journal_entries AS entry
      JOIN journals AS journal ON journal.organization_id = entry.organization_id AND journal.id = entry.journal_id
    WHERE entry.organization_id = NEW.organization_id AND entry.id = NEW.journal_entry_id AND journal.code = 'SAL'
      AND entry.source = 'INVOICE' AND entry.source_id = NEW.id AND entry.currency = NEW.currency
      AND entry.date = NEW.issue_date
  ) OR EXISTS (
    SELECT FROM journal_lines WHERE organization_id = NEW.organization_id AND entry_id = NEW.journal_entry_id
      AND (customer_id, deal_id, project_id) IS DISTINCT FROM (NEW.customer_id, NEW.deal_id, NEW.project_id)
  ) OR EXISTS (
    SELECT FROM (
      SELECT account_id, debit_minor - credit_minor AS minor FROM journal_lines
        WHERE organization_id = NEW.organization_id AND entry_id = NEW.journal_entry_id
      UNION ALL
      SELECT id, CASE role WHEN 'RECEIVABLES' THEN -NEW.gross_minor ELSE NEW.tax_minor END FROM accounts
        WHERE organization_id = NEW.organization_id AND role IN ('RECEIVABLES', 'TAX_PAYABLE')
      UNION ALL
      SELECT revenue_account_id, net_minor FROM invoice_lines
        WHERE organization_id = NEW.organization_id AND invoice_id = NEW.id
    ) AS moved GROUP BY account_id HAVING sum(minor) <> 0
  )) THEN
    RAISE EXCEPTION 'The entry of invoice % says something else.', NEW.id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'invoices_in_the_books';
  END IF;
  RETURN NULL;
END
$$;--> statement-breakpoint
CREATE CONSTRAINT TRIGGER invoices_posted_right AFTER UPDATE ON invoices
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
  WHEN (OLD.state = 'DRAFT' AND NEW.state = 'POSTED') EXECUTE FUNCTION check_posted_invoice();
