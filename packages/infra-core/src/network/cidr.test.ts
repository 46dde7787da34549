import { expect, test } from 'vitest';
import { parseCidr, subnetCidr } from './cidr.ts';

test('cuts a block into equal blocks', () => {
  const block = parseCidr('vpc', '10.0.0.0/16', [16, 20]);

  expect([0, 1, 7].map((index) => subnetCidr(block, 3, index))).toEqual(['10.0.0.0/19', '10.0.32.0/19', '10.0.224.0/19']);
  expect([248, 255].map((index) => subnetCidr(block, 8, index))).toEqual(['10.0.248.0/24', '10.0.255.0/24']);
});

test('reads addresses above 127', () => {
  expect(subnetCidr(parseCidr('vpc', '192.168.16.0/20', [16, 20]), 8, 250)).toBe('192.168.31.160/28');
});

test.each(['10.0.0.0', '10.0.0.0/8', '10.0.0.0/24', '10.0.1.0/16', '300.0.0.0/16', 'fd00::/16', ''])('fails when a block is %s', (text) => {
  expect(() => parseCidr('network.vpcCidr', text, [16, 20])).toThrow(
    expect.objectContaining({ code: 'infra/cidr-not-allowed', message: `reading network.vpcCidr: '${text}' is not allowed; it takes an IPv4 block of /16 to /20` }),
  );
});
