import { Refusal } from '../../shared/refusal.ts'

type Path = readonly (string | number)[]

/** A web address people can follow; `https://` is put before one without a scheme. Refuses with WEBSITE_INVALID. */
export function websiteOf(text: string, path: Path): string {
  const clean = text.trim()
  const url = URL.parse(/^[a-z][a-z0-9+.-]*:(?!\d)/i.test(clean) ? clean : `https://${clean}`)
  const sound = url && /^https?:$/.test(url.protocol) && url.hostname.includes('.') && !url.username && !url.password
  if (!sound || url.href.length > LONGEST_WEBSITE) {
    throw new Refusal('WEBSITE_INVALID', 'This is not a web address, like https://example.com.', path)
  }
  return url.href.replace(/^(https?:\/\/[^/]+)\/$/, '$1')
}

const LONGEST_WEBSITE = 500

/** Something before the @, a domain with a dot after it, and nothing that an e-mail's header could trip over. */
const EMAIL = /^[^\s@<>()[\],;:"\\]+@[^\s@<>()[\],;:"\\.]+(\.[^\s@<>()[\],;:"\\.]+)+$/
const LONGEST_EMAIL = 254

/** An e-mail address. Refuses with EMAIL_INVALID. */
export function emailOf(text: string, path: Path): string {
  const clean = text.normalize('NFC').trim()
  if (clean.length > LONGEST_EMAIL || !EMAIL.test(clean) || /\p{Cc}|\p{Cs}/u.test(clean)) {
    throw new Refusal('EMAIL_INVALID', 'This is not an e-mail address.', path)
  }
  return clean
}

export interface Address {
  readonly street: string | null
  readonly city: string | null
  readonly region: string | null
  readonly postalCode: string | null
  readonly country: string | null
}

/** The parts of an address that are known; null when none is. */
export function addressOf({ street, city, region, postalCode, country }: Address): Address | null {
  const known = street ?? city ?? region ?? postalCode ?? country
  return known === null ? null : { street, city, region, postalCode, country }
}
