import { foundationProps } from './foundation-props.ts';
import type { Stack, StackRequest } from './stack.ts';

/** The AWS side of a deployment, as `@logex/infra-core` synthesizes it; nothing is written and no one is asked. */
export async function foundation(request: StackRequest): Promise<Stack> {
  const { instanceTypesLike, synthesizeFoundation } = await import('@logex/infra-core');
  const props = foundationProps(request);
  const [type, ...others] = props.cluster?.executorInstanceTypes ?? [];
  const executorInstanceTypes = type === undefined || others.length > 0 ? [type, ...others].filter((one) => one !== undefined) : instanceTypesLike(type);
  const { stackName, terraformJson, components, stateful } = synthesizeFoundation({ ...props, cluster: { ...props.cluster, executorInstanceTypes } });
  return { name: stackName, terraformJson, components, stateful };
}
