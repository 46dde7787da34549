export { deniedAction } from './account-answers.ts';
export { imageRegistry, type ImageRegistry, type ImageRegistryOptions } from './image-registry.ts';
export { startMockAws, type MockAws, type MockAwsOptions } from './mock-aws.ts';
export { refusedKeys } from './refusals.ts';
export { pluginFolder, pluginFolderVariable, sayNotRun } from './not-run.ts';
export { startProvider, type RunningProvider } from './running-provider.ts';
export { runTerraform, type TerraformRun } from './run-terraform.ts';
