import { Refusal } from '../../shared/refusal.ts'

/** The number of an account, as typed. Refuses with ACCOUNT_CODE_INVALID. */
export function codeOf(text: string): string {
  const code = text.trim().toUpperCase()
  if (/^[A-Z0-9.-]{1,20}$/.test(code)) return code
  throw new Refusal('ACCOUNT_CODE_INVALID', 'A code has 1 to 20 letters, digits, dots or dashes.', ['code'])
}
