CREATE TABLE "products" (
	"organization_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"sku" text NOT NULL,
	"name" text NOT NULL,
	"unit" text,
	"unit_price_minor" bigint NOT NULL,
	"currency" text NOT NULL,
	"revenue_account_id" uuid NOT NULL,
	"tax_rate_id" uuid,
	"active" boolean DEFAULT true NOT NULL,
	"category" text,
	"external_source" text,
	"external_id" text,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"search_text" text GENERATED ALWAYS AS (kopru_fold(sku || ' ' || name || ' ' || coalesce(category, ''))) STORED,
	CONSTRAINT "products_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "products_sku" UNIQUE("organization_id","sku"),
	CONSTRAINT "products_external_reference" UNIQUE("organization_id","external_source","external_id"),
	CONSTRAINT "products_price" CHECK ("products"."unit_price_minor" >= 0 and "products"."currency" ~ '^[A-Z]{3}$'),
	CONSTRAINT "products_external" CHECK (("products"."external_source" is null) = ("products"."external_id" is null))
);
--> statement-breakpoint
ALTER TABLE "products" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "tax_rates" (
	"organization_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"category" text NOT NULL,
	"rate_percent" numeric(7, 4) NOT NULL,
	"active" boolean DEFAULT true NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "tax_rates_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "tax_rates_name" UNIQUE("organization_id","name"),
	CONSTRAINT "tax_rates_category" CHECK ("tax_rates"."category" in ('S', 'Z', 'E', 'AE', 'K', 'G', 'O')),
	CONSTRAINT "tax_rates_rate" CHECK ("tax_rates"."rate_percent" between 0 and 100 and ("tax_rates"."category" = 'S') = ("tax_rates"."rate_percent" > 0))
);
--> statement-breakpoint
ALTER TABLE "tax_rates" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "invoice_lines" (
	"organization_id" uuid NOT NULL,
	"invoice_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"product_id" uuid,
	"description" text NOT NULL,
	"quantity" numeric(18, 6) NOT NULL,
	"unit_price" numeric(24, 6) NOT NULL,
	"discount_percent" numeric(7, 4) NOT NULL,
	"tax_rate_id" uuid,
	"tax_category" text NOT NULL,
	"tax_percent" numeric(7, 4) NOT NULL,
	"revenue_account_id" uuid NOT NULL,
	"amount_minor" bigint NOT NULL,
	"net_minor" bigint NOT NULL,
	"currency" text NOT NULL,
	CONSTRAINT "invoice_lines_organization_id_invoice_id_position_pk" PRIMARY KEY("organization_id","invoice_id","position"),
	CONSTRAINT "invoice_lines_amounts" CHECK ("invoice_lines"."quantity" > 0 and "invoice_lines"."unit_price" >= 0 and "invoice_lines"."discount_percent" between 0 and 100
        and "invoice_lines"."net_minor" >= 0 and "invoice_lines"."amount_minor" >= "invoice_lines"."net_minor")
);
--> statement-breakpoint
ALTER TABLE "invoice_lines" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "invoice_numbers" (
	"organization_id" uuid NOT NULL,
	"year" integer NOT NULL,
	"next" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "invoice_numbers_organization_id_year_pk" PRIMARY KEY("organization_id","year"),
	CONSTRAINT "invoice_numbers_next" CHECK ("invoice_numbers"."next" >= 1)
);
--> statement-breakpoint
ALTER TABLE "invoice_numbers" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "invoice_taxes" (
	"organization_id" uuid NOT NULL,
	"invoice_id" uuid NOT NULL,
	"category" text NOT NULL,
	"rate_percent" numeric(7, 4) NOT NULL,
	"taxable_minor" bigint NOT NULL,
	"tax_minor" bigint NOT NULL,
	"currency" text NOT NULL,
	CONSTRAINT "invoice_taxes_organization_id_invoice_id_category_rate_percent_pk" PRIMARY KEY("organization_id","invoice_id","category","rate_percent"),
	CONSTRAINT "invoice_taxes_amounts" CHECK ("invoice_taxes"."taxable_minor" >= 0 and "invoice_taxes"."tax_minor" >= 0)
);
--> statement-breakpoint
ALTER TABLE "invoice_taxes" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "invoices" (
	"organization_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"state" text DEFAULT 'DRAFT' NOT NULL,
	"number_year" integer,
	"number_in_year" integer,
	"number" text GENERATED ALWAYS AS ('INV-' || number_year || '-' || lpad(number_in_year::text, greatest(5, length(number_in_year::text)), '0')) STORED,
	"customer_id" uuid NOT NULL,
	"deal_id" uuid,
	"project_id" uuid,
	"currency" text NOT NULL,
	"issue_date" date NOT NULL,
	"due_date" date NOT NULL,
	"prices_include_tax" boolean DEFAULT false NOT NULL,
	"net_minor" bigint NOT NULL,
	"tax_minor" bigint NOT NULL,
	"gross_minor" bigint NOT NULL,
	"applied_minor" bigint DEFAULT 0 NOT NULL,
	"journal_entry_id" uuid,
	"external_source" text,
	"external_id" text,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"posted_at" timestamp with time zone,
	"search_text" text GENERATED ALWAYS AS (kopru_fold(coalesce('INV-' || number_year || '-' || lpad(number_in_year::text, greatest(5, length(number_in_year::text)), '0'), '')
        || ' ' || coalesce(external_id, ''))) STORED,
	CONSTRAINT "invoices_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "invoices_number" UNIQUE("organization_id","number_year","number_in_year"),
	CONSTRAINT "invoices_external_reference" UNIQUE("organization_id","external_source","external_id"),
	CONSTRAINT "invoices_journal_entry" UNIQUE("organization_id","journal_entry_id"),
	CONSTRAINT "invoices_state" CHECK ("invoices"."state" in ('DRAFT', 'POSTED')),
	CONSTRAINT "invoices_currency" CHECK ("invoices"."currency" ~ '^[A-Z]{3}$'),
	CONSTRAINT "invoices_due" CHECK ("invoices"."due_date" >= "invoices"."issue_date"),
	CONSTRAINT "invoices_totals" CHECK ("invoices"."net_minor" >= 0 and "invoices"."tax_minor" >= 0 and "invoices"."gross_minor" = "invoices"."net_minor" + "invoices"."tax_minor"),
	CONSTRAINT "invoices_applied" CHECK ("invoices"."applied_minor" between 0 and "invoices"."gross_minor"),
	CONSTRAINT "invoices_posted" CHECK (case when "invoices"."state" = 'POSTED'
        then "invoices"."number_year" is not null and "invoices"."number_year" = extract(year from "invoices"."issue_date")
          and "invoices"."number_in_year" is not null and "invoices"."number_in_year" >= 1 and "invoices"."posted_at" is not null
          and ("invoices"."journal_entry_id" is null) = ("invoices"."gross_minor" = 0)
        else "invoices"."number_year" is null and "invoices"."number_in_year" is null and "invoices"."posted_at" is null
          and "invoices"."journal_entry_id" is null and "invoices"."applied_minor" = 0 end),
	CONSTRAINT "invoices_external" CHECK (("invoices"."external_source" is null) = ("invoices"."external_id" is null))
);
--> statement-breakpoint
ALTER TABLE "invoices" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "accounts" (
	"organization_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"code" text NOT NULL,
	"name" text NOT NULL,
	"type" text NOT NULL,
	"role" text,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "accounts_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "accounts_code" UNIQUE("organization_id","code"),
	CONSTRAINT "accounts_role" UNIQUE("organization_id","role"),
	CONSTRAINT "accounts_type" CHECK ("accounts"."type" in ('ASSET', 'LIABILITY', 'EQUITY', 'INCOME', 'EXPENSE')),
	CONSTRAINT "accounts_role_known" CHECK ("accounts"."role" in ('BANK', 'RECEIVABLES', 'TAX_PAYABLE', 'SERVICE_REVENUE', 'PRODUCT_REVENUE', 'OTHER_INCOME'))
);
--> statement-breakpoint
ALTER TABLE "accounts" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "journal_entries" (
	"organization_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"journal_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"date" date NOT NULL,
	"currency" text NOT NULL,
	"description" text NOT NULL,
	"source" text NOT NULL,
	"source_id" uuid NOT NULL,
	"posted_at" timestamp with time zone DEFAULT now() NOT NULL,
	"posted_by" uuid NOT NULL,
	CONSTRAINT "journal_entries_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "journal_entries_number" UNIQUE("organization_id","journal_id","number"),
	CONSTRAINT "journal_entries_source" UNIQUE("organization_id","source","source_id"),
	CONSTRAINT "journal_entries_currency" UNIQUE("organization_id","id","currency"),
	CONSTRAINT "journal_entries_number_positive" CHECK ("journal_entries"."number" >= 1),
	CONSTRAINT "journal_entries_currency_code" CHECK ("journal_entries"."currency" ~ '^[A-Z]{3}$'),
	CONSTRAINT "journal_entries_source_known" CHECK ("journal_entries"."source" in ('INVOICE', 'PAYMENT'))
);
--> statement-breakpoint
ALTER TABLE "journal_entries" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "journal_lines" (
	"organization_id" uuid NOT NULL,
	"entry_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"account_id" uuid NOT NULL,
	"currency" text NOT NULL,
	"debit_minor" bigint NOT NULL,
	"credit_minor" bigint NOT NULL,
	"description" text,
	"customer_id" uuid,
	"deal_id" uuid,
	"project_id" uuid,
	CONSTRAINT "journal_lines_organization_id_entry_id_position_pk" PRIMARY KEY("organization_id","entry_id","position"),
	CONSTRAINT "journal_lines_one_side" CHECK ("journal_lines"."debit_minor" >= 0 and "journal_lines"."credit_minor" >= 0 and ("journal_lines"."debit_minor" = 0) <> ("journal_lines"."credit_minor" = 0)),
	CONSTRAINT "journal_lines_position" CHECK ("journal_lines"."position" >= 1)
);
--> statement-breakpoint
ALTER TABLE "journal_lines" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "journal_seals" (
	"organization_id" uuid NOT NULL,
	"sequence" bigint NOT NULL,
	"entry_id" uuid NOT NULL,
	"previous_hash" "bytea" NOT NULL,
	"hash" "bytea" NOT NULL,
	CONSTRAINT "journal_seals_organization_id_sequence_pk" PRIMARY KEY("organization_id","sequence"),
	CONSTRAINT "journal_seals_entry" UNIQUE("organization_id","entry_id")
);
--> statement-breakpoint
ALTER TABLE "journal_seals" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "journals" (
	"organization_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"code" text NOT NULL,
	"name" text NOT NULL,
	"next_number" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "journals_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "journals_code" UNIQUE("organization_id","code"),
	CONSTRAINT "journals_code_known" CHECK ("journals"."code" in ('SAL', 'BNK', 'GEN')),
	CONSTRAINT "journals_next_number" CHECK ("journals"."next_number" >= 1)
);
--> statement-breakpoint
ALTER TABLE "journals" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "payment_applications" (
	"organization_id" uuid NOT NULL,
	"payment_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"invoice_id" uuid NOT NULL,
	"amount_minor" bigint NOT NULL,
	"currency" text NOT NULL,
	"applied_on" date NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "payment_applications_organization_id_payment_id_position_pk" PRIMARY KEY("organization_id","payment_id","position"),
	CONSTRAINT "payment_applications_position" CHECK ("payment_applications"."position" between 1 and 250),
	CONSTRAINT "payment_applications_amount" CHECK ("payment_applications"."amount_minor" > 0)
);
--> statement-breakpoint
ALTER TABLE "payment_applications" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "payment_numbers" (
	"organization_id" uuid NOT NULL,
	"year" integer NOT NULL,
	"next" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "payment_numbers_organization_id_year_pk" PRIMARY KEY("organization_id","year"),
	CONSTRAINT "payment_numbers_next" CHECK ("payment_numbers"."next" >= 1)
);
--> statement-breakpoint
ALTER TABLE "payment_numbers" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "payments" (
	"organization_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"number_year" integer NOT NULL,
	"number_in_year" integer NOT NULL,
	"number" text GENERATED ALWAYS AS ('REC-' || number_year || '-' || lpad(number_in_year::text, greatest(5, length(number_in_year::text)), '0')) STORED NOT NULL,
	"customer_id" uuid NOT NULL,
	"received_on" date NOT NULL,
	"amount_minor" bigint NOT NULL,
	"currency" text NOT NULL,
	"applied_minor" bigint DEFAULT 0 NOT NULL,
	"method" text NOT NULL,
	"reference" text,
	"journal_entry_id" uuid NOT NULL,
	"external_source" text,
	"external_id" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"search_text" text GENERATED ALWAYS AS (kopru_fold('REC-' || number_year || '-' || lpad(number_in_year::text, greatest(5, length(number_in_year::text)), '0') || ' ' || coalesce(reference, ''))) STORED,
	CONSTRAINT "payments_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "payments_number" UNIQUE("organization_id","number_year","number_in_year"),
	CONSTRAINT "payments_external_reference" UNIQUE("organization_id","external_source","external_id"),
	CONSTRAINT "payments_journal_entry" UNIQUE("organization_id","journal_entry_id"),
	CONSTRAINT "payments_number_of_year" CHECK ("payments"."number_in_year" >= 1 and "payments"."number_year" = extract(year from "payments"."received_on")),
	CONSTRAINT "payments_amount" CHECK ("payments"."amount_minor" > 0),
	CONSTRAINT "payments_applied" CHECK ("payments"."applied_minor" between 0 and "payments"."amount_minor"),
	CONSTRAINT "payments_currency" CHECK ("payments"."currency" ~ '^[A-Z]{3}$'),
	CONSTRAINT "payments_method" CHECK ("payments"."method" in ('BANK_TRANSFER', 'CARD', 'CASH', 'CHEQUE', 'DIRECT_DEBIT', 'OTHER')),
	CONSTRAINT "payments_external" CHECK (("payments"."external_source" is null) = ("payments"."external_id" is null))
);
--> statement-breakpoint
ALTER TABLE "payments" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "project_counters" (
	"organization_id" uuid NOT NULL,
	"last_number" integer NOT NULL,
	CONSTRAINT "project_counters_organization_id_pk" PRIMARY KEY("organization_id")
);
--> statement-breakpoint
ALTER TABLE "project_counters" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "project_state_changes" (
	"organization_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"project_id" uuid NOT NULL,
	"from_state" text,
	"to_state" text NOT NULL,
	"reason" text,
	"changed_by" uuid NOT NULL,
	"changed_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "project_state_changes_organization_id_id_pk" PRIMARY KEY("organization_id","id")
);
--> statement-breakpoint
ALTER TABLE "project_state_changes" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "projects" (
	"organization_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"code" text NOT NULL,
	"name" text NOT NULL,
	"customer_id" uuid NOT NULL,
	"deal_id" uuid,
	"manager_id" uuid,
	"state" text DEFAULT 'PLANNED' NOT NULL,
	"starts_on" date,
	"ends_on" date,
	"budget_minor" bigint,
	"budget_currency" text,
	"external_source" text,
	"external_id" text,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"search_text" text GENERATED ALWAYS AS (kopru_fold("projects"."code" || ' ' || "projects"."name")) STORED NOT NULL,
	CONSTRAINT "projects_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "projects_code" UNIQUE("organization_id","code"),
	CONSTRAINT "projects_customer" UNIQUE("organization_id","id","customer_id"),
	CONSTRAINT "projects_external_reference" UNIQUE("organization_id","external_source","external_id"),
	CONSTRAINT "projects_state" CHECK ("projects"."state" in ('PLANNED', 'ACTIVE', 'ON_HOLD', 'COMPLETED', 'CLOSED', 'CANCELLED')),
	CONSTRAINT "projects_period" CHECK ("projects"."ends_on" >= "projects"."starts_on"),
	CONSTRAINT "projects_budget" CHECK (("projects"."budget_minor" is null) = ("projects"."budget_currency" is null) and "projects"."budget_minor" > 0),
	CONSTRAINT "projects_external" CHECK (("projects"."external_source" is null) = ("projects"."external_id" is null))
);
--> statement-breakpoint
ALTER TABLE "projects" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
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
ALTER TABLE "products" ADD CONSTRAINT "products_revenue_account" FOREIGN KEY ("organization_id","revenue_account_id") REFERENCES "public"."accounts"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "products" ADD CONSTRAINT "products_tax_rate" FOREIGN KEY ("organization_id","tax_rate_id") REFERENCES "public"."tax_rates"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invoice_lines" ADD CONSTRAINT "invoice_lines_invoice" FOREIGN KEY ("organization_id","invoice_id") REFERENCES "public"."invoices"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invoice_lines" ADD CONSTRAINT "invoice_lines_product" FOREIGN KEY ("organization_id","product_id") REFERENCES "public"."products"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invoice_lines" ADD CONSTRAINT "invoice_lines_tax_rate" FOREIGN KEY ("organization_id","tax_rate_id") REFERENCES "public"."tax_rates"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invoice_lines" ADD CONSTRAINT "invoice_lines_revenue_account" FOREIGN KEY ("organization_id","revenue_account_id") REFERENCES "public"."accounts"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invoice_taxes" ADD CONSTRAINT "invoice_taxes_invoice" FOREIGN KEY ("organization_id","invoice_id") REFERENCES "public"."invoices"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invoices" ADD CONSTRAINT "invoices_journal_entry_known" FOREIGN KEY ("organization_id","journal_entry_id") REFERENCES "public"."journal_entries"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invoices" ADD CONSTRAINT "invoices_project_of_customer" FOREIGN KEY ("organization_id","project_id","customer_id") REFERENCES "public"."projects"("organization_id","id","customer_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "journal_entries" ADD CONSTRAINT "journal_entries_journal" FOREIGN KEY ("organization_id","journal_id") REFERENCES "public"."journals"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "journal_lines" ADD CONSTRAINT "journal_lines_entry" FOREIGN KEY ("organization_id","entry_id","currency") REFERENCES "public"."journal_entries"("organization_id","id","currency") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "journal_lines" ADD CONSTRAINT "journal_lines_account" FOREIGN KEY ("organization_id","account_id") REFERENCES "public"."accounts"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "journal_seals" ADD CONSTRAINT "journal_seals_entry_known" FOREIGN KEY ("organization_id","entry_id") REFERENCES "public"."journal_entries"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payment_applications" ADD CONSTRAINT "payment_applications_payment" FOREIGN KEY ("organization_id","payment_id") REFERENCES "public"."payments"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payment_applications" ADD CONSTRAINT "payment_applications_invoice" FOREIGN KEY ("organization_id","invoice_id") REFERENCES "public"."invoices"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments" ADD CONSTRAINT "payments_journal_entry_known" FOREIGN KEY ("organization_id","journal_entry_id") REFERENCES "public"."journal_entries"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "project_state_changes" ADD CONSTRAINT "project_state_changes_project" FOREIGN KEY ("organization_id","project_id") REFERENCES "public"."projects"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "products_by_name" ON "products" USING btree ("organization_id",kopru_fold("name"),"id");--> statement-breakpoint
CREATE INDEX "invoices_customer" ON "invoices" USING btree ("organization_id","customer_id","issue_date","id");--> statement-breakpoint
CREATE INDEX "invoices_deal" ON "invoices" USING btree ("organization_id","deal_id","issue_date","id");--> statement-breakpoint
CREATE INDEX "invoices_project" ON "invoices" USING btree ("organization_id","project_id","issue_date","id");--> statement-breakpoint
CREATE INDEX "invoices_issue_date" ON "invoices" USING btree ("organization_id","issue_date","id");--> statement-breakpoint
CREATE INDEX "invoices_due_date" ON "invoices" USING btree ("organization_id","due_date","id");--> statement-breakpoint
CREATE INDEX "invoices_by_number" ON "invoices" USING btree ("organization_id",coalesce("number", ''),"id");--> statement-breakpoint
CREATE INDEX "invoices_by_total" ON "invoices" USING btree ("organization_id",kopru_major("gross_minor", "currency"),"id");--> statement-breakpoint
CREATE INDEX "journal_entries_date" ON "journal_entries" USING btree ("organization_id","date","id");--> statement-breakpoint
CREATE INDEX "journal_lines_account_entry" ON "journal_lines" USING btree ("organization_id","account_id","entry_id");--> statement-breakpoint
CREATE INDEX "journal_lines_customer" ON "journal_lines" USING btree ("organization_id","customer_id","entry_id");--> statement-breakpoint
CREATE INDEX "payment_applications_invoice" ON "payment_applications" USING btree ("organization_id","invoice_id");--> statement-breakpoint
CREATE INDEX "payments_customer" ON "payments" USING btree ("organization_id","customer_id","received_on","id");--> statement-breakpoint
CREATE INDEX "payments_received_on" ON "payments" USING btree ("organization_id","received_on","id");--> statement-breakpoint
CREATE INDEX "payments_created" ON "payments" USING btree ("organization_id","created_at","id");--> statement-breakpoint
CREATE INDEX "project_state_changes_of_project" ON "project_state_changes" USING btree ("organization_id","project_id","changed_at","id");--> statement-breakpoint
CREATE UNIQUE INDEX "projects_one_per_deal" ON "projects" USING btree ("organization_id","deal_id") WHERE "projects"."state" <> 'CANCELLED';--> statement-breakpoint
CREATE INDEX "projects_of_customer" ON "projects" USING btree ("organization_id","customer_id","created_at","id");--> statement-breakpoint
CREATE INDEX "projects_by_creation" ON "projects" USING btree ("organization_id","created_at","id");--> statement-breakpoint
CREATE INDEX "projects_by_name" ON "projects" USING btree ("organization_id",kopru_fold("name"),"id");--> statement-breakpoint
CREATE POLICY "tenant" ON "products" AS PERMISSIVE FOR ALL TO public USING (organization_id = nullif(current_setting('app.organization', true), '')::uuid) WITH CHECK (organization_id = nullif(current_setting('app.organization', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "tenant" ON "tax_rates" AS PERMISSIVE FOR ALL TO public USING (organization_id = nullif(current_setting('app.organization', true), '')::uuid) WITH CHECK (organization_id = nullif(current_setting('app.organization', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "tenant" ON "invoice_lines" AS PERMISSIVE FOR ALL TO public USING (organization_id = nullif(current_setting('app.organization', true), '')::uuid) WITH CHECK (organization_id = nullif(current_setting('app.organization', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "tenant" ON "invoice_numbers" AS PERMISSIVE FOR ALL TO public USING (organization_id = nullif(current_setting('app.organization', true), '')::uuid) WITH CHECK (organization_id = nullif(current_setting('app.organization', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "tenant" ON "invoice_taxes" AS PERMISSIVE FOR ALL TO public USING (organization_id = nullif(current_setting('app.organization', true), '')::uuid) WITH CHECK (organization_id = nullif(current_setting('app.organization', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "tenant" ON "invoices" AS PERMISSIVE FOR ALL TO public USING (organization_id = nullif(current_setting('app.organization', true), '')::uuid) WITH CHECK (organization_id = nullif(current_setting('app.organization', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "tenant" ON "accounts" AS PERMISSIVE FOR ALL TO public USING (organization_id = nullif(current_setting('app.organization', true), '')::uuid) WITH CHECK (organization_id = nullif(current_setting('app.organization', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "tenant" ON "journal_entries" AS PERMISSIVE FOR ALL TO public USING (organization_id = nullif(current_setting('app.organization', true), '')::uuid) WITH CHECK (organization_id = nullif(current_setting('app.organization', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "tenant" ON "journal_lines" AS PERMISSIVE FOR ALL TO public USING (organization_id = nullif(current_setting('app.organization', true), '')::uuid) WITH CHECK (organization_id = nullif(current_setting('app.organization', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "tenant" ON "journal_seals" AS PERMISSIVE FOR ALL TO public USING (organization_id = nullif(current_setting('app.organization', true), '')::uuid) WITH CHECK (organization_id = nullif(current_setting('app.organization', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "tenant" ON "journals" AS PERMISSIVE FOR ALL TO public USING (organization_id = nullif(current_setting('app.organization', true), '')::uuid) WITH CHECK (organization_id = nullif(current_setting('app.organization', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "tenant" ON "payment_applications" AS PERMISSIVE FOR ALL TO public USING (organization_id = nullif(current_setting('app.organization', true), '')::uuid) WITH CHECK (organization_id = nullif(current_setting('app.organization', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "tenant" ON "payment_numbers" AS PERMISSIVE FOR ALL TO public USING (organization_id = nullif(current_setting('app.organization', true), '')::uuid) WITH CHECK (organization_id = nullif(current_setting('app.organization', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "tenant" ON "payments" AS PERMISSIVE FOR ALL TO public USING (organization_id = nullif(current_setting('app.organization', true), '')::uuid) WITH CHECK (organization_id = nullif(current_setting('app.organization', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "tenant" ON "project_counters" AS PERMISSIVE FOR ALL TO public USING (organization_id = nullif(current_setting('app.organization', true), '')::uuid) WITH CHECK (organization_id = nullif(current_setting('app.organization', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "tenant" ON "project_state_changes" AS PERMISSIVE FOR ALL TO public USING (organization_id = nullif(current_setting('app.organization', true), '')::uuid) WITH CHECK (organization_id = nullif(current_setting('app.organization', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "tenant" ON "projects" AS PERMISSIVE FOR ALL TO public USING (organization_id = nullif(current_setting('app.organization', true), '')::uuid) WITH CHECK (organization_id = nullif(current_setting('app.organization', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "tenant" ON "idempotency_keys" AS PERMISSIVE FOR ALL TO public USING (organization_id = nullif(current_setting('app.organization', true), '')::uuid) WITH CHECK (organization_id = nullif(current_setting('app.organization', true), '')::uuid);