-- What people type finds what people wrote, as `subgraphs/shared/text/fold.ts` says, step by step. Not STRICT, which would
-- keep it from being put in place where it is called; null is null all the same. Most texts are ASCII and have fewer steps.
CREATE OR REPLACE FUNCTION kopru_fold(value text) RETURNS text
  LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN CASE WHEN octet_length(value) = length(value) THEN
    regexp_replace(
      regexp_replace(replace(lower(value COLLATE pg_unicode_fast), '`', ''''), '[\u0001-\u0008\u000e-\u001f\u007f]', '', 'g'),
      '[\t-\r ]{2,}|[\t-\r]', ' ', 'g')
  ELSE
    regexp_replace(
      replace(replace(replace(
        translate(
          lower(upper(lower(
            regexp_replace(
              regexp_replace(
                regexp_replace(
                  regexp_replace(
                    normalize(value, NFKD),
                    '\u2032\u2032|[\u00ab\u00bb\u02ba\u02ee\u05f4\u201c-\u201f\u2033\u2036\u301d-\u301f]', '"', 'g'),
                  ' [\u0301\u0313\u0314]|[\u0060\u02b9\u02bb-\u02bf\u02c8\u02ca\u02cb\u055a\u05f3\u2018-\u201b\u2032\u2035\u2039\u203a\ua78b\ua78c]', '''', 'g'),
                '[\u02d7\u058a\u05be\u2010-\u2015\u2043\u2212\u2e3a\u2e3b]', '-', 'g'),
              '[\u0001-\u0008\u000e-\u001f\u007f-\u0084\u0086-\u009f\u00ad\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u061c\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u115f\u1160\u17b4\u17b5\u180b-\u180f\u1ab0-\u1aff\u1dc0-\u1dff\u200b-\u200f\u202a-\u202e\u2060-\u206f\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f\ufeff\ufff9-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]', '', 'g')
            COLLATE pg_unicode_fast))),
          'ςøłđðħŧŋıəɛɔɓɖɗɨɵʉʋƙƴƶ⁄∕∼〜×', 'σolddhtnieeobddiouvkyz//~~x'),
        'æ', 'ae'), 'œ', 'oe'), 'þ', 'th'),
      '[\t-\r \u0085\u1680\u2028\u2029]{2,}|[\t-\r\u0085\u1680\u2028\u2029]', ' ', 'g')
  END;
--> statement-breakpoint
-- Two names that have become one are not for a migration to tell apart: it stops, and leaves everything as it was.
DO $$
DECLARE
  clash record;
BEGIN
  ALTER TABLE pipelines NO FORCE ROW LEVEL SECURITY;
  SELECT organization_id, string_agg(quote_literal(name), ' and ' ORDER BY name) AS names INTO clash
    FROM pipelines GROUP BY organization_id, kopru_fold(name) HAVING count(*) > 1 LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'In the organisation %, the pipelines % have names that are the same for whoever looks for one.',
      clash.organization_id, clash.names
      USING ERRCODE = 'unique_violation', HINT = 'Give one of them another name, and migrate again.';
  END IF;
  ALTER TABLE pipelines FORCE ROW LEVEL SECURITY;
END
$$;
--> statement-breakpoint
-- A stored column is worked out anew where its table is written anew, which giving it its expression again does.
ALTER TABLE "pipelines"
  ALTER COLUMN "name_folded" SET EXPRESSION AS (kopru_fold(name));
--> statement-breakpoint
ALTER TABLE "customers"
  ALTER COLUMN "name_folded" SET EXPRESSION AS (kopru_fold(name)),
  ALTER COLUMN "industry_folded" SET EXPRESSION AS (kopru_fold(industry)),
  ALTER COLUMN "country_folded" SET EXPRESSION AS (kopru_fold(country)),
  ALTER COLUMN "search_text" SET EXPRESSION AS (kopru_fold(name || ' ' || coalesce(city, '')));
--> statement-breakpoint
ALTER TABLE "contacts"
  ALTER COLUMN "name_folded" SET EXPRESSION AS (kopru_fold(name));
--> statement-breakpoint
ALTER TABLE "deals"
  ALTER COLUMN "title_folded" SET EXPRESSION AS (kopru_fold(title));
--> statement-breakpoint
CREATE INDEX "customers_by_industry" ON "customers" USING btree ("organization_id","industry_folded");
