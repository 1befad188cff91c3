import { expect, it } from 'vitest'
import { lastForwarded, peerOf } from './peer.ts'

it.each([
  ['203.0.113.7', '203.0.113.7'],
  ['::ffff:203.0.113.7', '203.0.113.7'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:DB8:1:2::ffff', '2001:db8:1:2::/64'],
  ['2001:db8:0001:0002:ffff::', '2001:db8:1:2::/64'],
  ['2001:db8::1', '2001:db8:0:0::/64'],
  ['64:ff9b::192.0.2.1', '64:ff9b:0:0::/64'],
  ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ['::1', '0:0:0:0::/64'],
  ['::', '0:0:0:0::/64'],
  ['nonsense', 'unknown'],
  ['', 'unknown'],
  [undefined, 'unknown'],
])('%s has the share of %s', (address, peer) => expect(peerOf(address)).toBe(peer))

it('believes the last proxy of those that handed a request on', () => {
  expect(lastForwarded('198.51.100.1, 203.0.113.7')).toBe('203.0.113.7')
  expect(lastForwarded(['198.51.100.1', '203.0.113.7'])).toBe('203.0.113.7')
  expect(lastForwarded(undefined)).toBeUndefined()
})
