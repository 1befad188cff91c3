-- Row-level security holds for whoever owns the tables, too.
ALTER TABLE "api_tokens" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "ended_sessions" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "organizations" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "password_attempts" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "passwords" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "users" FORCE ROW LEVEL SECURITY;--> statement-breakpoint

-- Nobody is deleted: people become inactive, tokens revoked. What is over may be swept away.
GRANT SELECT, INSERT ON "api_tokens", "ended_sessions", "organizations", "password_attempts", "passwords", "users" TO kopru_app;--> statement-breakpoint
GRANT UPDATE (email, name, title, role, active, tokens_void_before, version, updated_at) ON "users" TO kopru_app;--> statement-breakpoint
GRANT UPDATE (hash, changed_at) ON "passwords" TO kopru_app;--> statement-breakpoint
GRANT UPDATE (revoked_at) ON "api_tokens" TO kopru_app;--> statement-breakpoint
GRANT UPDATE (attempts, started_at), DELETE ON "password_attempts" TO kopru_app;--> statement-breakpoint
GRANT DELETE ON "ended_sessions" TO kopru_app;--> statement-breakpoint

-- At commit: whoever has owners keeps one who is active. The application locks them before it decides;
-- this holds for everybody else.
CREATE FUNCTION kopru_check_owner() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM users WHERE organization_id = OLD.organization_id AND role = 'OWNER' AND active) THEN
    RETURN NULL;
  END IF;
  RAISE EXCEPTION 'organization % would be left without an active owner', OLD.organization_id
    USING ERRCODE = 'check_violation', CONSTRAINT = 'users_owner';
END $$;--> statement-breakpoint
CREATE CONSTRAINT TRIGGER users_owner AFTER UPDATE OF role, active OR DELETE ON "users"
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (OLD.role = 'OWNER' AND OLD.active) EXECUTE FUNCTION kopru_check_owner();--> statement-breakpoint

-- Two questions are asked before any organisation is known: whose password is this, and which tokens
-- are void. Only the two functions below see across organisations: they run as the owner of the tables
-- in a session of the application. The owner's own sessions see nothing, like everybody's.
CREATE POLICY "door" ON "organizations" FOR SELECT TO kopru_owner USING (session_user = 'kopru_app');--> statement-breakpoint
CREATE POLICY "door" ON "users" FOR SELECT TO kopru_owner USING (session_user = 'kopru_app');--> statement-breakpoint
CREATE POLICY "door" ON "passwords" FOR SELECT TO kopru_owner USING (session_user = 'kopru_app');--> statement-breakpoint
CREATE POLICY "door" ON "api_tokens" FOR SELECT TO kopru_owner USING (session_user = 'kopru_app');--> statement-breakpoint
CREATE POLICY "door" ON "ended_sessions" FOR SELECT TO kopru_owner USING (session_user = 'kopru_app');--> statement-breakpoint

-- The passwords that open something for an e-mail address. More than ten organisations cannot be
-- tried at once: each costs a hash.
CREATE FUNCTION kopru_sign_in(asked_email text, asked_organization uuid)
  RETURNS TABLE (organization_id uuid, organization_name text, user_id uuid, hash text)
  LANGUAGE sql STABLE SECURITY DEFINER ROWS 1
  SET search_path = pg_catalog, pg_temp
AS $$
  SELECT u.organization_id, o.name, u.id, p.hash
  FROM public.users AS u
    JOIN public.passwords AS p ON p.organization_id = u.organization_id AND p.user_id = u.id
    JOIN public.organizations AS o ON o.organization_id = u.organization_id
  WHERE u.email = asked_email AND u.active
    AND (asked_organization IS NULL OR u.organization_id = asked_organization)
  ORDER BY u.organization_id
  LIMIT 10
$$;--> statement-breakpoint
REVOKE ALL ON FUNCTION kopru_sign_in(text, uuid) FROM PUBLIC;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION kopru_sign_in(text, uuid) TO kopru_app;--> statement-breakpoint

-- Which tokens are void before they expire: those revoked, by id, and all of a user issued before a
-- second since 1970. No token lives longer than a year, so no user is remembered longer than that.
CREATE FUNCTION kopru_void_tokens() RETURNS TABLE (token_id uuid, user_id uuid, void_before double precision)
  LANGUAGE sql STABLE SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp
AS $$
  SELECT id, NULL::uuid, NULL::double precision FROM public.api_tokens
    WHERE revoked_at IS NOT NULL AND expires_at > now() - interval '1 minute'
  UNION ALL
  SELECT token_id, NULL, NULL FROM public.ended_sessions WHERE expires_at > now() - interval '1 minute'
  UNION ALL
  SELECT NULL, id, extract(epoch FROM tokens_void_before) FROM public.users
    WHERE tokens_void_before > now() - interval '367 days'
$$;--> statement-breakpoint
REVOKE ALL ON FUNCTION kopru_void_tokens() FROM PUBLIC;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION kopru_void_tokens() TO kopru_app;
