import type { Terraform } from '../engines/terraform.ts';
import type { EventSink } from '../events.ts';
import type { PlanReport } from '../plan/plan-report.ts';

const ended = { started: 'change-started', finished: 'change-finished', failed: 'change-failed' } as const;

/** Applies a plan file and tells about each change as it begins and ends; a request to stop is passed on. */
export async function applyPlan(terraform: Terraform, file: string, report: Pick<PlanReport, 'counts'>, emit: EventSink): Promise<void> {
  const { create, update, replace, destroy } = report.counts;
  const total = create + update + 2 * replace + destroy;
  let done = 0;
  await terraform.apply(
    file,
    (message) => {
      if (message.type === 'complaint' && message.diagnostic.severity === 'warning') emit({ type: 'warning', message: message.diagnostic.summary });
      if (message.type === 'complaint' || message.type === 'planned' || message.type === 'other') return;
      const { type, address, action, seconds } = message;
      if (type === 'finished') done += 1;
      emit({ type: ended[type], address, action, seconds, done, total });
    },
    (signal) => emit({ type: 'note', message: `${signal}: waiting for what is in flight, then the state is saved; once more forces an end` }),
  );
}
