import { TerraformResource, type TerraformStack } from 'cdktf';
import { RootConstruct } from 'constructs';
import type { FoundationProps } from './foundation-props.ts';
import { addressOf } from './removal.ts';
import { foundationOutput, FoundationStack } from './stack/foundation-stack.ts';
import { synthesizeStack, type TerraformJson } from './stack/synthesize-stack.ts';
import type { Component } from './tags.ts';

/** A resource that holds data. */
export interface StatefulResource {
  /** Terraform address, such as `aws_s3_bucket.lake_raw`. */
  readonly address: string;
  /** What it holds, for people: `raw log files`. */
  readonly holds: string;
  /** Addresses of its settings, which have to leave the state with it when it is kept. */
  readonly settings: readonly string[];
  /** Whether this synthesis guards it (`prevent_destroy`); false when `allowDestroy` names it. */
  readonly guarded: boolean;
}

/** A Terraform output of a stack. */
export interface OutputDescription {
  readonly name: string;
  readonly description: string;
}

/** A synthesized stack: plain data, ready to be written as `<folder>/main.tf.json`. */
export interface FoundationSynthesis {
  /** `<project>-foundation`. */
  readonly stackName: string;
  /** Terraform's JSON configuration syntax. Its comment `"//".logex` repeats `components` and the stateful addresses. */
  readonly terraformJson: TerraformJson;
  /** Terraform outputs; `foundation` is the one that {@link readFoundationOutputs} reads. */
  readonly outputs: readonly OutputDescription[];
  /** Component by resource address. */
  readonly components: Readonly<Record<string, Component>>;
  /** Resources that hold data. */
  readonly stateful: readonly StatefulResource[];
}

/**
 * Compiles `props` to Terraform JSON; no disk, no network, no clock.
 *
 * @throws LogexError `infra/…` of kind `usage` for a setting that cannot work.
 */
export function synthesizeFoundation(props: FoundationProps = {}): FoundationSynthesis {
  const stack = new FoundationStack(new RootConstruct(), props);
  const components = componentsOf(stack);
  const stateful = stack.stateful.map(({ resource, holds, settings }) => ({
    address: addressOf(resource),
    holds,
    settings: settings.map(addressOf),
    guarded: resource.lifecycle?.preventDestroy === true,
  }));
  const comment = { logex: { components, stateful: stateful.map(({ address }) => address) } };
  return {
    stackName: stack.node.id,
    terraformJson: { '//': comment, ...synthesizeStack(stack) },
    outputs: [foundationOutput],
    components,
    stateful,
  };
}

const componentByRoot: Readonly<Record<string, Component>> = {
  key: 'encryption',
  network: 'network',
  cluster: 'cluster',
  lake: 'lake',
  catalog: 'catalog',
  images: 'images',
  workloads: 'workloads',
};

function componentsOf(stack: TerraformStack): Record<string, Component> {
  const resources = stack.node.findAll().filter((node) => TerraformResource.isTerraformResource(node));
  const entries = resources.map((resource): [string, Component] => {
    const root = resource.node.path.split('/')[1] ?? '';
    return [addressOf(resource), componentByRoot[root] ?? 'network'];
  });
  return Object.fromEntries(entries.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
