import { DbInstance } from '@cdktf/provider-aws/lib/db-instance/index.js';
import { DbParameterGroup } from '@cdktf/provider-aws/lib/db-parameter-group/index.js';
import { DbSubnetGroup } from '@cdktf/provider-aws/lib/db-subnet-group/index.js';
import { Construct } from 'constructs';
import { textNotAllowed } from '../errors.ts';
import { WorkloadSecret } from '../identity/workload-secret.ts';
import { physicalName } from '../naming.ts';
import type { Network } from '../network/network.ts';
import { TrafficRules } from '../network/traffic-rules.ts';
import type { Removal, StatefulPart } from '../removal.ts';
import { componentTags } from '../tags.ts';
import { checkWhole } from '../validations.ts';
import type { CatalogDatabaseSettings } from './catalog-database-settings.ts';

/** What the database is made from. */
export interface CatalogDatabaseProps extends CatalogDatabaseSettings {
  readonly projectName: string;
  readonly network: Network;
  /**
   * A standby in a second zone.
   * @default false
   */
  readonly multiAz?: boolean;
  /** KMS key for storage, snapshots and secrets. */
  readonly keyArn: string;
  /** Security group of the nodes, the only ones that may connect; it gets a rule for that. */
  readonly clients: TrafficRules;
  /** @default 'guard' */
  readonly removal?: Removal;
}

const port = 3306;

/**
 * RDS MySQL for the Hive Metastore: private, encrypted, TLS only, backed up, and protected. RDS keeps the administrator's
 * password in a secret of its own and rotates it; the metastore's own user has another secret.
 */
export class CatalogDatabase extends Construct {
  readonly host: string;
  readonly port = port;
  readonly databaseName: string;
  readonly adminUsername: string;
  readonly adminSecretArn: string;
  readonly userSecretArn: string;
  readonly stateful: readonly StatefulPart[];

  constructor(scope: Construct, id: string, props: CatalogDatabaseProps) {
    super(scope, id);
    const name = physicalName(props.projectName, 'metastore');
    const tags = componentTags('catalog', name);
    const allowRemoval = props.removal === 'allow';
    const { allocatedStorageGib: storage = 20, engineVersion = '8.4' } = props;
    checkWhole('catalogDatabase.allocatedStorageGib', storage, 20, 65_536, 'gp3 storage of MySQL is 20 GiB to 64 TiB');
    this.databaseName = checkIdentifier('catalogDatabase.databaseName', props.databaseName ?? 'hive_metastore', 64);
    this.adminUsername = checkIdentifier('catalogDatabase.username', props.username ?? 'hive_admin', 16);

    const traffic = new TrafficRules(this, 'traffic', { name, component: 'catalog', description: 'Metastore database', vpcId: props.network.vpcId });
    const mysql = { protocol: 'tcp', from: port } as const;
    traffic.allowFrom('nodes', { securityGroupId: props.clients.securityGroupId }, mysql, 'Hive Metastore');
    props.clients.allowTo('metastore', { securityGroupId: traffic.securityGroupId }, mysql, 'Hive Metastore to its database');
    const subnets = new DbSubnetGroup(this, 'subnets', { name, subnetIds: [...props.network.privateSubnetIds], tags });
    const parameters = new DbParameterGroup(this, 'parameters', {
      namePrefix: `${name}-`,
      family: `mysql${engineVersion}`,
      parameter: [{ name: 'require_secure_transport', value: '1', applyMethod: 'immediate' }],
      tags,
      lifecycle: { createBeforeDestroy: true },
    });
    const database = new DbInstance(this, 'Resource', {
      identifier: name,
      engine: 'mysql',
      engineVersion,
      engineLifecycleSupport: engineVersion === '8.0' ? 'open-source-rds-extended-support' : 'open-source-rds-extended-support-disabled',
      instanceClass: checkClass(props.instanceClass ?? 'db.t4g.small'),
      allocatedStorage: storage,
      maxAllocatedStorage: checkWhole(
        'catalogDatabase.maxAllocatedStorageGib',
        props.maxAllocatedStorageGib ?? storage * 5,
        Math.ceil(storage * 1.1),
        65_536,
        'RDS wants room for growth by 10 % at least',
      ),
      storageType: 'gp3',
      storageEncrypted: true,
      kmsKeyId: props.keyArn,
      dbName: this.databaseName,
      port,
      username: this.adminUsername,
      manageMasterUserPassword: true,
      masterUserSecretKmsKeyId: props.keyArn,
      dbSubnetGroupName: subnets.name,
      vpcSecurityGroupIds: [traffic.securityGroupId],
      publiclyAccessible: false,
      multiAz: props.multiAz ?? false,
      parameterGroupName: parameters.name,
      caCertIdentifier: 'rds-ca-rsa2048-g1',
      backupRetentionPeriod: checkWhole('catalogDatabase.backupRetentionDays', props.backupRetentionDays ?? 7, 1, 35, 'RDS keeps backups for 35 days at most'),
      backupWindow: '02:00-03:00',
      maintenanceWindow: 'sun:04:00-sun:05:00',
      autoMinorVersionUpgrade: true,
      enabledCloudwatchLogsExports: ['error', 'slowquery'],
      copyTagsToSnapshot: true,
      deleteAutomatedBackups: false,
      deletionProtection: !allowRemoval,
      skipFinalSnapshot: false,
      finalSnapshotIdentifier: props.finalSnapshotId ?? `${name}-final`,
      tags,
      lifecycle: { preventDestroy: !allowRemoval },
    });
    this.host = database.address;
    this.adminSecretArn = database.masterUserSecret.get(0).secretArn;
    this.userSecretArn = new WorkloadSecret(this, 'user-secret', {
      projectName: props.projectName,
      name: 'hive-metastore/database-user',
      component: 'catalog',
      description: "Name and password of the Hive Metastore's database user",
      keyArn: props.keyArn,
    }).arn;
    this.stateful = [{ resource: database, holds: 'the Hive Metastore: names and locations of all tables', settings: [] }];
  }
}

function checkIdentifier(setting: string, seen: string, most: number): string {
  if (/^[a-z][a-z0-9_]*$/u.test(seen) && seen.length <= most) return seen;
  throw textNotAllowed(setting, seen, `up to ${most} lower-case letters, digits and underscores, beginning with a letter`, 'MySQL would need quotes for anything else');
}

function checkClass(seen: string): string {
  if (/^db\.[a-z0-9]+\.[a-z0-9]+$/u.test(seen)) return seen;
  throw textNotAllowed('catalogDatabase.instanceClass', seen, 'RDS instance classes such as db.t4g.small', 'a class begins with db. and ends in a size');
}
