/** One broken rule at one place. */
export interface Finding {
  /** Path of the file, relative to the workspace root. */
  readonly file: string;
  /** Line of the finding, from 1. */
  readonly line: number;
  /** Name of the rule, kebab-case. */
  readonly rule: string;
  /** What is wrong, and what to do. */
  readonly message: string;
}

/** `file:line rule: message`, the form that editors and terminals link. */
export function findingLine({ file, line, rule, message }: Finding): string {
  return `${file}:${line} ${rule}: ${message}`;
}
