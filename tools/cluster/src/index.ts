// A real control plane for tests
export { controlPlane, controlPlaneNeeds, hasControlPlane } from './control-plane.ts';
export { apiFaultProxy, type ApiFault, type ApiFaultProxy, type ApiFaultRule } from './api-fault-proxy.ts';
export type { ControlPlane } from './start-control-plane.ts';
export { writeKubeconfig, type AccountContext } from './credentials.ts';

// What goes with it
export { builtGoTool, type GoToolName } from './go-tool.ts';
export { builtSparkDefinitions, sparkOperatorVersion } from './spark-definitions.ts';
export { trialChart, trialCharts, writeTrialCharts } from './trial-inputs.ts';
