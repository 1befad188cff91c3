import { isIPv4, isIPv6 } from 'node:net'

/**
 * Whose share it is: an address; of IPv6 the network, because whoever has one address has 2^64 of them. What is no
 * address is one peer as well, so that nobody gets more by hiding.
 */
export function peerOf(address: string | undefined): string {
  const ip = (address ?? '').replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '')
  if (isIPv4(ip)) return ip
  if (!isIPv6(ip)) return 'unknown'
  const [head, tail] = ip.split('::') as [string, string?]
  const [front, back] = [groups(head), groups(tail ?? '')]
  const all = tail === undefined ? front : [...front, ...Array(8 - front.length - back.length).fill('0'), ...back]
  return `${all
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')}::/64`
}

/** Four numbers at the end stand for two groups; the network is never in them. */
const groups = (text: string): string[] =>
  text === '' ? [] : text.split(':').flatMap((group) => (group.includes('.') ? ['0', '0'] : group))

/** Who came to the last of the proxies that handed a request on: what stands before may be said by anybody. */
export const lastForwarded = (header: string | readonly string[] | undefined): string | undefined =>
  header === undefined ? undefined : String(header).split(',').at(-1)!.trim()
