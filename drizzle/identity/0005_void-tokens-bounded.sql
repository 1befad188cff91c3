DROP INDEX "users_voided";--> statement-breakpoint
CREATE INDEX "users_voided" ON "users" USING btree ("organization_id","tokens_void_before") WHERE "users"."tokens_void_before" is not null;--> statement-breakpoint

-- When all tokens of a user become void, those of programs are revoked one by one: an organisation has a thousand of them at
-- most, and they live for up to a year. What is left to remember of the user is the sessions, which last a day.
CREATE FUNCTION kopru_revoke_tokens() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE api_tokens SET revoked_at = NEW.tokens_void_before
    WHERE organization_id = NEW.organization_id AND user_id = NEW.id AND revoked_at IS NULL AND expires_at > now();
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER users_void_tokens AFTER UPDATE OF tokens_void_before ON "users"
  FOR EACH ROW WHEN (NEW.tokens_void_before IS DISTINCT FROM OLD.tokens_void_before) EXECUTE FUNCTION kopru_revoke_tokens();
--> statement-breakpoint
ALTER TABLE "users" NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "api_tokens" NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
UPDATE "api_tokens" AS t SET revoked_at = u.tokens_void_before
  FROM "users" AS u
  WHERE u.organization_id = t.organization_id AND u.id = t.user_id
    AND t.created_at < u.tokens_void_before AND t.revoked_at IS NULL AND t.expires_at > now();--> statement-breakpoint
ALTER TABLE "api_tokens" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "users" FORCE ROW LEVEL SECURITY;--> statement-breakpoint

-- Which tokens are void before they expire: those revoked and sessions that were ended, by id; all sessions of a user
-- issued before a second since 1970, for as long as one can last; and all sessions of an organisation issued before
-- one, where it has more such users than every process must know of. Of each organisation the newest 10,000 are looked at.
DROP FUNCTION kopru_void_tokens();--> statement-breakpoint
CREATE FUNCTION kopru_void_tokens()
  RETURNS TABLE (token_id uuid, user_id uuid, organization_id uuid, void_before double precision)
  LANGUAGE sql STABLE SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp
AS $$
  SELECT id, NULL::uuid, NULL::uuid, NULL::double precision FROM public.api_tokens
    WHERE revoked_at IS NOT NULL AND expires_at > now() - interval '1 minute'
  UNION ALL
  SELECT token_id, NULL, NULL, NULL FROM public.ended_sessions WHERE expires_at > now() - interval '1 minute'
  UNION ALL
  SELECT NULL, CASE WHEN place <= 10000 THEN v.id END, CASE WHEN place > 10000 THEN o.organization_id END,
      extract(epoch FROM v.tokens_void_before)
    FROM public.organizations AS o, LATERAL (
      SELECT u.id, u.tokens_void_before, row_number() OVER (ORDER BY u.tokens_void_before DESC) AS place
      FROM public.users AS u
      WHERE u.organization_id = o.organization_id AND u.tokens_void_before > now() - interval '25 hours'
      ORDER BY u.tokens_void_before DESC
      LIMIT 10001
    ) AS v
$$;--> statement-breakpoint
REVOKE ALL ON FUNCTION kopru_void_tokens() FROM PUBLIC;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION kopru_void_tokens() TO kopru_app;
