ALTER TABLE "projects" ADD COLUMN "starts_order" date GENERATED ALWAYS AS (coalesce(starts_on, 'infinity')) STORED NOT NULL;--> statement-breakpoint
CREATE INDEX "products_by_price" ON "products" USING btree ("organization_id","unit_price_major","id");--> statement-breakpoint
CREATE INDEX "products_by_creation" ON "products" USING btree ("organization_id","created_at","id");--> statement-breakpoint
CREATE INDEX "payments_by_amount" ON "payments" USING btree ("organization_id","amount_major","id");--> statement-breakpoint
CREATE INDEX "projects_by_start" ON "projects" USING btree ("organization_id","starts_order","id");