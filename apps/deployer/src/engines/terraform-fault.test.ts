import { expect, test } from 'vitest';
import { terraformFault } from './terraform-fault.ts';
import { isAtLeast } from './terraform-binary.ts';
import { terraformMessage } from './terraform-message.ts';

const fault = (summary: string, detail = '') => terraformFault('planning', [{ severity: 'error', summary, detail }]);

test.each([
  ['creating EC2 VPC: operation error EC2: CreateVpc, api error RequestExpired: Request has expired.', 'deployer/credentials-expired', 'outside', true],
  ['validating provider credentials: api error ExpiredToken: The security token included in the request is expired', 'deployer/credentials-expired', 'outside', true],
  ['No valid credential sources found', 'deployer/credentials-missing', 'outside', false],
  ['api error AccessDenied: User: arn:aws:sts::1:assumed-role/ci/x is not authorized to perform: eks:CreateCluster on resource: *', 'deployer/permission-missing', 'outside', false],
  ['deleting EC2 Subnet: api error DependencyViolation: The subnet has dependencies and cannot be deleted.', 'deployer/dependency-left', 'outside', true],
  ['Backend initialization required, please run "terraform init"', 'deployer/backend-changed', 'usage', false],
  ['Failed to query available provider packages', 'deployer/provider-unavailable', 'outside', true],
  ['Instance cannot be destroyed', 'deployer/destroy-prevented', 'usage', false],
  ['Invalid function argument', 'deployer/terraform-failed', 'outside', false],
])('%s is %s', (summary, code, kind, retry) => {
  expect(fault(summary)).toMatchObject({ code, kind, retry });
  expect(fault(summary).hint).toBeTruthy();
});

test('a missing permission names the action', () => {
  expect(fault('AccessDenied', 'is not authorized to perform: rds:CreateDBInstance').message).toContain('may not do rds:CreateDBInstance');
});

test('warnings alone explain nothing', () => {
  expect(terraformFault('planning', [{ severity: 'warning', summary: 'AccessDenied', detail: '' }]).code).toBe('deployer/terraform-failed');
});

test.each([['1.10.0', true], ['1.9.8', false], ['1.11.4', true], ['2.0.0', true], ['1.10.0-beta1', true], ['0.15.5', false]])('version %s is new enough: %s', (version, enough) => {
  expect(isAtLeast(version, '1.10.0')).toBe(enough);
});

test('lines of the stream are read; one that is no JSON tells nothing', () => {
  expect(terraformMessage('Terraform will …')).toEqual({ type: 'other' });
  expect(terraformMessage('{"type":"planned_change","change":{"resource":{"addr":"a.b"},"action":"update"}}')).toEqual({ type: 'planned', address: 'a.b', action: 'update' });
  expect(terraformMessage('{"type":"apply_complete","hook":{"resource":{"addr":"a.b"},"action":"create","elapsed_seconds":3}}')).toEqual({ type: 'finished', address: 'a.b', action: 'create', seconds: 3 });
});
