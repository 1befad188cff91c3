-- What people type finds what people wrote: case, accents and the Turkish dotless ı do not count.
CREATE FUNCTION kopru_fold(value text) RETURNS text
  LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
  RETURN translate(lower(regexp_replace(normalize(value, NFKD), '[\u0300-\u036f]', '', 'g')), 'ıøłđß', 'iolds');
--> statement-breakpoint
-- An amount in its currency's major unit, to compare and order by: digits as ISO 4217 has them.
CREATE FUNCTION kopru_major(minor bigint, currency text) RETURNS numeric
  LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
  RETURN minor / (CASE
    WHEN currency IN ('BIF','CLP','DJF','GNF','ISK','JPY','KMF','KRW','PYG','RWF','UGX','UYI','VND','VUV','XAF','XOF','XPF') THEN 1
    WHEN currency IN ('BHD','IQD','JOD','KWD','LYD','OMR','TND') THEN 1000
    WHEN currency IN ('CLF','UYW') THEN 10000
    ELSE 100 END)::numeric;
