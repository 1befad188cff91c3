-- Row-level security holds for whoever owns the tables, too.
ALTER TABLE "contacts" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "customers" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "deals" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "idempotency_keys" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "pipelines" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "stage_changes" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "stages" FORCE ROW LEVEL SECURITY;--> statement-breakpoint

-- The application deletes nothing, and changes only what may change: a stage keeps its pipeline and its type,
-- a deal its customer, its origin and its day of birth; the history of stages is written once.
GRANT SELECT, INSERT ON "contacts", "customers", "deals", "idempotency_keys", "pipelines", "stage_changes", "stages" TO kopru_app;--> statement-breakpoint
GRANT UPDATE (name, website, industry, phone, street, city, region, postal_code, country, owner_id, version, updated_at) ON "customers" TO kopru_app;--> statement-breakpoint
GRANT UPDATE (customer_id, name, title, email, phone, version, updated_at) ON "contacts" TO kopru_app;--> statement-breakpoint
GRANT UPDATE (name, is_default, version, updated_at) ON "pipelines" TO kopru_app;--> statement-breakpoint
GRANT UPDATE (name, position, probability_basis_points) ON "stages" TO kopru_app;--> statement-breakpoint
GRANT UPDATE (title, amount_minor, currency, stage_id, stage_change, expected_close, closed_at, lost_reason, lost_note, owner_id, version, updated_at) ON "deals" TO kopru_app;--> statement-breakpoint

-- A deal stands where one of its stage changes brought it; the two are written in the same transaction.
ALTER TABLE "deals" ADD CONSTRAINT "deals_arrival" FOREIGN KEY ("organization_id", "id", "stage_change", "stage_id")
  REFERENCES "stage_changes" ("organization_id", "deal_id", "number", "to_stage_id") DEFERRABLE INITIALLY DEFERRED;--> statement-breakpoint

-- That stage change is the latest, the deal was closed with it exactly if the stage is a closing one, what is lost (and
-- nothing else) has a reason, and what is won an amount. Checked once per statement, for all deals it touched: at once
-- where the stage change is there already, and otherwise when it comes.
CREATE FUNCTION kopru_check_deals() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  wrong uuid;
BEGIN
  SELECT deal.id INTO wrong
  FROM (SELECT organization_id, coalesce(to_jsonb(row) ->> 'deal_id', to_jsonb(row) ->> 'id')::uuid FROM touched AS row)
      AS touched (organization_id, id)
    JOIN deals AS deal ON deal.organization_id = touched.organization_id AND deal.id = touched.id
    JOIN stages AS stage ON stage.organization_id = deal.organization_id AND stage.id = deal.stage_id
    JOIN stage_changes AS latest ON latest.organization_id = deal.organization_id AND latest.deal_id = deal.id
      AND latest.number = deal.stage_change
  WHERE deal.closed_at IS DISTINCT FROM CASE WHEN stage.type <> 'OPEN' THEN latest.changed_at END
    OR (deal.lost_reason IS NOT NULL) <> (stage.type = 'LOST')
    OR (deal.lost_note IS NOT NULL AND stage.type <> 'LOST')
    OR (deal.amount_minor <= 0 AND stage.type = 'WON')
    OR EXISTS (
      SELECT FROM stage_changes AS later
      WHERE later.organization_id = deal.organization_id AND later.deal_id = deal.id
        AND later.number > deal.stage_change
    )
  LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'deal % contradicts its stage or the history of its stages', wrong
      USING ERRCODE = 'check_violation', CONSTRAINT = 'deals_history';
  END IF;
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER deals_history AFTER UPDATE ON "deals"
  REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION kopru_check_deals();--> statement-breakpoint
CREATE TRIGGER stage_changes_history AFTER INSERT ON "stage_changes"
  REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION kopru_check_deals();
