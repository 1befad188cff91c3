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
CREATE FUNCTION kopru_check_deals(organizations uuid[], ids uuid[]) RETURNS void LANGUAGE plpgsql
-- A plan made while the tables were small must not serve when they have grown within the same session.
SET plan_cache_mode = force_custom_plan
AS $$
DECLARE
  wrong uuid;
BEGIN
  -- Looked up deal by deal: a new database has no statistics yet, and a join could take any way.
  SELECT deal.id INTO wrong
  FROM unnest(organizations, ids) AS touched (organization_id, id)
    CROSS JOIN LATERAL (
      SELECT deals.* FROM deals
      WHERE deals.organization_id = touched.organization_id AND deals.id = touched.id LIMIT 1
    ) AS deal
    CROSS JOIN LATERAL (
      SELECT stages.type FROM stages
      WHERE stages.organization_id = deal.organization_id AND stages.id = deal.stage_id LIMIT 1
    ) AS stage
    CROSS JOIN LATERAL (
      SELECT number, changed_at FROM stage_changes
      WHERE organization_id = deal.organization_id AND deal_id = deal.id AND number >= deal.stage_change
      ORDER BY number DESC LIMIT 1
    ) AS latest
  WHERE latest.number <> deal.stage_change
    OR deal.closed_at IS DISTINCT FROM CASE WHEN stage.type <> 'OPEN' THEN latest.changed_at END
    OR (deal.lost_reason IS NOT NULL) <> (stage.type = 'LOST')
    OR (deal.lost_note IS NOT NULL AND stage.type <> 'LOST')
    OR (deal.amount_minor <= 0 AND stage.type = 'WON')
  LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'deal % contradicts its stage or the history of its stages', wrong
      USING ERRCODE = 'check_violation', CONSTRAINT = 'deals_history';
  END IF;
END $$;--> statement-breakpoint
CREATE FUNCTION kopru_check_changed_deals() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM kopru_check_deals(array_agg(organization_id), array_agg(id)) FROM touched;
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE FUNCTION kopru_check_moved_deals() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM kopru_check_deals(array_agg(organization_id), array_agg(deal_id)) FROM touched;
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER deals_history AFTER UPDATE ON "deals"
  REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION kopru_check_changed_deals();--> statement-breakpoint
CREATE TRIGGER stage_changes_history AFTER INSERT ON "stage_changes"
  REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION kopru_check_moved_deals();
