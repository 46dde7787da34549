import { expect, test } from 'vitest';
import { MotoGaps, type AwsCall } from './moto-gaps.ts';
import { MotoMemory } from './moto-memory.ts';

const eks = 'AWS4-HMAC-SHA256 Credential=mock/20261124/us-east-1/eks/aws4_request';
const call = (method: string, path: string, body: unknown = {}): AwsCall => ({ method, path, authorization: eks, body: JSON.stringify(body) });

test('keeps an add-on from its creation to its removal', () => {
  const gaps = new MotoGaps();

  expect(gaps.answer(call('POST', '/clusters/a/addons', { addonName: 'coredns' }))).toMatchObject({ status: 200 });
  expect(gaps.answer(call('GET', '/clusters/a/addons/coredns'))).toMatchObject({ body: { addon: { addonName: 'coredns', status: 'ACTIVE' } } });
  gaps.answer(call('DELETE', '/clusters/a/addons/coredns'));
  expect(gaps.answer(call('GET', '/clusters/a/addons/coredns'))).toMatchObject({ status: 404 });
  expect(gaps.answered).toEqual(['POST /clusters/{}/addons', 'GET /clusters/{}/addons/{}', 'DELETE /clusters/{}/addons/{}', 'GET /clusters/{}/addons/{}']);
});

test('leaves to moto what moto has', () => {
  const gaps = new MotoGaps();

  expect(gaps.answer(call('GET', '/clusters/a'))).toBeUndefined();
  expect(gaps.answer({ ...call('GET', '/clusters/a/addons'), authorization: 'Credential=mock/20261124/us-east-1/s3/aws4_request' })).toBeUndefined();
});

test('gives a security group rule its description back', () => {
  const memory = new MotoMemory();
  const query = (body: string): AwsCall => ({ method: 'POST', path: '/', authorization: '/ec2/', body });
  const rule = '<item><securityGroupRuleId>sgr-01ab</securityGroupRuleId><description/></item>';

  memory.mend(query('Action=AuthorizeSecurityGroupIngress&IpPermissions.1.IpRanges.1.Description=Between+pods'), rule);

  expect(memory.mend(query('Action=DescribeSecurityGroupRules'), rule)).toBe(
    '<item><securityGroupRuleId>sgr-01ab</securityGroupRuleId><description>Between pods</description></item>',
  );
});
