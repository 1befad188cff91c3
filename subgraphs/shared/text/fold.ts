/**
 * A text as people mean it when they look for it: letter case, accents, the dot of the i, compatible forms (`ﬁ`, `Ａ`),
 * letters that a keyboard lacks (`ß` is `ss`, `œ` is `oe`, `ø` is `o`), the kind of apostrophe, quotation mark, dash and
 * white space, and what has no width do not count. `kopru_fold` in the databases says the same, step by step.
 */
export function fold(text: string): string {
  const plain = text
    .normalize('NFKD')
    .replace(QUOTATION_MARKS, '"')
    .replace(APOSTROPHES, "'")
    .replace(DASHES, '-')
    .replace(UNHEARD, '')
  // There and back: what is one letter in capitals (ſ and s, ς and σ, ß and ss) is one letter.
  const small = plain.toLowerCase().toUpperCase().toLowerCase()
  return small
    .replace(STRUCK, (letter) => PLAIN[letter]!)
    .replaceAll('æ', 'ae')
    .replaceAll('œ', 'oe')
    .replaceAll('þ', 'th')
    .replace(WHITE_SPACE, ' ')
}

const QUOTATION_MARKS = /\u2032\u2032|[\u00ab\u00bb\u02ba\u02ee\u05f4\u201c-\u201f\u2033\u2036\u301d-\u301f]/g

/** Accents that stand by themselves, too: on many keyboards they are what is nearest. */
const APOSTROPHES =
  / [\u0301\u0313\u0314]|[\u0060\u02b9\u02bb-\u02bf\u02c8\u02ca\u02cb\u055a\u05f3\u2018-\u201b\u2032\u2035\u2039\u203a\ua78b\ua78c]/g

const DASHES = /[\u02d7\u058a\u05be\u2010-\u2015\u2043\u2212\u2e3a\u2e3b]/g

/**
 * Marks above and below letters that can be left out in writing (those of the Indic scripts and the Japanese voicing are
 * letters of their own), the Arabic stretch, controls, and what Unicode says is not displayed.
 */
const UNHEARD = new RegExp(
  [
    String.raw`[\u0001-\u0008\u000e-\u001f\u007f-\u0084\u0086-\u009f`,
    String.raw`\u00ad\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u061c`,
    String.raw`\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u115f\u1160\u17b4\u17b5`,
    String.raw`\u180b-\u180f\u1ab0-\u1aff\u1dc0-\u1dff\u200b-\u200f\u202a-\u202e\u2060-\u206f\u20d0-\u20ff\ufe00-\ufe0f`,
    String.raw`\ufe20-\ufe2f\ufeff\ufff9-\ufffb\u{1bca0}-\u{1bca3}\u{1d173}-\u{1d17a}\u{e0000}-\u{e0fff}]`,
  ].join(''),
  'gu',
)

/** Letters and signs that Unicode does not take apart, and what people type who do not have them. */
const LIKE = 'ςøłđðħŧŋıəɛɔɓɖɗɨɵʉʋƙƴƶ⁄∕∼〜×'
const TYPED = 'σolddhtnieeobddiouvkyz//~~x'
const PLAIN: Readonly<Record<string, string>> = Object.fromEntries([...LIKE].map((letter, n) => [letter, TYPED[n]!]))
const STRUCK = new RegExp(`[${LIKE}]`, 'g')

const WHITE_SPACE = /[\t-\r \u0085\u1680\u2028\u2029]{2,}|[\t-\r\u0085\u1680\u2028\u2029]/g
