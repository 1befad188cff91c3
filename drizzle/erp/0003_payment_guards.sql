-- Projects and payments guard themselves as the books do: what came in and what it settled is never changed,
-- is in the books, is numbered without a gap, and is never applied beyond what there is.

-- Whose rows are whose holds for the owner too.
ALTER TABLE projects FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE project_state_changes FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE project_counters FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE payments FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE payment_applications FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE payment_numbers FORCE ROW LEVEL SECURITY;--> statement-breakpoint

-- The application deletes nothing here, and a project keeps its code and its customer. When something happened,
-- and what is applied of a payment, is not for it to say; but to hold a payment (FOR UPDATE) takes the right to
-- update something of it, and when it was last applied does no harm.
GRANT SELECT, INSERT ON projects, project_counters, payment_numbers TO kopru_app;--> statement-breakpoint
GRANT SELECT ON project_state_changes, payments, payment_applications TO kopru_app;--> statement-breakpoint
GRANT UPDATE (name, deal_id, manager_id, state, starts_on, ends_on, budget_minor, budget_currency, version, updated_at) ON projects TO kopru_app;--> statement-breakpoint
GRANT UPDATE (last_number) ON project_counters TO kopru_app;--> statement-breakpoint
GRANT UPDATE (next) ON payment_numbers TO kopru_app;--> statement-breakpoint
GRANT INSERT (organization_id, id, project_id, from_state, to_state, reason, changed_by) ON project_state_changes TO kopru_app;--> statement-breakpoint
GRANT INSERT (organization_id, id, number_year, number_in_year, customer_id, received_on, amount_minor, currency, method, reference, journal_entry_id, external_source, external_id) ON payments TO kopru_app;--> statement-breakpoint
GRANT UPDATE (updated_at) ON payments TO kopru_app;--> statement-breakpoint
GRANT INSERT (organization_id, payment_id, position, invoice_id, amount_minor, currency, applied_on) ON payment_applications TO kopru_app;--> statement-breakpoint

CREATE TRIGGER project_state_changes_stay BEFORE UPDATE OR DELETE OR TRUNCATE ON project_state_changes
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();--> statement-breakpoint
CREATE TRIGGER payment_applications_stay BEFORE UPDATE OR DELETE OR TRUNCATE ON payment_applications
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();--> statement-breakpoint
-- Of a payment only what is applied of it changes, as often as it is applied: pages keep room for that.
CREATE TRIGGER payments_stay BEFORE DELETE OR TRUNCATE OR UPDATE OF organization_id, id, number_year, number_in_year,
  customer_id, received_on, amount_minor, currency, method, reference, journal_entry_id, external_source, external_id,
  created_at ON payments
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();--> statement-breakpoint
ALTER TABLE payments SET (fillfactor = 80);--> statement-breakpoint

-- At commit, of what was received: it began with nothing applied, the number before its own is there, and its
-- entry in the bank journal takes its amount from the receivables of its customer to the bank, and nothing else.
CREATE FUNCTION check_payment() RETURNS trigger LANGUAGE plpgsql
  SET search_path = pg_catalog, public, pg_temp SET enable_seqscan = off AS $$
