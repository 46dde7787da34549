import type { StackMaker } from '../stacks/stack.ts';

/**
 * A stack of Terraform's own resources, which needs no provider: a network, a lake with a policy and a database that hold
 * data, a cluster of slow nodes. The environment shapes it: TRIAL_SECONDS (how long a node takes), TRIAL_LAKE (its
 * content; a change replaces it), TRIAL_SIZE (of the cluster; a change is in place), TRIAL_FAIL (the second node fails),
 * TRIAL_GONE (the database is no longer declared), TRIAL_FAREWELL (seconds
 * that the second node takes to go).
 */
const trialStack: StackMaker = ({ config, allowDestroy }) => {
  const { TRIAL_SECONDS: seconds = '0', TRIAL_LAKE: lake = 'logs', TRIAL_SIZE: size = 'small', TRIAL_FAIL: fails = '', TRIAL_GONE: gone = '', TRIAL_FAREWELL: farewell = '0' } = process.env;
  const guard = (address: string): object => (allowDestroy.includes('*') || allowDestroy.includes(address) ? {} : { lifecycle: { prevent_destroy: true } });
  const node = (place: number, command: string): object => ({
    input: `node ${place}`,
    depends_on: ['terraform_data.cluster', ...(place === 1 ? [] : [`terraform_data.node_${place - 1}`])],
    provisioner: [{ 'local-exec': { command } }, { 'local-exec': { when: 'destroy', command: `sleep ${place === 2 ? farewell : 0}` } }],
  });
  const sleep = `sleep ${seconds}`;
  return {
    name: `${config.project_name}-trial`,
    terraformJson: {
      terraform: { required_version: '>= 1.10' },
      resource: {
        terraform_data: {
          network: { input: 'network' },
          lake: { input: 'lake', triggers_replace: [lake], depends_on: ['terraform_data.key'], ...guard('terraform_data.lake') },
          lake_policy: { input: 'private', depends_on: ['terraform_data.lake'] },
          key: { input: 'key' },
          ...(gone === '' ? { database: { input: 'database', depends_on: ['terraform_data.network'], ...guard('terraform_data.database') } } : {}),
          cluster: { input: size, depends_on: ['terraform_data.network'] },
          node_1: node(1, sleep),
          node_2: node(2, fails === '' ? sleep : 'exit 1'),
        },
      },
      output: { cluster: { value: '${terraform_data.cluster.output}' }, lake_id: { value: '${terraform_data.lake.id}' }, node_id: { value: '${terraform_data.node_1.id}' } },
    },
    components: {
      'terraform_data.network': 'network',
      'terraform_data.lake': 'lake',
      'terraform_data.lake_policy': 'lake',
      'terraform_data.key': 'encryption',
      'terraform_data.database': 'catalog',
      'terraform_data.cluster': 'cluster',
      'terraform_data.node_1': 'cluster',
      'terraform_data.node_2': 'cluster',
    },
    stateful: [
      { address: 'terraform_data.lake', holds: 'log files', settings: ['terraform_data.lake_policy'] },
      { address: 'terraform_data.database', holds: 'table names', settings: [] },
    ],
  };
};

export default trialStack;
