import type { DeployerEvent, EventSink } from '../events.ts';

/** Writes what happens to standard error, one line each; results go to standard output by way of the command. */
export const humanOutput: EventSink = (event) => {
  const line = humanLine(event);
  if (line !== undefined) process.stderr.write(`${line}\n`);
};

/** An event in words; undefined for those that are told elsewhere. */
export function humanLine(event: DeployerEvent): string | undefined {
  switch (event.type) {
    case 'step-started':
      return `${event.title} …`;
    case 'change-started':
    case 'change-finished':
    case 'change-failed':
      return `  ${`[${event.done}/${event.total}]`.padEnd(9)} ${event.address}: ${changeWords[event.type](event.action, event.seconds)}`;
    case 'object-applied':
      return event.action === 'unchanged' ? undefined : `  ${`[${event.done}/${event.total}]`.padEnd(9)} ${event.object}: ${event.action}`;
    case 'object-waiting':
      return `  waiting for ${event.object} since ${event.seconds} s: ${event.reason}`;
    case 'warning':
      return `warning: ${event.message}`;
    case 'log':
      return `${event.source} | ${event.line}`;
    case 'note':
      return event.message;
    case 'error':
      return `error (${event.error.code}): ${event.error.message}${event.error.hint === undefined ? '' : `\n  ${event.error.hint}`}`;
    default:
      return undefined;
  }
}

const changeWords = {
  'change-started': (action: string) => `${action} …`,
  'change-finished': (action: string, seconds: number) => `${action} is done after ${seconds} s`,
  'change-failed': (action: string) => `${action} failed`,
} as const;
