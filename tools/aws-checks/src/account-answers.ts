import type { AwsAnswer, AwsCall } from './moto-gaps.ts';

/** Quotas that moto 5.2 does not know, by code: room for a cluster and a database, and too few spot processors for ten nodes. */
const quotas: Readonly<Record<string, number>> = { 'L-0263D0A3': 5, 'L-1194D53C': 100, 'L-40F3FC7C': 40, 'L-1216C47A': 64, 'L-34B43A08': 32 };

/** The one action that the mocked identity is not allowed when its policies are simulated. */
export const deniedAction = 'rds:CreateDBInstance';

/** What an account answers about itself, where moto does not: quotas, and the simulation of policies. */
export function accountAnswer({ authorization, body }: AwsCall): AwsAnswer | undefined {
  if (authorization.includes('/servicequotas/')) {
    const { QuotaCode: code = '' } = JSON.parse(body) as { QuotaCode?: string };
    const value = quotas[code];
    return value === undefined ? undefined : { status: 200, body: { Quota: { QuotaCode: code, Value: value } } };
  }
  if (!body.includes('Action=SimulatePrincipalPolicy')) return undefined;
  const actions = [...new URLSearchParams(body)].filter(([key]) => key.startsWith('ActionNames.member.')).map(([, action]) => action);
  const results = actions.map((action) => `<member><EvalActionName>${action}</EvalActionName><EvalDecision>${action === deniedAction ? 'implicitDeny' : 'allowed'}</EvalDecision></member>`);
  const result = `<SimulatePrincipalPolicyResult><IsTruncated>false</IsTruncated><EvaluationResults>${results.join('')}</EvaluationResults></SimulatePrincipalPolicyResult>`;
  return { status: 200, body: `<SimulatePrincipalPolicyResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/">${result}</SimulatePrincipalPolicyResponse>` };
}
