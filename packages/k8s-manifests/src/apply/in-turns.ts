/** Requests that are under way at a time; an API server gives one client a share only. */
const atATime = 8;

/** Does the same with each item, some at a time; the answers are in the order of the items. After a failure none is begun. */
export async function inTurns<Item, Answer>(items: readonly Item[], act: (item: Item) => Promise<Answer>): Promise<Answer[]> {
  const answers: Answer[] = [];
  let next = 0;
  let failed = false;
  const turn = async (): Promise<void> => {
    while (next < items.length && !failed) {
      const place = next++;
      try {
        answers[place] = await act(items[place] as Item);
      } catch (error) {
        failed = true;
        throw error;
      }
    }
  };
  const turns = await Promise.allSettled(Array.from({ length: Math.min(atATime, items.length) }, turn));
  const fault = turns.find((one) => one.status === 'rejected');
  if (fault !== undefined) throw fault.reason;
  return answers;
}
