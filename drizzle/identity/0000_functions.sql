-- What people type finds what people wrote: case, accents and the Turkish dotless ı do not count.
CREATE FUNCTION kopru_fold(value text) RETURNS text
  LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
  RETURN translate(lower(regexp_replace(normalize(value, NFKD), '[\u0300-\u036f]', '', 'g')), 'ıøłđß', 'iolds');
