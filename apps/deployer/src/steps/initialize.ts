import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import type { Terraform } from '../engines/terraform.ts';
import type { Stack } from '../stacks/stack.ts';
import type { WorkFolder } from '../stacks/work-folder.ts';
import type { Step } from './step.ts';

/** What the step that initializes a work folder needs. */
export interface InitializeContext {
  readonly stack: Stack;
  readonly folder: WorkFolder;
  readonly terraform: Terraform;
  readonly migrateState?: boolean;
  readonly reconfigure?: boolean;
  /**
   * Initialize a folder again that is initialized.
   * @default false
   */
  readonly again?: boolean;
}

/** Initializes the work folder: backend and providers; done when it was for the same ones. */
export const initialize: Step<InitializeContext> = {
  id: 'initialize',
  title: 'initialize the work folder',
  needs: [],
  isDone: async ({ stack, folder, again = false }) => {
    return !again && existsSync(folder.markFile) && readFileSync(folder.markFile, 'utf8') === settingsHash(stack);
  },
  run: async ({ stack, folder, terraform, migrateState = false, reconfigure = false }) => {
    await terraform.init({ migrateState, reconfigure });
    writeFileSync(folder.markFile, settingsHash(stack));
  },
};

function settingsHash({ terraformJson }: Stack): string {
  return createHash('sha256').update(JSON.stringify(terraformJson['terraform'] ?? {})).digest('hex');
}
