/**
 * The bytes of a base64url text without padding, or null where an encoder would have written it in another way. Decoders
 * forgive padding, foreign characters and bits that nobody uses, so that one thing would have many names.
 */
export function fromBase64url(text: string): Buffer | null {
  const bytes = Buffer.from(text, 'base64url')
  return bytes.toString('base64url') === text ? bytes : null
}
