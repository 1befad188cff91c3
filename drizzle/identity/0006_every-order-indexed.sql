CREATE INDEX "api_tokens_by_creation" ON "api_tokens" USING btree ("organization_id","created_at","id");--> statement-breakpoint
CREATE INDEX "api_tokens_by_expiry" ON "api_tokens" USING btree ("organization_id","expires_at","id");--> statement-breakpoint
CREATE INDEX "users_by_creation" ON "users" USING btree ("organization_id","created_at","id");