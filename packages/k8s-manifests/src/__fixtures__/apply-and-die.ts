import { applyObjects, openCluster } from '../cluster.ts';
import { stagedPlatform } from './staged-platform.ts';

// node apply-and-die.ts <kubeconfig> <objects> <folder of definitions>…: applies the platform, and is gone without a word after so many objects.
const [kubeconfig = '', objects = '', ...definitions] = process.argv.slice(2);
const cluster = await openCluster({ kubeconfig });
await applyObjects(cluster, stagedPlatform(definitions), {
  project: 'acme-logs',
  wait: false,
  onEvent: (event) => {
    if (event.type === 'object' && event.done >= Number(objects)) process.kill(process.pid, 'SIGKILL');
  },
});
