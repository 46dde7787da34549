import { dirname } from 'node:path';
import { buildControlPlane } from './control-plane-binary.ts';
import { buildGoTool } from './go-tool.ts';
import { startControlPlane } from './start-control-plane.ts';
import { writeTrialCharts } from './trial-inputs.ts';

// node tools/cluster/src/main.ts build|start: builds the control plane and helm; starts one and keeps it until Ctrl-C.
const say = (line: string): void => console.log(line);
const [command = ''] = process.argv.slice(2);
if (command !== 'build' && command !== 'start') {
  console.error('what? build: the control plane and helm, kept for later; start: a control plane until Ctrl-C');
  process.exit(2);
}
const program = buildControlPlane(say);
const helm = buildGoTool('helm', say);
if (command === 'start') {
  const { kubeconfig, server, stop } = await startControlPlane(program);
  const charts = writeTrialCharts(dirname(kubeconfig));
  say(`a control plane without nodes answers at ${server} until Ctrl-C; try on it:`);
  say(`export KUBECONFIG=${kubeconfig} LOGEX_HELM=${helm}`);
  say(`npx nx run deployer:apply -- --phase kubernetes --context logex-test --charts ${charts} --allow-placeholders --no-wait`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stop().then(() => process.exit(0)));
}
