import { expect, test } from 'vitest';
import { MotoGaps, type AwsCall } from './moto-gaps.ts';
import { MotoMemory } from './moto-memory.ts';
import { refusalOf } from './refusals.ts';

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

test('keeps bucket policies, which moto would apply without their conditions', () => {
  const gaps = new MotoGaps();
  const s3 = (method: string, body = ''): AwsCall => ({ method, path: '/a-bucket?policy=', authorization: 'Credential=mock/20261124/us-east-1/s3/aws4_request', body });

  expect(gaps.answer(s3('GET'))).toMatchObject({ status: 404, body: expect.stringContaining('NoSuchBucketPolicy') as string });
  expect(gaps.answer(s3('PUT', '{"Version":"2012-10-17"}'))).toEqual({ status: 204 });
  expect(gaps.answer(s3('GET'))).toEqual({ status: 200, body: { Version: '2012-10-17' } });
  gaps.answer(s3('DELETE'));
  expect(gaps.answer(s3('GET'))).toMatchObject({ status: 404 });
});

test('gives a database its support and its certificate authority back', () => {
  const memory = new MotoMemory();
  const call = (body: string): AwsCall => ({ method: 'POST', path: '/', authorization: '/rds/', body });
  const answer = '<DBInstance><DBInstanceIdentifier>a</DBInstanceIdentifier><CACertificateIdentifier>other</CACertificateIdentifier></DBInstance>';
  memory.mend(call('Action=CreateDBInstance&DBInstanceIdentifier=a&CACertificateIdentifier=rds-ca&EngineLifecycleSupport=off'), answer);

  const mended = memory.mend(call('Action=DescribeDBInstances'), answer);

  expect(mended).toContain('<CACertificateIdentifier>rds-ca</CACertificateIdentifier><EngineLifecycleSupport>off</EngineLifecycleSupport></DBInstance>');
  expect(mended).not.toContain('other');
});

test('gives a database the authority of AWS, where its maker names none, and another one when that is asked for', () => {
  const memory = new MotoMemory();
  const call = (body: string): AwsCall => ({ method: 'POST', path: '/', authorization: '/rds/', body });
  const answer = '<DBInstance><DBInstanceIdentifier>a</DBInstanceIdentifier><CACertificateIdentifier>other</CACertificateIdentifier></DBInstance>';

  expect(memory.mend(call('Action=CreateDBInstance&DBInstanceIdentifier=a'), answer)).toContain('<CACertificateIdentifier>rds-ca-rsa2048-g1<');
  memory.mend(call('Action=ModifyDBInstance&DBInstanceIdentifier=a&CACertificateIdentifier=rds-ca-rsa4096-g1'), answer);
  expect(memory.mend(call('Action=DescribeDBInstances'), answer)).toContain('<CACertificateIdentifier>rds-ca-rsa4096-g1<');
});

test('refuses dead keys, and lets a reader read', () => {
  const signed = (key: string, method: string): AwsCall => ({ method, path: '/bucket', authorization: `AWS4-HMAC-SHA256 Credential=${key}/20261124/us-east-1/s3/aws4_request`, body: '' });

  expect(refusalOf(signed('EXPIRED', 'GET'))).toMatchObject({ status: 403, body: expect.stringContaining('ExpiredToken') as string });
  expect(refusalOf(signed('READER', 'PUT'))).toMatchObject({ status: 403, body: expect.stringContaining('s3:CreateBucket') as string });
  expect([refusalOf(signed('READER', 'GET')), refusalOf(signed('mock', 'PUT'))]).toEqual([undefined, undefined]);
});
