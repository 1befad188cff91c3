import { describe, expect, it } from 'vitest'
import { fold } from './fold.ts'

describe('fold', () => {
  it.each([
    ['İMZA', 'imza'],
    ['ÇIKIŞ IŞIĞI', 'cikis isigi'],
    ['Straße, STRAẞE', 'strasse, strasse'],
    ['Œuvre, Æther, Þór', 'oeuvre, aether, thor'],
    ['Smørrebrød Łódź Đorđe', 'smorrebrod lodz dorde'],
    ['ΟΔΥΣΣΕΥΣ', 'οδυσσευσ'],
    ['Ὀδυσσεύς', 'οδυσσευσ'],
    ['Əliyev', 'eliyev'],
    ['O’Brien O´Brien O‘Brien Oʼbrien O`Brien O＇Brien', "o'brien o'brien o'brien o'brien o'brien o'brien"],
    ['„A“ “B” «C» 5″ ＂D＂', '"a" "b" "c" 5" "d"'],
    ['2024–2025 — A‑B −1', '2024-2025 - a-b -1'],
    ['Kes\u200btane So\u00adfa \ufeffBOM a\u2060b', 'kestane sofa bom ab'],
    ['ﬁn ﬂ Ａｂｃ １２ ① ｶﾞ', 'fin fl abc 12 1 カ\u3099'],
    ['½ 10×20 m² №5 …', '1/2 10x20 m2 no5 ...'],
    ['a\u00a0b  c\u3000d\te', 'a b c d e'],
    ['שָׁלוֹם مُحَمَّد', 'שלום محمد'],
    ['naïve nai\u0308ve', 'naive naive'],
  ])('of %j is %j', (text, folded) => {
    expect(fold(text)).toBe(folded)
  })

  it('keeps apart what is written apart', () => {
    const texts = ['oil', 'öl.', 'か', 'が', 'й2', 'कि', 'का', '東京', '京都', 'ab', 'a b', "a'b", 'a"b', 'a-b']
    expect(new Set(texts.map(fold)).size).toBe(texts.length)
  })
})
