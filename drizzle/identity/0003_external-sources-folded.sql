-- The name of another system is the same name however its letters are written: it is kept in small letters, so that
-- what `SAP` brought and what `sap` brings is one object. As `sourceOf` folds it; guards that keep rows as they were
-- stand aside for it, since what the rows say stays the same.
CREATE FUNCTION kopru_source(source text) RETURNS text
  LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
  RETURN normalize(replace(lower(upper(lower(source COLLATE pg_unicode_fast))), 'ς', 'σ'), NFC);
--> statement-breakpoint
-- Two rows that would be one are not for a migration to merge: it stops, and leaves everything as it was.
DO $$
DECLARE
  name text;
  clash record;
BEGIN
  FOREACH name IN ARRAY ARRAY['users'] LOOP
    EXECUTE format('ALTER TABLE %I DISABLE TRIGGER USER, NO FORCE ROW LEVEL SECURITY', name);
    EXECUTE format(
      'SELECT organization_id, external_id, string_agg(quote_literal(external_source), '' and '' ORDER BY external_source) AS sources
      FROM %I WHERE external_source IS NOT NULL
      GROUP BY organization_id, kopru_source(external_source), external_id HAVING count(*) > 1 LIMIT 1', name) INTO clash;
    IF clash IS NOT NULL THEN
      RAISE EXCEPTION 'In % of the organisation %, % differ by letter case alone and have the same id % there.',
        name, clash.organization_id, clash.sources, quote_literal(clash.external_id)
        USING ERRCODE = 'unique_violation',
          HINT = 'Decide which of the rows is the object, give the other another external reference, and migrate again.';
    END IF;
    EXECUTE format('UPDATE %I SET external_source = kopru_source(external_source)
      WHERE external_source <> kopru_source(external_source)', name);
    EXECUTE format('ALTER TABLE %I ENABLE TRIGGER USER, FORCE ROW LEVEL SECURITY,
      ADD CONSTRAINT %I CHECK (external_source = kopru_source(external_source))', name, name || '_source_folded');
  END LOOP;
END
$$;
