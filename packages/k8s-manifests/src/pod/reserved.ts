import type { IResourceRequirements } from 'kubernetes-models/v1/ResourceRequirements';

/**
 * What a container has for itself. Memory and the disk of its node are limited to what is reserved; processors are not, since a limit slows
 * a container down while others are idle.
 */
export function reserved(cpu: string, memory: string, disk: string): IResourceRequirements {
  return { requests: { cpu, memory, 'ephemeral-storage': disk }, limits: { memory, 'ephemeral-storage': disk } };
}
