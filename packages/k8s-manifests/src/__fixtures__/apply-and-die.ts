import { trialChart } from '@logex/cluster/trial-inputs';
import { applyObjects, openCluster } from '../cluster.ts';
import { stagedPlatform } from './staged-platform.ts';

// node apply-and-die.ts <kubeconfig> <objects>: applies the platform, and is gone without a word after so many objects.
const [kubeconfig = '', objects = ''] = process.argv.slice(2);
const cluster = await openCluster({ kubeconfig });
await applyObjects(cluster, stagedPlatform(trialChart), {
  project: 'acme-logs',
  wait: false,
  onEvent: (event) => {
    if (event.type === 'object' && event.done >= Number(objects)) process.kill(process.pid, 'SIGKILL');
  },
});
