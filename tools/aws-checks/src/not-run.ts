/** Environment variable with the folder of Terraform plugins, in the layout of `terraform init -plugin-dir`. */
export const pluginFolderVariable = 'LOGEX_TF_PLUGIN_DIR';

/** The folder of Terraform plugins, where one was given. */
export function pluginFolder(): string | undefined {
  const folder = process.env[pluginFolderVariable];
  return folder === '' ? undefined : folder;
}

/** Says on standard error what a run leaves out, and what it takes to have it. */
export function sayNotRun(what: string, needs: string): void {
  process.stderr.write(`NOT RUN: ${what}; it needs ${needs}\n`);
}
