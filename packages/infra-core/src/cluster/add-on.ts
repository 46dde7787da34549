import { EksAddon } from '@cdktf/provider-aws/lib/eks-addon/index.js';
import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { physicalName } from '../naming.ts';
import { componentTags } from '../tags.ts';
import type { AddonName } from './cluster-settings.ts';

/** What an add-on is made from. */
export interface AddOnProps {
  readonly projectName: string;
  readonly clusterName: string;
  readonly addon: AddonName;
  /**
   * @default the version that EKS pairs with the cluster's
   */
  readonly version?: string | undefined;
  /** Role of the add-on's service account. */
  readonly roleArn?: string;
  /** The add-on's own settings. */
  readonly configuration?: Readonly<Record<string, unknown>>;
  readonly dependsOn: readonly ITerraformDependable[];
}

/** An EKS add-on; changes that people made to it survive an update. */
export class AddOn extends Construct {
  /** For what has to wait until the add-on runs. */
  readonly ready: ITerraformDependable;

  constructor(scope: Construct, id: string, props: AddOnProps) {
    super(scope, id);
    this.ready = new EksAddon(this, 'Resource', {
      clusterName: props.clusterName,
      addonName: props.addon,
      ...(props.version !== undefined && { addonVersion: props.version }),
      ...(props.roleArn !== undefined && { serviceAccountRoleArn: props.roleArn }),
      ...(props.configuration !== undefined && { configurationValues: JSON.stringify(props.configuration) }),
      resolveConflictsOnCreate: 'OVERWRITE',
      resolveConflictsOnUpdate: 'PRESERVE',
      tags: componentTags('cluster', physicalName(props.projectName, props.addon)),
      dependsOn: [...props.dependsOn],
    });
  }
}
