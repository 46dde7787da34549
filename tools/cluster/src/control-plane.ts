import { afterAll } from 'vitest';
import { builtControlPlane } from './control-plane-binary.ts';
import { builtGoTool } from './go-tool.ts';
import { builtSparkDefinitions } from './spark-definitions.ts';
import { startControlPlane, type ControlPlane } from './start-control-plane.ts';

const running: ControlPlane[] = [];
afterAll(() => Promise.all(running.map(({ stop }) => stop())));

/** What a machine needs before tests run against an API server; for saying that they were not run. */
export const controlPlaneNeeds = 'a Kubernetes control plane that npm run test:cluster builds once';

/** Whether tests can have a control plane, and the tools that go with it, on this machine without building anything. */
export function hasControlPlane(): boolean {
  return [builtControlPlane(), builtSparkDefinitions(), builtGoTool('helm'), builtGoTool('kube-score')].every((path) => path !== undefined);
}

/** A control plane for the tests of a file, stopped after the last of them. */
export async function controlPlane(): Promise<ControlPlane> {
  const program = builtControlPlane();
  if (program === undefined) throw new Error(`there is no control plane; it takes ${controlPlaneNeeds}`);
  const started = await startControlPlane(program);
  running.push(started);
  return started;
}
