export { deniedAction } from './account-answers.ts';
export { startMockAws, type MockAws } from './mock-aws.ts';
export { refusedKeys } from './refusals.ts';
export { pluginFolder, pluginFolderVariable, sayNotRun } from './not-run.ts';
export { runTerraform, type TerraformRun } from './run-terraform.ts';
