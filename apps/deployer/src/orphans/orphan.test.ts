import { expect, test } from 'vitest';
import { orphanAddress, orphanStack, ownershipTags } from './orphan-stack.ts';
import { orphanOf, orphanText, type Orphan } from './orphan.ts';

const arn = (service: string, rest: string): string => `arn:aws:${service}:us-east-1:123456789012:${rest}`;
const found = (service: string, rest: string): Orphan => {
  const orphan = orphanOf(arn(service, rest));
  if (orphan === undefined) throw new Error(`${rest} is no orphan`);
  return orphan;
};
const balancer = found('elasticloadbalancing', 'loadbalancer/net/k8s-clickhouse/0123456789abcdef');
const group = found('ec2', 'security-group/sg-01');

test.each([
  ['elasticloadbalancing', 'loadbalancer/app/k8s-web/0123456789abcdef', 'aws_lb', 'load balancer k8s-web', false],
  ['elasticloadbalancing', 'loadbalancer/a0123456789', 'aws_elb', 'classic load balancer a0123456789', false],
  ['ec2', 'network-interface/eni-01', 'aws_network_interface', 'network interface eni-01', false],
  ['ec2', 'security-group/sg-01', 'aws_security_group', 'security group sg-01', false],
  ['ec2', 'volume/vol-01', 'aws_ebs_volume', 'volume vol-01', true],
])('%s %s is taken away as %s', (service, rest, type, text, holdsData) => {
  const orphan = found(service, rest);

  expect([orphan.type, orphanText(orphan), orphan.holdsData]).toEqual([type, text, holdsData]);
});

test('what costs nothing and blocks nothing is left', () => {
  for (const rest of ['targetgroup/k8s-web/0123456789abcdef', 'listener/app/k8s-web/01/02']) expect(orphanOf(arn('elasticloadbalancing', rest))).toBeUndefined();
  expect(orphanOf(arn('ec2', 'instance/i-01'))).toBeUndefined();
});

test('orphans are imported as they are, and security groups go after what uses them', () => {
  const { terraformJson } = orphanStack({ projectName: 'weblogs', region: 'us-east-1', providerVersions: '>= 5' }, [balancer, group]);

  expect(terraformJson['import']).toEqual([{ to: 'aws_lb.left_k8s-clickhouse', id: balancer.arn }, { to: 'aws_security_group.left_sg-01', id: 'sg-01' }]);
  expect(terraformJson['resource']).toMatchObject({
    aws_lb: { 'left_k8s-clickhouse': { lifecycle: { ignore_changes: 'all' }, depends_on: [orphanAddress(group)] } },
    aws_security_group: { 'left_sg-01': { revoke_rules_on_delete: true } },
  });
});

test('every tag that is looked for names the cluster', () => {
  for (const tag of ownershipTags('weblogs-eks')) expect(tag.join(' ')).toContain('weblogs-eks');
});
