import { projectNameNotAllowed } from './errors.ts';

const allowed = /^[a-z](?:[a-z0-9]|-(?!-)){1,22}[a-z0-9]$/u;

/**
 * The one rule for physical names: `<project>-<part>-<part>`, lower case.
 *
 * @throws LogexError `infra/project-name-not-allowed`.
 */
export function physicalName(projectName: string, ...parts: readonly string[]): string {
  if (!allowed.test(projectName)) throw projectNameNotAllowed(projectName);
  return [projectName, ...parts].join('-');
}
