CREATE TABLE "contacts" (
	"organization_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"name" text NOT NULL,
	"title" text,
	"email" text,
	"phone" text,
	"external_source" text,
	"external_id" text,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"name_folded" text GENERATED ALWAYS AS (kopru_fold(name)) STORED NOT NULL,
	CONSTRAINT "contacts_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "contacts_reference" UNIQUE("organization_id","external_source","external_id"),
	CONSTRAINT "contacts_reference_whole" CHECK (("contacts"."external_source" is null) = ("contacts"."external_id" is null))
);
--> statement-breakpoint
ALTER TABLE "contacts" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "customers" (
	"organization_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"website" text,
	"industry" text,
	"phone" text,
	"street" text,
	"city" text,
	"region" text,
	"postal_code" text,
	"country" text,
	"owner_id" uuid,
	"external_source" text,
	"external_id" text,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"name_folded" text GENERATED ALWAYS AS (kopru_fold(name)) STORED NOT NULL,
	"industry_folded" text GENERATED ALWAYS AS (kopru_fold(industry)) STORED,
	"country_folded" text GENERATED ALWAYS AS (kopru_fold(country)) STORED,
	"search_text" text GENERATED ALWAYS AS (kopru_fold(name || ' ' || coalesce(city, ''))) STORED NOT NULL,
	CONSTRAINT "customers_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "customers_reference" UNIQUE("organization_id","external_source","external_id"),
	CONSTRAINT "customers_reference_whole" CHECK (("customers"."external_source" is null) = ("customers"."external_id" is null))
);
--> statement-breakpoint
ALTER TABLE "customers" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "deals" (
	"organization_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"title" text NOT NULL,
	"amount_minor" bigint NOT NULL,
	"currency" text NOT NULL,
	"stage_id" uuid NOT NULL,
	"stage_change" integer NOT NULL,
	"expected_close" date,
	"closed_at" timestamp with time zone,
	"lost_reason" text,
	"lost_note" text,
	"owner_id" uuid,
	"external_source" text,
	"external_id" text,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"title_folded" text GENERATED ALWAYS AS (kopru_fold(title)) STORED NOT NULL,
	"amount_major" numeric GENERATED ALWAYS AS (kopru_major(amount_minor, currency)) STORED NOT NULL,
	"expected_close_order" date GENERATED ALWAYS AS (coalesce(expected_close, 'infinity')) STORED NOT NULL,
	"closed_order" timestamp with time zone GENERATED ALWAYS AS (coalesce(closed_at, '-infinity')) STORED NOT NULL,
	CONSTRAINT "deals_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "deals_reference" UNIQUE("organization_id","external_source","external_id"),
	CONSTRAINT "deals_reference_whole" CHECK (("deals"."external_source" is null) = ("deals"."external_id" is null)),
	CONSTRAINT "deals_amount" CHECK ("deals"."amount_minor" >= 0 and "deals"."currency" ~ '^[A-Z]{3}$'),
	CONSTRAINT "deals_lost_reason" CHECK (lost_reason in ('PRICE', 'TIMING', 'COMPETITOR', 'NO_DECISION', 'NO_FIT', 'OTHER')),
	CONSTRAINT "deals_lost_note" CHECK (lost_note is not null or lost_reason is null or lost_reason <> 'OTHER')
);
--> statement-breakpoint
ALTER TABLE "deals" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "stage_changes" (
	"organization_id" uuid NOT NULL,
	"deal_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"previous" integer GENERATED ALWAYS AS (nullif(number - 1, 0)) STORED,
	"from_stage_id" uuid,
	"to_stage_id" uuid NOT NULL,
	"changed_at" timestamp with time zone NOT NULL,
	"changed_by" uuid NOT NULL,
	CONSTRAINT "stage_changes_organization_id_deal_id_number_pk" PRIMARY KEY("organization_id","deal_id","number"),
	CONSTRAINT "stage_changes_arrival" UNIQUE("organization_id","deal_id","number","to_stage_id"),
	CONSTRAINT "stage_changes_first" CHECK (number >= 1 and (number = 1) = (from_stage_id is null))
);
--> statement-breakpoint
ALTER TABLE "stage_changes" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "pipelines" (
	"organization_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"is_default" boolean DEFAULT false NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"name_folded" text GENERATED ALWAYS AS (kopru_fold(name)) STORED NOT NULL,
	CONSTRAINT "pipelines_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "pipelines_name" UNIQUE("organization_id","name_folded")
);
--> statement-breakpoint
ALTER TABLE "pipelines" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "stages" (
	"organization_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"pipeline_id" uuid NOT NULL,
	"name" text NOT NULL,
	"type" text NOT NULL,
	"position" integer NOT NULL,
	"probability_basis_points" integer NOT NULL,
	CONSTRAINT "stages_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "stages_probability" CHECK (case type when 'OPEN' then probability_basis_points between 0 and 10000
        when 'WON' then probability_basis_points = 10000
        when 'LOST' then probability_basis_points = 0 else false end)
);
--> statement-breakpoint
ALTER TABLE "stages" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "idempotency_keys" (
	"organization_id" uuid NOT NULL,
	"key" text NOT NULL,
	"operation" text NOT NULL,
	"input_hash" text NOT NULL,
	"result" jsonb NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "idempotency_keys_organization_id_key_pk" PRIMARY KEY("organization_id","key")
);
--> statement-breakpoint
ALTER TABLE "idempotency_keys" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "contacts" ADD CONSTRAINT "contacts_customer" FOREIGN KEY ("organization_id","customer_id") REFERENCES "public"."customers"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deals" ADD CONSTRAINT "deals_customer" FOREIGN KEY ("organization_id","customer_id") REFERENCES "public"."customers"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deals" ADD CONSTRAINT "deals_stage" FOREIGN KEY ("organization_id","stage_id") REFERENCES "public"."stages"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stage_changes" ADD CONSTRAINT "stage_changes_deal" FOREIGN KEY ("organization_id","deal_id") REFERENCES "public"."deals"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stage_changes" ADD CONSTRAINT "stage_changes_chain" FOREIGN KEY ("organization_id","deal_id","previous","from_stage_id") REFERENCES "public"."stage_changes"("organization_id","deal_id","number","to_stage_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stage_changes" ADD CONSTRAINT "stage_changes_stage" FOREIGN KEY ("organization_id","to_stage_id") REFERENCES "public"."stages"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stages" ADD CONSTRAINT "stages_pipeline" FOREIGN KEY ("organization_id","pipeline_id") REFERENCES "public"."pipelines"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "contacts_of_customer" ON "contacts" USING btree ("organization_id","customer_id","name_folded","id");--> statement-breakpoint
CREATE INDEX "customers_by_name" ON "customers" USING btree ("organization_id","name_folded","id");--> statement-breakpoint
CREATE INDEX "customers_by_creation" ON "customers" USING btree ("organization_id","created_at","id");--> statement-breakpoint
CREATE INDEX "customers_by_country" ON "customers" USING btree ("organization_id","country_folded");--> statement-breakpoint
CREATE INDEX "customers_by_owner" ON "customers" USING btree ("organization_id","owner_id");--> statement-breakpoint
CREATE INDEX "deals_of_customer" ON "deals" USING btree ("organization_id","customer_id","created_at","id");--> statement-breakpoint
CREATE INDEX "deals_of_owner" ON "deals" USING btree ("organization_id","owner_id","created_at","id");--> statement-breakpoint
CREATE INDEX "deals_in_stage" ON "deals" USING btree ("organization_id","stage_id","created_at","id");--> statement-breakpoint
CREATE INDEX "deals_by_creation" ON "deals" USING btree ("organization_id","created_at","id");--> statement-breakpoint
CREATE INDEX "deals_by_title" ON "deals" USING btree ("organization_id","title_folded","id");--> statement-breakpoint
CREATE INDEX "deals_by_amount" ON "deals" USING btree ("organization_id","amount_major","id");--> statement-breakpoint
CREATE INDEX "deals_by_expected_close" ON "deals" USING btree ("organization_id","expected_close_order","id");--> statement-breakpoint
CREATE INDEX "deals_by_close" ON "deals" USING btree ("organization_id","closed_order","id");--> statement-breakpoint
CREATE UNIQUE INDEX "pipelines_default" ON "pipelines" USING btree ("organization_id") WHERE is_default;--> statement-breakpoint
CREATE INDEX "stages_of_pipeline" ON "stages" USING btree ("organization_id","pipeline_id","position");--> statement-breakpoint
CREATE UNIQUE INDEX "stages_one_won" ON "stages" USING btree ("organization_id","pipeline_id") WHERE type = 'WON';--> statement-breakpoint
CREATE UNIQUE INDEX "stages_one_lost" ON "stages" USING btree ("organization_id","pipeline_id") WHERE type = 'LOST';--> statement-breakpoint
CREATE POLICY "tenant" ON "contacts" AS PERMISSIVE FOR ALL TO public USING (organization_id = nullif(current_setting('app.organization', true), '')::uuid) WITH CHECK (organization_id = nullif(current_setting('app.organization', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "tenant" ON "customers" AS PERMISSIVE FOR ALL TO public USING (organization_id = nullif(current_setting('app.organization', true), '')::uuid) WITH CHECK (organization_id = nullif(current_setting('app.organization', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "tenant" ON "deals" AS PERMISSIVE FOR ALL TO public USING (organization_id = nullif(current_setting('app.organization', true), '')::uuid) WITH CHECK (organization_id = nullif(current_setting('app.organization', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "tenant" ON "stage_changes" AS PERMISSIVE FOR ALL TO public USING (organization_id = nullif(current_setting('app.organization', true), '')::uuid) WITH CHECK (organization_id = nullif(current_setting('app.organization', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "tenant" ON "pipelines" AS PERMISSIVE FOR ALL TO public USING (organization_id = nullif(current_setting('app.organization', true), '')::uuid) WITH CHECK (organization_id = nullif(current_setting('app.organization', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "tenant" ON "stages" AS PERMISSIVE FOR ALL TO public USING (organization_id = nullif(current_setting('app.organization', true), '')::uuid) WITH CHECK (organization_id = nullif(current_setting('app.organization', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "tenant" ON "idempotency_keys" AS PERMISSIVE FOR ALL TO public USING (organization_id = nullif(current_setting('app.organization', true), '')::uuid) WITH CHECK (organization_id = nullif(current_setting('app.organization', true), '')::uuid);