import { dirname } from 'node:path';
import { buildControlPlane } from './control-plane-binary.ts';
import { buildGoTool } from './go-tool.ts';
import { buildSparkDefinitions } from './spark-definitions.ts';
import { startControlPlane } from './start-control-plane.ts';
import { writeTrialCharts } from './trial-inputs.ts';

// node tools/cluster/src/main.ts build|start: builds what tests on a control plane need; starts one and keeps it until Ctrl-C.
const say = (line: string): void => console.log(line);
const [command = ''] = process.argv.slice(2);
if (command !== 'build' && command !== 'start') {
  console.error('what? build: a control plane and the tools of its tests, kept for later; start: a control plane until Ctrl-C');
  process.exit(2);
}
try {
  const program = buildControlPlane(say);
  const helm = buildGoTool('helm', say);
  if (command === 'build') {
    buildGoTool('kube-score', say);
    buildSparkDefinitions(say);
  } else await start(program, helm);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(3);
}

async function start(program: string, helm: string): Promise<void> {
  const { kubeconfig, server, stop } = await startControlPlane(program);
  const charts = writeTrialCharts(dirname(kubeconfig));
  say(`a control plane without nodes answers at ${server} until Ctrl-C; try on it:`);
  say(`export KUBECONFIG=${kubeconfig} LOGEX_HELM=${helm}`);
  say(`npx nx run deployer:apply -- --phase kubernetes --context logex-test --charts ${charts} --allow-placeholders --no-wait`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stop().then(() => process.exit(0)));
}