BEGIN
  IF NEW.applied_minor <> 0 THEN
    RAISE EXCEPTION 'Payment % begins with something applied.', NEW.id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'payments_begin_unapplied';
  END IF;
  IF NEW.number_in_year > 1 AND NOT EXISTS (
    SELECT FROM payments
    WHERE organization_id = NEW.organization_id AND number_year = NEW.number_year
      AND number_in_year = NEW.number_in_year - 1
  ) THEN
    RAISE EXCEPTION 'Payment % has number % of %, and the one before is missing.',
      NEW.id, NEW.number_in_year, NEW.number_year
      USING ERRCODE = 'check_violation', CONSTRAINT = 'payments_gapless';
  END IF;
  IF NOT EXISTS (
    SELECT FROM journal_entries AS entry
      JOIN journals AS journal ON journal.organization_id = entry.organization_id AND journal.id = entry.journal_id
    WHERE entry.organization_id = NEW.organization_id AND entry.id = NEW.journal_entry_id AND journal.code = 'BNK'
      AND entry.source = 'PAYMENT' AND entry.source_id = NEW.id AND entry.currency = NEW.currency
      AND entry.date = NEW.received_on
  ) OR EXISTS (
    SELECT FROM journal_lines WHERE organization_id = NEW.organization_id AND entry_id = NEW.journal_entry_id
      AND customer_id IS DISTINCT FROM NEW.customer_id
  ) OR EXISTS (
    SELECT FROM (
      SELECT account_id, debit_minor - credit_minor AS minor FROM journal_lines
        WHERE organization_id = NEW.organization_id AND entry_id = NEW.journal_entry_id
      UNION ALL
      SELECT id, CASE role WHEN 'BANK' THEN -NEW.amount_minor ELSE NEW.amount_minor END FROM accounts
        WHERE organization_id = NEW.organization_id AND role IN ('BANK', 'RECEIVABLES')
    ) AS moved GROUP BY account_id HAVING sum(minor) <> 0
  ) THEN
    RAISE EXCEPTION 'The entry of payment % says something else.', NEW.id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'payments_in_the_books';
  END IF;
  RETURN NULL;
END
$$;--> statement-breakpoint
CREATE CONSTRAINT TRIGGER payments_received_right AFTER INSERT ON payments
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION check_payment();--> statement-breakpoint

-- At commit, every new entry is that of the document it names: nothing else gets into the books.
CREATE FUNCTION check_entry_source() RETURNS trigger LANGUAGE plpgsql
  SET search_path = pg_catalog, public, pg_temp SET enable_seqscan = off AS $$
BEGIN
  IF NOT EXISTS (
    SELECT FROM invoices WHERE organization_id = NEW.organization_id AND journal_entry_id = NEW.id
  ) AND NOT EXISTS (
    SELECT FROM payments WHERE organization_id = NEW.organization_id AND journal_entry_id = NEW.id
  ) THEN
    RAISE EXCEPTION 'Entry % is no document''s.', NEW.id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'journal_entries_from_documents';
  END IF;
  RETURN NULL;
END
$$;--> statement-breakpoint
CREATE CONSTRAINT TRIGGER journal_entries_stand_for_documents AFTER INSERT ON journal_entries
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION check_entry_source();--> statement-breakpoint

-- What is applied of an invoice and of a payment is the sum of their applications, on any path: adding one adds
-- to both, and their CHECKs refuse more than there is. It works with the owner's rights, as the application may
-- not write these sums; row-level security holds for the owner as well. One by one, by primary key: a plan made
-- for a connection's first payment must serve all that follow.
CREATE FUNCTION add_up_applications() RETURNS trigger LANGUAGE plpgsql
  SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp SET enable_seqscan = off AS $$
DECLARE
  application payment_applications;
  invoice invoices;
  payment payments;
BEGIN
  FOR application IN SELECT * FROM added ORDER BY invoice_id, payment_id LOOP
    UPDATE invoices SET applied_minor = applied_minor + application.amount_minor, updated_at = now()
      WHERE organization_id = application.organization_id AND id = application.invoice_id
      RETURNING * INTO invoice;
    UPDATE payments SET applied_minor = applied_minor + application.amount_minor, updated_at = now()
      WHERE organization_id = application.organization_id AND id = application.payment_id
      RETURNING * INTO payment;
    -- Both are held now: nobody changes them before this transaction ends. What cannot be seen does not match.
    IF (invoice.state = 'POSTED' AND invoice.customer_id = payment.customer_id
      AND invoice.currency = application.currency AND payment.currency = application.currency
      AND application.applied_on >= invoice.issue_date AND application.applied_on >= payment.received_on
    ) IS NOT TRUE THEN
      RAISE EXCEPTION 'A payment settles posted invoices of the same customer, in the same currency, once both are there.'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'payment_applications_match';
    END IF;
  END LOOP;
  RETURN NULL;
END
$$;--> statement-breakpoint
REVOKE EXECUTE ON FUNCTION add_up_applications() FROM PUBLIC;--> statement-breakpoint
CREATE TRIGGER payment_applications_add_up AFTER INSERT ON payment_applications REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION add_up_applications();
