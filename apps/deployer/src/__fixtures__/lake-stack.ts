import { synthesizeFoundation } from '@logex/infra-core';
import { foundationProps } from '../stacks/foundation-props.ts';
import type { StackMaker } from '../stacks/stack.ts';

// The provider waits a minute for the rules to be seen.
const slow = 'aws_s3_bucket_lifecycle_configuration';

/** Buckets and key of the foundation without the rest: real resources that a mock of AWS makes in seconds. */
const lakeStack: StackMaker = (request) => {
  const { terraformJson, components, stateful } = synthesizeFoundation(foundationProps(request));
  const parts = ['lake', 'encryption'];
  const resources = terraformJson['resource'] as Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  const kept = Object.entries(resources).filter(([type]) => type !== slow).map(([type, named]) => [type, Object.fromEntries(Object.entries(named).filter(([name]) => parts.includes(components[`${type}.${name}`] ?? '')))] as const);
  const { output: _, locals: __, '//': ___, ...rest } = terraformJson;
  const data = rest['data'] as Readonly<Record<string, unknown>>;
  return {
    name: `${request.config.project_name}-lake`,
    terraformJson: { ...rest, data: { aws_caller_identity: data['aws_caller_identity'] }, resource: Object.fromEntries(kept.filter(([, named]) => Object.keys(named).length > 0)) },
    components,
    stateful: stateful.filter(({ address }) => parts.includes(components[address] ?? '')),
  };
};

export default lakeStack;
