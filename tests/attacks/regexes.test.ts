import { globSync, readFileSync } from 'node:fs'
import { stripTypeScriptTypes } from 'node:module'
import { expect, it } from 'vitest'
import { fold } from '../../subgraphs/shared/text/fold.ts'

/** A27: every regular expression of the product, on texts made to keep it busy. */
const MOST_MS = 10
const LENGTH = 50_000

const files = globSync(['{subgraphs,router,platform}/**/*.ts']).filter((file) => !/\.test\.ts$|generated/.test(file))
const found = files.flatMap((file) => regexesIn(readFileSync(file, 'utf8')).map((regex) => ({ file, regex })))

it('finds what there is', () => {
  expect(files.length).toBeGreaterThan(150)
  expect(found.length).toBeGreaterThan(50)
  for (const [file, source] of [
    ['subgraphs/shared/relay/id.ts', '^([a-z]{2,4})_([0-7][0-9a-hjkmnp-tv-z]{25})$'],
    ['subgraphs/shared/auth/identify.ts', '^Bearer ([\\w-]+\\.[\\w-]+\\.[\\w-]+)$'],
    ['subgraphs/shared/money/decimal.ts', '^(-?)(\\d{1,18})(?:\\.(\\d{1,9}))?$'],
  ]) {
    expect(
      found.some((each) => each.file === file && each.regex.source === source),
      file,
    ).toBe(true)
  }
})

it('finds none that is made of text but two of folding, which are tried by it', () => {
  const made = files.flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(/(?:const (\w+) = new )?\bRegExp\(/g)].map(([, name]) => `${file} ${name}`),
  )
  expect(made.sort()).toEqual(['STRUCK', 'UNHEARD'].map((name) => `subgraphs/shared/text/fold.ts ${name}`))
  for (const text of hostileTo('\u0301\u200bø')) {
    expect(
      quickest(() => fold(text)),
      JSON.stringify(text.slice(0, 20)),
    ).toBeLessThan(5 * MOST_MS)
  }
})

it.each(found.map(({ file, regex }) => ({ file, regex, shown: String(regex) })))(
  '$file $shown reads 50 kB within 10 ms',
  ({ regex }) => {
    for (const text of hostileTo(regex.source)) {
      const read = () => {
        const fresh = new RegExp(regex)
        return regex.global ? text.replace(fresh, '') : fresh.test(text)
      }
      expect(quickest(read), JSON.stringify(text.slice(0, 20))).toBeLessThan(MOST_MS)
    }
  },
)

/** Whatever else runs at the moment is measured, too: again, where it took long. */
function quickest(task: () => unknown): number {
  let best = Number.POSITIVE_INFINITY
  for (let again = 0; again < 6 && best >= MOST_MS; again += 1) {
    const since = performance.now()
    task()
    best = Math.min(best, performance.now() - since)
  }
  return best
}

/** Long runs of what the expression may eat, which end in what it does not expect. */
function hostileTo(source: string): string[] {
  const letters = new Set([...'aA0 -_.,@/:\t\n"\\é', ...source.replace(/\\.|[a-z]/g, '')])
  const runs = [...letters].map((letter) => letter.repeat(LENGTH))
  const pairs = ['a.', 'a-', ' a', 'a ', '0.', 'at ', 'a@', './', '\n ', '1,', 'a:1', '://', '"",', 'Aa'].map((pair) =>
    pair.repeat(LENGTH / pair.length),
  )
  const begun = ['Bearer ', 'inv_', 'https://', 'a@', '2026-', '00-', '"', 'postgres://'].map(
    (start) => start + 'a'.repeat(LENGTH),
  )
  return [...runs, ...pairs, ...begun].flatMap((text) => [text, `${text}\u0000`, `${text}!`])
}

/** The literals in a source: a slash that follows what no number or name can end. */
function regexesIn(source: string): RegExp[] {
  const code = stripTypeScriptTypes(source, { mode: 'strip' }).replace(/^\s*(\/\/|\*|\/\*).*$/gm, '')
  const literal =
    /(?<=(?:[(,=:[!&|?{};]|return|=>)\s*)\/(?![*/\s])((?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\[\n])+)\/([dgimsuvy]*)/g
  return [...code.matchAll(literal)].map(([, pattern, flags]) => new RegExp(pattern!, flags))
}
