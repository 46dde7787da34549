/** Size of an executor, and how many a node holds. */
export interface ExecutorSize {
  readonly cores: number;
  /** Heap, in MiB. */
  readonly memoryMib: number;
  readonly perNode: number;
}

/** Memory for each processor, in GiB, by the first letter of the family; a family that is not listed counts as the leanest. */
const gibPerCpu: Readonly<Record<string, number>> = { c: 2, m: 4, t: 4, r: 8, x: 16, i: 8 };

/** Processors of one executor's share of a node. More would make its heap slow to collect. */
const shareOf = 4;

/** System pods and the kubelet, in MiB of a node. */
const reservedMib = 1536;

/**
 * An executor that fits on nodes of a type: one for every four processors, one of them left to the system, and of the memory what
 * is left with a quarter of the heap beside it.
 */
export function executorSize(instanceType: string): ExecutorSize {
  const [family = '', size = ''] = instanceType.split('.');
  const cpus = size.endsWith('xlarge') ? Number(size.replace('xlarge', '') || '1') * 4 : 2;
  const share = Math.min(shareOf, cpus);
  const perNode = Math.max(1, Math.floor(cpus / share));
  const memoryMib = share * (gibPerCpu[family.slice(0, 1)] ?? 2) * 1024 - Math.ceil(reservedMib / perNode);
  return { cores: Math.max(1, share - 1), memoryMib: Math.floor((memoryMib / 1.25) * 0.9), perNode };
}
