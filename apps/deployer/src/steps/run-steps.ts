import type { EventSink } from '../events.ts';
import { orderSteps } from './order-steps.ts';
import type { Step } from './step.ts';

/** Runs the steps in order and tells about each; the first that fails ends the run. A step that is done already is left alone. */
export async function runSteps<Context>(steps: readonly Step<Context>[], context: Context, emit: EventSink): Promise<void> {
  for (const step of orderSteps(steps)) {
    const { id, title } = step;
    if ((await step.isDone?.(context)) === true) {
      emit({ type: 'step-kept', step: id, title });
      continue;
    }
    emit({ type: 'step-started', step: id, title });
    await step.run(context);
    emit({ type: 'step-finished', step: id, title });
  }
}
