-- Invoices are ordered by the year of their number and their place in it, which the number's text does not say. The
-- order is stored: row-level security lets no index be searched by an expression that computes.
DROP INDEX "invoices_by_number";--> statement-breakpoint
ALTER TABLE "invoices" ADD COLUMN "number_order" bigint GENERATED ALWAYS AS (coalesce(number_year::bigint * 10000000000 + number_in_year, 0)) STORED NOT NULL;--> statement-breakpoint
CREATE INDEX "journal_entries_by_number" ON "journal_entries" USING btree ("organization_id","number","id");--> statement-breakpoint
CREATE INDEX "invoices_by_number" ON "invoices" USING btree ("organization_id","number_order","id");--> statement-breakpoint

-- As it was, but for the columns that follow from others: the table says which they are.
CREATE OR REPLACE FUNCTION guard_invoice() RETURNS trigger LANGUAGE plpgsql
  SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  changing text[];
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
  -- Generated columns are not computed yet here.
  changing := '{applied_minor,version,updated_at}' || ARRAY(
    SELECT attname::text FROM pg_attribute WHERE attrelid = TG_RELID AND attgenerated <> '');
  IF TG_OP = 'DELETE' OR to_jsonb(NEW) - changing IS DISTINCT FROM to_jsonb(OLD) - changing THEN
    RAISE EXCEPTION 'Invoice % is posted: it does not change any more.', OLD.id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'invoices_stay_posted';
  END IF;
  RETURN NEW;
END
$$;
