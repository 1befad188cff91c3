/** Digits after the decimal point of every active ISO 4217 currency (list of 2026-01-01): two, but for these. */
const EXCEPTIONS: Record<number, string> = {
  0: 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF',
  3: 'BHD IQD JOD KWD LYD OMR TND',
  4: 'CLF UYW',
}

const TWO_DIGITS = `AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BRL BSD BTN BWP BYN
  BZD CAD CDF CHF CNY COP CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD
  GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL
  MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN
  QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY
  TTD TWD TZS UAH USD UYU UZS VED VES WST XCD XCG YER ZAR ZMW ZWG`

const digits = new Map<string, number>([
  ...TWO_DIGITS.split(/\s+/).map((code): [string, number] => [code, 2]),
  ...Object.entries(EXCEPTIONS).flatMap(([count, codes]) =>
    codes.split(' ').map((code): [string, number] => [code, Number(count)]),
  ),
])

/** All active currencies, by their codes. */
export const CURRENCIES: readonly string[] = [...digits.keys()].sort()

/** Whether `code` is an active ISO 4217 currency, in capitals. */
export const isCurrency = (code: string): boolean => digits.has(code)

/** Digits after the point: JPY 0, EUR 2, KWD 3. An unknown currency here is a bug of ours. */
export function currencyDigits(code: string): number {
  const count = digits.get(code)
  if (count === undefined) throw new Error(`Not an ISO 4217 currency: ${code}`)
  return count
}
